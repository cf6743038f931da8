"""Opens what holds a list: decompressed by what its first bytes are, whatever it is called, read from front to back."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Final, Protocol, cast

from lineage.errors import BadInput

BLOCK: Final = 8 << 20
_LONGEST_LINE: Final = 64 << 20
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Forward:
    """Bytes that are read once, from front to back; it can look ahead, and skip."""

    def __init__(self, source: _Readable) -> None:
        self._source = source
        self._ahead = b""
        self._at = 0

    def peek(self, size: int) -> bytes:
        """What comes next; less than `size` only at the end."""
        while len(self._ahead) < size and (more := self._source.read(size - len(self._ahead))):
            self._ahead += more
        return self._ahead[:size]

    def read(self, size: int) -> bytes:
        """The next bytes; fewer than `size` only at the end."""
        parts, self._ahead = [self._ahead[:size]], self._ahead[size:]
        length = len(parts[0])
        while length < size and (more := self._source.read(size - length)):
            parts.append(more)
            length += len(more)
        self._at += length
        return b"".join(parts) if len(parts) > 2 or not parts[0] else parts[0] + b"".join(parts[1:])

    def skip(self, size: int) -> None:
        """Pass over bytes, as many as there are."""
        while size > 0 and (passed := self.read(min(size, BLOCK))):
            size -= len(passed)

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at


@contextmanager
def opened(path: Path) -> Iterator[Forward]:
    """What a file holds, decompressed and without a byte order mark.

    Raises BadInput for what is not there, breaks off, or is damaged, also while it is read.
    """
    with _understandable(path), ExitStack() as open_files:
        file = open_files.enter_context(path.open("rb", buffering=1 << 16))
        stream = Forward(open_files.enter_context(_decompressed(cast("io.BufferedReader", file))))
        head = stream.peek(3)
        if head.startswith(_WIDE):
            raise BadInput(f"{path.name} is text in UTF-16; expected is UTF-8: save it as such.")
        if head == _BOM:
            stream.read(3)
        yield stream


@contextmanager
def raw(path: Path) -> Iterator[BinaryIO]:
    """The file as it is, for formats that are read from their end. Raises BadInput as `opened` does."""
    with _understandable(path), path.open("rb") as file:
        yield file


def blocks(stream: Forward) -> Iterator[bytes]:
    """Whole lines, some megabytes at a time; the last line may lack its end."""
    rest: list[bytes] = []
    while part := stream.read(BLOCK):
        end = part.rfind(b"\n") + 1
        if not end:
            rest.append(part)
            if len(rest) * BLOCK > _LONGEST_LINE:
                raise BadInput(
                    f"The list has a line of more than {_LONGEST_LINE:,} bytes; expected is one member a line."
                )
            continue
        yield b"".join((*rest, part[:end])) if rest else part[:end]
        rest = [part[end:]] if end < len(part) else []
    if rest:
        yield b"".join(rest)


def _decompressed(file: io.BufferedReader) -> BinaryIO:
    head = file.peek(6)[:6]
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=file)  # type: ignore[return-value]
    if head.startswith(b"BZh"):
        return bz2.BZ2File(file)  # type: ignore[return-value]
    if head.startswith(b"\xfd7zXZ\x00"):
        return lzma.LZMAFile(file)  # type: ignore[return-value]
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        import pyarrow as pa  # type: ignore[import-untyped]  # heavy, and Python 3.11 knows no zst

        return pa.CompressedInputStream(pa.PythonFile(file, "r"), "zstd")  # type: ignore[no-any-return]
    return file


@contextmanager
def _understandable(path: Path) -> Iterator[None]:
    try:
        yield
    except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile):
        raise BadInput(f"{path.name} is damaged, or breaks off; fetch it again.") from None
    except FileNotFoundError:
        raise BadInput(f"There is no {path}.") from None
    except OSError as refused:
        raise BadInput(f"{path.name} cannot be read: {refused.strerror or 'it is damaged'}.") from None
