"""What was found, as lines: JSON that is JSON whatever the names are, and CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
import json

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lineage.photos.answers import Family, Link
from lineage.photos.found import Found
from lineage.photos.index import Person
from lineage.photos.rows import packed
from lineage.photos.serving.manifest import Column, Manifest
from lineage.photos.told import Teller, line

NAME = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


def found(names, rows=3, members=(), *, asked="12345678@N90", outside=()):
    """A person with photos 1001, 1002 …; `members` are (column, row) pairs."""
    columns = tuple(Column(dataset=name, release="1") for name in names)
    manifest = Manifest(
        dataset="root", complete=True, key_id=None, rows=9, owners=1, hashes=9, base="b", members="m", sizes={},
        columns=columns,
    )  # fmt: skip
    numbers = np.arange(1001, 1001 + rows).astype(np.uint64)
    zero = np.zeros(rows, np.uint64)
    table = packed(numbers, zero, server=zero + np.uint64(7205), farm=zero + np.uint64(8), secret=zero + np.uint64(255))
    flags = np.zeros((len(columns), rows), np.bool_)
    for column, row in members:
        flags[column, row] = True
    strangers = np.array(outside, np.uint64).reshape(-1, 5)
    family = Family((Link("child", "root", carries_up=False, edge="e"),), frozenset({"root"}))
    person = Person(1234567890, table, flags, strangers, ())
    return Found(asked, "12345678@N90", person, manifest, family, {name: at for at, name in enumerate(names)})


def told(one, *, photos=True):
    return json.loads("".join(Teller(lambda answer: ["a link"], lambda dataset: ["IBM"]).json(one, photos=photos)))


def test_an_object_has_the_documented_form():
    one = found(["first"], members=[(0, 1)])

    assert told(one) == {
        "asked": "12345678@N90",
        "nsid": "12345678@N90",
        "count": 3,
        "photos": [
            {
                "photo_id": str(photo),
                "url": f"https://www.flickr.com/photos/12345678@N90/{photo}/",
                "download_url": f"http://farm8.staticflickr.com/7205/{photo}_00000000ff.jpg",
                "datasets": {"first": "listed" if photo == 1002 else "may_contain", "root": "listed"},
            }
            for photo in (1001, 1002, 1003)
        ],
        "datasets": {
            "first": {"answer": "listed", "by": "photo", "photos": 1, "chain": [], "holders": ["IBM"]},
            "root": {"answer": "listed", "by": "photo", "photos": 3, "chain": [], "holders": ["IBM"]},
            "child": {
                "answer": "may_contain", "by": None, "photos": 0, "chain": ["a link"], "holders": ["IBM"],
                "settled_by": "lineage photos add child FILE --complete",
            },
        },
    }  # fmt: skip


def test_counts_alone_tell_no_photo():
    one = told(found(["first"]), photos=False)
    assert (one["count"], one["photos"]) == (3, [])


def test_photos_that_only_lists_know_are_told_by_number_or_hash():
    one = found(["first"], rows=0, outside=[(1, 77, 0, 0, 0), (1, 0, 10, 11, 0), (1, 77, 5, 5, 0)])

    photos = told(one)["photos"]
    assert [(photo["photo_id"], photo.get("hash")) for photo in photos] == [
        ("77", None),
        (None, "000000000000000a000000000000000b"),
    ]
    assert told(one)["datasets"]["first"]["photos"] == 2


@given(st.lists(NAME, min_size=1, max_size=4, unique=True), NAME)
def test_whatever_names_are_it_is_json(names, asked):
    one = told(found(names, members=[(at, 0) for at in range(len(names))], asked=asked))

    assert one["asked"] == asked
    assert {name for name, answer in one["datasets"].items() if answer["answer"] == "listed"} == {*names, "root"}


@given(st.lists(NAME.map(lambda text: text.replace("\r", "").replace("\n", "").replace("\0", "")), min_size=1))
def test_cells_come_back_and_run_nothing(cells):
    (read,) = csv.reader([line(*cells)])

    runs = ("=", "+", "-", "@", "\t")
    assert read == [f"'{cell}" if cell.startswith(runs) else cell for cell in cells]
