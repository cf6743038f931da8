"""Where a reader can see a claim's evidence."""

from __future__ import annotations

import re

from lineage.catalogue.load import load as load_catalogue
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
