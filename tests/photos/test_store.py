"""The folder of an index: switched in one step, healed by building again, changed by one at a time."""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.errors import ArchiveUnavailable, BadInput, IndexUnusable
from lineage.photos.owners import Clear
from lineage.photos.serving import manifest
from lineage.photos.serving.blocks import described, header
from lineage.photos.serving.manifest import Column
from lineage.photos.serving.places import Folder
from lineage.photos.store import PhotoStore
from tests.photos.build.model import Line
from tests.photos.build.sources import FORMS, renewed_from
from tests.photos.invented import added

OWNER = "12345678@N90"
LINES = [Line(str(1234567890 + number), OWNER) for number in range(2_000)]
FACES = Column(dataset="faces", release="1")


@pytest.fixture
def store(tmp_path):
    store, _ = renewed_from(tmp_path / "store", FORMS["tsv"](tmp_path, LINES))
    added(store, FACES, f"{LINES[0].photo}\n99000000001\n", "names:photo")
    return store


def checked(store):
    index = store.open()
    try:
        index.check()
        return len(index.person(OWNER).rows), index.person(OWNER).members.sum(), len(index.photo(99000000001))
    finally:
        index.close()


def open_files():
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize("name", ["rows", "ids", "hashes", "matrix", "outside", "outside-ids"])
def test_building_again_heals_a_damaged_index(store, tmp_path, name):
    before = store.manifest()
    (path,) = store.folder.glob(f"*-*/{name}")
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(IndexUnusable, match="build the index again"):
        checked(store)

    renewed_from(store.folder, FORMS["tsv"](tmp_path, LINES))

    assert checked(store) == (2_000, 1, 1)
    assert store.manifest().columns == before.columns
    assert len(list(store.folder.glob("*-*"))) == 2
    assert not path.exists()


def test_building_the_same_again_keeps_the_files(store, tmp_path):
    before, files = store.manifest(), {path: path.stat().st_ino for path in store.folder.glob("*-*/*")}

    renewed_from(store.folder, FORMS["tsv"](tmp_path, LINES))

    assert store.manifest() == before
    assert {path: path.stat().st_ino for path in store.folder.glob("*-*/*")} == files


def test_an_index_that_comes_back_under_its_name_while_it_is_opened_is_opened(store, monkeypatch):
    whole, turns = Folder.whole, []

    def gone_for_a_moment(place, name, largest):
        if name.endswith("head") and not turns:
            turns.append(name)
            (store.folder / "again").write_bytes((store.folder / manifest.NAME).read_bytes())
            (store.folder / "again").replace(store.folder / manifest.NAME)
            raise IndexUnusable(f"{name} is missing")
        return whole(place, name, largest)

    monkeypatch.setattr(Folder, "whole", gone_for_a_moment)

    assert checked(store) == (2_000, 1, 1)
    assert turns


def test_an_index_that_cannot_be_opened_holds_no_files_open(store):
    (path,) = store.folder.glob("members-*/outside-hashes")
    path.unlink()
    before = open_files()
    for _ in range(5):
        with pytest.raises(IndexUnusable, match="outside-hashes is missing"):
            store.open()
    with pytest.raises(BadInput):
        PhotoStore(store.folder / "lists", Clear()).open()
    assert open_files() == before


def test_only_one_changes_a_store(store):
    with store.alone(), pytest.raises(BadInput, match="Somebody else is changing the index"), store.alone():
        pass
    with store.alone():
        pass


def test_an_index_json_of_another_text_is_damage(store):
    path = store.folder / manifest.NAME
    content = path.read_bytes()
    for changed in (
        content.replace(b"yfcc100m", b"yfcc\\ud800"), content.replace(b'"format": 1', b'"format": 2'), b"[]", b"3",
        b"\xff", content.replace(b'"index": "', b'"index": 7, "text": "'), content + b"x",
    ):  # fmt: skip
        path.write_bytes(changed)
        with pytest.raises(IndexUnusable, match=r"index\.json"):
            store.open()


def test_a_page_that_names_the_other_byte_order_is_refused():
    page = header("rows")
    assert described(page, "rows")["what"] == "rows"
    text = json.dumps({"what": "rows", "byte_order": "big"}).encode()
    lead = page[:12] + len(text).to_bytes(4, "little") + zlib.crc32(text).to_bytes(4, "little")
    with pytest.raises(IndexUnusable, match="byte order"):
        described((lead + text).ljust(4096, b"\0"), "rows")


def test_a_disk_that_cannot_be_read_is_told(store, monkeypatch):
    index = store.open()

    def failing(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "pread", failing)
    with pytest.raises(ArchiveUnavailable, match=r"rows.*Input/output error"):
        index.person(OWNER)
    index.close()
