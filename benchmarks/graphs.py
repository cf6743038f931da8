"""Made-up graphs of any size, for measuring stores: claims of documents that cite what came before them."""

from __future__ import annotations

import random
from collections import deque
from hashlib import sha256

from lineage.model.claim import Claim, Evidence
from lineage.model.graph import Edge, Projection, Said, Status, Thing
from lineage.model.words import DerivationKind, Modality, Polarity, Predicate, Strength, ThingKind

_PREDICATES = (Predicate.DERIVED_FROM, Predicate.DERIVED_FROM, Predicate.USES, Predicate.TRAINED_ON, Predicate.COPY_OF)
_SHARED = 0.1
"""The share of claims that say again what another document said."""
_POPULAR = 0.3
"""The share of the others whose source is one of the few that everybody uses."""


def made(things: int, claims: int, snapshots: int, seed: int = 1) -> Projection:
    """A graph with so many things, claims (one evidence each) and snapshots; a few things are everybody's source."""
    draw = random.Random(seed)
    nodes = tuple(_thing(n) for n in range(things))
    edges: dict[str, Edge] = {}
    recent: deque[Edge] = deque(maxlen=100)
    said: dict[str, Said] = {}
    for number in range(claims):
        if recent and draw.random() < _SHARED:
            edge = draw.choice(recent)
        else:
            child = draw.randrange(1, things)
            popular = draw.random() < _POPULAR
            parent = min(int(draw.paretovariate(0.7)) - 1, child - 1) if popular else draw.randrange(child)
            edge = _edge(child, parent, draw.choice(_PREDICATES))
        claim = _said(edge, number % snapshots, number)
        said[claim.id] = claim
        edges.setdefault(edge.id, edge)
        recent.append(edge)
    by_edge: dict[str, list[str]] = {key: [] for key in edges}
    for claim in said.values():
        by_edge[claim.edge].append(claim.id)
    whole = (edge.model_copy(update={"claims": tuple(sorted(by_edge[key]))}) for key, edge in sorted(edges.items()))
    return Projection(
        things=tuple(sorted(nodes, key=lambda t: t.id)),
        edges=tuple(whole),
        claims=tuple(said[key] for key in sorted(said)),
        runs=("made.all.20261116T000000Z",),
    )


def changed(graph: Projection, share: float, seed: int = 2) -> Projection:
    """The same graph a week later: of a share of the edges status, confidence and last sighting moved."""
    draw = random.Random(seed)
    chosen = set(draw.sample(range(len(graph.edges)), int(len(graph.edges) * share)))
    update = {"status": Status.UNSEEN, "confidence": 0.5}
    edges = tuple(e.model_copy(update=update) if n in chosen else e for n, e in enumerate(graph.edges))
    moved = {graph.edges[n].id for n in chosen}
    claims = tuple(c.model_copy(update={"status": Status.UNSEEN}) if c.edge in moved else c for c in graph.claims)
    return graph.model_copy(
        update={"edges": edges, "claims": claims, "runs": (*graph.runs, "made.all.20261123T000000Z")}
    )


def _thing(n: int) -> Thing:
    name = f"Harbour Set {n}"
    return Thing(
        id=f"hf:datasets/gulls/set-{n}", kind=ThingKind.DATASET, label=name, names=(name, f"set-{n}"),
        identifiers=(f"hf:datasets/gulls/set-{n}",),
    )  # fmt: skip


def _edge(child: int, parent: int, predicate: Predicate) -> Edge:
    return Edge(
        subject=f"hf:datasets/gulls/set-{child}", predicate=predicate, object=f"hf:datasets/gulls/set-{parent}",
        polarity=Polarity.ASSERTED, modality=Modality.ASSERTED,
        derivation_kind=DerivationKind.SUBSET if predicate is Predicate.DERIVED_FROM else None,
        strength=Strength.STATED, confidence=0.9, status=Status.CURRENT, claims=(), first_seen="2026-11-16",
        last_seen="2026-11-16",
    )  # fmt: skip


def _said(edge: Edge, snapshot: int, number: int) -> Said:
    quote = f"We built Harbour Set {edge.subject[21:]} out of {edge.object[21:]}, picture by picture ({number})."
    claim = Claim(
        source="made", document=f"papers/{snapshot}", subject=edge.subject, subject_kind=ThingKind.DATASET,
        predicate=edge.predicate, object=edge.object, object_kind=ThingKind.DATASET,
        derivation_kind=edge.derivation_kind, strength=edge.strength, confidence=edge.confidence,
        evidence=Evidence(
            snapshot=sha256(str(snapshot).encode()).hexdigest(), locator=f"char={number},{number + len(quote)}",
            quote=quote, rule="benchmark",
        ),
    )  # fmt: skip
    return Said(
        edge=edge.id, claim=claim, status=Status.CURRENT, first_seen="2026-11-16", last_seen="2026-11-16",
        url=f"https://papers.example/{snapshot}", title=f"Paper {snapshot}", fetched_at="2026-11-16T12:00:00Z",
        media_type="text/plain",
    )  # fmt: skip
