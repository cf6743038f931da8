"""Small builders of graph values: aged claims, edges, things, and whole projections."""

from __future__ import annotations

from lineage.graph.ageing import Aged
from lineage.graph.projection import project
from lineage.model.graph import Edge, Projection, Said, Status, Thing
from lineage.model.judgement import Judgement
from lineage.model.words import Modality, Polarity, Predicate, Strength, ThingKind
from lineage.resolve.identities import Names, resolve
from tests.making import claim, visit

NO_CATALOGUE = Names(dataset=lambda name: None, organization=lambda name: None)
_KINDS = {"organization": ThingKind.ORGANIZATION, "arxiv": ThingKind.PAPER}


def aged(said, *, day=16, status=Status.CURRENT, title=None):
    """A claim with its place in time, as ageing gives it."""
    seen = f"2026-11-{day:02}"
    return Aged(said, visit(said.document, title=title), seen, seen, status)


def graph_of(*said, names=NO_CATALOGUE, judgements=(), facts=None, aliases=None):
    """The projection of claims, or of aged claims; without a catalogue unless `names` brings one."""
    items = [item if isinstance(item, Aged) else aged(item) for item in said]
    identities = resolve((item.claim for item in items), names, judgements)
    return project(
        items, thing_of=lambda c: (identities.subject(c, names), identities.object(c, names)),
        facts=facts or {}, aliases=aliases or {}, judgements=judgements, runs=["documents.all.20261116T000000Z"],
    )  # fmt: skip


def judgement(answer, edge, *, quote="Made comes from Source.", document="documents/doc"):
    """What a human decided on a statement in one document."""
    return Judgement(
        kind="statement", answer=answer, by="a reviewer", at="2026-11-16T12:00:00Z", subject=edge.subject,
        object=edge.object, predicate=edge.predicate, document=document, quote=quote,
    )  # fmt: skip


def same(answer, first, second):
    """What a human decided on a pair of references."""
    return Judgement(
        kind="same", answer=answer, by="a reviewer", at="2026-11-16T12:00:00Z", subject=first, object=second
    )


def edge(subject="dataset:made", predicate=Predicate.DERIVED_FROM, object="dataset:source", **more):
    """A current, asserted, stated edge unless said otherwise."""
    values = {
        "subject": subject, "predicate": predicate, "object": object, "polarity": Polarity.ASSERTED,
        "modality": Modality.ASSERTED, "derivation_kind": None, "strength": Strength.STATED, "confidence": 0.9,
        "status": Status.CURRENT, "claims": ("c" * 64,), "first_seen": "2026-11-16", "last_seen": "2026-11-16",
    }  # fmt: skip
    return Edge.model_validate(values | more)


def thing(id="dataset:made", label=None, **more):
    """A thing called by the part of its id behind the colon, unless said otherwise."""
    label = label if label is not None else id.partition(":")[2]
    kind = _KINDS.get(id.partition(":")[0], ThingKind.DATASET)
    return Thing.model_validate({"id": id, "kind": kind, "label": label, "names": (label,), "identifiers": ()} | more)


def said(under, *, source="documents", status=Status.CURRENT, title=None, **more):
    """A claim as it lies in the graph under an edge."""
    return Said(
        edge=under.id, claim=claim(under.subject, under.predicate, under.object, source=source, **more), status=status,
        first_seen="2026-11-16", last_seen="2026-11-16", url="https://papers.example/doc", title=title,
        fetched_at="2026-11-16T12:00:00Z", media_type="text/plain",
    )  # fmt: skip


def projection(*edges, things=(), claims=()):
    """A graph of these edges; things that are not given are made from the edges' ends."""
    given = {t.id: t for t in things}
    ends = {end for e in edges for end in (e.subject, e.object)} | set(given)
    return Projection(
        things=tuple(given.get(end) or thing(end) for end in sorted(ends)),
        edges=tuple(sorted(edges, key=lambda e: e.id)),
        claims=tuple(sorted(claims, key=lambda c: c.id)),
        runs=("documents.all.20261116T000000Z",),
    )


EMPTY = projection()
"""A graph of nothing, for emptying a store: `load(EMPTY, anew=True)`."""
