"""Rate limits, flaky transport and attacks: the same claims as without, or a word in the report."""

from __future__ import annotations

import time

import pytest

from lineage.database.schema import open_database
from lineage.fetch.limiter import Limiter
from lineage.sql import sqlite_url

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.mark.parametrize("fault", ["rate", "flaky", "hostile"])
def test_the_same_claims_as_without_faults(world, tmp_path, fault):
    world.lineage("weekly")
    calm = world.lineage("export", "claims")
    world.control(f"faults/{fault}?time_scale=60&stall=1")
    other = tmp_path / "other"

    weekly = world.json("weekly", home=other, codes=(0, 3))

    assert world.lineage("export", "claims", home=other) == calm
    assert weekly["problem"] is None
    assert world.stats()["before_retry_after"] == 0


def test_what_failed_for_good_is_in_the_report(world):
    world.control("faults/hostile?stall=1")

    world.lineage("weekly", codes=(3,))

    report = (world.home / "reports" / "latest.html").read_text()
    assert "NUL bytes" in report
    assert "<script" not in report


def test_a_limit_that_is_met_is_waited_out_and_never_broken(world):
    world.control("faults/rate?time_scale=300")
    world.settings["LINEAGE_SOURCE_HUGGINGFACE_RATE_SCALE"] = "300"

    world.lineage("weekly")

    stats = world.stats()
    assert set(stats["status"]) <= {"200", "401", "429"}
    assert stats["before_retry_after"] == 0


def test_without_patience_a_limit_stops_the_run_and_the_next_one_goes_on(world):
    world.home.mkdir()
    path = world.home / "lineage.sqlite"
    limits = open_database(sqlite_url(path))
    Limiter(limits).hold("huggingface/file", time.time() + 3600)
    limits.dispose()
    world.settings["LINEAGE_PATIENCE"] = "1"

    stopped = world.lineage("crawl", codes=(3,))
    path.unlink()
    world.lineage("crawl")

    assert "asks us not to come back before" in stopped
    assert world.stats()["again_unconditional"] == 0
