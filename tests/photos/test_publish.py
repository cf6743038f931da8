"""A published index: open tables that say the same as the index, and that make the same index again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import pyarrow.parquet as pq
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lineage.errors import ArchiveUnavailable, BadInput
from lineage.photos.owners import Clear, Sealed
from lineage.photos.publish import publish, send
from lineage.photos.publishing import table
from lineage.photos.publishing.readme import queries
from lineage.photos.serving.manifest import Column
from tests.photos.invented import added, rebuilt, renewed, row
from tests.places import PLAIN

NSID, OTHER, STRANGER = "12345678@N90", "87654321@N91", "11223344@N92"
HASH = "3a08e8440a6f6e267487c1e6df22887a"
KEY = Sealed(b"an invented key of some length")
ROWS = [
    row(1234567890, NSID, serverid=7205, secret="0a1b2c3d4e"),
    row(22, NSID, ext="png", marker=1),
    row(333, OTHER, serverid=None, farmid=None, secret=None, ext=None),
    row(22, OTHER, secret="0000000000"),
    row(55555, OTHER, hash="0" * 31 + "f", ext="gif"),
]
LIST = f"photo,owner,hash\n1234567890,,\n22,,\n99,{STRANGER},\n,{STRANGER},\n,,{'ab' * 16}\n"
FORM = "csv:photo=photo,owner=owner,hash=hash"


@pytest.fixture(params=[Clear(), KEY], ids=["clear", "sealed"])
def seal(request):
    return request.param


@pytest.fixture
def store(tmp_path, seal):
    store = renewed(tmp_path, ROWS, seal)
    added(store, Column(dataset="set0", release="2019/05"), LIST, FORM)
    added(store, Column(dataset="set1", release="1", kind="withdrawn"), "333\n", "names:photo")
    added(store, Column(dataset="set2", release="1"), "7\n", "names:photo")
    return store


def published(store, to, **options):
    index = store.open()
    said = publish(index, to, **options)
    index.close()
    return said


def read(path):
    return pq.read_table(path).to_pylist()


def test_a_folder_says_what_the_index_says(tmp_path, store, seal):
    published(store, tmp_path / "open", hashes=True)

    rows = read(tmp_path / "open" / "photos.parquet")

    column, name = ("nsid", str) if seal is not KEY else ("owner", lambda nsid: f"{KEY.one(nsid):016x}")
    assert sorted((one["photo_id"], one[column]) for one in rows) == sorted(
        (r["photoid"], name(r["uid"])) for r in ROWS
    )
    by_id = {(one["photo_id"], one[column]): one for one in rows}
    assert by_id[1234567890, name(NSID)] | {"nsid": 0, "owner": 0} == {
        "photo_id": 1234567890, "nsid": 0, "owner": 0, "server": 7205, "farm": 8, "extension": "jpg", "hash": None,
        "secret": bytes.fromhex("0a1b2c3d4e"), "is_video": False,
    }  # fmt: skip
    assert by_id[22, name(NSID)]["is_video"]
    nowhere = by_id[333, name(OTHER)]
    assert [nowhere[one] for one in ("server", "farm", "secret", "extension", "hash")] == [None] * 5
    assert by_id[55555, name(OTHER)]["hash"] == "0" * 31 + "f"
    for found in read(tmp_path / "open" / "by_photo.parquet"):
        assert rows[found["row"]]["photo_id"] == found["photo_id"]
    by_hash = {
        found["hash_37_bits"]: rows[found["row"]]["photo_id"] for found in read(tmp_path / "open/by_hash.parquet")
    }
    assert (len(by_hash), by_hash[int(HASH, 16) >> 91], by_hash[0]) == (4, 1234567890, 55555)


def test_members_of_every_release_are_there(tmp_path, store, seal):
    said = published(store, tmp_path / "open")

    column, stranger = ("nsid", STRANGER) if seal is not KEY else ("owner", f"{KEY.one(STRANGER):016x}")
    folder = tmp_path / "open"
    assert read(folder / "members/set0/2019%2F05.parquet") == [{"photo_id": 22}, {"photo_id": 1234567890}]
    assert sorted(read(folder / "members-outside/set0/2019%2F05.parquet"), key=str) == sorted(
        [{"photo_id": 99, "hash": None, column: stranger}, {"photo_id": None, "hash": "ab" * 16, column: None}], key=str
    )
    assert read(folder / "members-owners/set0/2019%2F05.parquet") == [{column: stranger}]
    assert read(folder / "withdrawn/set1/1.parquet") == [{"photo_id": 333}]
    assert read(folder / "members/set2/1.parquet") == []
    assert [release["files"] for release in said["releases"]][2] == {
        "members": "members/set2/1.parquet", "outside": "members-outside/set2/1.parquet",
    }  # fmt: skip


def test_the_description_knows_every_file(tmp_path, store, seal):
    said = published(store, tmp_path / "open", hashes=True)

    files = {path.relative_to(tmp_path / "open").as_posix(): path for path in (tmp_path / "open").rglob("*.*")}
    assert json.loads(files.pop("dataset.json").read_bytes()) == said
    assert (said["key_id"] or "user ID") in files.pop("README.md").read_text()
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()} == {
        name: note["sha256"] for name, note in said["files"].items()
    }
    assert said["key_id"] == seal.key_id


def test_a_sealed_index_publishes_no_user_id(tmp_path):
    published(renewed(tmp_path, ROWS, KEY), tmp_path / "open", hashes=True)

    tables = [read(path) for path in (tmp_path / "open").rglob("*.parquet")]
    everything = f"{tables} {(tmp_path / 'open/README.md').read_text()} {(tmp_path / 'open/dataset.json').read_text()}"
    assert [nsid for nsid in (NSID, OTHER) if nsid in everything] == []


def test_a_sealed_folder_needs_its_key_to_be_built_from(tmp_path):
    published(renewed(tmp_path, ROWS, KEY), tmp_path / "open")

    for seal in (Clear(), Sealed(b"another invented key, as long")):
        with pytest.raises(BadInput, match=f"were sealed with key {KEY.key_id}"):
            rebuilt(tmp_path / "again", [tmp_path / "open"], seal)


IDS = st.integers(1, 9) | st.integers(1, 2**37 - 1)
OWNERS = st.sampled_from([NSID, OTHER]) | st.builds("{}@N9{}".format, st.integers(1000, 10**9), st.integers(0, 9))
KNOWN = st.fixed_dictionaries(
    {
        "serverid": st.integers(1, 2**16 - 1), "farmid": st.integers(1, 2**8 - 1),
        "ext": st.sampled_from(["jpg", "png", "gif"]),
        "secret": st.integers(0, 2**40 - 1).map("{:010x}".format), "marker": st.sampled_from([0, 1]),
    },
    optional={"hash": st.integers(0, 2**128 - 1).map("{:032x}".format)},
)  # fmt: skip
UNKNOWN = st.fixed_dictionaries({"secret": st.none()}, optional={"hash": st.just(HASH)})
INVENTED = st.lists(
    st.builds(lambda photo, nsid, more: row(photo, nsid, **more), IDS, OWNERS, KNOWN | UNKNOWN), min_size=1
)


@settings(max_examples=40, deadline=None)
@given(INVENTED, st.sampled_from([Clear(), KEY]))
@example(ROWS, Clear())
@example([row(1, NSID, secret=None)], KEY)
def test_what_is_built_published_and_built_again_is_the_same_index(rows, seal):
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = renewed(folder, rows, seal)
        published(store, folder / "open")

        again = rebuilt(folder / "again", [folder / "open"], seal)

        assert again.manifest().base == store.manifest().base
        assert not (folder / "again" / "aside").exists()


def test_rows_lie_in_even_groups_whose_statistics_name_their_owners(tmp_path, monkeypatch):
    for module in ("table", "photos"):
        monkeypatch.setattr(f"lineage.photos.publishing.{module}.GROUP", 100)
    rows = [row(number * 50 + owner, f"{10_000_000 + owner}@N90") for number in range(10) for owner in range(1, 26)]
    store = renewed(tmp_path, rows)
    added(store, Column(dataset="set0", release="1"), "".join(f"{one['photoid']}\n" for one in rows), "names:photo")

    published(store, tmp_path / "open")

    found = pq.read_metadata(tmp_path / "open" / "photos.parquet")
    groups = [found.row_group(number) for number in range(found.num_row_groups)]
    assert [group.num_rows for group in groups] == [100, 100, 50]
    assert [(g.column(1).statistics.min, g.column(1).statistics.max) for g in groups] == [
        ("10000001@N90", "10000010@N90"), ("10000011@N90", "10000020@N90"), ("10000021@N90", "10000025@N90"),
    ]  # fmt: skip
    assert "DELTA_BINARY_PACKED" in groups[0].column(0).encodings
    assert [one["photo_id"] for one in read(tmp_path / "open/members/set0/1.parquet")] == sorted(
        r["photoid"] for r in rows
    )
    assert rebuilt(tmp_path / "again", [tmp_path / "open/photos.parquet"]).manifest().base == store.manifest().base


def test_more_releases_than_are_written_at_once(tmp_path):
    store = renewed(tmp_path, ROWS)
    for number in range(11):
        added(store, Column(dataset="set", release=str(number)), f"{ROWS[number % 2]['photoid']}\n", "names:photo")

    published(store, tmp_path / "open")

    for number in range(11):
        assert read(tmp_path / f"open/members/set/{number}.parquet") == [{"photo_id": ROWS[number % 2]["photoid"]}]


def test_publishing_again_replaces_what_was_published(tmp_path):
    published(renewed(tmp_path, ROWS), tmp_path / "open", hashes=True)

    said = published(renewed(tmp_path, ROWS[:2]), tmp_path / "open")

    assert {path.name for path in (tmp_path / "open").iterdir()} == {*said["files"], "README.md", "dataset.json"}
    assert {path.name for path in tmp_path.iterdir()} == {"metadata.parquet", "store", "open"}


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_place_with_something_else_is_left_alone(tmp_path, what):
    store = renewed(tmp_path, ROWS)
    other = tmp_path / "open" / "letter.txt" if what == "folder" else tmp_path / "open"
    other.parent.mkdir(exist_ok=True)
    other.write_text("ours")

    with pytest.raises(BadInput, match="holds something else than a published index"):
        published(store, tmp_path / "open")

    assert other.read_text() == "ours"


def test_an_interrupted_publishing_leaves_what_was_there(tmp_path, monkeypatch):
    store = renewed(tmp_path, ROWS)
    before = published(store, tmp_path / "open")

    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(table.Table, "add", fail)
        with pytest.raises(ArchiveUnavailable, match="the disk is full"):
            published(store, tmp_path / "open")

    assert json.loads((tmp_path / "open" / "dataset.json").read_bytes()) == before
    assert published(store, tmp_path / "open") == before


def test_duckdb_answers_what_the_folder_says_it_can_be_asked(tmp_path, monkeypatch):
    duckdb = pytest.importorskip("duckdb", reason="the group `peers` is not installed")
    store = renewed(tmp_path, ROWS)
    added(store, Column(dataset="set0", release="it's 1"), "22\n", "names:photo")
    said = published(store, tmp_path / "open", hashes=True)
    monkeypatch.chdir(tmp_path / "open")

    answers = [duckdb.sql(question).fetchall() for question in queries(said)]

    assert answers == [[(22, True), (1234567890, False)], [(NSID,)], [(1234567890, NSID)]]


@pytest.mark.servers
def test_a_published_folder_is_sent_to_a_bucket_and_only_what_changed_again(tmp_path, new_place):
    bucket = new_place(PLAIN).root
    store = renewed(tmp_path, ROWS)
    said = published(store, tmp_path / "open", hashes=True)
    assert send(tmp_path / "open", bucket) == sum(note["bytes"] for note in said["files"].values())
    assert {found.key for found in bucket.listed()} == {*said["files"], "README.md", "dataset.json"}
    assert send(tmp_path / "open", bucket) == 0
    added(store, Column(dataset="set0", release="1"), "22\n", "names:photo")

    said = published(store, tmp_path / "open")

    assert send(tmp_path / "open", bucket) == said["files"]["members/set0/1.parquet"]["bytes"]
    assert {found.key for found in bucket.listed()} == {*said["files"], "README.md", "dataset.json"}
    for name in said["files"]:
        assert bucket.get(name) == (tmp_path / "open" / name).read_bytes()
    bucket.put("dataset.json", b"[]")
    assert send(tmp_path / "open", bucket) > 0


@pytest.mark.servers
def test_a_folder_that_is_not_whole_is_not_sent(tmp_path, new_place):
    with pytest.raises(BadInput, match=r"has no dataset\.json"):
        send(tmp_path, new_place(PLAIN).root)
