"""Parquet: columns of any type that holds ids, by name, also inside of others."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import pyarrow as pa
import pyarrow.parquet as pq

from lineage.errors import BadInput
from lineage.photos.lists.guess import guess
from tests.photos.lists.lists import HASH, STATIC, read_all

IDS = [1234567890, 9876543210, 4567890123]
NSIDS = ["12345678@N90", "87654321@N91", None]
PHOTOS = [(photo, None, None) for photo in IDS]
BOTH = [(photo, nsid, None) for photo, nsid in zip(IDS, NSIDS, strict=True)]


def parquet(tmp_path, **columns):
    pq.write_table(pa.table(columns), tmp_path / "list", row_group_size=2)
    return tmp_path / "list"


@pytest.mark.parametrize(
    ("columns", "form", "members"),
    [
        ({"photoid": IDS, "uid": NSIDS, "latitude": [1.5, 2.5, 3.5]}, "parquet:photo=photoid,owner=uid", BOTH),
        ({"photoid": pa.array(map(str, IDS)), "title": ["a", "b", "c"]}, "parquet:photo=photoid", PHOTOS),
        ({"photoid": pa.array(IDS, pa.float64())}, "parquet:photo=photoid", PHOTOS),
        (
            {"uid": pa.array(NSIDS[:2]).dictionary_encode()},
            "parquet:owner=uid",
            [(0, nsid, None) for nsid in NSIDS[:2]],
        ),
        ({"key": [HASH], "caption": ["a dog"]}, "parquet:hash=key", [(0, None, HASH)]),
        ({"downloadurl": [STATIC.format(one) for one in IDS]}, "parquet:url=downloadurl", PHOTOS),
        (
            {"meta": [{"photo.id": one, "n": 1} for one in IDS], "tags": [[1], [2], [3]]},
            "parquet:photo=meta.photo%2Eid",
            PHOTOS,
        ),
    ],
)
def test_columns(tmp_path, columns, form, members):
    path = parquet(tmp_path, **columns)
    found = guess(path)
    assert (str(found), read_all(path, found)) == (form, (members, []))


def test_a_row_without_a_member_is_put_aside(tmp_path):
    members, others = read_all(parquet(tmp_path, id=["1234567890", None, "x"]), "parquet:photo=id")
    assert members == [(1234567890, None, None)]
    assert [(one.number, one.text) for one in others] == [(2, "(empty)"), (3, "x")]


@pytest.mark.parametrize(
    "form", ["parquet:photo=other", "parquet:photo=tags", "parquet:photo=id.x", "csv:photo=1", "names"]
)
def test_a_form_that_does_not_fit_is_refused(tmp_path, form):
    with pytest.raises(BadInput, match=r"has no|no single|is not read as"):
        read_all(parquet(tmp_path, id=[1], tags=[[1]]), form)


def test_a_list_that_names_nobody_or_is_damaged_is_refused(tmp_path):
    path = parquet(tmp_path, file=["train/1.jpg"], age=[30])
    with pytest.raises(BadInput, match="it has the columns file, age"):
        guess(path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(BadInput, match="damaged"):
        guess(path)
    (tmp_path / "text").write_text("1234567890\n")
    with pytest.raises(BadInput, match="is not read as"):
        read_all(tmp_path / "text", "parquet:photo=id")
