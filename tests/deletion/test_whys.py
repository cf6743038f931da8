"""Why a holder owes something, step by step, in somebody's words."""

from __future__ import annotations

import pytest

from lineage.deletion.planner import Planner
from lineage.deletion.policy import load
from lineage.deletion.whys import LISTS, Listing, digest, explain
from lineage.model.words import DerivationKind, Predicate
from tests.graph.making import edge, projection, said

FACES, ROOT, ACME = "dataset:faces", "dataset:root", "organization:acme"
CROP = edge(FACES, object=ROOT, derivation_kind=DerivationKind.CROP)
BY_ACME = edge(ROOT, Predicate.PUBLISHED_BY, ACME)
THINGS = {t.id: t for t in projection(CROP, BY_ACME).things}
CARD = Listing("A list of 12 members of faces, release 1, partial.", source="membership", first_seen="2026-11-16")
SAID = {CROP.id: said(CROP, quote="Faces were cut out of Root."), BY_ACME.id: said(BY_ACME, quote="Root is Acme's.")}


def why(**more):
    (owing,) = Planner([CROP, BY_ACME], THINGS, load(), frozenset()).plan([FACES]).owings
    return explain(owing.listed_in, CARD, owing.way, more.pop("said", SAID), THINGS, **more)


def test_the_first_step_is_the_list_and_the_last_names_the_holder():
    opening, up, published = why().steps

    assert (opening.subject, opening.predicate, opening.strength, opening.quote) == (
        FACES, LISTS, "identical", CARD.quote,
    )  # fmt: skip
    assert (up.subject_name, up.predicate, up.kind, up.object_name) == ("faces", "DERIVED_FROM", "crop", "root")
    assert (up.quote, up.upwards, up.url) == ("Faces were cut out of Root.", True, "https://papers.example/doc")
    assert (published.object, published.quote, published.upwards) == (ACME, "Root is Acme's.", False)


def test_a_reader_is_led_to_where_the_caller_says():
    assert [step.url for step in why(link=lambda best: "https://reader.example/").steps][1:] == [
        "https://reader.example/"
    ] * 2


def test_a_step_whose_words_were_forgotten_has_none():
    step = why(said={}).steps[1]

    assert (step.quote, step.url, step.source, step.first_seen) == (None, None, None, "2026-11-16")


def test_equal_explanations_have_one_digest_and_others_another():
    assert digest(why()) == digest(why())
    assert digest(why()) != digest(why(said={}))
    assert len(digest(why())) == 64


@pytest.mark.parametrize(
    ("locator", "field"),
    [
        ("/attributes/publisher/name", "publisher"), ("/authorships/0/institutions/1/display_name", "institutions"),
        ("/source_datasets/0", "source_datasets"), ("/title", "title"), ("/abstract#char=1,9", None),
        ("char=1,9", None),
    ],
)  # fmt: skip
def test_a_value_out_of_a_record_says_which_field_it_stands_in(locator, field):
    best = said(CROP, quote="Acme")
    there = best.claim.model_copy(update={"evidence": best.claim.evidence.model_copy(update={"locator": locator})})

    step = why(said={CROP.id: best.model_copy(update={"claim": there})}).steps[1]

    assert (step.field, step.subject_kind, step.object_kind) == (field, "dataset", "dataset")
