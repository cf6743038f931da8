"""Anchors of the chain's head: in a folder, in a bucket, and in a bucket that locks them."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

import pytest

from lineage.deletion.anchors import BucketAnchors, FolderAnchors
from lineage.deletion.checking import check
from lineage.errors import ArchiveUnavailable, SealBroken
from tests.conftest import NOON
from tests.deletion.vault import chained, key_of
from tests.places import FOLDER, PLAIN, BucketPlace
from tests.stores import SERVER

LOCKED = "s3 with object lock"
MAC, OTHER = "a" * 64, "b" * 64


@pytest.fixture(params=[FOLDER, *(pytest.param(kind, marks=SERVER) for kind in (PLAIN, LOCKED))])
def kind(request):
    return request.param


@pytest.fixture
def place(kind, request, new_place):
    if kind != LOCKED:
        return new_place(kind)
    account, name = request.getfixturevalue("account"), f"anchors-{secrets.token_hex(6)}"
    where = {"LocationConstraint": account.servers.s3_region}
    account.admin.create_bucket(Bucket=name, ObjectLockEnabledForBucket=True, CreateBucketConfiguration=where)
    return BucketPlace(account.admin, account.open(name))


@pytest.fixture
def anchors(kind, place):
    return FolderAnchors(place.root) if kind == FOLDER else BucketAnchors(place.root, days=1)


def now():
    """A lock has to end later than now, by the server's clock."""
    return datetime.now(UTC)


def test_where_nothing_is_anchored_there_is_nothing(anchors):
    assert (anchors.all(), anchors.newest()) == ([], None)


def test_an_anchor_is_kept_and_says_whether_it_is_locked(anchors, kind):
    assert anchors.put(7, MAC, now()) == ("locked" if kind == LOCKED else "unlocked")

    [anchor] = anchors.all()
    assert (anchor.number, anchor.mac) == (7, MAC)


def test_an_anchor_says_when(tmp_path):
    FolderAnchors(tmp_path / "anchors").put(7, MAC, NOON)

    assert FolderAnchors(tmp_path / "anchors").newest().at == "2026-11-16T12:00:00Z"


def test_an_anchor_is_written_once(anchors):
    anchors.put(7, MAC, now())

    assert anchors.put(7, OTHER, now()) == "there"

    assert [anchor.mac for anchor in anchors.all()] == [MAC]


def test_anchors_come_by_number(anchors):
    for number in (1000, 9, 10):
        anchors.put(number, MAC, now())

    assert [anchor.number for anchor in anchors.all()] == [9, 10, 1000]
    assert anchors.newest().number == 1000


def test_an_anchor_is_a_file_named_by_its_number(anchors, place):
    anchors.put(7, MAC, now())

    assert list(place.files()) == ["000000000007.json"]


@pytest.mark.parametrize("kind", [pytest.param(LOCKED, marks=SERVER)], indirect=True)
def test_a_locked_anchor_can_be_neither_removed_nor_replaced(anchors, place):
    anchors.put(7, MAC, now())

    with pytest.raises(ArchiveUnavailable, match="see that no object lock holds it"):
        place.root.delete("000000000007.json")
    place.file("000000000007.json").write_bytes(place.file("000000000007.json").read_bytes().replace(b"a", b"b"))
    place.file("000000000007.json").unlink()

    assert [anchor.mac for anchor in anchors.all()] == [MAC]
    assert place.root.get("000000000007.json") is None


@pytest.mark.parametrize("kind", [pytest.param(LOCKED, marks=SERVER)], indirect=True)
def test_a_lock_lasts_for_so_many_days(anchors, place):
    at = now()
    anchors.put(7, MAC, at)
    file = place.file("000000000007.json")

    kept = file.admin.get_object_retention(Bucket=file.bucket, Key=file.key)["Retention"]

    assert kept["Mode"] == "COMPLIANCE"
    assert abs(kept["RetainUntilDate"] - (at + timedelta(days=1))) < timedelta(seconds=2)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("000000000008.json", b'{"at":"","mac":"x","number":7}', "holds the anchor of event 7"),
        ("000000000008.json", b'{"number":8}', "holds 12 bytes that are no anchor"),
        ("000000000008.json", b"\xff", "holds 1 bytes that are no anchor"),
        ("8.json", b'{"at":"","mac":"x","number":8}', "holds the anchor of event 8"),
    ],
)
def test_what_is_no_anchor_is_told_with_its_place(anchors, place, name, data, says):
    place.file(name).write_bytes(data)

    with pytest.raises(SealBroken, match=says) as told:
        anchors.all()

    assert f"The anchor {name} in" in str(told.value)


def test_a_chain_that_was_cut_is_found_by_its_anchor(anchors):
    events = chained(9)
    anchors.put(8, events[7].mac, now())

    assert check(events, key_of, anchors.all()) == []
    [finding] = check(events[:5], key_of, anchors.all())

    assert (finding.number, finding.kind) == (6, "truncated")
