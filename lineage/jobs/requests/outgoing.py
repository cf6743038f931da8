"""One notice that would leave, or has left: what `send` tells of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from lineage.model.docket import EventKind

ERASED: Final = "erased"
"""It did not leave, for the person was forgotten."""
WITHDRAWN: Final = "withdrawn"
"""It did not leave, for somebody ended the request, took back who asks, or moved an obligation in between."""
UNVERIFIED: Final = "need_verification"
"""It does not leave, for who checked the requester last was not satisfied."""
NO_ADDRESS: Final = "no_address"
"""It could not leave: the channel that everything has to take needs an address that is not known."""
_LOST: Final = frozenset({"not_sent", "uncertain", "bounced", "sending", NO_ADDRESS, UNVERIFIED})


@dataclass(frozen=True)
class Outgoing:
    """One notice, that would leave or has left."""

    request: str
    holder: str
    holder_name: str
    kind: str
    channel: str
    obligations: tuple[int, ...]
    contact: bool
    """Whether a way to the holder is known; else a person has to find one."""
    came_of: str = ""
    """What came of it, as an event, ERASED, WITHDRAWN, NO_ADDRESS or UNVERIFIED; empty for what would leave."""
    problem: str = ""
    """Why nothing leaves by its channel, whomever it is for; then it was not tried for everybody."""

    @property
    def incomplete(self) -> bool:
        """Whether somebody has to see to it, once it was to leave: it did not, or nobody knows where it has to go."""
        return self.came_of in _LOST or (not self.contact and self.kind != "complaint")

    def with_result(self, kind: EventKind | None) -> Outgoing:
        """The same with what came of it."""
        return replace(self, came_of=kind.value if kind else WITHDRAWN)
