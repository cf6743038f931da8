"""Measure the index of photos: `python -m benchmarks.photos --data DIR`; `--only build,lookup` measures some of it.

Where DIR is missing, the photos are invented first. The index stays in the work folder and is built again only by the
section `build`. Bounds are those of 100 million rows.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.machine import machine, versions
from benchmarks.photos.generate import generate
from benchmarks.photos.ground import Ground

SECTIONS = ("build", "lists", "size", "scan", "lookup", "cold", "scaling", "command", "publish", "peers")


def main(words: Sequence[str] | None = None) -> None:
    """Print the machine and the table, line by line as it is measured."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True, help="what benchmarks.photos.generate wrote, or will write")
    asked.add_argument("--rows", type=int, default=100_000_000, help="photos to invent, if the data are missing")
    asked.add_argument("--lines", type=int, default=5_000_000, help="how many of them are also written as text")
    asked.add_argument("--work", type=Path, help="where the index is built; a folder in the data's if left out")
    asked.add_argument("--only", default=",".join(SECTIONS), help="sections, with commas between")
    options = asked.parse_args(words)
    chosen = options.only.split(",")
    if unknown := set(chosen) - set(SECTIONS):
        asked.error(f"there is no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    if not (options.data / "listing.tsv.zst").exists():  # which is written last
        generate(options.rows, options.lines, options.data)
    ground = Ground(options.data, options.work or options.data / "work")
    ground.work.mkdir(parents=True, exist_ok=True)
    print(f"{machine()}; {versions('numpy', 'pyarrow')}")
    print(f"{ground.rows:,} photos in {len(ground.photos)} files; bounds are for 100,000,000; medians where it repeats")
    for name in SECTIONS:
        if name in chosen:
            section = import_module(f"benchmarks.photos.sections.{name}")
            print(f"\n{section.__doc__.splitlines()[0]}", flush=True)
            for measured in section.measure(ground):
                print(measured, flush=True)


if __name__ == "__main__":
    main()
