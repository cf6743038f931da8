"""The channel that needs nothing: the letter lies in a folder, and a person takes it on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lineage.channels import find
from lineage.channels.base import Card
from lineage.channels.outbox import attached, described, hand_over
from lineage.clock import Clock
from lineage.model.contact import Contact
from lineage.model.notice import Answer, Notice, Receipt
from lineage.settings import Settings


@dataclass(frozen=True)
class FolderChannel:
    """Writes `outbox/<request>/<holder>/<notice>/` with letter, attachments and fields."""

    card: Card
    home: Path

    def deliver(self, notice: Notice) -> Receipt:
        """See `Channel`: handed over, always; the same notice again changes nothing."""
        self.card.check(notice)
        files = {"letter.txt": notice.letter.encode("utf-8", "replace"), "notice.json": described(notice)}
        return hand_over(self.home, notice, files | attached(notice.attachments, set(files)))

    def answers(self, contact: Contact, notice: str, reference: str, seen: Sequence[str]) -> Answer | None:
        """Nothing is ever heard: a person records what comes back."""
        return None


def open_channel(settings: Settings, clock: Clock) -> FolderChannel:
    """The channel in the home of the settings."""
    return FolderChannel(find.card("folder"), settings.home)
