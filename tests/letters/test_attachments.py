"""The files that go along with a notice: whole, streamed, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import json
from datetime import date
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from lineage.letters.attachments import COLUMNS, Item, csv_lines, json_ld
from tests.letters.cases import REFERENCE

PAGE = "https://www.flickr.com/photos/12345678@N90/42/"
ITEM = Item("42", PAGE, "https://live.photos.example/42.jpg", "a" * 32, "dataset:gullset", "listed")
BARE = Item("", "", "https://live.photos.example/43.jpg", "", "dataset:acme-faces", "may_contain")
TEXTS = st.text(max_size=30)


def read(lines):
    return list(csv.reader("".join(lines).splitlines()))


def test_the_csv_has_a_line_an_item():
    header, first, second = read(csv_lines([ITEM, BARE]))

    assert tuple(header) == COLUMNS
    assert first == ["42", PAGE, "https://live.photos.example/42.jpg", "a" * 32, "dataset:gullset", "listed"]
    assert second == ["", "", "https://live.photos.example/43.jpg", "", "dataset:acme-faces", "may_contain"]


@given(cells=st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS))
def test_no_cell_is_run_and_no_line_is_broken(cells):
    header, *rows = read(csv_lines([Item(*cells, "listed")]))

    assert len(rows) == 1
    assert len(rows[0]) == len(header)
    assert [cell for cell in rows[0] if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_the_json_ld_asks_for_a_deletion_and_claims_none():
    asked = json.loads("".join(json_ld(REFERENCE, "Acme", date(2026, 12, 16), [ITEM, BARE])))

    assert asked["@id"] == f"urn:uuid:{REFERENCE}"
    assert asked["@type"] == ["prov:Activity", "schema:DeleteAction"]
    assert asked["schema:actionStatus"] == {"@id": "schema:PotentialActionStatus"}
    assert asked["until"] == "2026-12-16"
    assert [item["answer"] for item in asked["items"]] == ["listed", "may_contain"]
    assert [item for item in asked["items"] if "prov:wasInvalidatedBy" in item] == []


def test_an_item_of_the_json_ld_says_all_that_is_known_and_no_more():
    first, second = json.loads("".join(json_ld(REFERENCE, "Acme", None, [ITEM, BARE])))["items"]

    assert (first["schema:identifier"], first["page"], first["file"]) == ("42", ITEM.page_url, ITEM.download_url)
    assert first["schema:additionalProperty"]["schema:propertyID"] == "md5"
    assert first["dataset"]["schema:identifier"] == "dataset:gullset"
    assert set(second) == {"@type", "file", "dataset", "answer"}


def test_a_file_without_items_is_still_whole():
    assert json.loads("".join(json_ld(REFERENCE, "Acme", None, [])))["items"] == []
    assert read(csv_lines([])) == [list(COLUMNS)]


def test_items_are_only_asked_for_when_they_are_written():
    taken = []
    endless = (taken.append(n) or ITEM for n in range(10**9))

    list(islice(csv_lines(endless), 3))
    list(islice(json_ld(REFERENCE, "Acme", None, endless), 3))

    assert len(taken) == 4
