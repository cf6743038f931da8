"""What a human decided: on a statement, on a pair of names, or on a crawl that would age too much."""

from __future__ import annotations

from typing import Literal

from lineage.model.base import Record, canonical, sha256
from lineage.model.words import Predicate


class Judgement(Record):
    """Yes, no or unsure. Append-only: the newest on the same matter counts.

    On a statement it is attached to (document, resolved subject, predicate, resolved object, quote) and so survives
    every re-crawl and re-reading. On a pair (`kind="same"`) `subject` and `object` are references.
    """

    kind: Literal["statement", "same", "ageing"]
    answer: Literal["yes", "no", "unsure"]
    by: str
    at: str
    subject: str
    object: str = ""
    predicate: Predicate | None = None
    document: str = ""
    quote: str = ""
    note: str = ""

    @property
    def matter(self) -> str:
        """What is judged, as one key."""
        predicate = self.predicate.value if self.predicate else None
        ends = [self.subject, self.object]
        if self.kind == "same":
            ends.sort()  # a pair is a pair, whichever is named first
        return sha256(canonical([self.kind, self.document, *ends, predicate, self.quote]))
