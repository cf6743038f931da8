"""The demo is the main job: what it reads, what it must find, what it must not."""

from __future__ import annotations

import pytest

from lineage.errors import BadInput
from lineage.jobs.demo import demo
from lineage.jobs.walk import WalkOptions, follow
from tests.conftest import NOON


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    return demo(lambda: NOON, tmp_path_factory.mktemp("demo") / "home", lambda message: None)


def test_at_least_forty_documents_are_read_offline(result):
    shards = {shard.source: shard for shard in result.weekly.crawled.shards}

    assert shards["documents"].counts["documents"] >= 40
    assert all(shard.problem is None for shard in shards.values())


def test_the_family_is_found_to_depth_three_and_beyond(result):
    steps = follow(result.stores, "yfcc100m", "downstream", WalkOptions()).steps

    levels = {step.thing: step.level for step in steps}
    assert levels["dataset:megaface"] == 1
    assert levels["dataset:diveface"] == 2
    assert levels["hf:datasets/nordhelm-imaging/greyharbor-faces"] == 3
    assert max(levels.values()) >= 5


def test_the_report_is_one_file_that_loads_nothing(result):
    html = result.weekly.report.read_text()

    assert "<script" not in html
    assert "src=" not in html
    assert "The family of YFCC100M" in html
    assert "What failed, and what was not checked" in html


@pytest.mark.parametrize(
    "handle", ["pixel-otter-31", "cobalt-heron-12", "tin-lantern-7", "cinder-quokka-4", "kettle-moth-8", "rimba-kode-8"]
)
def test_no_private_handle_is_in_the_report(result, handle):
    assert handle not in result.weekly.report.read_text()


def test_a_second_demo_replaces_the_first(result):
    again = demo(lambda: NOON, result.home, lambda message: None)

    assert again.weekly.projected.hash == result.weekly.projected.hash


def test_a_folder_that_is_no_demo_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("keep me")

    with pytest.raises(BadInput, match="is not an earlier demo"):
        demo(lambda: NOON, tmp_path, lambda message: None)

    assert (tmp_path / "mine.txt").read_text() == "keep me"
