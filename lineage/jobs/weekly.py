"""`lineage weekly`, the main job: crawl, project, report, plan again. Resumes at its own date when it was killed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from lineage.errors import ArchiveUnavailable, RunIncomplete, TooMuchAged
from lineage.jobs.crawl import CrawlOptions, CrawlResult, crawl, next_date
from lineage.jobs.project import ProjectResult, compute_graph, project
from lineage.jobs.report import write_report
from lineage.jobs.requests.replan import Replanned, replan
from lineage.jobs.standing import News, standing_news
from lineage.jobs.stores import Stores
from lineage.jobs.tidy import tidy
from lineage.jobs.unfinished import Unfinished
from lineage.trace.diff import Difference, difference


@dataclass(frozen=True)
class WeeklyResult:
    """What a week's run came to."""

    crawled: CrawlResult
    projected: ProjectResult | None
    changed: Difference
    report: Path
    news: tuple[News, ...] = ()
    """For each standing request, who is new."""
    replanned: tuple[Replanned, ...] = ()
    """For each deletion request that goes on, what was added to its plan."""
    problem: str | None = None

    @property
    def complete(self) -> bool:
        """Whether everything was visited, projected and looked up."""
        open_ends = any(news.problems for news in self.news) or any(each.problem for each in self.replanned)
        return self.crawled.complete and self.problem is None and not open_ends


def weekly(stores: Stores, options: CrawlOptions, note: str = "") -> WeeklyResult:
    """Crawl what there is, project it, write the report, list the news of standing requests, plan requests again.

    A failed source or a brake is reported, not raised; behind a brake standing requests wait. Nothing is sent.
    """
    marker = Unfinished(stores.home, "weekly")
    date = options.date or marker.begin(next_date(stores), stores.clock())
    crawled = crawl(stores, replace(options, date=date))
    options.tell("projecting")
    result = conclude(stores, crawled, date, note)
    if all(shard.problem is None for shard in crawled.shards):
        marker.end()
    if not result.problem:
        result = replace(result, news=tuple(standing_news(stores)), replanned=tuple(replan(stores)))
    try:
        tidy(stores)
    except ArchiveUnavailable as error:  # the week's work is done, and is shown
        result = replace(result, problem=result.problem or str(error))
    return result


def conclude(stores: Stores, crawled: CrawlResult, date: datetime, note: str = "") -> WeeklyResult:
    """Project what a crawl sealed, and write its report."""
    first = all(run.date >= date for run, _ in stores.ledger.seals())
    before, projected, problem = None, None, None
    try:
        # from the ledger, not from the store: so a run killed after projecting still reports its news
        before = compute_graph(stores, until=date - timedelta(microseconds=1))
        projected = project(stores)
    except (TooMuchAged, RunIncomplete) as error:
        problem = str(error)
    after = stores.graph.whole()
    changed = difference(before or after, after)
    path = write_report(stores, crawled, changed, first=first, note=" ".join(n for n in (note, problem) if n))
    return WeeklyResult(crawled, projected, changed, path, problem=problem)
