"""What an unsealed run has fetched so far, so that a killed crawl goes on without asking twice.

The line is written *before* the body is archived: an entry whose body is not in the archive is simply fetched again,
and there is no moment in which a body is archived but not known.
"""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import Protocol

from lineage.fetch.exchange import Answer
from lineage.fetch.recorded import same_address
from lineage.files import append_line, remove_folder, whole_lines


class Journal(Protocol):
    """The answers of one run by the address that was asked; the order of an address's parameters is no difference."""

    def find(self, url: str) -> Answer | None:
        """The newest answer to an address, without its body."""
        ...

    def note(self, asked: str, answer: Answer) -> None:
        """Remember an answer; its body is looked up in the archive by `snapshot`. Raises ArchiveUnavailable."""
        ...

    def drop(self) -> None:
        """Forget all of it: the run is sealed. Raises ArchiveUnavailable."""
        ...


class FileJournal:
    """See Journal: a file of lines, one for each answer, in a folder of the run's own."""

    def __init__(self, path: Path) -> None:
        """Use a file; it is created by the first note."""
        self._path = path

    @cached_property
    def _answers(self) -> dict[str, Answer]:
        """What an earlier, killed process of the same run left, and what was noted since."""
        return dict(map(from_line, whole_lines(self._path)))

    def find(self, url: str) -> Answer | None:
        """Look it up in memory."""
        return self._answers.get(same_address(url))

    def note(self, asked: str, answer: Answer) -> None:
        """Append a line."""
        known = self._answers  # read first: a torn last line is cut off
        append_line(self._path, to_line(asked, answer))
        known[same_address(asked)] = answer

    def drop(self) -> None:
        """Remove the run's folder."""
        remove_folder(self._path.parent)
        self._answers.clear()


def to_line(asked: str, answer: Answer) -> bytes:
    """An answer without its body, as one line of JSON."""
    row = {
        "asked": same_address(asked),
        "url": answer.url,
        "status": answer.status,
        "headers": dict(answer.headers),
        "fetched_at": answer.fetched_at,
        "snapshot": answer.snapshot,
    }
    return json.dumps(row).encode()


def from_line(line: bytes | str) -> tuple[str, Answer]:
    """The address that was asked and its answer."""
    row = json.loads(line)
    asked = row.pop("asked")
    return asked, Answer(body=b"", **row)
