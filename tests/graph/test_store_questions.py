"""The primitives that every store answers: things, find, edges_of, claims, counts."""

from __future__ import annotations

import pytest

from lineage.model.claim import cut
from lineage.model.references import name_key
from lineage.model.words import DATA_FLOWS, Predicate
from tests.graph.making import edge, projection, said, thing

ROOT, CHILD, GRANDCHILD = "dataset:root", "dataset:child", "dataset:grandchild"
FIRST, SECOND = edge(CHILD, object=ROOT), edge(GRANDCHILD, Predicate.COPY_OF, CHILD)
HOSTILE = [
    "dataset:x'); DROP TABLE things; --",
    'dataset:"}) DETACH DELETE n //',
    "dataset:%_*?[a-z]\\",
    "dataset:`MATCH (n) RETURN n`",
    "dataset:名前 $1 :name {}",
    "dataset:gull\N{FACE WITH TEARS OF JOY}\N{FAMILY}faces",
    "dataset:\N{RIGHT-TO-LEFT OVERRIDE}שחף חוף\N{POP DIRECTIONAL FORMATTING}",
    "dataset:gull\0faces",
    cut("dataset:" + "harbour " * 12_500),
    cut("dataset:" + "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 100_000),
]


@pytest.fixture
def family(graph):
    graph.load(projection(FIRST, SECOND, claims=[said(FIRST), said(SECOND)]))
    return graph


def ids(things):
    return [t.id for t in things]


def test_things_are_given_by_id_and_unknown_ids_left_out(family):
    assert ids(family.things([ROOT, "dataset:nowhere", ROOT])) == [ROOT]


def test_a_thing_is_found_by_any_name_identifier_or_id(graph):
    known = thing("dataset:dif", "Diversity in Faces", names=("IBM DiF",), identifiers=("arxiv:1901.10436",))
    graph.load(projection(things=[known]))

    for name in ("diversity in faces", "IBM-DiF", "arXiv:1901.10436", "DIF"):
        assert graph.find(name_key(name), exact=True) == [known]


def test_exact_finds_no_part_of_a_name(family):
    assert ids(family.find("child", exact=True)) == [CHILD]
    assert family.find("chil", exact=True) == []


def test_a_part_of_a_name_finds_the_shortest_first(family):
    assert ids(family.find("child", exact=False)) == [CHILD, GRANDCHILD]


def test_no_more_than_the_limit_is_found(graph):
    graph.load(projection(things=[thing(f"dataset:faces{n}", names=("faces", "my faces")) for n in range(9)]))

    assert len(graph.find("faces", exact=False, limit=4)) == 4


def test_wildcards_are_letters_like_any_other(graph):
    graph.load(projection(things=[thing("dataset:faces")]))

    assert graph.find("%", exact=False) == []
    assert graph.find("f_ces", exact=False) == []


@pytest.mark.parametrize(
    ("direction", "expected"), [("downstream", [SECOND]), ("upstream", [FIRST]), (None, [FIRST, SECOND])]
)
def test_edges_of_a_thing_in_each_direction(family, direction, expected):
    assert family.edges_of([CHILD], direction) == sorted(expected, key=lambda e: e.id)


def test_an_edge_between_two_asked_things_is_given_once(family):
    assert len(family.edges_of([ROOT, CHILD, GRANDCHILD])) == 2


def test_more_things_can_be_asked_for_than_fit_one_statement(graph):
    edges = [edge(f"dataset:n{n}", object=ROOT) for n in range(1200)]
    graph.load(projection(*edges))

    assert len(graph.edges_of([e.subject for e in edges], "upstream")) == 1200
    assert len(graph.reach(ROOT, "downstream", DATA_FLOWS).levels) == 1201


def test_claims_are_given_by_their_edge(family):
    assert family.claims([FIRST.id]) == [said(FIRST)]
    assert family.claims([]) == []


def test_counts_are_by_kind_and_predicate(family):
    assert family.counts() == {"things.dataset": 3, "edges.DERIVED_FROM": 1, "edges.COPY_OF": 1, "claims": 2}


@pytest.mark.parametrize("id", HOSTILE, ids=range(len(HOSTILE)))
def test_names_that_look_like_statements_are_just_data(graph, id):
    hostile = edge(id, object=ROOT)
    quoted = said(hostile, quote=id, title=id)
    graph.load(projection(hostile, FIRST, claims=[quoted]))

    assert graph.find(name_key(id.partition(":")[2]), exact=True) == [thing(id)]
    assert thing(id) in graph.find(name_key(id.partition(":")[2])[1:9], exact=False)
    assert graph.edges_of([id]) == [hostile]
    assert graph.claims([hostile.id]) == [quoted]
    assert set(graph.reach(ROOT, "downstream", DATA_FLOWS).levels) == {ROOT, CHILD, id}
