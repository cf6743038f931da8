"""What a page means that introduces a dataset: the dataset, and where nothing is said of that, the page."""

import pytest

from lineage.graph.sqlite import SqliteGraph
from lineage.jobs import why as job
from lineage.jobs.naming import meanings, thing
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
    other = edge(PAGE, Predicate.USES, "dataset:sea")
    claims = [said(each) for each in (described, uses, derived, other)]
    graph.load(projection(described, uses, derived, other, claims=claims, things=[made(PAGE, kind="repository")]))
    return graph


def test_a_page_means_the_one_dataset_that_it_introduces(graph):
    assert thing(graph, PAGE).id == "dataset:nests"


@pytest.mark.parametrize("page", [PAGE, "https://github.com/Harbor/gull-nests"])
def test_or_the_page_itself(page, graph):
    assert [found.id for found in meanings(graph, page)] == ["dataset:nests", PAGE]


def test_whatever_introduces_nothing_means_itself(graph):
    assert [found.id for found in meanings(graph, "coast")] == ["dataset:coast"]


@pytest.mark.parametrize(
    ("first", "second", "path"),
    [
        (PAGE, "coast", [("dataset:nests", "dataset:coast")]),
        (PAGE, "nests", [(PAGE, "dataset:nests")]),
        ("nests", PAGE, [(PAGE, "dataset:nests")]),
        (PAGE, "sea", [(PAGE, "dataset:sea")]),
        ("nests", "nests", []),
    ],
)
def test_why_follows_what_is_said_of_the_dataset_and_else_of_its_page(first, second, path, graph, monkeypatch):
    monkeypatch.setattr(job, "graph_at", lambda stores, known_at: graph)
    found = job.why(None, first, second)
    assert [(edge.subject, edge.object) for path in found.paths for edge in path] == path
