"""What is new for each standing request: holders that were not known when the request last looked."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from lineage.clock import end_of, stamp
from lineage.deletion.standing import Standing, load
from lineage.errors import BadInput
from lineage.files import write_atomically
from lineage.graph.base import GraphStore
from lineage.jobs.holders import HolderRow, holder_rows
from lineage.jobs.naming import graph_known, thing
from lineage.jobs.stores import Stores


@dataclass(frozen=True)
class News:
    """One standing request's news."""

    request: str
    since: str | None
    """The moment compared with; None when nothing was known before."""
    new: tuple[HolderRow, ...]
    problems: tuple[str, ...]
    """Datasets that the graph does not know, or that can mean several things."""
    file: Path
    """Where the news are written as JSON."""


def standing_news(stores: Stores) -> list[News]:
    """Compare who holds what now with what was known then, for each request, and write it down.

    On an empty graph there are no news yet.
    Raises BadInput for a file that is no standing request; TooMuchAged when the past cannot be computed.
    """
    requests = load(stores.home / "standing")
    if not requests or not stores.graph.counts()["claims"]:  # before the first projection nobody can be new
        return []
    newest = max((run.date for run, _ in stores.ledger.seals()), default=None)
    graphs: dict[datetime, GraphStore] = {}
    found = []
    for request in requests:
        since = end_of(str(request.since)) if request.since else newest and newest - timedelta(microseconds=1)
        if since is not None and since not in graphs:
            graphs[since] = graph_known(stores, since)
        found.append(_news(stores, request, since, graphs.get(since) if since else None))
    return found


def _news(stores: Stores, request: Standing, since: datetime | None, before: GraphStore | None) -> News:
    now, problems = _holders(stores.graph, request)
    known = {_key(row) for row in _holders(before, request)[0]} if before else set()
    new = tuple(row for row in now if _key(row) not in known)
    path = stores.home / "reports" / "standing" / f"{request.id}.json"
    news = News(request.id, stamp(since) if since else None, new, tuple(problems), path)
    write_atomically(path, json.dumps(dataclasses.asdict(news), default=str, ensure_ascii=False, indent=1).encode())
    return news


def _holders(graph: GraphStore, request: Standing) -> tuple[list[HolderRow], list[str]]:
    """Each holder once, and the datasets that could not be looked up."""
    rows: dict[tuple[str, str, str], HolderRow] = {}
    problems = []
    for name in request.datasets:
        try:
            root = thing(graph, name)
        except BadInput as error:
            problems.append(str(error))
            continue
        for row in holder_rows(graph, root):
            rows.setdefault(_key(row), row)
    return list(rows.values()), problems


def _key(row: HolderRow) -> tuple[str, str, str]:
    return (row.organization_id or row.organization, row.thing_id, row.role)
