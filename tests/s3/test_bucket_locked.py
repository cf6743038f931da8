"""What is written under a lock stays as it was first written, whoever comes later."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from lineage.errors import ArchiveUnavailable
from tests.places import BUCKETS, BucketPlace


def soon():
    """As short as a test may take; only then the server's folder can be cleaned by its own means."""
    return datetime.now(UTC) + timedelta(minutes=1)


@pytest.fixture
def locked(account):
    """A place in a new bucket with object lock."""
    name, where = f"locked-{secrets.token_hex(6)}", {"LocationConstraint": account.servers.s3_region}
    account.admin.create_bucket(Bucket=name, ObjectLockEnabledForBucket=True, CreateBucketConfiguration=where)
    return BucketPlace(account.admin, account.open(name))


def test_what_is_locked_is_written_once(locked):
    assert locked.root.put_locked("a", b"1", soon()) == "locked"
    assert locked.root.put_locked("a", b"2", soon()) == "there"

    assert locked.root.get("a") == b"1"


def test_what_is_locked_cannot_be_removed(locked):
    locked.root.put_locked("a", b"1", soon())

    with pytest.raises(ArchiveUnavailable, match="see that no object lock holds it"):
        locked.root.delete("a")

    assert locked.root.originals() == {"a": b"1"}


def test_a_lock_cannot_be_shortened(locked):
    locked.root.put_locked("a", b"1", soon())
    shorter = {"Mode": "COMPLIANCE", "RetainUntilDate": datetime.now(UTC) + timedelta(seconds=2)}
    at = locked.file("a")

    with pytest.raises(ClientError, match="AccessDenied"):
        at.admin.put_object_retention(Bucket=at.bucket, Key=at.key, Retention=shorter)


@pytest.mark.parametrize("do", ["replace", "remove", "replace and remove"])
def test_what_was_laid_over_it_is_seen_through(locked, do):
    locked.root.put_locked("a", b"1", soon())
    if "replace" in do:
        locked.file("a").write_bytes(b"2")
    if "remove" in do:
        locked.file("a").unlink()

    assert locked.root.get("a") == (None if "remove" in do else b"2")
    assert locked.root.originals() == {"a": b"1"}


@pytest.mark.parametrize("kind", BUCKETS)
def test_a_bucket_without_object_lock_says_so_and_writes_once(new_place, kind):
    bucket = new_place(kind).root

    assert bucket.put_locked("a", b"1", soon()) == "unlocked"
    assert bucket.put_locked("a", b"2", soon()) == "there"

    assert bucket.originals() == {"a": b"1"}


def test_a_bucket_that_is_not_there_is_told(account):
    with pytest.raises(ArchiveUnavailable, match="there is no such bucket"):
        account.open("no-such-bucket-at-all").put_locked("a", b"1", soon())


@pytest.mark.parametrize("kind", BUCKETS)
def test_originals_are_found_by_how_their_keys_begin(new_place, kind):
    bucket = new_place(kind).root
    for key in ("a/1", "a/2", "b/1", "🦜/نورس"):
        bucket.put(key, key.encode())

    assert bucket.originals("a/") == {"a/1": b"a/1", "a/2": b"a/2"}
    assert bucket.originals("🦜") == {"🦜/نورس": "🦜/نورس".encode()}
    assert bucket.originals("c") == {}


def test_originals_are_found_past_a_thousand_versions(locked):
    locked.root.put("a", b"first")
    for number in range(1005):
        locked.root.put("a", b"%d" % number)
    locked.root.put("b", b"other")

    assert locked.root.originals() == {"a": b"first", "b": b"other"}
