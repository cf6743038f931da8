"""Sealing: a run is there as a whole or not at all, and once it is there it never changes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineage.errors import BadInput
from lineage.ledger.base import FILES, runs
from lineage.model.base import sha256
from lineage.model.claim import Evidence
from tests.ledger.conftest import full_run, opened
from tests.making import SNAPSHOT, claim, reading, run, visit
from tests.odd import ODD
from tests.places import stamp


def test_a_sealed_run_reads_back_equal(ledger):
    made = full_run()

    assert ledger.seal(made) is True

    found = ledger.read(made.id)
    assert found == made.model_copy(update={"seal": found.seal, "quotes": found.quotes})
    assert found.seal == made.seal.model_copy(update={"files": found.seal.files})


def test_the_seal_names_every_file_with_its_hash_but_the_quotes(ledger, files):
    made = full_run()

    ledger.seal(made)

    written = {name: sha256(files(made)[f"{name}.jsonl.gz"].read_bytes()) for name in FILES}
    assert ledger.read(made.id).seal.files == written


def test_an_empty_run_can_be_sealed(ledger):
    made = run(16)

    ledger.seal(made)

    assert ledger.read(made.id).visits == ()


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(st.tuples(st.text(min_size=1, max_size=20), st.none() | st.text(max_size=40)), max_size=6))
def test_whatever_is_quoted_reads_back_equal(place, said):
    ledger = opened(place.fresh())
    places = [Evidence(snapshot=SNAPSHOT, locator=f"/{n}", quote=q, rule="test") for n, (_, q) in enumerate(said)]
    claims = [claim(object=name, evidence=where) for (name, _), where in zip(said, places, strict=True)]
    made = run(16, [visit()], [reading(claims)])

    ledger.seal(made)

    assert ledger.read(made.id).readings == made.readings


@pytest.mark.parametrize("word", ODD.values(), ids=ODD)
def test_names_titles_and_quotes_may_be_any_text(ledger, word):
    made = run(16, [visit(title=word, url=f"https://papers.example/{word}")], [reading([claim(quote=word)])])

    ledger.seal(made)

    found = ledger.read(made.id)
    assert (found.visits, found.readings) == (made.visits, made.readings)


def test_the_same_run_gives_the_same_files_everywhere(place):
    places = [place.fresh(), place.fresh()]
    for each in places:
        opened(each).seal(full_run())

    one, other = ({name: file.read_bytes() for name, file in each.files().items()} for each in places)
    assert one == other


def test_a_run_without_a_seal_is_invisible(ledger, files):
    made = full_run()
    ledger.seal(made)
    files(made)["seal.json"].unlink()

    assert ledger.seals() == []
    assert list(runs(ledger)) == []
    with pytest.raises(BadInput, match=f"No sealed run {made.id}"):
        ledger.read(made.id)


def test_a_run_that_was_left_without_a_seal_is_written_again(ledger, files):
    old, new = full_run(), run(16, [visit("five")])
    ledger.seal(old)
    files(old)["seal.json"].unlink()

    assert ledger.seal(new) is True

    assert ledger.read(new.id).visits == new.visits


def test_sealing_again_changes_nothing(ledger, files):
    made = full_run()
    ledger.seal(made)
    before = {name: (stamp(file), file.read_bytes()) for name, file in files(made).items()}

    assert ledger.seal(run(16, [visit("five")])) is False

    assert {name: (stamp(file), file.read_bytes()) for name, file in files(made).items()} == before


def test_an_unknown_run_is_refused(ledger):
    with pytest.raises(BadInput, match=r"No sealed run documents\.all\.20261116T000000Z; `lineage doctor` lists"):
        ledger.read(run(16).id)


def test_an_empty_ledger_has_no_runs(ledger):
    assert ledger.seals() == []
    assert list(runs(ledger)) == []
