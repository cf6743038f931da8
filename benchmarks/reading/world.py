"""`make bench-world`: what the first week over a generated universe finds of its truth, in the world's own measure.

Two universes, of whose sentences the reader's authors wrote neither: the world's own, and `worlds/mole.json`, which
nothing is learnt from. Each is served on 127.0.0.1 in the interfaces of all sources that it speaks, and crawled by
`lineage weekly` into an empty home.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.machine import machine
from benchmarks.reading.bank import SHARED

WORLD = SHARED / "world"
SOURCES = ("openalex", "huggingface", "datacite", "github")
_FIRST_WEEK = "2026-11-16"
_LEFT_OUT = 3
"""The exit code of `lineage` where a source left something out, as this GitHub does on purpose."""
_UNIVERSES = {"dev": WORLD / "banks", "mole": Path(__file__).parent / "worlds"}


def main() -> None:
    """Print the figures of both universes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.world")
    parser.add_argument("--size", choices=("small", "medium", "large"), default="medium")
    parser.add_argument("--seed", default="3")
    given = parser.parse_args()
    if not WORLD.is_dir():
        raise SystemExit(f"{WORLD} is not here: the world lies in ../shared, or where LINEAGE_SHARED says")
    print(machine())
    for style, banks in _UNIVERSES.items():
        with TemporaryDirectory() as folder:
            universe = Path(folder) / "universe"
            made = ("--size", given.size, "--seed", given.seed, "--banks", str(banks), "--style", style)
            _python("generate.py", *made, "--out", str(universe), cwd=WORLD)
            print(f"\n{style}, {given.size}, seed {given.seed}, week 1, {', '.join(SOURCES)}")
            print("\n".join(rows(first_week(universe, Path(folder)))))


def first_week(universe: Path, folder: Path) -> dict[str, Any]:
    """What `score_world.py` says of the claims of one week; the home and the claims are left in the folder."""
    claims = folder / "claims.jsonl"
    with _served(universe) as url:
        settings = _settings(url, folder / "home")
        _python("-m", "lineage", "weekly", env=settings, codes=(0, _LEFT_OUT))
        _python("-m", "lineage", "export", "claims", "--output", str(claims), env=settings)
    told = ("--truth", str(universe / "truth_week1.jsonl"), "--claims", str(claims), "--apis", ",".join(SOURCES))
    found: dict[str, Any] = json.loads(_python("score_world.py", *told, "--json", cwd=WORLD))
    return found


def rows(found: dict[str, Any]) -> Iterator[str]:
    """The figures that matter, a line each."""
    for name, figures in (*found["predicates"].items(), ("holders", found["holders"])):
        parts = "/".join(f"{figures[part]:.3f}" for part in ("precision", "recall", "f1"))
        yield f"  {name:14} {parts}; right {figures['right']}, wrong {figures['wrong']}, missed {figures['missed']}"
    named = found["organization"]
    private = named["given to private individuals"]
    yield f"  organization   {named['right']} of {named['of']}; {private} given to private individuals"


@contextmanager
def _served(universe: Path) -> Iterator[str]:
    """The universe at an address of this machine, which its first line tells."""
    command = [sys.executable, "-B", "serve.py", "--universe", str(universe), "--port", "0", "--stall", "1"]
    server = subprocess.Popen(command, cwd=WORLD, stdout=subprocess.PIPE, text=True)
    try:
        line = server.stdout.readline() if server.stdout else ""
        address = re.match(r"(http://\S+?)/ ", line)
        if address is None:
            raise RuntimeError(f"serve.py said {line!r} and no address; is {universe} a universe of generate.py?")
        yield address[1]
    finally:
        server.kill()
        server.communicate()


def _settings(url: str, home: Path) -> dict[str, str]:
    """The environment of `lineage` there: all sources, as fast as they answer."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("LINEAGE_")}
    ours = {"HOME": str(home), "NOW": _FIRST_WEEK, "CONTACT": "tests@example.org", "SOURCES": ",".join(SOURCES)}
    ours |= {f"SOURCE_{source.upper()}_URL": f"{url}/{source}" for source in SOURCES}
    ours |= {f"SOURCE_{source.upper()}_RATE_SCALE": "100000" for source in SOURCES}
    return kept | {f"LINEAGE_{name}": value for name, value in ours.items()} | {"LINEAGE_SOURCE_GITHUB_TOKEN": "none"}


def _python(
    *words: str, cwd: Path | None = None, env: dict[str, str] | None = None, codes: tuple[int, ...] = (0,)
) -> str:
    """What a Python program prints; what it complains of is shown."""
    done = subprocess.run([sys.executable, *words], cwd=cwd, env=env, stdout=subprocess.PIPE, text=True)
    if done.returncode not in codes:
        raise subprocess.CalledProcessError(done.returncode, done.args)
    return done.stdout


if __name__ == "__main__":
    main()
