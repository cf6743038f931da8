"""`make bench`: run every benchmark and print the machine and a table for each."""

from __future__ import annotations

import os
import platform

from benchmarks import commands, reading, storage, store

if __name__ == "__main__":
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; medians")
    for benchmark in (reading, store, storage, commands):
        print(f"\n{benchmark.__doc__.splitlines()[0]}")
        for what, value in benchmark.measure():
            print(f"  {what:58} {value}")
