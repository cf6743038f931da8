"""Plans in the docket: ten thousand requests, and one large one, from look-up answers to what is committed."""

from __future__ import annotations

import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TypeVar
from uuid import UUID

from benchmarks.planning.family import family, people
from benchmarks.planning.table import line
from benchmarks.planning.world import Answers, load, texts
from lineage.jobs.requests.desk import Desk, desk
from lineage.jobs.requests.plan import Planning, compute, freeze, write
from lineage.jobs.requests.replan import AT_ONCE
from lineage.jobs.stores import Stores
from lineage.model.request import Request, Requester
from lineage.settings import Settings

_PHOTOS = 172
"""Of each person, as in YFCC100M in the mean."""
T = TypeVar("T")
_NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def many(requests: int = 10_000, documents: int = 1_000, datasets: int = 2_000) -> Iterator[str]:
    """Plan and commit many requests by which lists name the person; of some, with sealed documents too."""
    made = family(datasets, datasets * 5, datasets)
    listed = texts(people(made, requests + documents))
    with tempfile.TemporaryDirectory() as folder:
        stores = Stores(Settings(home=Path(folder)), lambda: _NOW)
        load(stores, made)
        lookup = Answers(stores, made, listed, _PHOTOS)
        with desk(stores) as at:
            opened = list(zip(_open(at, list(listed), documents), listed.values(), strict=True))
            begin = time.perf_counter()
            planning = Planning(stores, lookup)
            owed = sum(_plan(at, part, planning) for part in _parts(opened[:requests]))
            taken = time.perf_counter() - begin
            size = (Path(folder) / "lineage.sqlite").stat().st_size
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            yield f"{requests:,} requests, {datasets:,} holders, {datasets:,} datasets, {len(made.edges):,} edges"
            yield line("obligations planned and committed", owed, "")
            yield line("seconds for all of them, the planner built anew", taken, "s", most=60 * owed / 1e6)
            yield line("memory of the process at its largest", peak / 1e9, "GB", most=1)
            yield line("the database's file", size / 1e6, "MB")
            begin = time.perf_counter()
            again = sum(_plan(at, part, planning) for part in _parts(opened[:requests]))
            yield line(f"all planned again, which adds {again}", time.perf_counter() - begin, "s")
            taken = 0.0
            for part in _parts(list(zip(listed, opened, strict=True))[requests:]):
                lookup.keep(who for who, _ in part)
                begin = time.perf_counter()
                _freeze(at, [request for _, (request, _) in part], planning)
                taken += (time.perf_counter() - begin) / documents * requests
            yield line(f"with look-up answers and sealed documents (from {documents:,})", taken, "s")


def one(photos: int = 1_500, datasets: int = 2_000, holders: int = 5_000, repeats: int = 5) -> Iterator[str]:
    """Plan one request at a time as the command does: nothing is kept from the others."""
    made = family(datasets, datasets * 5, holders)
    listed = texts(people(made, repeats))
    cold, warm, owed, sizes = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        stores = Stores(Settings(home=Path(folder)), lambda: _NOW)
        load(stores, made)
        lookup = Answers(stores, made, listed, photos)
        with desk(stores) as at:
            for who, request in zip(listed, _open(at, list(listed), repeats), strict=True):
                lookup.keep([who])
                begin = time.perf_counter()
                planning = Planning(stores, lookup)
                result = freeze(at, request, planning)
                cold.append(time.perf_counter() - begin)
                owed.append(len(result.planned.added))
                sizes.append(len(result.computed.document.model_dump_json()))
                begin = time.perf_counter()
                planning.of(at.requester(request))
                warm.append(time.perf_counter() - begin)
    yield f"one request: {photos:,} photos, {datasets:,} datasets, {holders:,} holders; medians of {repeats}"
    yield line("obligations", median(owed), "")
    yield line("its document before it is sealed", median(sizes) / 1e6, "MB")
    yield line("from look-up answers to committed, the planner built anew", median(cold), "s", most=1)
    yield line("the same computed again, the planner being there", median(warm), "s")


def _open(at: Desk, asked: Sequence[str], sealed: int) -> list[Request]:
    """Requests of people; the last of them have a key, and who asks is sealed with it, as when one opens them."""
    draw = random.Random(3)
    requests = [
        Request(
            id=str(UUID(int=draw.getrandbits(128), version=4)), role="self", regulation="gdpr", scope="all",
            consent=True, standing=True, opened_at="2026-11-23T12:00:00Z",
        )
        for _ in asked
    ]  # fmt: skip
    digests = {}
    for who, request in list(zip(asked, requests, strict=True))[len(asked) - sealed :]:
        at.keys.make(f"request:{request.id}", at.now)
        requester = Requester(nsid=None, asked=who, contact="gull@letters.example")
        digests[request.id] = at.seal(request.id, "requester", requester.model_dump_json().encode())
    for part in _parts(requests):
        with at.writing() as pen:
            for request in part:
                pen.open(request, {"requester": digests.get(request.id, "")})
    return requests


def _plan(at: Desk, part: Sequence[tuple[Request, frozenset[str]]], planning: Planning) -> int:
    """Plan and commit; how many obligations that added."""
    with at.writing() as pen:
        added = 0
        for request, names in part:
            owed = planning.owed(names)
            added += len(pen.plan(request.id, owed.drafts, owed.whys, lambda: {"graph": "invented"}).added)
        return added


def _freeze(at: Desk, part: Sequence[Request], planning: Planning) -> None:
    """The same as the product does it: who asks is unsealed, what lists say is asked, a document is archived."""
    computed = [(request, compute(at, request, planning)) for request in part]
    with at.writing() as pen:
        for request, what in computed:
            write(at, pen, request, what)


def _parts(every: Sequence[T]) -> Iterator[Sequence[T]]:
    return (every[begin : begin + AT_ONCE] for begin in range(0, len(every), AT_ONCE))
