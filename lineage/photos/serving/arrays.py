"""A head: the arrays of an index that every look-up needs, in one file that is read and checked whole."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lineage.errors import IndexUnusable
from lineage.photos.serving.blocks import HEADER, described, header

_WHAT: Final = "head"
_TYPES: Final = {"<u2", "<u4", "<u8", "<i8"}

Arrays = Mapping[str, NDArray[Any]]


def packed(arrays: Arrays) -> bytes:
    """The head of these arrays: a first page, a directory as JSON, then the arrays one after the other."""
    directory, parts, at = {}, [], 0
    for name, array in arrays.items():
        content = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
        directory[name] = [at, content.dtype.str, len(content)]
        parts.append(content.tobytes().ljust(-(-content.nbytes // 8) * 8, b"\0"))
        at += len(parts[-1])
    listed, body = json.dumps(directory).encode(), b"".join(parts)
    listed = listed.ljust(-(-len(listed) // 8) * 8)  # numbers that are not aligned are copied before each search
    crc = zlib.crc32(body, zlib.crc32(listed))
    return header(_WHAT, directory=len(listed), body=len(body), crc=crc) + listed + body


def unpacked(content: bytes, name: str) -> dict[str, NDArray[Any]]:
    """The arrays of a head. Raises IndexUnusable if it is cut short or damaged anywhere."""
    said = described(content[:HEADER], name)
    if said["what"] != _WHAT:
        raise IndexUnusable(f"{name} holds {said['what']}, a head was expected; build the index again.")
    begin = HEADER + said["directory"]
    if len(content) != begin + said["body"]:
        raise IndexUnusable(
            f"{name} has {len(content):,} bytes, {begin + said['body']:,} were expected: it is cut short; build again."
        )
    if zlib.crc32(memoryview(content)[HEADER:]) != said["crc"]:
        raise IndexUnusable(f"{name} is damaged: its checksum is not the one that was written; build the index again.")
    found = {}
    for key, (at, kind, length) in json.loads(content[HEADER:begin]).items():
        if kind not in _TYPES:
            raise IndexUnusable(f"{name} has numbers of type {kind}, which this program does not read; build again.")
        found[key] = np.frombuffer(content, kind, length, begin + at)
    return found
