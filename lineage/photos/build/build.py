"""From files to serving files, on all processors, going on where an earlier try was interrupted."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

import numpy as np

from lineage.errors import BadInput
from lineage.files import explained, make_folder, write_atomically
from lineage.photos.build import parquet
from lineage.photos.build.scan import parts, pieces, sample, scan
from lineage.photos.build.sort import in_order, spans
from lineage.photos.build.source import Piece, table_of
from lineage.photos.build.spill import Part, bucket
from lineage.photos.build.write import Written, write
from lineage.photos.columns.text import Numbers
from lineage.photos.owners import Owners
from lineage.photos.rows import MOST_ROWS

_BUCKET: Final = 1_500_000
"""Rows of a bucket, about; sorting one takes some 200 MB."""
_MOST_BUCKETS: Final = 250
_SMALL: Final = 64 << 20
"""Bytes of input for which other processes would take longer to start than to work."""

Told = Callable[[str, int, int | None], None]
"""Progress: what is being done, how much of it is done, and of how much if that is known."""


@dataclass(frozen=True)
class Built:
    """Serving files in a folder, and what became of the source's lines."""

    folder: Path
    written: Written
    lines: int
    bad: dict[str, int]
    """Lines that were put aside, by reason."""
    aside: Path | None
    """Where they are; None if there are none."""


def build(files: Sequence[Path], work: Path, seal: Owners, *, workers: int, told: Told) -> Built:
    """Build in the folder `work`; what an interrupted build of the same files left there is used.

    Raises BadInput for files that are no metadata, ArchiveUnavailable where the disk fails; the folder stays for the
    next try. Nothing outside of `work` is touched.
    """
    files = [table_of(path) for path in files]
    cut = [piece for path in files for piece in pieces(path)]
    _same_plan(work, files, seal)
    fences = _fences(work, files, cut, seal)
    scanned = _scanned(cut, work, fences, seal, workers, told)
    rows = sum(part.rows for _, part in scanned)
    if not rows:
        raise BadInput(f"{', '.join(path.name for path in files)}: no row names a photo and its owner; see what it is.")
    if rows > MOST_ROWS:
        raise BadInput(f"These files have {rows:,} rows; an index holds {MOST_ROWS:,} at most.")
    ordered = _ordered(scanned, work, len(fences) + 1, workers, told)
    written = write(ordered, work / "serving", lambda step: told(step, 0, None))
    bad: dict[str, int] = {}
    for _, part in scanned:
        for why, count in part.bad.items():
            bad[why] = bad.get(why, 0) + count
    return Built(work / "serving", written, rows + sum(bad.values()), bad, _aside(scanned, work) if bad else None)


def _same_plan(work: Path, files: Sequence[Path], seal: Owners) -> None:
    """Keep what lies in the folder if it is of the same files, unchanged; empty it otherwise."""
    stats = [path.stat() for path in files]
    plan = [
        "1",
        seal.key_id or "",
        *(f"{path.resolve()}|{s.st_size}|{s.st_mtime_ns}" for path, s in zip(files, stats, strict=True)),
    ]
    mark = hashlib.sha256(json.dumps(plan).encode()).hexdigest()
    note = work / "plan"
    if work.exists() and (not note.exists() or note.read_text() != mark):
        with explained("remove", work):
            shutil.rmtree(work)
    make_folder(work)
    write_atomically(note, mark.encode())


def _fences(work: Path, files: Sequence[Path], cut: Sequence[Piece], seal: Owners) -> Numbers:
    """The first owner of each bucket but the first, by a sample from all over the source."""
    note = work / "fences.json"
    if not note.exists():
        rows = sum(
            parquet.rows(path)
            if any(p.path == path and p.format == "parquet" for p in cut)
            else path.stat().st_size // 100
            for path in files
        )
        buckets = min(-(-rows // _BUCKET), _MOST_BUCKETS)
        chosen = cut[:: -(-len(cut) // 8)] if cut and buckets > 1 else []
        owners = np.sort(np.concatenate([np.empty(0, np.uint64), *(sample(piece, seal) for piece in chosen)]))
        found = np.unique(owners[len(owners) * np.arange(1, buckets) // buckets]) if len(owners) else owners
        write_atomically(note, json.dumps(found.tolist()).encode())
    return np.array(json.loads(note.read_bytes()), np.uint64)


def _scanned(
    cut: Sequence[Piece], work: Path, fences: Numbers, seal: Owners, workers: int, told: Told
) -> list[tuple[Path, Part]]:
    calls = [partial(scan, piece, _name(work, at), fences, seal) for at, piece in enumerate(cut)]
    size = sum({piece.path: piece.path.stat().st_size for piece in cut}.values())

    def show() -> None:
        told("scanning rows", sum(part.rows for at in range(len(cut)) for _, part in parts(_name(work, at))), None)

    _run(calls, workers if size > _SMALL else 1, show)
    return [found for at in range(len(cut)) for found in parts(_name(work, at))]


def _ordered(scanned: Sequence[tuple[Path, Part]], work: Path, buckets: int, workers: int, told: Told) -> list[Path]:
    names = [work / f"bucket-{number:03}" for number in range(buckets)]
    calls = [partial(order_bucket, scanned, number, name) for number, name in enumerate(names)]
    rows = sum(part.rows for _, part in scanned)
    _run(
        calls,
        workers if rows > _BUCKET else 1,
        lambda: told("sorting", sum(n.with_suffix(".done").exists() for n in names), buckets),
    )
    return [path for name in names for path in sorted(work.glob(f"{name.name}-*.npz"))]


def order_bucket(scanned: Sequence[tuple[Path, Part]], number: int, name: Path) -> None:
    """Sort one bucket into files of its own, unless that was done."""
    done = name.with_suffix(".done")
    if done.exists():
        return
    count = sum(segment.counts[number] for _, part in scanned for segment in part.segments)
    for turn, table in enumerate(spans(lambda: bucket(scanned, number), count)):
        in_order(table).save(name.with_name(f"{name.name}-{turn:03}.npz"))
    with explained("write", done):
        done.touch()


def _run(calls: Sequence[Callable[[], Any]], workers: int, show: Callable[[], None]) -> None:
    """Make all calls, side by side with more than one worker; `show` is called every now and then."""
    if workers <= 1 or len(calls) <= 1:
        for call in calls:
            call()
            show()
        return
    # Started afresh: a forked process would share locks with threads it doesn't have.
    afresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(calls)), afresh, initializer=_end_with_parent) as pool:
        left = {pool.submit(call) for call in calls}
        try:
            while left:
                done, left = wait(left, timeout=1, return_when=FIRST_COMPLETED)
                for one in done:
                    one.result()
                show()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _end_with_parent() -> None:
    """End this process when its parent is killed: nobody waits for its work, and a new build would for its locks."""
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _name(work: Path, piece: int) -> Path:
    return work / f"piece-{piece:04}"


def _aside(scanned: Sequence[tuple[Path, Part]], work: Path) -> Path:
    """All lines that were put aside, in one file."""
    aside = work / "aside"
    with explained("write", aside), aside.open("wb") as file:
        for path, _ in scanned:
            file.write(path.with_suffix(".bad").read_bytes())
    return aside
