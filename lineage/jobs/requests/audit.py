"""`lineage audit verify`: whether anybody changed what the docket of requests says, and where."""

from __future__ import annotations

from dataclasses import dataclass

from lineage.deletion.audit import audit as look
from lineage.deletion.chain import Head
from lineage.deletion.findings import Finding, FindingKind
from lineage.jobs.requests.desk import CHAIN, Desk
from lineage.jobs.stores import Stores


@dataclass(frozen=True)
class Audit:
    """What was looked at, and what is not as it was written."""

    events: int
    anchors: int
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Whether all is as it was written."""
        return not self.findings


def audit(stores: Stores) -> Audit:
    """Look at every event and all that events speak of. Nothing is written, so a chain cut short is not anchored."""
    at = Desk(stores)
    anchors = at.anchors.all()
    noted = at.keys.noted(CHAIN)
    heads = [Head(number=anchor.number, mac=anchor.mac) for anchor in anchors] + ([noted] if noted else [])
    findings = at.docket.read(lambda connection: look(connection, at.keys.get, heads))
    for event in at.docket.events():
        for what in ("requester", "document", "letter", "receipt", "evidence", "because", "snapshot"):
            digest = event.body.get(what)
            if isinstance(digest, str) and not stores.archive.has(digest):
                says = f"What event {event.number} speaks of as its {what} is not in the archive."
                findings.append(Finding(number=event.number, kind=FindingKind.DELETED, says=says))
    newest = at.docket.head()
    return Audit(newest.number if newest else 0, len(anchors), tuple(findings))
