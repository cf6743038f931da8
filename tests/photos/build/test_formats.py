"""The same rows in every form that YFCC100M is passed around in make the same index; bad lines are kept aside."""

from __future__ import annotations

import bz2
import gzip
import random
import sqlite3

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import pyarrow as pa
import pyarrow.parquet as pq

from lineage.errors import BadInput
from lineage.photos.build.build import build
from lineage.photos.hashes import download_url, hash_of
from lineage.photos.owners import Clear
from lineage.photos.rows import address
from tests.photos.invented import rebuilt

COLUMNS = (
    "photoid", "uid", "unickname", "datetaken", "dateuploaded", "capturedevice", "title", "description", "usertags",
    "machinetags", "longitude", "latitude", "accuracy", "pageurl", "downloadurl", "licensename", "licenseurl",
    "serverid", "farmid", "secret", "secretoriginal", "ext", "marker",
)  # fmt: skip
OWNERS = [f"{number}@N9{number % 10}" for number in (1234, 12345678, 999999999999, 45678901, 23456789)]


def invented(count=200):
    """Cells of the 23 columns, for photos of every length of number."""
    chance, rows = random.Random(90), []
    photos = sorted({chance.randrange(1, 10 ** chance.randrange(3, 12)) for _ in range(count)})
    for photo in photos:
        server, farm = str(chance.randrange(2, 9999)), str(chance.randrange(1, 67))
        secret, ext = f"{chance.getrandbits(40):010x}", chance.choice(["jpg", "jpg", "png", "gif"])
        nsid = chance.choice(OWNERS)
        url = download_url(photo, farm=farm, server=server, secret=secret, extension=ext)
        page = f"http://www.flickr.com/photos/{nsid}/{photo}/"
        rows.append(
            [str(photo), nsid, "gull", "2012", "1331840483", "", "%C3%A9", "", "a,b", "", "", "", "", page, url, "by",
             "http://creativecommons.org/licenses/by/2.0/", server, farm, secret, "9a8b7c6d5e", ext,
             str(int(photo % 9 == 0))]
        )  # fmt: skip
    return rows


ROWS = invented()


def lines(rows, width):
    """As the metadata file has them: with line number and hash, or as the first edition without."""
    if width == 23:
        return "".join("\t".join(cells) + "\n" for cells in rows).encode()
    numbered = ([str(n), cells[0], hash_of(cells[14]), *cells[1:]] for n, cells in enumerate(rows))
    return "".join("\t".join(cells) + "\n" for cells in numbered).encode()


def as_zst(content):
    out = pa.BufferOutputStream()
    with pa.CompressedOutputStream(out, "zstd") as packed:
        packed.write(content)
    return out.getvalue().to_pybytes()


def as_sqlite(path):
    with sqlite3.connect(path) as database:
        database.execute(f"CREATE TABLE yfcc100m_dataset ({', '.join(COLUMNS)})")
        database.executemany(f"INSERT INTO yfcc100m_dataset VALUES ({','.join('?' * 23)})", ROWS)
    database.close()


def as_parquet(path, *, kind):
    table = pa.table({name: [cells[at] for cells in ROWS] for at, name in enumerate(COLUMNS)})
    if kind == "numbers":
        for name in ("photoid", "serverid", "farmid", "marker"):
            table = table.set_column(table.schema.get_field_index(name), name, table[name].cast(pa.int64()))
    if kind == "dictionary":
        table = table.set_column(1, "uid", table["uid"].dictionary_encode())
    pq.write_table(table, path, row_group_size=37)


FORMS = {
    "25 columns": lambda path: path.write_bytes(lines(ROWS, 25)),
    "23 columns": lambda path: path.write_bytes(lines(ROWS, 23)),
    "windows": lambda path: path.write_bytes(lines(ROWS, 25).replace(b"\n", b"\r\n")),
    "no last line end": lambda path: path.write_bytes(lines(ROWS, 25)[:-1]),
    "gz": lambda path: path.write_bytes(gzip.compress(lines(ROWS, 25))),
    "bz2 of several streams": lambda path: path.write_bytes(
        bz2.compress(lines(ROWS, 25)[:9_000]) + bz2.compress(lines(ROWS, 25)[9_000:])
    ),
    "zst": lambda path: path.write_bytes(as_zst(lines(ROWS, 25))),
    "sqlite": as_sqlite,
    "parquet of text": lambda path: as_parquet(path, kind="text"),
    "parquet of numbers": lambda path: as_parquet(path, kind="numbers"),
    "parquet with a dictionary": lambda path: as_parquet(path, kind="dictionary"),
}


def content(store):
    index = store.open()
    found = {nsid: [tuple(pair) for pair in index.person(nsid).rows.tolist()] for nsid in OWNERS}
    hashed = {cells[0]: [one.owner for one in index.hash(hash_of(cells[14]))] for cells in ROWS}
    index.close()
    return found, hashed


def test_rows_are_what_their_source_says(tmp_path):
    path = tmp_path / "metadata"
    path.write_bytes(lines(ROWS, 25))
    found, hashed = content(rebuilt(tmp_path / "store", [path]))

    told = {address(*pair): nsid for nsid, rows in found.items() for pair in rows}
    assert told == {cells[14]: cells[1] for cells in ROWS}
    assert all(len(owners) == 1 for owners in hashed.values())
    videos = {pair[0] & 2**37 - 1 for rows in found.values() for pair in rows if pair[0] >> 60 & 1}
    assert videos == {int(cells[0]) for cells in ROWS if cells[22] == "1"}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_makes_the_same_index(tmp_path, form):
    plain, path = tmp_path / "plain", tmp_path / "metadata"
    plain.write_bytes(lines(ROWS, 25))
    FORMS[form](path)

    assert content(rebuilt(tmp_path / "store", [path])) == content(rebuilt(tmp_path / "plain-store", [plain]))


def test_a_file_that_was_split_is_read_as_one(tmp_path):
    whole, parts = tmp_path / "whole", [tmp_path / "first.gz", tmp_path / "second"]
    whole.write_bytes(lines(ROWS, 25))
    parts[0].write_bytes(gzip.compress(lines(ROWS[:70], 25)))
    parts[1].write_bytes(lines(ROWS[70:], 25))

    assert content(rebuilt(tmp_path / "store", parts)) == content(rebuilt(tmp_path / "plain-store", [whole]))


def test_bad_lines_are_counted_and_kept_aside_and_doubles_count_once(tmp_path):
    path = tmp_path / "metadata"
    broken = [list(cells) for cells in ROWS[:3]]
    broken[0][0], broken[1][1], broken[2][0] = "no number", "nobody", "0123"
    path.write_bytes(lines(ROWS, 25) + lines(broken, 25) + b"cut\n\n" + lines(ROWS[:5], 25))

    built = build([path], tmp_path / "work", Clear(), workers=1, told=lambda step, done, of: None)

    count = len(ROWS)
    assert (built.written.rows, built.written.twice, sum(built.bad.values()), built.lines) == (count, 5, 4, count + 9)
    kept = [line.split(b"\t")[0] for line in built.aside.read_bytes().splitlines()]
    assert sorted(map(int, kept)) == [count + 1, count + 2, count + 3, count + 4]


def test_a_hash_of_another_address_is_kept_and_found(tmp_path):
    path = tmp_path / "metadata"
    odd, md5 = ROWS[7], hash_of(ROWS[7][14].replace("http:", "https:"))
    path.write_bytes(lines(ROWS, 25).replace(hash_of(odd[14]).encode(), md5.encode()))

    index = rebuilt(tmp_path / "store", [path]).open()

    assert [one.rows.tolist()[0][0] & 2**37 - 1 for one in index.hash(md5)] == [int(odd[0])]
    assert index.hash(hash_of(odd[14])) == []
    index.close()


@pytest.mark.parametrize("text", ["a\tb\n", "", "no columns at all\n" * 30])
def test_what_is_no_metadata_is_refused(tmp_path, text):
    path = tmp_path / "metadata"
    path.write_text(text)
    with pytest.raises(BadInput, match="metadata"):
        rebuilt(tmp_path / "store", [path])
