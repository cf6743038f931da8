"""A line for each thing that a server of the tests took, on the disk before the server says so."""

from __future__ import annotations

import os
from pathlib import Path


def note(log: Path | None, line: str) -> None:
    """Append a line; nothing where there is no log."""
    if log:
        with log.open("ab") as file:
            file.write(f"{line}\n".encode())
            file.flush()
            os.fsync(file.fileno())
