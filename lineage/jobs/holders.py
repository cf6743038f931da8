"""`lineage holders`: which organisations hold, derived, trained on or used a dataset or anything made from it."""

from __future__ import annotations

from dataclasses import dataclass

from lineage.deletion.holders import Holder, holders
from lineage.deletion.policy import load as load_policy
from lineage.graph.base import GraphStore
from lineage.jobs.evidence import link, strongest
from lineage.jobs.naming import graph_at, thing
from lineage.jobs.stores import Stores
from lineage.model.addresses import host
from lineage.model.graph import Said, Thing
from lineage.model.words import DATA_FLOWS, ENDS, Predicate, ThingKind

_PUBLISHING = (Predicate.PUBLISHED_BY, Predicate.AFFILIATED_WITH)


@dataclass(frozen=True)
class HolderRow:
    """One holder as people read it: who, what, since when, in whose words."""

    organization: str
    organization_id: str | None
    kind: str
    country: str | None
    role: str
    thing: str
    thing_id: str
    relation: str
    strength: str
    confidence: float
    status: str
    first_seen: str
    quote: str | None
    url: str | None
    source: str | None
    fetched_at: str | None


def list_holders(stores: Stores, text: str, known_at: str | None = None) -> tuple[Thing, list[HolderRow]]:
    """The root and its holders, those that hold most first. Raises BadInput."""
    graph = graph_at(stores, known_at)
    root = thing(graph, text)
    return root, holder_rows(graph, root)


def holder_rows(graph: GraphStore, root: Thing) -> list[HolderRow]:
    """The holders of everything downstream of a thing, with the best quote for each."""
    reach = graph.reach(root.id, "downstream", DATA_FLOWS | ENDS)
    published = [e for e in graph.edges_of(sorted(reach.levels), "upstream") if e.predicate in _PUBLISHING]
    edges = [*reach.edges, *published]
    things = {t.id: t for t in graph.things({i for e in edges for i in (e.subject, e.object)} | {root.id})}
    found = holders(edges, root.id, things, load_policy())
    best = strongest(graph, (e.id for h in found for e in (h.edge, h.published) if e))
    return [_row(holder, things, best) for holder in found]


def _row(holder: Holder, things: dict[str, Thing], best: dict[str, Said]) -> HolderRow:
    actor = things.get(holder.organization or "")
    edge = holder.edge or holder.published
    said = best.get(edge.id) if edge else None
    what = things[holder.thing]
    return HolderRow(
        organization=_name(actor, said),
        organization_id=actor.id if actor and actor.kind is ThingKind.ORGANIZATION else None,
        kind=actor.facts.get("kind", actor.kind.value) if actor else "unknown",
        country=actor.facts.get("country") if actor else None,
        role=holder.role,
        thing=what.label,
        thing_id=what.id,
        relation=_relation(holder, things),
        strength=edge.strength.value if edge else "",
        confidence=edge.confidence if edge else 0.0,
        status=edge.status.value if edge else "",
        first_seen=edge.first_seen if edge else "",
        quote=said.claim.evidence.quote if said else None,
        url=link(said) if said else None,
        source=said.claim.source if said else None,
        fetched_at=said.fetched_at if said else None,
    )


def _name(actor: Thing | None, said: Said | None) -> str:
    """An organisation's name; for a person's account, and where nobody is named, only where it lies."""
    if actor and actor.kind is ThingKind.ORGANIZATION:
        return actor.label
    place = host(said.url) if said else None
    who = "an individual" if actor else "not named"
    return f"{who} (at {place})" if place else who


def _relation(holder: Holder, things: dict[str, Thing]) -> str:
    if holder.edge is None:
        return "publishes it"
    kind = f" ({holder.edge.derivation_kind.value})" if holder.edge.derivation_kind else ""
    return f"{holder.edge.predicate.value}{kind} {things[holder.edge.object].label}"
