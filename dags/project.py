"""Whenever runs were sealed: compute the graph, load it, write the week's report. One loader at a time."""

from __future__ import annotations

from typing import Any

from airflow.sdk import dag, task

from lineage_tasks.missing import announced
from lineage_tasks.names import GRAPH_CHANGED, LOADER, RETRYING, SEALED_RUNS
from lineage_tasks.opened import opened


@task(pool=LOADER, outlets=[GRAPH_CHANGED], multiple_outputs=False)
def load(*, triggering_asset_events: Any = None, outlet_events: Any = None) -> dict[str, Any]:
    """Project and report each crawl that was announced; started by hand, the newest one."""
    from airflow.sdk.exceptions import AirflowFailException

    from lineage.jobs.crawl import newest_date, result_at
    from lineage.jobs.weekly import conclude

    stores = opened()
    for date, problems in announced(triggering_asset_events[SEALED_RUNS]) or [(newest_date(stores), {})]:
        week = conclude(stores, result_at(stores, date, problems), date)
    if week.projected is None:  # the report says why; only a human can decide
        raise AirflowFailException(week.problem)
    found = {"report": week.report.name, **week.projected.model_dump()}
    outlet_events[GRAPH_CHANGED].extra = found
    return found


@dag(schedule=[SEALED_RUNS], catchup=False, max_active_runs=1, default_args=RETRYING, tags=["lineage"], doc_md=__doc__)
def project() -> None:
    """A single task."""
    load()


project()
