"""Files of standing requests: read, or refused with a sentence."""

from __future__ import annotations

import pytest

from lineage.deletion.standing import load
from lineage.errors import BadInput


def test_a_folder_that_is_not_there_holds_no_requests(tmp_path):
    assert load(tmp_path / "standing") == []


def test_requests_are_read_by_name(tmp_path):
    (tmp_path / "gulls.yaml").write_text("id: gulls\ndatasets: [yfcc100m, 'doi:10.1000/harbour']\nsince: 2026-11-16\n")
    (tmp_path / "coots.yaml").write_text("id: coots\ndatasets: [megaface]\n")

    coots, gulls = load(tmp_path)

    assert (coots.id, coots.since) == ("coots", None)
    assert gulls.datasets == ("yfcc100m", "doi:10.1000/harbour")
    assert str(gulls.since) == "2026-11-16"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id: gulls\ndatasets: []\n", "datasets: tuple should have at least 1 item"),
        ("id: gulls\n", "datasets: field required"),
        ("id: gulls\ndatasets: [yfcc100m]\nmail: m@example.org\n", "mail: extra inputs are not permitted"),
        ("id: terns\ndatasets: [yfcc100m]\n", "file name and id must agree"),
        ("id: gulls\ndatasets: [yfcc100m]\nsince: soon\n", "since"),
        ("- yfcc100m\n", "the file: input should be"),
        ("id: [gulls\n", "is not YAML"),
        ("", "is no standing request"),
    ],
)
def test_what_is_no_request_is_refused_with_a_sentence(tmp_path, text, said):
    (tmp_path / "gulls.yaml").write_text(text)

    with pytest.raises(BadInput, match=r"gulls\.yaml") as refused:
        load(tmp_path)

    assert said in str(refused.value)


@pytest.mark.parametrize("name", ["12345678@N90", "https://www.flickr.com/photos/gull/1", "flickr.com/people/gull"])
def test_a_person_is_never_named_in_a_request_nor_in_its_refusal(tmp_path, name):
    (tmp_path / "gulls.yaml").write_text(f"id: gulls\ndatasets: ['{name}']\n")

    with pytest.raises(BadInput, match="never a person") as refused:
        load(tmp_path)

    assert name not in str(refused.value)
