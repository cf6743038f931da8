"""What an unsealed run has fetched so far, so that a killed crawl goes on without asking twice.

The line is written *before* the body is archived: an entry whose body is not in the archive is simply fetched again,
and there is no moment in which a body is archived but not known.
"""

from __future__ import annotations

import json
from pathlib import Path

from lineage.fetch.exchange import Answer
from lineage.fetch.recorded import same_address
from lineage.files import append_line, whole_lines


class Journal:
    """A file of lines, one for each answer of a run."""

    def __init__(self, path: Path) -> None:
        """Read what an earlier, killed process of the same run left."""
        self._path = path
        self._answers: dict[str, Answer] = {}
        for line in whole_lines(path):
            row = json.loads(line)
            asked = row.pop("asked")
            self._answers[asked] = Answer(body=b"", **row)

    def find(self, url: str) -> Answer | None:
        """The answer to an address, without its body."""
        return self._answers.get(same_address(url))

    def note(self, asked: str, answer: Answer) -> None:
        """Remember an answer; its body is looked up in the archive by `snapshot`."""
        row = {
            "asked": same_address(asked),
            "url": answer.url,
            "status": answer.status,
            "headers": dict(answer.headers),
            "fetched_at": answer.fetched_at,
            "snapshot": answer.snapshot,
        }
        append_line(self._path, json.dumps(row, ensure_ascii=False).encode())
        self._answers[same_address(asked)] = answer
