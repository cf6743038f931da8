"""YFCC100M's hash of a million rows at a time: the MD5 of each row's address. Pure; needs numpy.

Every step of RFC 1321 is one operation on all rows, some five times as fast as hashing addresses one by one. Addresses
of one length have their parts at the same places, so rows are taken by length.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lineage.photos.columns.text import Bytes, Flags, Numbers, Places
from lineage.photos.rows import EXTENSIONS, Rows, kinds, photo_ids

_AT_ONCE: Final = 16_384
"""Rows whose working state stays in the processor's cache."""
_BLOCK: Final = 64
_LONGEST: Final = 2 * _BLOCK
_SINES: Final = [np.uint32(int(abs(math.sin(step + 1)) * 2**32)) for step in range(64)]
_TURNS: Final = [7, 12, 17, 22] * 4 + [5, 9, 14, 20] * 4 + [4, 11, 16, 23] * 4 + [6, 10, 15, 21] * 4
_START: Final = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476)
_HEXADECIMAL: Final = np.frombuffer(b"0123456789abcdef", np.uint8)
_ENDINGS: Final = np.frombuffer("".join(EXTENSIONS).encode(), np.uint8).reshape(-1, 3)

Words = NDArray[np.uint32]


def hashes(rows: Rows) -> tuple[Numbers, Numbers]:
    """The upper and the lower half of each row's hash, as numbers of its hexadecimal digits."""
    high, low = np.empty(len(rows), np.uint64), np.empty(len(rows), np.uint64)
    for begin in range(0, len(rows), _AT_ONCE):
        some = slice(begin, begin + _AT_ONCE)
        high[some], low[some] = _halves(_md5(*_messages(rows[some])))
    return high, low


def _digits(number: Numbers) -> Places:
    return np.searchsorted(10 ** np.arange(1, 19, dtype=np.uint64), number, side="right") + 1


def _messages(rows: Rows) -> tuple[Words, Flags]:
    """The padded address of each row as 32 words, a column a row, and whether the first 16 of them are all."""
    farm, server, photo = rows[:, 1] >> np.uint64(56), rows[:, 1] >> np.uint64(40) & np.uint64(0xFFFF), photo_ids(rows)
    shape = np.stack((_digits(farm), _digits(server), _digits(photo)), axis=1)
    code = shape @ np.array([400, 20, 1])
    message = np.zeros((len(rows), _LONGEST), np.uint8)
    for one in np.unique(code):
        alike = np.flatnonzero(code == one)
        lengths = (int(digits) for digits in shape[alike[0]])
        message[alike] = _alike(rows[alike], farm[alike], server[alike], photo[alike], *lengths)
    short: Flags = message[:, _LONGEST - 7] == 0  # where a second block has its length, in bits and so above 255
    return np.ascontiguousarray(message.view("<u4").T), short


def _alike(
    rows: Rows, farm: Numbers, server: Numbers, photo: Numbers, farm_digits: int, server_digits: int, photo_digits: int
) -> Bytes:
    """The padded addresses of rows whose numbers have so many digits."""
    behind_farm = 11 + farm_digits
    behind_server = behind_farm + 18 + server_digits
    behind_photo = behind_server + 1 + photo_digits
    template = (
        f"http://farm{'0' * farm_digits}.staticflickr.com/{'0' * server_digits}/{'0' * photo_digits}_{'0' * 10}.jpg"
    )
    size = len(template)
    message = np.zeros((len(rows), _LONGEST), np.uint8)
    message[:, :size] = np.frombuffer(template.encode(), np.uint8)
    message[:, size] = 0x80
    end = ((size + 8) // _BLOCK + 1) * _BLOCK
    message[:, end - 8 : end - 4] = np.frombuffer(np.array([size * 8], "<u4").tobytes(), np.uint8)
    _write(message, behind_farm, farm, farm_digits)
    _write(message, behind_server, server, server_digits)
    _write(message, behind_photo, photo, photo_digits)
    for digit in range(10):
        nibble = (rows[:, 1] >> np.uint64(4 * digit) & np.uint64(15)).astype(np.intp)
        message[:, behind_photo + 10 - digit] = _HEXADECIMAL[nibble]
    message[:, size - 3 : size] = _ENDINGS[(kinds(rows) & np.uint64(3)).astype(np.intp)]
    return message


def _write(message: Bytes, end: int, number: Numbers, digits: int) -> None:
    """The number's digits before a place of each message."""
    for at in range(end - 1, end - 1 - digits, -1):
        tenth = number // np.uint64(10)
        message[:, at] = (number - tenth * np.uint64(10)).astype(np.uint8) + ord("0")
        number = tenth


def _md5(words: Words, short: Flags) -> list[Words]:
    """The state behind each message; behind its first block for those that are `short`."""
    state = [np.full(words.shape[1], start, np.uint32) for start in _START]
    for block in range(0, len(words), 16):
        a, b, c, d = (part.copy() for part in state)
        for step in range(64):
            mixed, word = _mixed(step, b, c, d)
            mixed += a
            mixed += _SINES[step]
            mixed += words[block + word]
            turned = np.left_shift(mixed, np.uint32(_TURNS[step]), out=a)  # a is spent, its memory serves
            turned |= np.right_shift(mixed, np.uint32(32 - _TURNS[step]), out=mixed)
            turned += b
            a, b, c, d = d, turned, b, c
        for part, more in zip(state, (a, b, c, d), strict=True):
            np.add(part, more, out=part, where=~short if block else True)
    return state


def _mixed(step: int, b: Words, c: Words, d: Words) -> tuple[Words, int]:
    """RFC 1321's function of a step, and the word it takes."""
    match step // 16:
        case 0:
            return ((c ^ d) & b) ^ d, step
        case 1:
            return ((b ^ c) & d) ^ c, (5 * step + 1) % 16
        case 2:
            return b ^ c ^ d, (3 * step + 5) % 16
        case _:
            return (~d | b) ^ c, 7 * step % 16


def _halves(state: list[Words]) -> tuple[Numbers, Numbers]:
    """Four words, the lowest byte of each first, as two numbers with the first byte highest."""
    a, b, c, d = (word.byteswap().astype(np.uint64) for word in state)
    return (a << np.uint64(32)) | b, (c << np.uint64(32)) | d
