"""By which words a page says that it holds another's data as they are: unchanged, hosted again, not its own."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lineage.reading.slots import any_of, small
from lineage.reading.words.table import table


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, any_of(cues)) for name, cues in table("copying").items())


@lru_cache(maxsize=512)
def copy_cues(masked: str) -> frozenset[str]:
    """Which kinds of such words stand in a masked sentence (see `slots`)."""
    text = small(masked)
    return frozenset(name for name, cue in _cues() if cue.search(text))
