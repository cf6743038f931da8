"""Which kind of derivation a sentence speaks of."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lineage.model.words import DerivationKind
from lineage.reading.syntax.path import Path
from lineage.reading.words.table import table


@cache
def _signs() -> tuple[tuple[DerivationKind, re.Pattern[str]], ...]:
    return tuple(
        (DerivationKind(kind), re.compile("|".join(f"(?:{sign})" for sign in signs), re.IGNORECASE))
        for kind, signs in table("derivation").items()
    )


def lexical_kind(text: str, path: Path | None = None) -> DerivationKind:
    """The kind that the words on the path tell, else the first kind whose words stand in the sentence.

    Where nothing is said of what was done, the pictures were taken over as they are: a subset, if they are spoken of.
    """
    if path is not None:
        nouns = {
            name
            for step in path.steps
            if step.kind == "n" and step.role not in ("head", "compound", "before")
            for name in step.classes
        }
        if "features" in nouns:
            return DerivationKind.FEATURES
    found = _told(text)
    if (
        found is None
        and path is not None
        and any(step.classes & {"media", "part", "take", "come", "contain"} for step in path.steps)
    ):
        return DerivationKind.SUBSET
    return found or DerivationKind.OTHER


@lru_cache(maxsize=256)
def _told(text: str) -> DerivationKind | None:
    return next((kind for kind, sign in _signs() if sign.search(text)), None)
