"""The whole command, from the shell to the answer: one person, and ten thousand."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from statistics import median

from benchmarks.photos.ground import Ground
from benchmarks.photos.table import Line, line, skipped

LINEAGE = [sys.executable, "-m", "lineage"]
ONE = ["lookup", "{nsid}", "--json"]
COUNTS = ["lookup", "--batch", "{file}", "--json", "--counts"]
PHOTOS = ["lookup", "--batch", "{file}", "--json"]
"""What is asked of the command; `{nsid}` and `{file}` are filled in."""
HOME = "LINEAGE_HOME"
"""By which the command finds the index, in the folder `photos` of it."""
_ONE, _COUNTS, _PHOTOS = 600, 3, 40
_REPEATS, _REPEATS_OF_MANY = 7, 3


def measure(ground: Ground, command: Sequence[str] = LINEAGE) -> Iterator[Line]:
    """Medians; what the command cannot do (yet) is skipped."""
    ground.index().close()
    ground.serving()
    _graph(ground, command)
    asked = ground.work / "people.txt"
    asked.write_text("".join(f"{name}\n" for name in ground.anybody(ground.crowd)))
    filled = {"nsid": ground.usual(1)[0], "file": asked}

    def taken(words: list[str], repeats: int) -> tuple[float, int]:
        return _taken([*command, *(word.format(**filled) for word in words)], ground, repeats)

    one, counts, photos = (
        "one person, the whole command",
        f"{ground.crowd:,} people",
        f"{ground.crowd:,} people, all photos",
    )
    try:
        yield line(one, taken(ONE, _REPEATS)[0] * 1000, "ms", most=_ONE)
    except RuntimeError as error:
        yield skipped(one, error)
    try:
        yield line(counts, taken(COUNTS, _REPEATS_OF_MANY)[0], "s", most=_COUNTS)
    except RuntimeError as error:
        yield skipped(counts, error)
    try:
        seconds, size = taken(PHOTOS, _REPEATS_OF_MANY)
        yield line(f"{photos} ({size / 1e6:,.0f} MB in {seconds:.1f} s)", size / 1e6 / seconds, "MB/s", least=_PHOTOS)
    except RuntimeError as error:
        yield skipped(photos, error)


def _graph(ground: Ground, command: Sequence[str]) -> None:
    """The catalogue's graph beside the index, so that answers have chains and quotes as they do in use."""
    for words in (["crawl", "catalogue"], ["project"]):
        subprocess.run(
            [*command, *words], env=os.environ | {HOME: str(ground.home)}, stdout=subprocess.DEVNULL, check=True
        )


def _taken(words: list[str], ground: Ground, repeats: int) -> tuple[float, int]:
    """The median of its seconds, and the bytes it writes. Raises RuntimeError with what it says where it fails."""
    seconds, answer = [], ground.work / "answer.json"
    for _ in range(repeats):
        with answer.open("wb") as out:
            begin = time.perf_counter()
            done = subprocess.run(
                words, env=os.environ | {HOME: str(ground.home)}, stdout=out, stderr=subprocess.PIPE, check=False
            )
            seconds.append(time.perf_counter() - begin)
        if done.returncode:
            said = [text for part in done.stderr.decode().splitlines() if (text := part.strip("│╭╰─╮╯ "))]
            raise RuntimeError(said[-1] if said else f"it ended with {done.returncode}")
    return median(seconds), answer.stat().st_size
