"""An index in a bucket: few requests for an opening and for a look-up, and a sentence for whatever is not there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.errors import ArchiveUnavailable, IndexUnusable
from lineage.photos.hashes import download_url, hash_of
from lineage.photos.index import Index
from lineage.photos.rows import photo_ids
from lineage.photos.serving.bucket import BucketPlace
from lineage.photos.serving.manifest import Column
from lineage.photos.serving.upload import upload
from lineage.s3.bucket import Bucket
from tests.photos.invented import added, renewed, row
from tests.places import PLAIN

pytestmark = pytest.mark.servers

OWNERS = [f"{10_000_000 + 37 * number}@N9{number % 10}" for number in range(150)]
EACH = 200
DATASETS = [Column(dataset=f"set{number}", release="1") for number in range(10)]
STRANGER, STRANGE_PHOTO, ANOTHER, STRANGE_HASH = "87654321@N97", 99_000_000_001, 99_000_000_002, "0a" * 16
NOBODYS = 99_000_000_003


def photo(owner, number):
    return 1_000_000_000 + number * len(OWNERS) + owner


def md5(photo_id):
    known = row(photo_id, "")
    where = {"farm": str(known["farmid"]), "server": str(known["serverid"]), "secret": str(known["secret"])}
    return hash_of(download_url(photo_id, **where, extension="jpg"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A store of 30,000 photos and one list, all of whose members are rows."""
    rows = [row(photo(owner, number), nsid) for number in range(EACH) for owner, nsid in enumerate(OWNERS)]
    store = renewed(tmp_path_factory.mktemp("bare"), rows)
    added(store, DATASETS[0], "".join(f"{photo(7, number)}\n" for number in range(0, EACH, 2)), "names:photo")
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The same with ten datasets, and members that are no rows."""
    rows = [row(photo(owner, number), nsid) for number in range(EACH) for owner, nsid in enumerate(OWNERS)]
    store = renewed(tmp_path_factory.mktemp("many"), rows)
    for at, column in enumerate(DATASETS):
        lines = [f"{photo(owner, number)},," for owner in range(150) for number in range(at, EACH, at + 2)]
        lines += [f"{STRANGE_PHOTO},{STRANGER},", f"{ANOTHER},{OWNERS[7]},{STRANGE_HASH}", f"{NOBODYS},,"]
        added(store, column, "photo,owner,hash\n" + "\n".join(lines), "csv:photo=photo,owner=owner,hash=hash")
    return store


@dataclass
class Counting:
    """A client of S3 that counts what is read."""

    client: Any
    sizes: list[int] = field(default_factory=list)

    def get_object(self, **given):
        answer = self.client.get_object(**given)
        self.sizes.append(answer["ContentLength"])
        return answer

    def __getattr__(self, name):
        return getattr(self.client, name)


@pytest.fixture
def served(new_place):
    """Uploads a store, and opens its index far away; the requests of either count."""

    def serve(store):
        whole = new_place(PLAIN).root
        upload(store.folder, whole)
        client = Counting(whole._client)
        return Index(BucketPlace(Bucket(client, whole._name, whole._prefix)), store.seal), client.sizes, whole

    return serve


def asked(sizes, call):
    """What a call gives, its requests, and the bytes of their answers."""
    sizes.clear()
    return call(), len(sizes), sum(sizes)


def same(person, other):
    return (
        person.owner == other.owner
        and (person.rows == other.rows).all()
        and (person.members == other.members).all()
        and person.outside.tolist() == other.outside.tolist()
        and person.listed == other.listed
    )


def test_opening_takes_three_requests(served, store):
    _, sizes, _ = served(store)

    assert len(sizes) == 3
    assert sum(sizes) < 100_000


def test_a_person_with_ten_datasets_takes_three_requests(served, store):
    index, sizes, _ = served(store)
    here = store.open()

    person, requests, size = asked(sizes, lambda: index.person(OWNERS[7]))

    assert same(person, here.person(OWNERS[7]))
    assert person.members.any(axis=1).all()
    assert len(person.outside) == len(DATASETS)
    assert (requests, size < 100_000) == (3, True)


@pytest.mark.parametrize(
    ("key", "owner"), [(photo(7, 3), OWNERS[7]), (STRANGE_PHOTO, STRANGER), (ANOTHER, OWNERS[7])], ids=str
)
def test_everything_of_a_photos_owner_takes_five_requests_at_most(served, store, key, owner):
    index, sizes, _ = served(store)
    here = store.open()

    people, requests, size = asked(sizes, lambda: [index.owned(found) for found in index.owners_by_photo(key)])

    assert [same(person, here.person(owner)) for person in people] == [True]
    assert (requests <= 5, size < 100_000) == (True, True)
    assert [person.owner for person in here.photo(key)] == index.owners_by_photo(key)


@pytest.mark.parametrize("key", [md5(photo(7, 3)), STRANGE_HASH])
def test_everything_of_a_hashs_owner_takes_five_requests_at_most(served, store, key):
    index, sizes, _ = served(store)
    here = store.open()

    people, requests, size = asked(sizes, lambda: [index.owned(found) for found in index.owners_by_hash(key)])

    assert [same(person, here.person(OWNERS[7])) for person in people] == [True]
    assert (requests <= 5, size < 100_000) == (True, True)
    assert [person.owner for person in here.hash(key)] == index.owners_by_hash(key)


def test_without_members_that_are_no_rows_none_are_looked_for(served, bare):
    index, sizes, _ = served(bare)

    by_photo, requests, _ = asked(sizes, lambda: index.owned(*index.owners_by_photo(photo(7, 4))))
    assert (by_photo.members.sum(), requests) == (EACH // 2, 3)
    assert asked(sizes, lambda: index.owners_by_photo(STRANGE_PHOTO))[:2] == ([], 1)
    assert asked(sizes, lambda: index.owners_by_hash(STRANGE_HASH))[:2] == ([], 1)
    assert [bool(one) for one in asked(sizes, lambda: index.person(STRANGER))[:2]] == [False, False]


def test_a_photo_whose_owner_nobody_says_has_the_owner_zero(served, store):
    index, _, _ = served(store)

    assert index.owners_by_photo(NOBODYS) == [0]
    assert [index.owners_by_photo(no_id) for no_id in (0, -1, 2**37, 1_000)] == [[]] * 4


def test_the_whole_index_can_be_read(served, store):
    index, _, _ = served(store)
    here = store.open()

    assert index.matrix.members(3).tolist() == here.matrix.members(3).tolist()
    assert [len(numbers) for numbers in index.ids.all()] == [len(OWNERS) * EACH]
    assert sorted(photo_ids(here.read_rows(0, 30_000)).tolist()) == [
        key >> 27 for key in next(index.ids.all()).tolist()
    ]


def test_an_empty_bucket_has_no_index(new_place):
    with pytest.raises(IndexUnusable, match=r"index\.json is missing, so there is no index of photos here"):
        Index(BucketPlace(new_place(PLAIN).root))


@pytest.mark.parametrize("name", ["rows", "matrix", "outside"])
def test_what_was_replaced_meanwhile_is_told_and_nothing_mixed(served, store, name):
    index, _, bucket = served(store)
    for found in list(bucket.listed()):
        if found.key.endswith(f"/{name}"):
            bucket.delete(found.key)

    with pytest.raises(IndexUnusable, match="was replaced while it was read; open it again"):
        index.person(OWNERS[7])


def test_a_head_that_is_gone_is_told(served, store):
    _, _, bucket = served(store)
    bucket.delete(f"{store.manifest().base}/head")

    with pytest.raises(IndexUnusable, match="was replaced while it was read"):
        Index(BucketPlace(bucket), store.seal)


@pytest.mark.parametrize("change", [lambda data: data[:5000], lambda data: data + b"x", lambda _: b""])
def test_an_object_of_another_size_is_refused(served, store, change):
    index, _, bucket = served(store)
    key = f"{store.manifest().base}/rows"
    bucket.put(key, change(bucket.get(key)))

    with pytest.raises(IndexUnusable, match="does not have the 484,096 bytes that were expected"):
        index.person(OWNERS[7])


@pytest.mark.parametrize("change", [lambda data: data[:-9], lambda data: data + b"x", lambda _: b""])
def test_a_head_of_another_size_is_refused(served, store, change):
    _, _, bucket = served(store)
    key = f"{store.manifest().base}/head"
    bucket.put(key, change(bucket.get(key)))

    with pytest.raises(IndexUnusable, match=r"cut short|at most [\d,]+ were expected|not even a whole first page"):
        Index(BucketPlace(bucket), store.seal)


def test_a_damaged_object_is_an_error_and_never_an_answer(served, store):
    index, _, bucket = served(store)
    key = f"{store.manifest().base}/rows"
    data = bytearray(bucket.get(key))
    data[4096 + 7 * EACH * 16] ^= 1
    bucket.put(key, bytes(data))

    with pytest.raises(IndexUnusable, match="rows is damaged near byte"):
        [index.person(nsid) for nsid in OWNERS]


def test_a_server_that_sends_all_where_a_range_was_asked_for_is_refused(new_place, monkeypatch):
    bucket = new_place(PLAIN).root
    bucket.put("a", b"gull")
    get = bucket._client.get_object
    monkeypatch.setattr(bucket._client, "get_object", lambda Range, **at: get(**at))  # noqa: N803

    with pytest.raises(ArchiveUnavailable, match="use another server"):
        bucket.get_range("a", 0, 2)
