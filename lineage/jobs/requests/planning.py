"""The planner of deletion requests against the graph and the lists as they are now, and what it is asked with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lineage.deletion.network import carries_up, goes_on
from lineage.deletion.planner import Planner
from lineage.deletion.policy import Policy
from lineage.deletion.policy import load as load_policy
from lineage.deletion.publishers import PUBLISHING
from lineage.graph.base import GraphStore
from lineage.jobs.photos.family import complete, thing_of
from lineage.jobs.photos.opened import index
from lineage.jobs.stores import Stores
from lineage.model.graph import Edge
from lineage.model.words import DATA_FLOWS, ENDS

if TYPE_CHECKING:
    from lineage.photos.found import Found
    from lineage.photos.serving.manifest import Manifest


def planner(stores: Stores) -> Planner:
    """The planner for everybody whom the index knows. Raises BadInput where there is no index, IndexUnusable."""
    opened = index(stores)
    try:
        return planner_of(stores.graph, opened.manifest)
    finally:
        opened.close()


def planner_of(graph: GraphStore, manifest: Manifest) -> Planner:
    """The same, from a graph and what an index consists of."""
    policy = load_policy()
    edges = _edges(graph, {thing_of(name) for name in (manifest.dataset, *manifest.current())}, policy)
    things = {thing.id: thing for thing in graph.things({end for e in edges for end in (e.subject, e.object)})}
    return Planner(edges, things, policy, frozenset(thing_of(name) for name in complete(manifest)))


def listed(found: Found) -> frozenset[str]:
    """The things that list a person, or a photo of theirs."""
    return frozenset(thing_of(name) for name, answer in found.answers.items() if answer.answer == "listed")


def _edges(graph: GraphStore, begin: set[str], policy: Policy) -> list[Edge]:
    """What was made from what could list somebody, or from what that was cut out of; and whose each of it is.

    Edges upwards from `begin` are all there, since they say what a dataset with a list holds; those of what was made
    from it lead to other people's pictures.
    """
    near = _above(graph, begin)
    edges = {edge.id: edge for edge in near if edge.predicate in DATA_FLOWS}
    by = {edge.id: edge for edge in near if edge.predicate in PUBLISHING}
    known, met = begin | {edge.object for edge in edges.values()}, set[str]()
    level = begin | _parents(graph, begin, [edge for edge in edges.values() if goes_on(edge, policy)])
    while level:
        met |= level
        near = [e for e in graph.edges_of(sorted(level), "downstream") if e.predicate in DATA_FLOWS | ENDS]
        edges |= {edge.id: edge for edge in near}
        level = {edge.subject for edge in near if goes_on(edge, policy)} - met
    ends = met | {edge.subject for edge in edges.values()}
    by |= {edge.id: edge for edge in graph.edges_of(sorted(ends - known), "upstream") if edge.predicate in PUBLISHING}
    return [*edges.values(), *(edge for edge in by.values() if edge.subject in ends)]


def _above(graph: GraphStore, begin: set[str]) -> list[Edge]:
    """What these things were made from, and that from what, along edges that hold; and whose each of it is.

    Things are walked from together, since most of what is above them is the same.
    """
    found: list[Edge] = []
    met, level = set(begin), begin
    while level:
        near = graph.edges_of(sorted(level), "upstream")
        up = [edge for edge in near if edge.holds and edge.predicate in DATA_FLOWS]
        found += up + [edge for edge in near if edge.predicate in PUBLISHING]
        level = {edge.object for edge in up} - met
        met |= level
    return found


def _parents(graph: GraphStore, begin: set[str], edges: Iterable[Edge]) -> set[str]:
    """What has the members of these things too, because these were taken from it."""
    edges = list(edges)
    kinds = {thing.id: thing.kind for thing in graph.things({end for e in edges for end in (e.subject, e.object)})}
    up = [edge for edge in edges if carries_up(edge, kinds)]
    found, fresh = set(begin), set(begin)
    while fresh:
        fresh = {edge.object for edge in up if edge.subject in fresh} - found
        found |= fresh
    return found - begin
