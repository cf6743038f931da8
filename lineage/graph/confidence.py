"""Joining evidence: independent sources support each other, repetitions do not."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import combinations

import networkx as nx

from lineage.graph.ageing import Aged
from lineage.model.claim import Claim
from lineage.model.references import normalise, scheme
from lineage.model.words import About

_HIGHEST = 0.99
_MOST = 40
_IDENTIFIED = ("arxiv", "hf", "github", "url")
_SCALE = 1_000_000


def joined(evidence: Iterable[Aged]) -> float:
    """Confidence of a statement: 1 − ∏(1 − c) over the best choice of independent evidence, at most 0.99.

    Two pieces depend on each other when they share a snapshot, a text (one mirrors the other), or an artefact that
    speaks of itself. Choosing the best, instead of merging what hangs together, keeps one rule true: more
    evidence never lowers confidence. Of more than 40 pieces the surest 40 are looked at.
    """
    best: dict[frozenset[str], float] = {}
    for item in evidence:
        keys = _keys(item)
        best[keys] = max(best.get(keys, 0.0), min(item.claim.confidence, _HIGHEST))
    if len(best) == 1:
        return round(next(iter(best.values())), 4)
    surest = sorted(best, key=lambda keys: (-best[keys], sorted(keys)))[:_MOST]
    independent: nx.Graph[int] = nx.Graph()
    for number, keys in enumerate(surest):
        independent.add_node(number, weight=round(-math.log1p(-best[keys]) * _SCALE))
    independent.add_edges_from((a, b) for a, b in combinations(range(len(surest)), 2) if not surest[a] & surest[b])
    chosen, _ = nx.max_weight_clique(independent) if surest else ([], 0)
    doubt = math.prod(1.0 - best[surest[number]] for number in sorted(chosen))
    return round(min(_HIGHEST, 1.0 - doubt), 4)


def _keys(item: Aged) -> frozenset[str]:
    claim = item.claim
    text = " ".join((claim.evidence.quote or claim.id).casefold().split())
    own = {f"artefact {_artefact(claim)}"} if claim.about is About.SELF else set()
    return frozenset({f"snapshot {claim.evidence.snapshot}", f"text {text}"} | own)


def _artefact(claim: Claim) -> str:
    """What speaks of itself: with an identifier the same thing in every source, otherwise in its own source only.

    All evidence here is of one thing. Of that, the DOIs of one registrant are versions, and what these have in common.
    """
    subject = normalise(claim.subject)
    if scheme(subject) == "doi":
        return subject.partition("/")[0]
    return subject if scheme(subject) in _IDENTIFIED else f"{claim.source} {claim.subject}"
