"""Graphviz DOT: things as boxes, edges from source to derived, dashed where no longer seen."""

from __future__ import annotations

from collections.abc import Iterable

from lineage.model.graph import Edge, Status, Thing


def export(edges: Iterable[Edge], things: Iterable[Thing]) -> str:
    """One directed graph; labels are quoted, so that scraped text stays text."""
    lines = ["digraph lineage {", "  rankdir=LR;", '  node [shape=box, fontname="Helvetica"];']
    lines += [f"  {_quoted(t.id)} [label={_quoted(t.label)}];" for t in things]
    for edge in edges:
        label = edge.derivation_kind.value if edge.derivation_kind else edge.predicate.value.lower()
        style = ", style=dashed" if edge.status is not Status.CURRENT else ""
        lines.append(f"  {_quoted(edge.object)} -> {_quoted(edge.subject)} [label={_quoted(label)}{style}];")
    return "\n".join([*lines, "}", ""])


def _quoted(text: str) -> str:
    printable = "".join(c if c.isprintable() else " " for c in text)
    return '"' + printable.replace("\\", "\\\\").replace('"', '\\"') + '"'
