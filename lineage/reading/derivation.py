"""Which kind of derivation a sentence speaks of."""

from __future__ import annotations

import re
from functools import cache

from lineage.model.words import DerivationKind
from lineage.reading.grammar import table


@cache
def _signs() -> tuple[tuple[DerivationKind, re.Pattern[str]], ...]:
    return tuple(
        (DerivationKind(kind), re.compile("|".join(f"(?:{sign})" for sign in signs), re.IGNORECASE))
        for kind, signs in table("derivation").items()
    )


def derivation_kind(text: str) -> DerivationKind:
    """The first kind whose words stand in the text; `other` when none does."""
    return next((kind for kind, sign in _signs() if sign.search(text)), DerivationKind.OTHER)
