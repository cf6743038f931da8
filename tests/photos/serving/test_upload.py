"""Sending an index to a bucket: readers see the one before or this one; what no reader can need goes."""

from __future__ import annotations

import time

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.errors import ArchiveUnavailable, IndexUnusable
from lineage.photos.index import Index
from lineage.photos.serving import manifest
from lineage.photos.serving.bucket import BucketPlace
from lineage.photos.serving.upload import upload
from tests.photos.invented import renewed, row
from tests.places import BUCKETS

pytestmark = pytest.mark.servers

NSID = "12345678@N90"


@pytest.fixture(params=BUCKETS)
def bucket(request, new_place):
    return new_place(request.param).root


@pytest.fixture
def version(tmp_path):
    """Makes the store of a number: each has one photo more."""
    return lambda number: renewed(tmp_path / "v", [row(1000 + at, NSID) for at in range(number)])


def keys(bucket):
    return {found.key for found in bucket.listed()}


def names(store):
    return {manifest.NAME, *store.manifest().sizes}


def test_all_files_are_sent_and_nothing_else(bucket, version):
    store = version(3)

    sent = upload(store.folder, bucket)

    assert keys(bucket) == names(store)
    assert (sent.files, sent.bytes, sent.removed) == (10, sum(store.manifest().sizes.values()), 0)
    assert len(Index(BucketPlace(bucket)).person(NSID).rows) == 3


def test_sending_again_sends_nothing(bucket, version):
    store = version(3)
    upload(store.folder, bucket)

    assert upload(store.folder, bucket).files == 0
    assert keys(bucket) == names(store)


def test_an_interrupted_upload_goes_on(bucket, version, monkeypatch):
    store, send, tries = version(3), bucket.put_file, []

    def fail_at_the_fifth(key, path):
        tries.append(key)
        if len(tries) == 5:
            raise ArchiveUnavailable("the cable was pulled")
        send(key, path)

    monkeypatch.setattr(bucket, "put_file", fail_at_the_fifth)
    with pytest.raises(ArchiveUnavailable):
        upload(store.folder, bucket)
    assert manifest.NAME not in keys(bucket)

    assert upload(store.folder, bucket).files == 6


def test_a_file_of_another_size_is_sent_again(bucket, version):
    store = version(3)
    bucket.put(f"{store.manifest().base}/rows", b"half")

    assert upload(store.folder, bucket).files == 10
    assert len(Index(BucketPlace(bucket)).person(NSID).rows) == 3


def test_whoever_opened_the_index_before_goes_on_reading_and_older_ones_go(bucket, version):
    opened, kept = [], []
    for number in (1, 2, 3):
        store = version(number)
        upload(store.folder, bucket)
        opened.append(Index(BucketPlace(bucket)))
        kept.append(names(store))
        time.sleep(1.1)  # S3 tells times in seconds

    assert keys(bucket) == kept[1] | kept[2]
    assert [len(index.person(NSID).rows) for index in opened[1:]] == [2, 3]
    with pytest.raises(IndexUnusable, match="replaced while it was read"):
        opened[0].person(NSID)


def test_what_is_younger_than_the_last_manifest_or_not_an_indexs_stays(bucket, version):
    bucket.put("notes/plan.txt", b"ours")
    bucket.put("base-0000/rows", b"no name of an index")
    upload(version(1).folder, bucket)
    bucket.put(f"base-{'0' * 20}/rows", b"of an upload under way")

    upload(version(2).folder, bucket)

    assert {"notes/plan.txt", "base-0000/rows", f"base-{'0' * 20}/rows"} <= keys(bucket)


def test_a_manifest_of_another_version_removes_nothing(bucket, version):
    bucket.put(f"base-{'0' * 20}/rows", b"of that version")
    bucket.put(manifest.NAME, b'{"format": 99}')

    assert upload(version(1).folder, bucket).removed == 0
    assert f"base-{'0' * 20}/rows" in keys(bucket)


def test_a_store_that_is_cut_short_is_not_sent(bucket, version):
    store = version(3)
    path = store.folder / store.manifest().base / "rows"
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(IndexUnusable, match="cut short"):
        upload(store.folder, bucket)
    assert keys(bucket) == set()


def test_a_large_file_goes_in_parts_and_arrives_whole(bucket, tmp_path):
    content = bytes(range(256)) * (40 << 12)
    (tmp_path / "large").write_bytes(content)

    bucket.put_file("large", tmp_path / "large")

    assert bucket.get("large") == content
    assert (bucket.get_range("large", 7, 3).data, bucket.get_range("large", 7, 3).size) == (b"\7\10\11", len(content))
    assert bucket.get_range("large", len(content) - 2, 9).data == content[-2:]
    assert bucket.get_range("large", len(content), 9).data == b""
    assert bucket.get_range("nothing", 0, 9) is None
