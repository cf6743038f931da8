"""The archive: bytes in, the same bytes out, or a sentence."""

from __future__ import annotations

import gzip
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineage.errors import BadInput, RunIncomplete
from lineage.model.base import sha256
from tests.archive.conftest import opened
from tests.odd import ODD
from tests.places import stamp

PAGE = b"<p>DiF is a subset of YFCC100M.</p>" * 20


def test_bytes_are_kept_under_their_hash(archive):
    key = archive.put(PAGE)

    assert key == sha256(PAGE)
    assert archive.has(key)
    assert archive.get(key) == PAGE


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary())
def test_any_bytes_come_back(place, data):
    archive = opened(place.fresh())

    assert archive.get(archive.put(data)) == data


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_any_text_comes_back(archive, text):
    assert archive.get(archive.put(text.encode())) == text.encode()


def test_an_archive_that_was_never_used_has_nothing(archive, place):
    assert not archive.has(sha256(PAGE))
    assert place.files() == {}


def test_putting_the_same_bytes_again_changes_nothing(archive, blob):
    key = archive.put(PAGE)
    before = stamp(blob())

    assert archive.put(PAGE) == key

    assert stamp(blob()) == before


def test_the_same_bytes_give_the_same_file_everywhere(place):
    places = [place.fresh(), place.fresh()]

    for each in places:
        opened(each).put(PAGE)

    one, other = ({name: file.read_bytes() for name, file in each.files().items()} for each in places)
    assert one == other


def test_bytes_lie_under_the_first_two_digits_of_their_hash(archive, place):
    key = archive.put(PAGE)

    assert list(place.files()) == [f"{key[:2]}/{key}.gz"]


def test_workers_that_put_the_same_bytes_at_once_agree(place, blob):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: opened(place).put(PAGE), range(8)))

    assert keys == {sha256(PAGE)}
    assert gzip.decompress(blob().read_bytes()) == PAGE


def test_getting_and_asking_change_nothing(archive, blob):
    key = archive.put(PAGE)
    before = blob().read_bytes()

    assert [archive.get(key), archive.get(key), archive.has(key)] == [PAGE, PAGE, True]

    assert blob().read_bytes() == before


def test_an_unknown_hash_is_refused_and_the_place_named(archive, place):
    with pytest.raises(BadInput) as caught:
        archive.get("0" * 64)

    root = str(place.file("")).rstrip("/")
    assert re.fullmatch(
        f"No snapshot 000000000000… in {re.escape(root)}/?; is {place.setting} the place it was crawled into\\?",
        str(caught.value),
    )


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-1],
        lambda whole: b"not compressed at all",
        lambda whole: whole[:20] + bytes([whole[20] ^ 0xFF]) + whole[21:],
        lambda whole: gzip.compress(b"other bytes"),
    ],
    ids=["emptied", "cut in half", "cut by a byte", "overwritten", "a byte flipped", "swapped for another page"],
)
def test_a_damaged_file_is_told_and_named(archive, blob, damage):
    key = archive.put(PAGE)
    blob().write_bytes(damage(blob().read_bytes()))

    with pytest.raises(RunIncomplete) as caught:
        archive.get(key)

    assert str(caught.value) == (
        f"Snapshot {key[:12]}… is damaged: {blob()} does not hold those bytes; restore that file."
    )
