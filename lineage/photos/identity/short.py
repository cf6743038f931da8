"""Flickr's short addresses: a photo's id in base 58, without letters that look like digits.

Source: https://www.flickr.com/services/api/misc.urls.html ("Short URLs").
"""

from __future__ import annotations

_DIGITS = "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
_LONGEST = 10
"""More digits than Flickr needs for a million times as many photos; the number they make has eighteen at most."""


def shortened(photo: int) -> str:
    """The id in base 58."""
    digits = ""
    while photo:
        photo, digit = divmod(photo, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def lengthened(digits: str) -> int | None:
    """The photo's id; None where these are no digits of base 58, too many, or begin with its zero."""
    if not digits or len(digits) > _LONGEST or digits[0] == _DIGITS[0] or set(digits) - set(_DIGITS):
        return None
    photo = 0
    for digit in digits:
        photo = photo * len(_DIGITS) + _DIGITS.index(digit)
    return photo
