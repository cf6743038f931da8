"""A published index is read by other tools, built from again, and sent to a bucket, whole or not at all."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.errors import BadInput
from lineage.photos.owners import Clear, Sealed
from lineage.photos.publish import DESCRIPTION, README, publish, send
from lineage.photos.serving.manifest import Column
from tests.photos.invented import added, rebuilt, renewed, row
from tests.places import PLAIN

OWNERS = [f"{12345678 + number}@N9{number % 10}" for number in range(7)]
PHOTOS = {1_234_567_890 + 11 * number: OWNERS[number % 7] for number in range(300)}
ROWS = [row(photo, nsid, marker=photo % 2) for photo, nsid in PHOTOS.items()]
ROWS[3] |= {"hash": "0a" * 16}
ROWS[5] |= {"secret": None}
SEALS = {"clear": Clear(), "sealed": Sealed(b"a key of this test alone")}


@pytest.fixture(params=SEALS)
def store(request, tmp_path):
    made = renewed(tmp_path / "made", ROWS, SEALS[request.param])
    added(
        made, Column(dataset="faces", release="v 1/2"), "".join(f"{photo}\n" for photo in [*PHOTOS][::2]), "names:photo"
    )
    return made


def people(store):
    index = store.open()
    found = [index.person(nsid) for nsid in OWNERS]
    hashed = [[one.owner for one in index.hash(md5)] for md5 in ("0a" * 16, "0b" * 16)]
    index.close()
    return [person.rows.tolist() for person in found], hashed


def test_a_published_index_makes_the_same_index_again(store, tmp_path):
    index = store.open()
    publish(index, tmp_path / "out", hashes=True)
    index.close()

    again = rebuilt(tmp_path / "again", [tmp_path / "out" / "photos.parquet"], store.seal)

    assert people(again) == people(store)


def test_other_tools_find_one_owners_photos_with_a_membership(store, tmp_path):
    duckdb = pytest.importorskip("duckdb", reason="the group peers is not installed")
    index = store.open()
    said = publish(index, tmp_path / "out")
    who = OWNERS[2] if said["owner_column"] == "nsid" else f"{store.seal.one(OWNERS[2]):016x}"
    index.close()
    (listed,) = [release["files"]["members"] for release in said["releases"]]

    asked = (
        f"SELECT photo_id, photo_id IN (SELECT photo_id FROM '{tmp_path}/out/{listed}') "
        f"FROM '{tmp_path}/out/photos.parquet' WHERE {said['owner_column']} = ? ORDER BY photo_id"
    )
    with duckdb.connect() as connection:
        rows = connection.execute(asked, [who]).fetchall()

    assert rows == [(photo, photo in [*PHOTOS][::2]) for photo, nsid in PHOTOS.items() if nsid == OWNERS[2]]


def test_what_is_published_describes_itself(store, tmp_path):
    index = store.open()
    publish(index, tmp_path / "out")
    index.close()

    said = json.loads((tmp_path / "out" / DESCRIPTION).read_text())
    assert (said["rows"], said["key_id"]) == (300, store.seal.key_id)
    assert set(said["files"]) == {
        path.relative_to(tmp_path / "out").as_posix() for path in tmp_path.glob("out/**/*.parquet")
    }
    assert "DuckDB" in (tmp_path / "out" / README).read_text()


def test_a_folder_that_holds_something_else_is_left_alone(store, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("mine")
    index = store.open()
    with pytest.raises(BadInput, match="something else"):
        publish(index, tmp_path / "out")
    index.close()
    assert (tmp_path / "out" / "letter.txt").read_text() == "mine"


@pytest.mark.servers
def test_it_is_sent_to_a_bucket_once(store, tmp_path, new_place):
    bucket = new_place(PLAIN).root
    index = store.open()
    publish(index, tmp_path / "out")
    index.close()

    assert send(tmp_path / "out", bucket) > 0
    assert send(tmp_path / "out", bucket) == 0
    assert bucket.get(DESCRIPTION) == (tmp_path / "out" / DESCRIPTION).read_bytes()
    assert bucket.get("photos.parquet") == (tmp_path / "out" / "photos.parquet").read_bytes()
