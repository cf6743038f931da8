"""What a person pastes, whatever form it has: recognised, or refused with what it might have been."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lineage.errors import BadInput
from lineage.photos.identity.identity import Identity, exactly, owner
from lineage.photos.identity.links import linked, looks_like_a_link
from lineage.photos.identity.names import listed, named

LONGEST = 10_000
"""Characters of a text that is looked at; a row of YFCC100M has some thousand at most."""
_EXPECTED = (
    "a user ID (12345678@N00), the address of a profile or a photo, a photo's number, a YFCC100M hash, or a file name "
    "or line of a list"
)
_NEARLY = re.compile(r"0*([1-9][0-9]{3,11})[@ ]?n([0-9]{2})", re.ASCII | re.IGNORECASE)
_SHORT_HASH = re.compile(r"(?=.*[a-f])[0-9a-f]{23,31}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Read:
    """One line of a file of identities: what it is, or why it is none."""

    line: int
    """Counted from 1."""
    identity: Identity | None
    problem: str = ""


def identify(text: str) -> Identity:
    """What a text leads to. Raises BadInput, with what it might have been, for a text that leads nowhere.

    Nothing is looked up: an alias stays an alias until Flickr is asked whose it is.
    """
    text = text.strip().strip("<>\"'").strip()
    if not text or len(text) > LONGEST:
        seen = f"longer than {LONGEST:,} characters" if text else "empty"
        raise BadInput(f"This is {seen}; expected was {_EXPECTED}.")
    if found := exactly(text) or listed(text):
        return found
    if looks_like_a_link(text) and not re.search(r"\s", text):
        return linked(text)
    if found := named(text):
        return found
    raise BadInput(f"This is none of what leads to photos: {_EXPECTED}.{_suggestion(text)}")


def identify_lines(lines: Iterable[str]) -> Iterator[Read]:
    """What each line of a file leads to; empty lines and those that begin with `#` are passed over."""
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            try:
                yield Read(number, identify(line))
            except BadInput as refused:
                yield Read(number, None, str(refused))


def _suggestion(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    if nearly := _NEARLY.fullmatch(plain):
        return f" Did you mean {nearly[1]}@N{nearly[2]}?"
    if plain.isascii() and plain.isdigit() and (photo := exactly(plain.lstrip("0"))):
        return f" Did you mean {photo}?"
    if _SHORT_HASH.fullmatch(plain):
        return f" It looks like a hash that lost {32 - len(plain)} zeros; paste the photo's number instead."
    if owner(plain) and not plain.isdigit():
        return f" Did you mean https://www.flickr.com/photos/{plain}/?"
    return ""
