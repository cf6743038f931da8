"""`lineage export claims`: statements with resolved names, one JSON object a line (DESIGN §6)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator

from lineage.model.graph import Edge, Projection, Status, Thing
from lineage.model.words import Modality, Polarity, Predicate, ThingKind

_SHOWN = frozenset(
    {Predicate.DERIVED_FROM, Predicate.COPY_OF, Predicate.VERSION_OF, Predicate.TRAINED_ON, Predicate.USES}
)
_HOLDER = {"items": "yes", "entries": "yes", "model": "yes", "possible": "possible", "none": "no"}


def export(projection: Projection, role: Callable[[Edge], str], *, everything: bool = False) -> Iterator[str]:
    """The current, asserted statements that a crawled source evidences; `everything` adds the rest.

    A statement is a line for each organisation behind it: the authors of a paper may work for several.

    An edge that ends at a paper means the one dataset which that introduces (DESIGN §4): while none is known, it says
    of no data where it went, and is for a human to look at.
    """
    things = {thing.id: thing for thing in projection.things}
    crawled = {
        said.edge for said in projection.claims if said.claim.source != "catalogue" and said.status is Status.CURRENT
    }
    publishers: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in projection.edges:
        if edge.predicate in (Predicate.PUBLISHED_BY, Predicate.AFFILIATED_WITH) and edge.holds:
            publishers[edge.subject].append(edge)
    for edge in projection.edges:
        plain = edge.polarity is Polarity.ASSERTED and edge.modality is not Modality.ALLEGED
        plain = plain and things[edge.object].kind is not ThingKind.PAPER
        if everything or (edge.predicate in _SHOWN and plain and edge.status is Status.CURRENT and edge.id in crawled):
            for organization in _organizations(edge, things, publishers[edge.subject]):
                yield json.dumps(_row(edge, things, organization, role), ensure_ascii=False)


def _organizations(edge: Edge, things: dict[str, Thing], published: list[Edge]) -> list[str | None]:
    """The organisations behind a statement, the surest first; one None where nobody is named."""
    if things[edge.subject].kind is ThingKind.ORGANIZATION:
        return [things[edge.subject].label]
    named = [things[p.object] for p in sorted(published, key=lambda p: (-p.strength.rank, -p.confidence, p.id))]
    return list(dict.fromkeys(t.label for t in named if t.kind is ThingKind.ORGANIZATION)) or [None]


def _row(
    edge: Edge, things: dict[str, Thing], organization: str | None, role: Callable[[Edge], str]
) -> dict[str, object]:
    subject, target = things[edge.subject], things[edge.object]
    return {
        "subject": subject.label,
        "predicate": edge.predicate.value,
        "object": target.label,
        "organization": organization,
        "holder": _HOLDER[role(edge)],
        "subject_names": _names(subject),
        "object_names": _names(target),
        "polarity": edge.polarity.value,
        "modality": edge.modality.value,
        "status": edge.status.value,
        "strength": edge.strength.value,
        "confidence": edge.confidence,
    }


def _names(thing: Thing) -> list[str]:
    """Every name, and every identifier with and without its scheme."""
    bare = [
        identifier.partition(":")[2].removeprefix("datasets/").removeprefix("models/")
        for identifier in thing.identifiers
    ]
    return sorted({thing.label, *thing.names, *thing.identifiers, *bare})
