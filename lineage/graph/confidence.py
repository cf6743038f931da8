"""Joining evidence: independent sources support each other, repetitions do not."""

from __future__ import annotations

from collections.abc import Iterable

from lineage.graph.ageing import Aged

_HIGHEST = 0.99


def joined(evidence: Iterable[Aged]) -> float:
    """Confidence of a statement: 1 − ∏(1 − c) over independent evidence, the best of each group, at most 0.99.

    Two readings of one snapshot, two pages of one artefact in one source, and two mirrors of one text are one group.
    """
    best: dict[tuple[str, str], float] = {}
    texts: dict[str, tuple[str, str]] = {}
    for item in sorted(evidence, key=lambda a: a.claim.id):
        claim = item.claim
        group = (claim.source, claim.subject)
        text = " ".join((claim.evidence.quote or claim.id).casefold().split())
        group = texts.setdefault(text, group)
        best[group] = max(best.get(group, 0.0), claim.confidence)
    doubt = 1.0
    for value in best.values():
        doubt *= 1.0 - value
    return round(min(_HIGHEST, 1.0 - doubt), 4)
