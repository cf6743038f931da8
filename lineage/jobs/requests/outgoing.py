"""One notice that would leave, or has left: what `send` tells of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from lineage.model.docket import EventKind

ERASED: Final = "erased"
"""It did not leave, for the person was forgotten."""
WITHDRAWN: Final = "withdrawn"
"""It did not leave, for somebody ended the request or moved an obligation in between."""


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
    """What came of it, as an event, ERASED or WITHDRAWN; empty for what would leave."""

    def with_result(self, kind: EventKind | None) -> Outgoing:
        """The same with what came of it."""
        return replace(self, came_of=kind.value if kind else WITHDRAWN)
