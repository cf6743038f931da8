"""The best evidence of an edge, and where a reader can see it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lineage.catalogue.load import load as load_catalogue
from lineage.graph.base import GraphStore
from lineage.model.graph import Said

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


def strongest(graph: GraphStore, edges: Iterable[str]) -> dict[str, Said]:
    """The firmest claim of each edge: quotes before none, crawled evidence before the catalogue's."""
    best: dict[str, Said] = {}
    for said in graph.claims(edges):
        if said.edge not in best or _weight(said) > _weight(best[said.edge]):
            best[said.edge] = said
    return best


def _weight(said: Said) -> tuple[bool, bool, tuple[int, float, bool, str, str]]:
    return (bool(said.claim.evidence.quote), said.claim.source != "catalogue", said.claim.firmness)
