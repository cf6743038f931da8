"""What a page means where it introduces a dataset: the dataset, unless the dataset is what it is asked about with."""

import pytest

from lineage.graph.sqlite import SqliteGraph
from lineage.jobs.naming import thing, two_things
from lineage.model.words import Predicate
from tests.graph.making import edge, projection, said
from tests.graph.making import thing as made

PAGE = "github:harbor/gull-nests"


@pytest.fixture
def graph():
    """A dataset of crops whose repository introduces it, and uses it as well."""
    graph = SqliteGraph(None)
    described = edge("dataset:nests", Predicate.DESCRIBED_BY, PAGE)
    uses = edge(PAGE, Predicate.USES, "dataset:nests")
    derived = edge("dataset:nests", Predicate.DERIVED_FROM, "dataset:coast")
    claims = [said(each) for each in (described, uses, derived)]
    graph.load(projection(described, uses, derived, claims=claims, things=[made(PAGE, kind="repository")]))
    return graph


def test_a_page_means_the_one_dataset_that_it_introduces(graph):
    assert thing(graph, PAGE).id == "dataset:nests"


def test_beside_another_dataset_too(graph):
    assert [found.id for found in two_things(graph, PAGE, "coast")] == ["dataset:nests", "dataset:coast"]


@pytest.mark.parametrize("page", [PAGE, "https://github.com/Harbor/gull-nests"])
def test_beside_that_dataset_it_is_the_page_itself(page, graph):
    assert [found.id for found in two_things(graph, page, "nests")] == [PAGE, "dataset:nests"]
    assert [found.id for found in two_things(graph, "nests", page)] == ["dataset:nests", PAGE]


def test_one_thing_typed_twice_is_one_thing(graph):
    assert [found.id for found in two_things(graph, "coast", "dataset:coast")] == ["dataset:coast"] * 2
