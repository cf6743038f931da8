"""A bucket: objects are there or not; of many writers on condition one wins; what is removed is removed for good."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from botocore.exceptions import ConnectionClosedError

from lineage.errors import ArchiveUnavailable
from lineage.s3.bucket import at_once
from tests.places import BUCKETS, VERSIONED

KEYS = ["a", "a/b", "ab/c d", "🦜/نورس", "x+y&z=%20?#", "'; --"]


@pytest.fixture(params=BUCKETS)
def place(request, new_place):
    return new_place(request.param)


@pytest.fixture
def bucket(place):
    return place.root


@pytest.mark.parametrize("key", KEYS)
def test_what_is_put_is_there(bucket, key):
    assert (bucket.get(key), bucket.has(key)) == (None, False)

    bucket.put(key, b"gull\0")

    assert (bucket.get(key), bucket.has(key)) == (b"gull\0", True)
    assert [found.key for found in bucket.listed()] == [key]


def test_an_object_may_be_empty(bucket):
    bucket.put("a", b"")

    assert (bucket.get("a"), bucket.has("a")) == (b"", True)
    assert bucket.put_if_absent("a", b"1") is False


def test_putting_again_replaces(bucket):
    bucket.put("a", b"1")
    bucket.put("a", b"2")

    assert bucket.get("a") == b"2"


def test_a_listing_goes_on_past_a_thousand_and_says_when_each_was_written(new_place, buckets):
    bucket = new_place(VERSIONED).root
    at_once(lambda number: bucket.put(f"many/{number:04}", b"x"), range(1010))
    bucket.put("other", b"x")

    found = list(bucket.listed("many/"))

    assert [each.key for each in found] == [f"many/{number:04}" for number in range(1010)]
    assert abs(found[0].modified - datetime.now(UTC)) < timedelta(minutes=10)


def test_many_are_got_at_once_and_those_that_are_missing_left_out(bucket):
    for number in range(20):
        bucket.put(f"{number}", b"%d" % number)

    assert bucket.get_many([*map(str, range(20)), "missing"]) == {f"{n}": b"%d" % n for n in range(20)}
    assert bucket.get_many([]) == {}


def test_a_part_of_a_bucket_sees_no_other_part(bucket):
    bucket.below("one").put("a", b"1")
    bucket.below("other").put("b", b"2")

    assert [found.key for found in bucket.below("one").listed()] == ["a"]
    assert sorted(found.key for found in bucket.listed()) == ["one/a", "other/b"]
    assert bucket.below("one").place("a") == bucket.place() + "one/a"


def test_what_is_put_if_absent_is_put_once(bucket):
    assert [bucket.put_if_absent("seal", data) for data in (b"1", b"2", b"1")] == [True, False, False]

    assert bucket.get("seal") == b"1"


def test_of_many_writers_at_once_exactly_one_wins(bucket):
    for number in range(5):
        start = Barrier(8)

        def write(writer, key=f"seal-{number}", start=start):
            start.wait()
            return bucket.put_if_absent(key, b"%d" % writer)

        with ThreadPoolExecutor(8) as pool:
            won = list(pool.map(write, range(8)))

        assert won.count(True) == 1
        assert bucket.get(f"seal-{number}") == b"%d" % won.index(True)


@pytest.mark.parametrize("others", [False, True], ids=["nobody else", "another worker"])
def test_who_has_won_is_told_so_although_the_first_answer_was_lost(bucket, monkeypatch, others):
    put, tries = bucket._client.put_object, []

    def lose_the_first_answer(**given):
        tries.append(given)
        if others and len(tries) == 1:
            put(**{**given, "Metadata": {"writer": "another"}})
        if len(tries) == 1:
            if not others:
                put(**given)
            raise ConnectionClosedError(endpoint_url="https://s3.example")
        return put(**given)

    monkeypatch.setattr(bucket._client, "put_object", lose_the_first_answer)

    assert bucket.put_if_absent("seal", b"1") is not others

    assert len(tries) == 2


@pytest.mark.parametrize("times", [1, 2])
def test_what_somebody_removed_can_be_put_if_absent_again(bucket, place, times):
    for number in range(times):
        bucket.put_if_absent("seal", b"%d" % number)
        place.file("seal").unlink()

    assert bucket.put_if_absent("seal", b"new") is True

    assert bucket.get("seal") == b"new"


def test_what_is_deleted_is_gone_in_every_version(bucket, place):
    for number in range(3):
        bucket.put("a", b"%d" % number)
    place.file("a").unlink()
    bucket.put("a", b"last")
    bucket.put("ab", b"another, whose name begins so")

    bucket.delete("a")

    assert place.everything() == [b"another, whose name begins so"]
    assert (bucket.get("a"), bucket.get("ab")) == (None, b"another, whose name begins so")


def test_deleting_what_is_not_there_is_no_failure(bucket):
    bucket.delete("nothing")

    assert list(bucket.listed()) == []


def test_older_versions_go_alone(bucket, place):
    for key in ("quotes.1", "quotes.2", "other"):
        bucket.put(key, b"old")
        bucket.put(key, b"new")
    before = place.everything().count(b"old")

    bucket.delete_older("", lambda key: key.startswith("quotes."))

    assert [bucket.get(key) for key in ("quotes.1", "quotes.2", "other")] == [b"new"] * 3
    assert place.everything().count(b"old") == before / 3


def test_what_a_lock_holds_is_told_and_stays(account, buckets):
    name = f"locked-{secrets.token_hex(6)}"
    where = {"LocationConstraint": account.servers.s3_region}
    account.admin.create_bucket(Bucket=name, ObjectLockEnabledForBucket=True, CreateBucketConfiguration=where)
    bucket = account.open(name)
    until = datetime.now(UTC) + timedelta(minutes=1)
    account.admin.put_object(
        Bucket=name, Key="a", Body=b"1", ObjectLockMode="COMPLIANCE", ObjectLockRetainUntilDate=until
    )

    with pytest.raises(ArchiveUnavailable, match=rf"Cannot remove s3://{name}/a: .*see that no object lock holds it"):
        bucket.delete("a")

    assert bucket.get("a") == b"1"


def test_a_look_at_a_bucket_says_what_can_be_done_and_leaves_nothing(bucket, place):
    assert bucket.check() == f"{bucket.place()} can be written, and of two writers of one key one wins"

    assert place.everything() == []


def test_a_server_that_does_not_honour_conditions_is_found_out(bucket, place, monkeypatch):
    put = bucket._client.put_object

    def careless(**given):
        return put(**{name: value for name, value in given.items() if name != "IfNoneMatch"})

    monkeypatch.setattr(bucket._client, "put_object", careless)

    with pytest.raises(ArchiveUnavailable, match="does not honour conditional puts"):
        bucket.check()

    assert place.everything() == []


def test_older_versions_are_really_kept_where_they_are_expected(new_place, buckets):
    place = new_place(VERSIONED)
    for number in range(3):
        place.root.put("a", b"%d" % number)

    assert sorted(place.everything()) == [b"0", b"1", b"2"]
