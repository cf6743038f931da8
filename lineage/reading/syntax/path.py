"""A path: the steps from a name outwards to the root of its clause, as the rules read it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lineage.reading.syntax.phrases import Verb


@dataclass(frozen=True)
class Step:
    """One step outwards: through what (`role`: a preposition, "object", "subject", "is" …) to which word."""

    role: str
    kind: str
    """n, v or be."""
    classes: frozenset[str]
    at: int
    """The place of the word among the words of the sentence."""
    marks: tuple[str, ...] = ()
    subject: int | None = None
    """Where the head of its subject stands, for a verb; a noun's own place is `at`."""
    object: int | None = None
    """Where the head of its object stands, for a verb; of "serves as the source for X" also X."""

    def __str__(self) -> str:
        """As the rules read it."""
        return " ".join((f"<{self.role}", f"{self.kind}[{','.join(sorted(self.classes))}]", *self.marks))


@dataclass
class Path:
    """All steps from one name outwards, and the phrase it stands in."""

    begin: int
    end: int
    steps: list[Step] = field(default_factory=list)
    verbs: list[Verb] = field(default_factory=list)

    def __str__(self) -> str:
        """As the rules read it."""
        return " ".join(map(str, self.steps))
