"""Daily, and whenever the graph changed: for each standing request, list who newly holds what it watches."""

from __future__ import annotations

import logging
from typing import Any

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, dag, task

from lineage_tasks.names import GRAPH_CHANGED, RETRYING, START
from lineage_tasks.opened import opened


@task(multiple_outputs=False)
def news() -> dict[str, Any]:
    """How many holders are new to each request; their names are in the log and in `reports/standing/`."""
    from lineage.errors import BadInput
    from lineage.jobs.standing import standing_news

    log = logging.getLogger("airflow.task")
    found = standing_news(opened())
    for request in found:
        for row in request.new:
            log.info("%s: %s, %s of %s", request.request, row.organization, row.role, row.thing)
    if problems := [f"{request.request}: {problem}" for request in found for problem in request.problems]:
        raise BadInput(" ".join(problems))
    return {request.request: len(request.new) for request in found}


@dag(
    schedule=AssetOrTimeSchedule(timetable=CronTriggerTimetable("30 5 * * *", timezone="UTC"), assets=[GRAPH_CHANGED]),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=RETRYING,
    tags=["lineage"],
    doc_md=__doc__,
)
def deletion() -> None:
    """A single task, in its first form: requests themselves are not here yet."""
    news()


deletion()
