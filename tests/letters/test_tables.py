"""The tables of words have a word for everything, and letters cite what the regulations say."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from lineage.deletion.regulations import rule
from lineage.letters.law import LAWS
from lineage.letters.states import STATES, Turn, counted, unsettled
from lineage.letters.ways import ANSWERS, CONTAINED, KINDS, OWED, STRENGTHS, THINGS, VERBS, firmly, sentence, weakest
from lineage.model.obligation import Contained, Owed, State, Why
from lineage.model.request import Regulation
from lineage.model.words import DerivationKind, Predicate, Strength, ThingKind
from tests.letters.cases import CROPPED, LISTED, WHY


def test_every_state_has_a_word_of_its_own_and_a_sentence():
    assert set(STATES) == set(State)
    assert len({said.word for said in STATES.values()}) == len(State)
    assert all(said.meaning.endswith(".") and "_" not in said.word for said in STATES.values())
    assert {said.turn for said in STATES.values()} == set(get_args(Turn))


def test_states_are_counted_with_those_that_do_not_occur():
    counts = dict(counted([State.VERIFIED, State.NOTIFIED, State.VERIFIED]))

    assert counts[State.VERIFIED] == 2
    assert counts[State.REFUSED] == 0
    assert set(counts) == set(State)


def test_what_is_claimed_is_not_settled():
    assert unsettled(State.CLAIMED_DONE)
    assert not unsettled(State.VERIFIED)
    assert not unsettled(State.REFUSED)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (VERBS, set(Predicate)), (KINDS, set(DerivationKind)), (STRENGTHS, set(Strength)), (LAWS, set(Regulation)),
        (CONTAINED, set(get_args(Contained))), (ANSWERS, set(get_args(Contained))), (OWED, set(get_args(Owed))),
        (THINGS, set(ThingKind)),
    ],
)  # fmt: skip
def test_every_word_is_in_its_table(table, words):
    assert set(table) == words


def test_a_step_is_told_as_a_sentence():
    assert sentence(CROPPED) == "Acme Faces was made from GullSet (parts cut out of its items, such as faces)."
    assert sentence(LISTED).startswith("The list of what GullSet contains names the person")
    assert firmly(CROPPED) == "stated (a sentence says so); read rightly with 93% confidence"


def test_a_word_that_is_new_is_shown_as_it_is():
    step = CROPPED.model_copy(update={"predicate": "ECHOES", "kind": "hum", "strength": "sung"})

    assert sentence(step) == "Acme Faces ECHOES GullSet (hum)."
    assert firmly(step) == "sung; read rightly with 93% confidence"


def test_a_way_is_as_good_as_its_weakest_step():
    assert weakest(WHY) == CROPPED
    assert weakest(Why(steps=())) is None


@pytest.mark.parametrize("regulation", Regulation)
def test_letters_cite_only_what_the_regulation_lists(regulation):
    law, listed = LAWS[regulation], " ".join(rule(regulation).articles)
    cited = " ".join([*law.grounds, *(text for text in vars(law).values() if isinstance(text, str))])
    places = re.findall(r"Art\. \d+(?:\(\d+\))?|§ [\d.]+(?:\([a-z]\))?", cited)

    assert [place for place in places if place not in listed] == []
    assert law.binds == bool(places) == rule(regulation).binds
