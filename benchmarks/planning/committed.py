"""Plans in the docket: ten thousand requests, and one large one, from look-up answers to what is committed."""

from __future__ import annotations

import gc
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import mean, median
from typing import TypeVar
from uuid import UUID

from benchmarks.planning.family import InventedFamily, family, people
from benchmarks.planning.table import line
from benchmarks.planning.world import Answers, load, texts
from benchmarks.timing import each
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


@contextmanager
def _world(made: InventedFamily, listed: Mapping[str, frozenset[str]], photos: int) -> Iterator[tuple[Desk, Answers]]:
    """Stores in a folder with the family's graph, and a look-up of people; what was invented, gc need not look at."""
    with tempfile.TemporaryDirectory() as folder:
        stores = Stores(Settings(home=Path(folder)), lambda: _NOW)
        load(stores, made)
        lookup = Answers(stores, made, listed, photos)
        gc.collect()
        gc.freeze()
        try:
            with desk(stores) as at:
                yield at, lookup
        finally:
            gc.unfreeze()


def many(requests: int = 10_000, documents: int = 1_000, datasets: int = 2_000, fresh: int = 100) -> Iterator[str]:
    """Plan and commit many requests by which lists name the person; of some, with sealed documents too."""
    made = family(datasets, datasets * 5, datasets)
    listed = texts(people(made, requests + documents))
    with _world(made, listed, _PHOTOS) as (at, lookup):
        opened = _open(at, list(listed), documents)
        pairs = list(zip(opened, listed.values(), strict=True))[:requests]
        before = time.perf_counter()
        planning = Planning(at.stores, lookup)
        planning.owed(())
        built = time.perf_counter() - before
        first = [_plan(at, part, planning) for part in _parts(pairs)]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        owed, computing, committing = map(sum, zip(*first, strict=True))
        yield f"{requests:,} requests, {datasets:,} holders, {datasets:,} datasets, {len(made.edges):,} edges"
        yield line("obligations in the docket", owed, "")
        yield line("building the planner from the graph store", built, "s")
        yield line("planning, with quotes from the graph store", computing, "s")
        yield line(f"committing, {AT_ONCE} requests a transaction", committing, "s")
        yield line(
            "all three, for each million obligations", (built + computing + committing) / owed * 1e6, "s", most=60
        )
        yield line("memory of the process at its largest", peak / 1e9, "GB", most=1)
        yield line("the database's file", (at.stores.home / "lineage.sqlite").stat().st_size / 1e6, "MB")
        again = [_plan(at, part, planning) for part in _parts(pairs)]
        yield line(f"all planned again, which adds {sum(each[0] for each in again)}", _seconds(again), "s")
        anew = mean(each(partial(_anew, planning), [names for _, names in pairs[:fresh]])) * requests
        yield line(f"planning, each followed anew (from {fresh})", anew, "s")
        yield line("that is so many times as long", anew / computing, "", least=20)
        taken = _with_documents(at, list(zip(listed, opened, strict=True))[requests:], lookup, planning)
        yield line(
            f"with documents of {_PHOTOS} photos, sealed (from {documents:,})", taken / documents * requests, "s"
        )


def _with_documents(at: Desk, some: Sequence[tuple[str, Request]], lookup: Answers, planning: Planning) -> float:
    """Seconds for requests as the product plans them, from look-up answers on."""
    taken = 0.0
    for part in _parts(some):
        lookup.keep(who for who, _ in part)
        begin = time.perf_counter()
        computed = [(request, compute(at, request, planning)) for _, request in part]
        with at.writing() as pen:
            for request, what in computed:
                write(at, pen, request, what)
        taken += time.perf_counter() - begin
    return taken


def one(photos: int = 1_500, datasets: int = 2_000, holders: int = 5_000, repeats: int = 5) -> Iterator[str]:
    """Plan one request at a time as the command does: nothing is kept from the others."""
    made = family(datasets, datasets * 5, holders)
    listed = texts(people(made, repeats))
    cold, warm, owed, sizes = [], [], [], []
    with _world(made, listed, photos) as (at, lookup):
        for who, request in zip(listed, _open(at, list(listed), repeats), strict=True):
            lookup.keep([who])
            begin = time.perf_counter()
            planning = Planning(at.stores, lookup)
            result = freeze(at, request, planning)
            cold.append(time.perf_counter() - begin)
            owed.append(len(result.planned.added))
            sizes.append(len(result.computed.document.model_dump_json()))
            begin = time.perf_counter()
            compute(at, request, planning)
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


def _plan(at: Desk, part: Sequence[tuple[Request, frozenset[str]]], planning: Planning) -> tuple[int, float, float]:
    """Plan and commit: how many obligations that added, seconds of planning, seconds of committing."""
    begin = time.perf_counter()
    owed = [(request, planning.owed(names)) for request, names in part]
    middle = time.perf_counter()
    with at.writing() as pen:
        planned = [
            pen.plan(request.id, what.drafts, what.whys, lambda: {"graph": "invented"}) for request, what in owed
        ]
    return sum(len(one.added) for one in planned), middle - begin, time.perf_counter() - middle


def _seconds(told: Sequence[tuple[int, float, float]]) -> float:
    return sum(computing + committing for _, computing, committing in told)


def _anew(planning: Planning, names: frozenset[str]) -> None:
    planning.forget()
    planning.owed(names)


def _parts(every: Sequence[T]) -> Iterator[Sequence[T]]:
    return (every[begin : begin + AT_ONCE] for begin in range(0, len(every), AT_ONCE))
