"""`lineage crawl`: visit sources, shard by shard, and seal what each visit found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from lineage.catalogue.load import load as load_catalogue
from lineage.errors import BadInput, LineageError, RunIncomplete
from lineage.jobs.heard import behind
from lineage.jobs.run import Run, crawl_run
from lineage.jobs.stores import Stores
from lineage.jobs.unfinished import Unfinished
from lineage.jobs.web import check_settings
from lineage.model.base import sha256
from lineage.model.run import RunId, Seal, shown
from lineage.sources import find

LAPS = 3
"""How often a source is crawled at most at one date; measured: what a fourth lap would find, the next week finds."""
Tell = Callable[[str], None]


@dataclass(frozen=True)
class ShardResult:
    """How the crawl of one shard ended: sealed, or with a problem."""

    source: str
    shard: str
    run: str
    counts: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problem: str | None = None
    already: bool = False
    """It was sealed before, or by another worker meanwhile: this crawl added nothing."""


@dataclass(frozen=True)
class CrawlResult:
    """What a crawl of some sources came to."""

    date: str
    shards: tuple[ShardResult, ...]

    @property
    def complete(self) -> bool:
        """Whether every shard was sealed and nothing failed or was left out."""
        return not any(s.problem or s.notes or s.counts.get("failed") or s.counts.get("issues") for s in self.shards)


@dataclass(frozen=True)
class CrawlOptions:
    """What a caller may choose: everything but stores and settings."""

    sources: Sequence[str] = ()
    path: Path | None = None
    recorded: Path | None = None
    record: Path | None = None
    date: datetime | None = None
    tell: Tell = lambda message: None


def crawl(stores: Stores, options: CrawlOptions) -> CrawlResult:
    """Crawl the sources named, or all; shards are sealed alone, and one that fails does not stop the others.

    Sources that search for names are crawled again, a second later, as long as others have found new ones since.
    Raises BadInput before anything is fetched, when a source or a path does not exist.
    """
    names = checked_sources(stores, options)
    marker = Unfinished(stores.home, "crawl-" + sha256("|".join([*names, str(options.path)]).encode())[:12])
    date = options.date or marker.begin(next_date(stores), stores.clock())
    results: list[ShardResult] = []
    for lap in range(LAPS):
        now = date + timedelta(seconds=lap)
        turn = names if lap == 0 else _behind(stores, names, now - timedelta(seconds=1))
        results += [_told(stores, run, options) for name in turn for run in runs_of(stores, name, now, options)]
    if all(result.problem is None for result in results):
        marker.end()
    return CrawlResult(shown(date), tuple(results))


def checked_sources(stores: Stores, options: CrawlOptions) -> list[str]:
    """The sources that a crawl visits, catalogue first, the rest turn by turn; raises BadInput for what is mistyped."""
    names = _chosen(stores, options)
    for name in names:
        check_settings(stores, find.card(name), recorded=options.recorded is not None)
        if find.card(name).path and not ((place := _path(options.path, stores, name)) and place.exists()):
            raise BadInput(
                f"There is nothing at {place}; give --path (or LINEAGE_SOURCE_{name.upper()}_PATH) "
                f"{find.card(name).path}."
            )
    return ["catalogue", *sorted(names, key=lambda name: find.card(name).turn)]


def runs_of(stores: Stores, source: str, date: datetime, options: CrawlOptions) -> list[Run]:
    """The runs that one source needs at a date, one a shard; none for the catalogue while no file of it changed."""
    if source == "catalogue" and _catalogue_is_known(stores, date):
        return []
    path = _path(options.path, stores, source)
    card = find.card(source)
    shards = (_path_shard(path),) if card.path and card.shards == ("all",) else card.shards
    return [Run(RunId(source=source, shard=shard, date=date), shards, path) for shard in shards]


def run_of(stores: Stores, source: str, shard: str, date: datetime, options: CrawlOptions) -> Run:
    """The run of one shard at a date; raises BadInput when the source has no such shard."""
    runs = {run.id.shard: run for run in runs_of(stores, source, date, options)}
    if shard not in runs:
        raise BadInput(f"{source} has no shard '{shard}' to crawl; it has {', '.join(runs) or 'none'}.")
    return runs[shard]


def crawl_shard(stores: Stores, run: Run, options: CrawlOptions) -> ShardResult:
    """Crawl one shard and seal it; one that is sealed already is left as it is, and says so.

    Raises what the source raises, with everything fetched kept: RateLimited, another Transient, or a Terminal error.
    """
    options.tell(f"{run.id.source}: {run.id.shard}")
    sealed = crawl_run(stores, run, recorded=options.recorded, record=options.record, tell=options.tell)
    stores.journal(str(run.id)).drop()
    return _result(run.id, sealed.seal, already=not sealed.by_us)


def result_at(stores: Stores, date: datetime, problems: Mapping[tuple[str, str], str]) -> CrawlResult:
    """A crawl at a date as the ledger has it, with the problems of those (source, shard) that were not sealed."""
    sealed = [_result(run, seal) for run, seal in stores.ledger.seals(date) if run.date == date]
    known = {(result.source, result.shard) for result in sealed}
    missed = [
        ShardResult(source, shard, str(RunId(source=source, shard=shard, date=date)), problem=problem)
        for (source, shard), problem in problems.items()
        if (source, shard) not in known
    ]
    return CrawlResult(shown(date), tuple(sorted([*sealed, *missed], key=lambda r: r.run)))


def _told(stores: Stores, run: Run, options: CrawlOptions) -> ShardResult:
    """A shard's result; what went wrong becomes its problem."""
    try:
        return crawl_shard(stores, run, options)
    except LineageError as error:
        problem = str(error)
    except Exception as error:  # noqa: BLE001  a fault in one source's script must not stop the others; it is told
        problem = f"a fault in the source's script or in lineage itself: {error!r}; please report it"
    return ShardResult(run.id.source, run.id.shard, str(run.id), problem=problem)


def _behind(stores: Stores, names: Sequence[str], until: datetime) -> list[str]:
    """Who goes round again; nobody where a sealed run cannot be read, as those who had to read it have said."""
    try:
        return behind(stores, names, until)
    except RunIncomplete:
        return []


def _result(run: RunId, seal: Seal, *, already: bool = False) -> ShardResult:
    return ShardResult(run.source, run.shard, str(run), dict(seal.counts), seal.notes, already=already)


def _chosen(stores: Stores, options: CrawlOptions) -> list[str]:
    names = list(options.sources or stores.settings.sources)
    if not names:
        names = [name for name in find.names() if not find.card(name).path or _path(options.path, stores, name)]
    return [name for name in dict.fromkeys(names) if name != "catalogue"]


def _path(path: Path | None, stores: Stores, source: str) -> Path | None:
    return path if path and find.card(source).path else stores.settings.source(source).path


def _path_shard(place: Path | None) -> str:
    """Documents of two places never mix: each path is a shard of its own."""
    if place is None:
        return "none"
    stem = "".join(c if c.isalnum() else "-" for c in place.stem.lower())[:40]
    return f"{stem or 'path'}-{sha256(str(place.resolve()).encode())[:8]}"


def next_date(stores: Stores) -> datetime:
    """Now; or, when a run was sealed at this very moment or later, one second after the last one."""
    now, seals = stores.clock().replace(microsecond=0), stores.ledger.seals()
    return max(now, seals[-1][0].date + timedelta(seconds=1)) if seals else now


def newest_date(stores: Stores) -> datetime:
    """The date of the newest sealed run; raises BadInput when there is none."""
    if not (seals := stores.ledger.seals()):
        raise BadInput("Nothing was crawled yet: the ledger has no sealed run. Crawl first.")
    return seals[-1][0].date


def _catalogue_is_known(stores: Stores, date: datetime) -> bool:
    """Whether the catalogue was sealed at an earlier date as it is now: it is crawled again when a file changed."""
    digest = f"catalogue {load_catalogue().digest[:12]}"
    sealed = [seal for run, seal in stores.ledger.seals() if run.source == "catalogue" and run.date < date]
    return bool(sealed) and sealed[-1].mark == digest
