"""What a name is like and what stands beside it: models are called Net and CLIP, data sets Bench and QA.

Its parts tell whether it was trained or made; a citation behind it, that it is somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_PART = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|\d+")
_LETTERS, _NEAR = 8, 14
_BEHIND = (
    ("cited", re.compile(r"\s*(?:\[\s*[\dA-Z]|\(\w+ et al|~?\\cite|et al)")),
    ("explained", re.compile(r"[*_`\"']*\s*(?:[:—–=]|- )")),
    ("bracket", re.compile(r"[*_`\"']*\s*\(")),
)
_BEFORE = re.compile(
    r"(\A|[.;,:(\[|]|\b(?:and|while|whereas|but|then|of|for|by|our|the|from|with|called|named|on|in|to|than|an?))"
    r"\s*[*_`\"'“]*\Z"
)


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[str, ...]:
    """The words that a name is composed of, in small letters: OpenGull-CLIP is open, gull, clip."""
    return tuple(part.casefold()[:_LETTERS] for part in _PART.findall(name))


def part_signs(name: str, predicate: str) -> Iterator[str]:
    """The parts of a name, each with what may be said of it; the last one tells most."""
    found = parts(name)
    yield from (f"part={part},{predicate}" for part in found)
    yield from (f"tail={part},{predicate}" for part in found[-1:])


def beside_signs(text: str, start: int, end: int) -> Iterator[str]:
    """What stands right before and right behind a name in its sentence."""
    behind, before = text[end : end + _NEAR], text[max(0, start - _NEAR) : start].casefold()
    yield from (sign for sign, pattern in _BEHIND if pattern.match(behind))
    match = _BEFORE.search(before)
    yield from (f"pre={match[1]}",) if match else ()
    yield from ("twice",) if text.count(text[start:end]) > 1 else ()
