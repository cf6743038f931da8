"""Quotes can be cut out of sealed runs; nothing else can."""

from __future__ import annotations

import gzip

import pytest

from lineage.errors import LineageError
from tests.ledger.conftest import OTHER, full_run
from tests.making import SNAPSHOT


@pytest.fixture
def sealed(ledger):
    made = full_run()
    ledger.seal(made)
    return made


def quotes(ledger, made):
    return {
        (claim.evidence.snapshot, claim.evidence.locator): claim.evidence.quote
        for reading in ledger.read(made.id).readings
        for claim in reading.claims
    }


def test_cutting_blanks_the_quotes_of_one_snapshot_and_counts_them(ledger, sealed):
    assert ledger.cut_quotes(SNAPSHOT) == 2

    assert quotes(ledger, sealed) == {
        (SNAPSHOT, "char=0,10"): None,
        (SNAPSHOT, "/title#char=0,4"): None,
        (SNAPSHOT, "/title#char=5,9"): None,
        (OTHER, "char=0,10"): "Another page.",
    }


def test_after_cutting_the_run_is_still_what_its_seal_says(ledger, sealed):
    before = ledger.read(sealed.id)

    ledger.cut_quotes(SNAPSHOT)

    after = ledger.read(sealed.id)
    assert after.seal == before.seal
    assert after.visits == before.visits
    assert [c.id for r in after.readings for c in r.claims] == [c.id for r in before.readings for c in r.claims]


def words(place):
    """Everything that can be read in a place, in older versions too."""
    return b"".join(gzip.decompress(data) for data in place.everything() if data.startswith(b"\x1f\x8b"))


def test_cut_words_are_nowhere_in_the_ledger_s_files(ledger, place, sealed):
    assert b"Another page." in words(place)

    ledger.cut_quotes(OTHER)

    assert b"Another page." not in words(place)


def test_cutting_again_cuts_nothing(ledger, files, sealed):
    ledger.cut_quotes(SNAPSHOT)
    before = files(sealed)["quotes.jsonl.gz"].read_bytes()

    assert ledger.cut_quotes(SNAPSHOT) == 0

    assert files(sealed)["quotes.jsonl.gz"].read_bytes() == before


def test_cutting_an_unknown_snapshot_changes_nothing(ledger, sealed):
    before = quotes(ledger, sealed)

    assert ledger.cut_quotes("f" * 64) == 0

    assert quotes(ledger, sealed) == before


def test_cutting_reaches_every_run(ledger, sealed):
    later = full_run(23)
    ledger.seal(later)

    assert ledger.cut_quotes(OTHER) == 2

    assert quotes(ledger, sealed)[OTHER, "char=0,10"] is None
    assert quotes(ledger, later)[OTHER, "char=0,10"] is None


def test_an_empty_ledger_has_nothing_to_cut(ledger):
    assert ledger.cut_quotes(SNAPSHOT) == 0


def test_words_that_a_killed_worker_left_unsealed_go_with_the_quotes(ledger, files, place, sealed):
    files(sealed)["seal.json"].unlink()

    ledger.cut_quotes(OTHER)

    assert ledger.seals() == []
    assert b"Another page." not in words(place)


@pytest.mark.parametrize("length", [0, 1, 20, -1])
def test_quotes_that_cannot_be_read_are_told_with_their_run(ledger, files, sealed, length):
    path = files(sealed)["quotes.jsonl.gz"]
    path.write_bytes(path.read_bytes()[:length])

    with pytest.raises(LineageError, match=str(sealed.id)):
        ledger.cut_quotes(SNAPSHOT)
