"""`make bench`: run every quick benchmark, or those that are named, and print the machine and a table for each."""

from __future__ import annotations

import sys
from importlib import import_module

from benchmarks.machine import machine

_QUICK = ("documents", "store", "storage", "commands")
"""Without `loading`, which takes many minutes."""

if __name__ == "__main__":
    print(f"{machine()}; medians where it repeats")
    for name in sys.argv[1:] or _QUICK:
        benchmark = import_module(f"benchmarks.{name}")
        print(f"\n{benchmark.__doc__.splitlines()[0]}")
        for what, value in benchmark.measure():
            print(f"  {what:58} {value}")
