"""A private person can be a holder, and is never named (DESIGN §7)."""

from __future__ import annotations

from lineage.deletion.holders import holders
from lineage.deletion.policy import load
from lineage.model.words import Predicate, ThingKind
from tests.graph.making import graph_of
from tests.making import claim


def test_an_individual_is_a_holder_without_a_name():
    made = "hf:datasets/jane/faces"
    graph = graph_of(
        claim(made, object="name:Root Faces"),
        claim(made, Predicate.PUBLISHED_BY, "anonymous:publisher", object_kind=ThingKind.INDIVIDUAL),
    )
    things = {t.id: t for t in graph.things}

    (holder,) = holders(graph.edges, "name:dataset/rootfaces", things, load())

    person = things[holder.organization]
    assert (person.kind, person.label, person.names) == (ThingKind.INDIVIDUAL, "an individual", ())
    assert holder.role == "items"


def test_two_individuals_are_never_taken_for_one():
    published = [
        claim(
            f"hf:datasets/{who}/faces-{who}", Predicate.PUBLISHED_BY, "anonymous:publisher",
            document=f"datasets/{who}/faces-{who}", object_kind=ThingKind.INDIVIDUAL,
        )
        for who in ("jane", "john")
    ]  # fmt: skip
    derived = [claim(said.subject, object="name:Root Faces", document=said.document) for said in published]
    graph = graph_of(*published, *derived)

    found = holders(graph.edges, "name:dataset/rootfaces", {t.id: t for t in graph.things}, load())

    assert len({holder.organization for holder in found}) == 2
