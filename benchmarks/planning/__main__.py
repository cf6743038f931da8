"""Measure planning: `python -m benchmarks.planning`."""

from __future__ import annotations

from benchmarks.machine import machine
from benchmarks.planning import measured


def main() -> None:
    """Print the machine and the table, line by line as it is measured."""
    print(f"{machine()}; medians where it repeats")
    for what, value in measured.measure():
        print(f"  {what:58} {value}", flush=True)


if __name__ == "__main__":
    main()
