"""From aged claims and identities to things and edges. Pure: the same ledger gives the same graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from lineage.graph.ageing import Aged
from lineage.graph.confidence import joined
from lineage.graph.naming import name_things
from lineage.model.claim import BARE_SOURCE, Claim
from lineage.model.graph import Edge, Projection, Said, Status
from lineage.model.judgement import Judgement
from lineage.model.words import About, DerivationKind, Modality, Polarity, Predicate

_NAMING = (Predicate.SAME_AS,)
_STATUS_ORDER = (Status.CURRENT, Status.NOT_CHECKED, Status.UNSEEN, Status.REJECTED)


@dataclass(frozen=True)
class Resolved:
    """A claim with the things it speaks of."""

    aged: Aged
    subject: str
    object: str
    predicate: Predicate

    @property
    def statement(self) -> tuple[str, str, str, str, str]:
        """What makes two claims the same statement."""
        claim = self.aged.claim
        return (self.subject, self.predicate.value, self.object, claim.polarity.value, claim.modality.value)


def project(
    aged: Sequence[Aged],
    *,
    thing_of: Callable[[Claim], tuple[str, str]],
    facts: Mapping[str, Mapping[str, str]],
    aliases: Mapping[str, frozenset[str]],
    judgements: Iterable[Judgement],
    runs: Iterable[str],
    basis: str = "",
) -> Projection:
    """The graph of these claims. `facts` and `aliases` are known beforehand; `thing_of` gives subject and object."""
    resolved = _as_copies([Resolved(item, *thing_of(item.claim), item.claim.predicate) for item in aged])
    groups: defaultdict[tuple[str, str, str, str, str], list[Resolved]] = defaultdict(list)
    for item in resolved:
        if item.predicate not in _NAMING and item.subject != item.object:
            groups[item.statement].append(item)
    judged = {j.matter: j for j in judgements if j.kind == "statement"}
    used: set[str] = set()
    edges, claims = [], []
    for key in sorted(groups):
        edge, said = _edge(groups[key], judged, used)
        edges.append(edge)
        claims += said
    linked = set(chain.from_iterable((edge.subject, edge.object) for edge in edges))
    return Projection(
        things=name_things(((r.subject, r.object, r.aged) for r in resolved), linked, facts, aliases),
        edges=tuple(edges),
        claims=tuple(sorted(claims, key=lambda said: said.id)),
        runs=tuple(runs),
        orphans=tuple(sorted(set(judged) - used)),
        basis=basis,
    )


def _as_copies(resolved: list[Resolved]) -> list[Resolved]:
    """A bare declared source means a copy where the card itself says it is one (DESIGN §4)."""
    standing: dict[tuple[str, str], bool] = {}
    for item in resolved:
        claim = item.aged.claim
        if item.predicate is Predicate.COPY_OF and claim.polarity is Polarity.ASSERTED and claim.about is About.SELF:
            pair = (item.subject, item.object)
            standing[pair] = standing.get(pair, False) or item.aged.status is not Status.UNSEEN
    return [replace(item, predicate=Predicate.COPY_OF) if _is_copy(item, standing) else item for item in resolved]


def _is_copy(item: Resolved, standing: Mapping[tuple[str, str], bool]) -> bool:
    """Whether a bare source is a copy's: its card says so still, or said so when both vanished."""
    pair = (item.subject, item.object)
    if item.aged.claim.evidence.rule != BARE_SOURCE or pair not in standing:
        return False
    return standing[pair] or item.aged.status is Status.UNSEEN


def _edge(items: list[Resolved], judged: Mapping[str, Judgement], used: set[str]) -> tuple[Edge, list[Said]]:
    items = sorted(items, key=lambda r: r.aged.claim.id)
    verdicts = [_verdict(item, judged, used) for item in items]
    counted = [i.aged for i, verdict in zip(items, verdicts, strict=True) if verdict != "no"]
    standing = [a for a in counted if a.status is Status.CURRENT] or counted or [i.aged for i in items]
    best = max((aged.claim for aged in standing), key=lambda claim: claim.firmness)
    status = min((a.status for a in counted), key=_STATUS_ORDER.index, default=Status.REJECTED)
    subject, predicate, object_, polarity, modality = items[0].statement
    edge = Edge(
        subject=subject,
        predicate=Predicate(predicate),
        object=object_,
        polarity=Polarity(polarity),
        modality=Modality(modality),
        derivation_kind=_kind(best, standing) if predicate == Predicate.DERIVED_FROM else None,
        strength=best.strength,
        confidence=1.0 if "yes" in verdicts else 0.0 if status is Status.REJECTED else joined(standing),
        status=status,
        valid_from=min((a.claim.valid_from for a in standing if a.claim.valid_from), default=None),
        valid_to=max((a.claim.valid_to for a in standing if a.claim.valid_to), default=None),
        claims=tuple(item.aged.claim.id for item in items),
        first_seen=min(item.aged.first_seen for item in items),
        last_seen=max(item.aged.last_seen for item in items),
    )
    return edge, [_said(item.aged, edge, verdict) for item, verdict in zip(items, verdicts, strict=True)]


def _kind(best: Claim, standing: list[Aged]) -> DerivationKind | None:
    """The kind that the best claim gives; where that is `other`, the surest claim that is more exact."""
    exact = [a.claim for a in standing if a.claim.derivation_kind not in (None, DerivationKind.OTHER)]
    if best.derivation_kind not in (None, DerivationKind.OTHER) or not exact:
        return best.derivation_kind
    return max(exact, key=lambda claim: claim.firmness).derivation_kind


def _verdict(item: Resolved, judged: Mapping[str, Judgement], used: set[str]) -> str | None:
    """The judgement on a statement in one document, whatever claim carries it now."""
    if not judged:
        return None
    claim = item.aged.claim
    for predicate in (item.predicate, claim.predicate):  # what it counts as here, or what its metadata says
        matter = Judgement(
            kind="statement", answer="unsure", by="", at="", subject=item.subject, object=item.object,
            predicate=predicate, document=f"{claim.source}/{claim.document}", quote=claim.evidence.quote or "",
        ).matter  # fmt: skip
        if matter in judged:
            used.add(matter)
            return judged[matter].answer
    return None


def _said(aged: Aged, edge: Edge, verdict: str | None) -> Said:
    return Said(
        edge=edge.id,
        claim=aged.claim,
        status=Status.REJECTED if verdict == "no" else aged.status,
        first_seen=aged.first_seen,
        last_seen=aged.last_seen,
        url=aged.visit.url,
        title=aged.visit.title,
        fetched_at=aged.visit.fetched_at,
        media_type=aged.visit.media_type,
    )
