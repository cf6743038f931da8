"""`lineage show` and `lineage find`: one thing with all that is said of it; things by name."""

from __future__ import annotations

from dataclasses import dataclass

from lineage.errors import BadInput
from lineage.jobs.naming import graph_at, thing
from lineage.jobs.stores import Stores
from lineage.model.graph import Edge, Said, Thing
from lineage.model.references import name_key


@dataclass(frozen=True)
class ShowResult:
    """A thing, its edges, and the claims under them."""

    thing: Thing
    edges: tuple[Edge, ...]
    things: dict[str, Thing]
    claims: tuple[Said, ...]


def show(stores: Stores, text: str, known_at: str | None = None) -> ShowResult:
    """Everything known of one thing. Raises BadInput."""
    graph = graph_at(stores, known_at)
    found = thing(graph, text)
    edges = graph.edges_of([found.id])
    others = {t.id: t for t in graph.things(i for edge in edges for i in (edge.subject, edge.object))}
    return ShowResult(found, tuple(edges), others, tuple(graph.claims(edge.id for edge in edges)))


def find(stores: Stores, text: str, limit: int = 20) -> list[Thing]:
    """Things with a name or identifier that contains the text, closest first. Raises BadInput for an empty text."""
    key = name_key(text)
    if not key:
        raise BadInput(f"'{text}' has no letters or digits to look for.")
    return stores.graph.find(key, exact=False, limit=limit)
