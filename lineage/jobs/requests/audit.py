"""`lineage audit verify`: whether anybody changed what the docket of requests says, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lineage.archive.base import Archive
from lineage.deletion.audit import audit as look
from lineage.deletion.audit import count, sealed
from lineage.deletion.chain import Head
from lineage.deletion.checking import check
from lineage.deletion.findings import Finding, FindingKind
from lineage.errors import BadInput, Erased, RunIncomplete
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
    """Look at every event and all that events speak of. Raises SealBroken for an anchor that cannot be read.

    Nothing is written: a chain cut short is not anchored, and where there is no docket, or no key, none is made.
    """
    at = Desk(stores)
    anchors = at.anchors.all()
    heads = [Head(number=anchor.number, mac=anchor.mac) for anchor in anchors]
    if stores.has_keys and (noted := at.keys.noted(CHAIN)):
        heads.append(noted)
    keys: Callable[[str], bytes] = at.keys.get if stores.has_keys else _no_key
    if not stores.has_database:
        return Audit(0, len(anchors), tuple(check((), keys, heads)))
    findings: list[Finding] = at.docket.read(lambda connection: look(connection, keys, heads))
    for number, what, digest in at.docket.read(lambda connection: list(sealed(connection))):
        findings += _archived(stores.archive, number, what, digest)
    return Audit(at.docket.read(count), len(anchors), tuple(findings))


def _archived(archive: Archive, number: int, what: str, digest: str) -> Iterator[Finding]:
    """Whether what an event speaks of is in the archive, byte for byte."""
    try:
        found = archive.get(digest)
    except BadInput:
        says = f"What event {number} speaks of as its {what} is not in the archive."
        yield Finding(number=number, kind=FindingKind.DELETED, says=says)
    except RunIncomplete:
        says = f"What the archive has as the {what} of event {number} is not what was put there."
        yield Finding(number=number, kind=FindingKind.CHANGED, says=says)
    else:
        if not isinstance(found, bytes):
            says = f"The archive forgot the {what} of event {number} at {found.forgotten_at}."
            yield Finding(number=number, kind=FindingKind.DELETED, says=says)


def _no_key(name: str) -> bytes:
    raise Erased(f"There is no store of keys, and so no key {name!r}.")
