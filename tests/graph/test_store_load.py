"""Loading: the store holds exactly the graph it was given, or the one it had before."""

from __future__ import annotations

import pytest

from lineage.errors import BadInput, LineageError
from lineage.model.graph import Projection, Said, Status
from lineage.model.words import Predicate
from tests.graph.making import EMPTY, edge, projection, said, thing

MADE = edge("dataset:made", object="dataset:source")
USED = edge("organization:acme", Predicate.USES, "dataset:made", strength="declared", valid_from="2019-01-29")
FAMILY = projection(
    MADE, USED, claims=[said(MADE), said(USED)],
    things=[thing("dataset:made", "Made", names=("Made", "MADE-1"), facts={"status": "withdrawn"})],
)  # fmt: skip


def test_the_whole_comes_back_as_it_was_loaded(graph):
    graph.load(FAMILY)

    assert graph.whole() == FAMILY


def test_runs_and_orphaned_judgements_come_back(graph):
    graph.load(FAMILY.model_copy(update={"runs": ("a.all.20261116T000000Z",), "orphans": ("f" * 64,)}))

    assert graph.whole().runs == ("a.all.20261116T000000Z",)
    assert graph.whole().orphans == ("f" * 64,)


def test_loading_tells_what_there_is_and_what_changed(graph):
    loaded = graph.load(FAMILY)

    assert (loaded.things, loaded.edges, loaded.claims) == (3, 2, 2)
    assert (loaded.changed, loaded.removed) == (7, 0)


def test_only_what_differs_is_touched(graph):
    graph.load(FAMILY)
    aged = MADE.model_copy(update={"status": Status.UNSEEN})

    loaded = graph.load(projection(aged, USED, things=FAMILY.things, claims=FAMILY.claims))

    assert (loaded.changed, loaded.removed) == (1, 0)


def test_what_is_no_longer_in_the_graph_is_removed_with_its_names(graph):
    graph.load(FAMILY)

    loaded = graph.load(projection(USED, claims=[said(USED)]))

    assert loaded.removed == 3
    assert graph.things(["dataset:source"]) == []
    assert graph.find("source", exact=False) == []


def test_a_cleared_store_is_empty_and_can_be_loaded_again(graph):
    graph.load(FAMILY)
    digest = graph.digest()

    graph.load(EMPTY, anew=True)

    assert graph.counts()["claims"] == 0
    assert graph.whole().things == ()
    graph.load(FAMILY)
    assert graph.digest() == digest


@pytest.mark.parametrize(
    "broken",
    [
        {"claims": (Said.model_construct(edge=None, claim=said(MADE).claim),)},
        {"runs": (object(),)},
    ],
    ids=["a claim under no edge", "runs that cannot be written"],
)
def test_a_load_that_fails_midway_leaves_the_old_graph(graph, broken):
    graph.load(FAMILY)
    digest = graph.digest(with_times=True)
    fresh = projection(edge("dataset:new"))

    with pytest.raises((LineageError, TypeError, ValueError)):
        graph.load(Projection.model_construct(**(dict(fresh) | broken)))

    assert graph.digest(with_times=True) == digest
    assert graph.whole() == FAMILY
    assert graph.find("new", exact=True) == []


def test_a_store_can_be_loaded_after_a_load_that_failed(graph):
    with pytest.raises((LineageError, TypeError, ValueError)):
        graph.load(Projection.model_construct(**(dict(FAMILY) | {"runs": (object(),)})))

    graph.load(FAMILY)

    assert graph.whole() == FAMILY


def test_a_graph_of_the_same_basis_is_not_loaded_again(graph):
    graph.load(FAMILY.model_copy(update={"basis": "one"}))

    loaded = graph.load(projection(edge("dataset:other")).model_copy(update={"basis": "one"}))

    assert (loaded.changed, loaded.removed) == (0, 0)
    assert graph.basis() == "one"
    assert graph.whole().edges == FAMILY.edges


def test_a_graph_of_another_basis_or_of_none_is_loaded(graph):
    graph.load(FAMILY.model_copy(update={"basis": "one"}))

    assert graph.load(projection(USED).model_copy(update={"basis": "two"})).removed == 4
    assert graph.load(projection(MADE)).changed > 0
    assert graph.basis() == ""


@pytest.mark.parametrize(
    "loose",
    [
        Projection(things=(thing("dataset:made"),), edges=(MADE,), claims=(), runs=()),
        Projection(things=(), edges=(), claims=(said(MADE),), runs=()),
    ],
    ids=["an edge to nowhere", "a claim under no edge"],
)
def test_a_graph_that_does_not_hang_together_is_refused(graph, loose):
    graph.load(FAMILY)

    with pytest.raises(BadInput, match="compute the graph again"):
        graph.load(loose)

    assert graph.whole() == FAMILY


def test_facts_are_written_in_one_order(graph):
    facts = {"year": "2019", "content": "faces", "status": "withdrawn"}
    graph.load(projection(MADE, things=[thing("dataset:made", facts=facts)]))

    [made] = graph.things(["dataset:made"])
    again = graph.load(projection(MADE, things=[thing("dataset:made", facts=dict(reversed(facts.items())))]))

    assert list(made.facts) == sorted(facts)
    assert again.changed == 0
