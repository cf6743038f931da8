"""Measure planning: `python -m benchmarks.planning`, or one part of it: `planner`, `many`, `one`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from benchmarks.machine import machine
from benchmarks.planning import committed, measured

_PARTS: Final[Mapping[str, Callable[[], Iterable[str]]]] = {
    "planner": measured.measure,
    "many": committed.many,
    "one": committed.one,
}


def main() -> None:
    """Print the machine, then what is measured as it is measured: each part in a process and memory of its own."""
    if sys.argv[1:]:
        for line in _PARTS[sys.argv[1]]():
            print(line, flush=True)
        return
    print(machine(), flush=True)
    for name in _PARTS:
        subprocess.run([sys.executable, "-m", __package__, name], check=True)


if __name__ == "__main__":
    main()
