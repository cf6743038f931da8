"""GraphML, for Gephi, yEd, Cytoscape and networkx."""

from __future__ import annotations

import io
from collections.abc import Iterable

import networkx as nx

from lineage.model.graph import Edge, Thing


def export(edges: Iterable[Edge], things: Iterable[Thing]) -> str:
    """A directed multigraph from derived to source, every field an attribute."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for thing in things:
        graph.add_node(_clean(thing.id), label=_clean(thing.label), kind=thing.kind.value)
    for edge in edges:
        fields = {
            "predicate": edge.predicate.value,
            "derivation_kind": edge.derivation_kind.value if edge.derivation_kind else "",
            "polarity": edge.polarity.value,
            "modality": edge.modality.value,
            "strength": edge.strength.value,
            "confidence": edge.confidence,
            "status": edge.status.value,
            "first_seen": edge.first_seen,
            "last_seen": edge.last_seen,
        }
        graph.add_edge(_clean(edge.subject), _clean(edge.object), key=edge.id, **fields)
    out = io.BytesIO()
    nx.write_graphml(graph, out, infer_numeric_types=False)
    return out.getvalue().decode()


def _clean(text: str) -> str:
    """Text without the characters that XML 1.0 forbids."""
    return "".join(
        c for c in text if c in "\t\n\r" or (ord(c) >= 0x20 and not 0xD800 <= ord(c) <= 0xDFFF and c not in "￾￿")
    )
