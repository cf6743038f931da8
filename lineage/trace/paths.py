"""The best evidenced paths between two things: strongest weakest link first, then shortest, then by id."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, pairwise

import networkx as nx

from lineage.model.graph import Edge
from lineage.trace.walk import Filter, rank

Weight = tuple[int, float]


def paths(edges: Iterable[Edge], start: str, end: str, accept: Filter, count: int = 3) -> list[list[Edge]]:
    """Up to `count` simple paths from the derived thing `start` up to its source `end`, best first."""
    graph = to_networkx(edge for edge in edges if accept.accepts(edge))
    if start not in graph or end not in graph or start == end:
        return []
    found: dict[tuple[str, ...], list[Edge]] = {}
    for least in sorted({_weight(graph, a, b) for a, b in graph.edges()}, reverse=True):
        strong = graph.edge_subgraph([(a, b) for a, b in graph.edges() if _weight(graph, a, b) >= least])
        if start not in strong or end not in strong or not nx.has_path(strong, start, end):
            continue
        for nodes in islice(nx.shortest_simple_paths(strong, start, end), count):
            found.setdefault(tuple(nodes), [graph[a][b]["edge"] for a, b in pairwise(nodes)])
        if len(found) >= count:
            break
    return sorted(found.values(), key=_order)[:count]


def to_networkx(edges: Iterable[Edge]) -> nx.DiGraph[str]:
    """A directed graph from derived to source, with the best edge between two things in `edge`."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for edge in sorted(edges, key=rank, reverse=True):
        graph.add_edge(edge.subject, edge.object, edge=edge)
    return graph


def _weight(graph: nx.DiGraph[str], a: str, b: str) -> Weight:
    edge: Edge = graph[a][b]["edge"]
    return (edge.strength.rank, edge.confidence)


def _order(path: list[Edge]) -> tuple[tuple[int, float], int, list[str]]:
    weakest = min((edge.strength.rank, edge.confidence) for edge in path)
    return ((-weakest[0], -weakest[1]), len(path), [edge.id for edge in path])
