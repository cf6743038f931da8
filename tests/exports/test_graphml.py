"""GraphML that other programs can read, whatever the names."""

from __future__ import annotations

import io

import networkx as nx
import pytest

from lineage.exports import graphml
from lineage.model.words import DerivationKind, Predicate
from tests.graph.making import edge, thing

MADE = edge(derivation_kind=DerivationKind.CROP)


def parsed(edges, things=()):
    text = graphml.export(edges, things)
    return nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)


def test_things_and_edges_read_back_with_their_fields():
    graph = parsed([MADE], [thing("dataset:made", "Made")])

    ((derived, source, fields),) = graph.edges(data=True)
    assert (derived, source) == ("dataset:made", "dataset:source")
    assert (fields["predicate"], fields["derivation_kind"], fields["strength"]) == ("DERIVED_FROM", "crop", "stated")
    assert (fields["confidence"], fields["status"]) == (0.9, "current")
    assert dict(graph.nodes["dataset:made"]) == {"label": "Made", "kind": "dataset"}


def test_two_edges_between_two_things_stay_two():
    assert parsed([MADE, edge(predicate=Predicate.COPY_OF)]).number_of_edges() == 2


def test_an_empty_graph_is_read_too():
    assert parsed([]).number_of_nodes() == 0


@pytest.mark.parametrize("forbidden", ["\x00", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_characters_that_xml_forbids_are_removed(forbidden):
    name = f"Ma{forbidden}de"

    graph = parsed([edge(f"name:{name}")], [thing(f"name:{name}", name)])

    assert graph.nodes["name:Made"]["label"] == "Made"
    assert graph.has_edge("name:Made", "dataset:source")


@pytest.mark.parametrize("name", ["<script>\"&'</script>", "]]>", "&#0;", "<!DOCTYPE x>", "名前 \U0001f5bc"])
def test_markup_in_a_name_is_text(name):
    assert parsed([], [thing("dataset:made", name)]).nodes["dataset:made"]["label"] == name
