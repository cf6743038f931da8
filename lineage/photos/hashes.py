"""YFCC100M's hash of a photo, and what became of it in lists that were published. Pure.

The hash is the MD5 of the address the photo was downloaded from in 2014. Some lists lost zeros of it: of each byte, as
a program does that prints bytes one by one, or before the whole, as one does that prints a number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

_DIGITS = 32
_BYTES = 16
SHORTEST = 23
"""Digits of the shortest form that is taken for a hash; one photo in many millions lost more."""


def download_url(photo: int, *, farm: str, server: str, secret: str, extension: str) -> str:
    """Where a photo lay in 2014, as YFCC100M has it: with `http`, whatever it is today."""
    return f"http://farm{farm}.staticflickr.com/{server}/{photo}_{secret}.{extension}"


def hash_of(url: str) -> str:
    """The hash of a photo by its download address, 32 hexadecimal digits."""
    return hashlib.md5(url.encode(), usedforsecurity=False).hexdigest()


def published_forms(md5: str) -> frozenset[str]:
    """How a list may write a hash: as it is, without the zero before each byte, without those before the whole."""
    by_byte = "".join(f"{byte:x}" for byte in bytes.fromhex(md5))
    return frozenset({md5, by_byte, md5.lstrip("0")})


def restored(published: str) -> Iterator[str]:
    """Every hash that a list may write in this way; the likeliest are few, and an index knows which of them is one.

    A hash that is whole is itself alone. Shorter ones are asked for with their zeros before the whole, then with the
    zeros put before bytes in every way: of 24 digits there are at most 12,870. Nothing for what is no hash.
    """
    published = published.lower()
    if not SHORTEST <= len(published) <= _DIGITS or set(published) - set("0123456789abcdef"):
        return
    if len(published) == _DIGITS:
        yield published
        return
    whole = "" if published[0] == "0" else published.zfill(_DIGITS)
    if whole:
        yield whole
    yield from (found for found in _by_bytes(published, _BYTES) if found != whole)


def _by_bytes(digits: str, count: int) -> Iterator[str]:
    """The digits as so many bytes of one or two digits each; one of two does not begin with a zero, for it was lost."""
    if not count:
        if not digits:
            yield ""
        return
    if not count <= len(digits) <= 2 * count:
        return
    for rest in _by_bytes(digits[1:], count - 1):
        yield f"0{digits[0]}{rest}"
    if digits[0] != "0" and len(digits) > 1:
        for rest in _by_bytes(digits[2:], count - 1):
            yield digits[:2] + rest
