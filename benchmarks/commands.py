"""Commands: from the shell to the answer, against an interpreter that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import median

_QUESTIONS = (
    ["--help"],
    ["show", "fairface"],
    ["holders", "megaface"],
    ["downstream", "yfcc100m"],
    ["why", "diveface", "yfcc100m"],
)


def measure() -> Iterator[tuple[str, str]]:
    """The wall time of each question on the demo's graph."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        _run(["-m", "lineage", "demo", "--into", str(home)], home)
        empty = median(lambda: _run(["-c", "pass"], home), repeats=7)
        yield "python -c pass", f"{empty * 1000:.0f} ms"
        for question in _QUESTIONS:
            taken = median(lambda words=question: _run(["-m", "lineage", *words], home), repeats=7)
            yield f"lineage {' '.join(question)}", f"{taken * 1000:.0f} ms"


def _run(words: list[str], home: Path) -> None:
    environment = os.environ | {"LINEAGE_HOME": str(home)}
    subprocess.run([sys.executable, *words], env=environment, check=True, stdout=subprocess.DEVNULL)
