"""JSON of a part of the graph: things and edges as they lie in the store."""

from __future__ import annotations

import json
from collections.abc import Iterable

from lineage.model.graph import Edge, Said, Thing


def export(edges: Iterable[Edge], things: Iterable[Thing], claims: Iterable[Said] = ()) -> str:
    """One object with `things`, `edges` and `claims`."""
    return json.dumps(
        {
            "things": [thing.model_dump(mode="json") for thing in things],
            "edges": [edge.model_dump(mode="json") | {"id": edge.id} for edge in edges],
            "claims": [said.row() | {"id": said.id} for said in claims],
        },
        ensure_ascii=False,
        indent=1,
    )
