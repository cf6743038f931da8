"""Which of an edge's claims is shown: one that carries what is said above it."""

from __future__ import annotations

from types import SimpleNamespace

from lineage.deletion.planner import Planner
from lineage.deletion.policy import load
from lineage.deletion.whys import Listing, explain
from lineage.jobs.evidence import strongest
from lineage.model.graph import Status
from lineage.model.words import DerivationKind, Predicate, Strength
from tests.graph.making import edge, projection, said

ROOT, LABELS, ACME = "dataset:root", "dataset:labels", "organization:acme"
MADE = edge(LABELS, object=ROOT, derivation_kind=DerivationKind.ANNOTATION, strength=Strength.DECLARED)


def claim(quote, kind=DerivationKind.ANNOTATION, strength=Strength.STATED, status=Status.CURRENT, **more):
    one = said(MADE, quote=quote)
    updated = one.claim.model_copy(update={"derivation_kind": kind, "strength": strength} | more)
    return one.model_copy(update={"claim": updated, "status": status})


def best(*claims):
    graph = SimpleNamespace(claims=lambda edges: claims)
    return strongest(graph, [MADE.id], {MADE.id: MADE.derivation_kind})[MADE.id].claim.evidence.quote


def test_words_about_pictures_do_not_stand_below_labels():
    assert (
        best(claim("Images were selected.", DerivationKind.SUBSET), claim("We labelled Root.")) == "We labelled Root."
    )


def test_the_words_of_a_page_come_before_those_of_our_catalogue():
    ours = claim("Labels of Root.", strength=Strength.DECLARED, source="catalogue")

    assert best(ours, claim("We labelled Root.")) == "We labelled Root."


def test_what_was_judged_to_be_wrong_is_not_shown():
    assert best(claim("It was not so.", status=Status.REJECTED), claim("We labelled Root.")) == "We labelled Root."


def test_a_sentence_is_as_firm_as_a_sentence_whatever_else_carries_the_edge():
    by_acme = edge(LABELS, Predicate.PUBLISHED_BY, ACME)
    things = {thing.id: thing for thing in projection(MADE, by_acme).things}
    (owing,) = Planner([MADE, by_acme], things, load(), frozenset()).plan([ROOT]).owings

    why = explain(ROOT, Listing(None), owing.way, {MADE.id: claim("We labelled Root.")}, things)

    assert (why.steps[1].quote, why.steps[1].strength) == ("We labelled Root.", "stated")
