"""What can go wrong, named after the fact.

    LineageError
    ├─ Transient (worth another try)
    │    SourceUnreachable · RateLimited · GraphUnavailable · ArchiveUnavailable
    │    ChannelUnavailable (ChannelClosed)
    └─ Terminal (another try gives the same)
         BadInput · SourceChanged · ClaimWithoutEvidence · IdentityConflict
         RunIncomplete · TooMuchAged · SchemaBehind · MigrationEdited · HostNotAllowed · AnswerUnusable · IndexUnusable
         PlanFrozen · NotApproved · IllegalTransition · ChannelRefused · AnswerForged · Erased
         KeyUnusable · SealBroken

Each message is one sentence or two: what was seen, what was expected, what to do.
"""

from __future__ import annotations

from datetime import datetime


class LineageError(Exception):
    """Anything this product raises on purpose; its text is fit for the person at the terminal."""


class Transient(LineageError):
    """May pass: the same call is worth another try later."""


class Terminal(LineageError):
    """Will not pass by itself: the same call gives the same answer."""


class SourceUnreachable(Transient):
    """A source did not answer, after the tries its card allows."""


class RateLimited(Transient):
    """A source asked us to stay away until a moment that is further off than the caller's patience."""

    def __init__(self, source: str, until: datetime) -> None:
        """Remember who asked and until when, so that a scheduler can defer."""
        self.source = source
        self.until = until
        super().__init__(
            f"{source} asks us not to come back before {until:%Y-%m-%d %H:%M:%S} UTC; "
            "what was fetched is kept, run the same command again after that."
        )


class GraphUnavailable(Transient):
    """The graph store cannot be opened or reached."""


class ArchiveUnavailable(Transient):
    """Archive or ledger cannot be written or read: a full disk, a missing permission, a lost server."""


class AnswerUnusable(Terminal):
    """An address gave, on every try, what its API never gives: markup for JSON, a bomb, a cut-off body."""


class HostNotAllowed(Terminal):
    """An address, or a redirect, points to a host that no card and no setting names."""


class BadInput(Terminal):
    """The caller asked for something that does not exist or cannot be understood."""


class SourceChanged(Terminal):
    """A source no longer answers in the shape its card expects."""


class ClaimWithoutEvidence(Terminal):
    """A reader claimed something whose quote is not in the snapshot it names."""


class IdentityConflict(Terminal):
    """Two statements about what is the same thing cannot both hold."""


class RunIncomplete(Terminal):
    """A run's files are not what its seal says."""


class TooMuchAged(Terminal):
    """A crawl would mark so much as unseen that the source itself is the likelier culprit."""


class MigrationEdited(Terminal):
    """A migration that was applied to a database has another text now."""


class SchemaBehind(Terminal):
    """A store was written by another version of this product."""


class IndexUnusable(Terminal):
    """A file of the index of photos is cut short, damaged, of another version, or another machine's."""


class ChannelUnavailable(Transient):
    """A holder's server did not take a notice, and certainly has none of it: it can be tried again."""


class ChannelClosed(ChannelUnavailable):
    """A channel takes nothing from us, whomever it is for, until somebody sees to our settings."""


class ChannelRefused(Terminal):
    """A holder's server refuses a notice for good: the address does not exist, or nothing is taken there."""


class PlanFrozen(Terminal):
    """Somebody wants to change a plan that is frozen; a new plan only adds to it."""


class NotApproved(Terminal):
    """Something wants to leave that nobody approved, or that was stopped."""


class IllegalTransition(Terminal):
    """An obligation cannot go from where it stands to where it is asked to go."""


class AnswerForged(Terminal):
    """An answer was not signed by the holder, not meant for this notice, came before, or is too old."""


class Erased(Terminal):
    """What is asked for was sealed with a key that was destroyed: the person was forgotten."""


class KeyUnusable(Terminal):
    """A key is there and cannot be used: its master key is not known, its row was damaged, or its store was lost."""


class SealBroken(Terminal):
    """What was sealed, or anchored, is not what was written: damaged, moved to another place, or of another key."""
