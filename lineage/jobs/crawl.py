"""`lineage crawl`: visit sources, shard by shard, and seal what each visit found."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from lineage.catalogue.load import load as load_catalogue
from lineage.errors import BadInput, LineageError
from lineage.jobs.run import Run, crawl_run
from lineage.jobs.stores import Stores
from lineage.jobs.unfinished import Unfinished
from lineage.jobs.web import check_settings
from lineage.model.base import sha256
from lineage.model.run import RunId, shown
from lineage.sources import find

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

    Raises BadInput before anything is fetched, when a source or a path does not exist.
    """
    names = _chosen(stores, options)
    cards = {name: find.card(name) for name in names}
    for name in names:  # what is mistyped is told before the first request
        check_settings(stores, cards[name], recorded=options.recorded is not None)
        if name == "documents" and not ((place := _path(options.path, stores, name)) and place.exists()):
            raise BadInput(
                f"There is nothing at {place}; give --path (or LINEAGE_SOURCE_DOCUMENTS_PATH) a JSONL file or a folder "
                "of .md, .txt, .html, .json files."
            )
    names.sort(key=lambda name: cards[name].follows)
    marker = Unfinished(stores.home, "crawl-" + sha256("|".join([*names, str(options.path)]).encode())[:12])
    date = options.date or marker.begin(next_date(stores), stores.clock())
    results: list[ShardResult] = []
    for name in ["catalogue", *names]:
        if name == "catalogue" and _catalogue_is_known(stores):
            continue
        shards = cards[name].shards if name in cards else ("all",)
        shards = tuple(_path_shard(options.path, stores) if s == "all" and name == "documents" else s for s in shards)
        for shard in shards:
            run = Run(RunId(source=name, shard=shard, date=date), shards, _path(options.path, stores, name))
            results.append(_one(stores, run, options))
    if all(result.problem is None for result in results):
        marker.end()
    return CrawlResult(shown(date), tuple(results))


def _one(stores: Stores, run: Run, options: CrawlOptions) -> ShardResult:
    name, shard = run.id.source, run.id.shard
    options.tell(f"{name}: {shard}")
    try:
        seal = crawl_run(stores, run, recorded=options.recorded, record=options.record, tell=options.tell)
    except LineageError as error:
        return ShardResult(name, shard, str(run.id), problem=str(error))
    except Exception as error:  # noqa: BLE001  a fault in one source's script must not stop the others; it is told
        problem = f"a fault in the source's script or in lineage itself: {error!r}; please report it"
        return ShardResult(name, shard, str(run.id), problem=problem)
    shutil.rmtree(stores.staged(str(run.id)), ignore_errors=True)
    return ShardResult(name, shard, str(run.id), dict(seal.counts), seal.notes)


def _chosen(stores: Stores, options: CrawlOptions) -> list[str]:
    names = list(options.sources or stores.settings.sources)
    if not names:
        names = [name for name in find.names() if name != "documents" or _path(options.path, stores, name)]
    return [name for name in dict.fromkeys(names) if name != "catalogue"]


def _path(path: Path | None, stores: Stores, source: str) -> Path | None:
    return path if path and source == "documents" else stores.settings.source(source).path


def _path_shard(path: Path | None, stores: Stores) -> str:
    """Documents of two places never mix: each path is a shard of its own."""
    place = _path(path, stores, "documents")
    if place is None:
        return "none"
    stem = "".join(c if c.isalnum() else "-" for c in place.stem.lower())[:40]
    return f"{stem or 'path'}-{sha256(str(place.resolve()).encode())[:8]}"


def next_date(stores: Stores) -> datetime:
    """Now; or, when a run was sealed at this very moment or later, one second after the last one."""
    now, seals = stores.clock().replace(microsecond=0), stores.ledger.seals()
    return max(now, seals[-1][0].date + timedelta(seconds=1)) if seals else now


def _catalogue_is_known(stores: Stores) -> bool:
    """Whether the catalogue as it is now was sealed already: it is crawled again only when a file changed."""
    digest = f"catalogue {load_catalogue().digest[:12]}"
    sealed = [seal for run, seal in stores.ledger.seals() if run.source == "catalogue"]
    return bool(sealed) and sealed[-1].mark == digest
