"""Sources that are damaged, of odd types, or something else: read as far as can be, or refused with a sentence."""

from __future__ import annotations

import bz2
import gzip
import random
import sqlite3
from contextlib import closing

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import pyarrow as pa
import pyarrow.parquet as pq

from lineage.errors import BadInput, IndexUnusable
from lineage.photos.build.raw import NO_OWNER, NO_PHOTO
from tests.photos.build.model import Line, indexed, modelled
from tests.photos.build.sources import FORMS, as_text, renewed_from, second_edition, zstd

LINES = [Line(str(1234567890 + n), f"{12345678 + n % 9}@N90") for n in range(60)]
NSIDS = [line.owner for line in LINES]
IDS = [int(line.photo) for line in LINES]


def content_of(tmp_path, *files, name="store"):
    store, built = renewed_from(tmp_path / name, files)
    index = store.open()
    try:
        return indexed(index), built
    finally:
        index.close()


@pytest.mark.parametrize(
    "kind", [pa.float64(), pa.uint64(), pa.int32(), pa.large_string(), pa.binary(), pa.decimal128(19)]
)
def test_ids_of_any_type_are_ids(tmp_path, kind):
    ids = pa.array(IDS, pa.int64())
    column = ids.cast(pa.string()).cast(kind) if kind == pa.binary() else ids.cast(kind)
    pq.write_table(pa.table({"photoid": column, "uid": NSIDS}), tmp_path / "dataset")

    found, built = content_of(tmp_path, tmp_path / "dataset")

    assert found == modelled(Line(line.photo, line.owner, server="") for line in LINES)
    assert built.bad == {}


def test_missing_ids_make_bad_rows(tmp_path):
    columns = {"PhotoID": pa.array([1.0, None, -3.0], pa.float64()), "UID": [NSIDS[0], NSIDS[0], NSIDS[0]]}
    pq.write_table(pa.table(columns), tmp_path / "dataset")

    found, built = content_of(tmp_path, tmp_path / "dataset")

    assert list(found) == [(NSIDS[0], 1)]
    assert built.bad == {NO_PHOTO: 2}


def test_an_empty_extension_is_not_the_one_before(tmp_path):
    columns = as_text([LINES[0], Line("1234567899", NSIDS[0]), LINES[1]])
    columns = {name: columns[name] for name in ("photoid", "uid", "serverid", "farmid", "secret")}
    pq.write_table(pa.table(columns | {"ext": ["jpg", None, "g"]}), tmp_path / "dataset")

    found, _ = content_of(tmp_path, tmp_path / "dataset")

    assert [where is None for where, _, _ in dict(sorted(found.items(), key=lambda one: one[0][1])).values()] == [
        False, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize("column", [[[1]], [{"id": 1}]])
def test_columns_without_ids_in_them_are_refused(tmp_path, column):
    pq.write_table(pa.table({"photoid": column, "uid": NSIDS[:1]}), tmp_path / "dataset")
    with pytest.raises(BadInput, match="Column photoid is of type"):
        content_of(tmp_path, tmp_path / "dataset")


@pytest.mark.parametrize("form", ["gz", "bz2", "zst", "sqlite", "parquet, text"])
def test_a_source_that_breaks_off_is_refused(tmp_path, form):
    chance = random.Random(20261127)
    lines = [Line(line.photo, line.owner, secret=f"{chance.randrange(16**10):010x}") for line in LINES * 20]
    (path,) = FORMS[form](tmp_path, lines)
    content = path.read_bytes()
    for part in (0.5, 0.9, 0.99):
        path.write_bytes(content[: int(len(content) * part)])
        with pytest.raises(BadInput, match="is it whole"):
            content_of(tmp_path, path)


@pytest.mark.parametrize("form", ["sqlite", "parquet, text", "gz", "bz2", "zst"])
def test_a_damaged_source_is_refused_or_read(tmp_path, form):
    (path,) = FORMS[form](tmp_path, LINES * 20)
    content, chance = path.read_bytes(), random.Random(f"20261127 {form}")
    for number in range(60):
        damaged = bytearray(content)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        try:
            content_of(tmp_path, path, name=f"store-{number}")
        except BadInput as error:
            assert path.name in str(error) or "Column" in str(error)


def test_rows_of_sqlite_are_read_whatever_their_number_and_text(tmp_path):
    with closing(sqlite3.connect(tmp_path / "dataset")) as database:
        database.execute("CREATE TABLE notes (text)")
        database.execute('CREATE TABLE "odd ""name""" (photoid INTEGER PRIMARY KEY, uid, secret, downloadurl)')
        rows = [
            (1234567890, "12345678@N90", b"\xff\xfe", None),
            (-7, "12345678@N90", "", ""),
            (0, "12345678@N90", "", ""),
            (3, b"\xff", "", ""),
        ]
        database.executemany('INSERT INTO "odd ""name""" VALUES (?, ?, ?, ?)', rows)
        database.commit()

    found, built = content_of(tmp_path, tmp_path / "dataset")

    assert list(found) == [("12345678@N90", 1234567890)]
    assert built.bad == {NO_PHOTO: 2, NO_OWNER: 1}
    assert sorted(line.split(b"\t")[0] for line in built.aside.read_bytes().splitlines()) == [b"1", b"2", b"3"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no row names"),
        (b"a\tb\tc\n" * 9, "3 columns between tabs"),
        (b"PAR1 and no more", "cannot be read as Parquet"),
        (b"SQLite format 3\0 and no more", "cannot be read as SQLite"),
        (gzip.compress(b"", mtime=0), "no row names"),
        (gzip.compress(b"a\tb\n", mtime=0), "2 columns between tabs"),
        (bz2.compress(b"a\tb\n"), "2 columns between tabs"),
        (zstd(b"a\tb\n"), "2 columns between tabs"),
        (b"x" * (13 << 20), "a line of more than"),
    ],
)
def test_what_is_no_metadata_is_refused(tmp_path, content, told):
    (tmp_path / "dataset").write_bytes(content)
    with pytest.raises(BadInput, match=told):
        content_of(tmp_path, tmp_path / "dataset")


def test_no_file_and_no_column_are_told(tmp_path):
    pq.write_table(pa.table({"photoid": IDS}), tmp_path / "dataset")
    with closing(sqlite3.connect(tmp_path / "empty")) as database:
        database.execute("PRAGMA user_version = 1")
    for path, told in (
        (tmp_path / "nothing", "is no file"),
        (tmp_path, "is no file"),
        (tmp_path / "dataset", "no column of owners"),
        (tmp_path / "empty", "has no table"),
    ):
        with pytest.raises(BadInput, match=told):
            content_of(tmp_path, path)


@pytest.mark.parametrize("kind", ["rows", "npz"])
def test_a_build_that_was_damaged_while_it_was_interrupted_is_told(tmp_path, monkeypatch, kind):
    (tmp_path / "dataset").write_bytes(second_edition(LINES))
    target = "lineage.photos.build.build." + {"rows": "order_bucket", "npz": "write"}[kind]
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(target, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        content_of(tmp_path, tmp_path / "dataset")
    (path,) = (tmp_path / "store" / "building").glob(f"*.{kind}")
    content = path.read_bytes()

    for place in (*range(0, len(content), len(content) // 20), len(content) - 1):
        path.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])
        try:
            content_of(tmp_path, tmp_path / "dataset")
        except IndexUnusable as error:
            assert "damaged on the disk; remove it, then build again" in str(error)
            continue
        break  # of no account where it lies, so the build was done
    else:
        path.write_bytes(content[: len(content) // 2])
        with pytest.raises(IndexUnusable, match="damaged on the disk"):
            content_of(tmp_path, tmp_path / "dataset")
