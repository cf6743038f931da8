"""The best evidence of an edge, and where a reader can see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from lineage.catalogue.load import load as load_catalogue
from lineage.graph.base import GraphStore
from lineage.model.graph import Said, Status
from lineage.model.words import DerivationKind

_NUMBERED = re.compile(r"^/(parents|used_by)/(\d+)/")


def link(said: Said) -> str:
    """The address of the document; for a fact of the catalogue the reference that its file gives for it."""
    if said.claim.source != "catalogue":
        return said.url
    known = {f"{dataset.id}.yaml": dataset for dataset in load_catalogue().datasets}.get(said.claim.document)
    if known is None:
        return said.url
    match = _NUMBERED.match(said.claim.evidence.locator)
    if match:
        facts = known.parents if match[1] == "parents" else known.used_by
        return facts[int(match[2])].reference
    return known.reference


def strongest(
    graph: GraphStore, edges: Iterable[str], kinds: Mapping[str, DerivationKind | None] = MappingProxyType({})
) -> dict[str, Said]:
    """The best claim of each edge: what was not rejected, then quotes before none, crawled before the catalogue's.

    `kinds` gives the kinds of derivation that are shown of edges: then a claim that says so comes before all others, so
    that nobody reads of labels above a sentence about pictures.
    """
    best: dict[str, Said] = {}
    for said in graph.claims(edges):
        if said.edge not in best or _weight(said, kinds) > _weight(best[said.edge], kinds):
            best[said.edge] = said
    return best


def _weight(
    said: Said, kinds: Mapping[str, DerivationKind | None]
) -> tuple[bool, bool, bool, bool, tuple[int, float, bool, str, str]]:
    claim = said.claim
    fits = said.edge not in kinds or kinds[said.edge] == claim.derivation_kind
    stands = said.status is not Status.REJECTED
    return (stands, fits, bool(claim.evidence.quote), claim.source != "catalogue", claim.firmness)
