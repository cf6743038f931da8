"""A claim's identity is in what is said, never in how it was read."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from lineage.model.claim import LONGEST_NAME, Evidence, cut
from lineage.model.words import About, DerivationKind, Modality, Polarity, Predicate, Strength, ThingKind
from tests.making import claim

NAMES = st.text(min_size=1, max_size=40)
SAID = st.fixed_dictionaries(
    {
        "source": NAMES,
        "document": NAMES,
        "subject": NAMES,
        "subject_kind": st.sampled_from(ThingKind),
        "predicate": st.sampled_from(Predicate),
        "derivation_kind": st.none() | st.sampled_from(DerivationKind),
        "object": NAMES,
        "polarity": st.sampled_from(Polarity),
        "modality": st.sampled_from(Modality),
        "about": st.sampled_from(About),
    }
)
READ = st.fixed_dictionaries(
    {
        "object_kind": st.sampled_from(ThingKind),
        "strength": st.sampled_from(Strength),
        "confidence": st.floats(0, 1),
        "valid_from": st.none() | st.just("2019-01-29"),
        "valid_to": st.none() | st.just("2020-06-01"),
        "evidence": st.builds(
            Evidence, snapshot=NAMES, locator=NAMES, quote=st.none() | st.text(max_size=40), rule=NAMES
        ),
    }
)


@settings(deadline=None)
@given(said=SAID, one=READ, other=READ)
def test_reader_quote_strength_and_dates_are_not_in_the_id(said, one, other):
    assert claim(**said, **one).id == claim(**said, **other).id


@settings(deadline=None)
@given(one=SAID, draw=st.data())
def test_each_field_of_what_is_said_is_in_the_id(one, draw):
    name = draw.draw(st.sampled_from(sorted(one)))
    other = draw.draw(SAID.map(lambda said: said[name]).filter(lambda value: value != one[name]))

    assert claim(**one).id != claim(**one | {name: other}).id


@settings(deadline=None)
@given(one=SAID, other=SAID)
def test_two_claims_have_one_id_exactly_when_they_say_the_same(one, other):
    assert (claim(**one).id == claim(**other).id) == (one == other)


def test_the_id_is_the_sha256_of_the_canonical_json_of_what_is_said():
    said = {
        "about": "self",
        "derivation_kind": "crop",
        "document": "1901.10436",
        "modality": "asserted",
        "object": "name:YFCC100M",
        "polarity": "asserted",
        "predicate": "DERIVED_FROM",
        "source": "documents",
        "subject": "name:DiF",
        "subject_kind": "dataset",
    }
    written = json.dumps(said, separators=(",", ":"), sort_keys=True).encode()

    made = claim("name:DiF", object="name:YFCC100M", document="1901.10436", derivation_kind="crop")

    assert made.id == hashlib.sha256(written).hexdigest()


def test_a_claim_read_back_from_json_has_the_same_id():
    made = claim(derivation_kind=DerivationKind.SUBSET)

    again = type(made).model_validate_json(made.model_dump_json())

    assert again == made
    assert again.id == made.id


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": ""},
        {"object": ""},
        {"subject": "x" * (LONGEST_NAME + 1)},
        {"confidence": 1.1},
        {"confidence": -0.1},
        {"predicate": "ATE"},
        {"mood": "good"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_claim_outside_the_closed_words_is_refused(wrong):
    with pytest.raises(ValidationError):
        claim(**wrong)


def test_a_claim_never_changes():
    made = claim()

    with pytest.raises(ValidationError, match="frozen"):
        made.subject = "name:Other"


@settings(deadline=None)
@given(st.text(max_size=3 * LONGEST_NAME))
def test_a_cut_name_fits_a_claim_and_is_not_cut_again(name):
    short = cut(name)

    assert len(short) <= LONGEST_NAME
    assert cut(short) == short.strip()


def test_a_cut_name_has_its_white_space_folded():
    assert cut("  Diversity\n in\tFaces ") == "Diversity in Faces"
