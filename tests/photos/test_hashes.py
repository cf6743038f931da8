"""The hash of a photo: computed from its address, recognised where a list lost zeros of it."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lineage.photos.hashes import SHORTEST, download_url, hash_of, published_forms, restored

HASHES = st.lists(st.integers(0, 255) | st.integers(0, 15), min_size=16, max_size=16).map(lambda row: bytes(row).hex())


def test_an_address_has_one_hash():
    url = download_url(1234567890, farm="8", server="7205", secret="0a1b2c3d4e", extension="jpg")

    assert url == "http://farm8.staticflickr.com/7205/1234567890_0a1b2c3d4e.jpg"
    assert hash_of(url) == "3a08e8440a6f6e267487c1e6df22887a"


@given(HASHES)
@example("00" * 4 + "1a" * 12)
@example("0a" * 9 + "1a" * 7)
def test_a_hash_is_among_those_that_its_published_forms_may_stand_for(md5):
    for form in published_forms(md5):
        if len(form) >= SHORTEST:
            assert md5 in set(restored(form))


@given(st.text("0123456789abcdef", min_size=SHORTEST, max_size=32))
def test_whatever_is_restored_is_published_in_that_form_and_is_told_once(published):
    found = list(restored(published))

    assert len(found) == len(set(found)) <= 1 + 12_870
    assert [one for one in found if published not in published_forms(one)] == []


@pytest.mark.parametrize("published", ["", "a" * (SHORTEST - 1), "a" * 33, "g" * 32, "1" * 31 + "\u0661"])
def test_what_is_no_hash_stands_for_none(published):
    assert list(restored(published)) == []


def test_hashes_of_yfcc100m_are_those_of_its_addresses_and_didemos_those_with_lost_zeros(shared):
    with gzip.open(shared / "membership" / "yfcc100m_dataset_sample.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = {cells[1]: cells for cells in (line.rstrip("\n").split("\t") for line in lines)}
    listed = (shared / "membership" / "didemo_yfcc100m_hash.txt").read_text().split()
    didemo = dict(zip(listed[::2], listed[1::2], strict=True))

    made = [
        hash_of(download_url(int(c[1]), farm=c[20], server=c[19], secret=c[21], extension=c[23])) for c in rows.values()
    ]
    assert made == [cells[2] for cells in rows.values()]
    assert [photo for photo, form in didemo.items() if form not in published_forms(rows[photo][2])] == []
    assert [photo for photo, form in didemo.items() if rows[photo][2] not in restored(form)] == []
