"""Where data begins: the things that nothing else leads into."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx


def origins(flows: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The things that data flows out of and not into, from pairs of source and derived.

    Things that are made from each other in a circle are origins together, if nothing outside leads into the circle.
    """
    graph: nx.DiGraph[str] = nx.DiGraph(flows)
    circles = list(nx.strongly_connected_components(graph))
    circle = {node: number for number, nodes in enumerate(circles) for node in nodes}
    fed = {circle[end] for start, end in graph.edges() if circle[start] != circle[end]}
    return frozenset(node for node, number in circle.items() if number not in fed)
