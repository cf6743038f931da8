"""Daily, and whenever the graph changed: plan requests again, send what was approved, remind, ask what came of it."""

from __future__ import annotations

import logging
from typing import Any

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, dag, task

from lineage_tasks.names import GRAPH_CHANGED, RETRYING, START
from lineage_tasks.opened import opened


@task(multiple_outputs=False)
def news() -> dict[str, Any]:
    """How many holders are new to each list of datasets that is watched; their names are in the log."""
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


@task(multiple_outputs=False)
def replan() -> dict[str, int]:
    """How many obligations each request got; they wait for a person's approval."""
    from lineage.jobs.requests.replan import replan as job

    log = logging.getLogger("airflow.task")
    found = job(opened())
    for each in found:
        if each.problem:
            log.warning("request %s could not be planned again: %s", each.request, each.problem)
    return {each.request: len(each.added) + len(each.resurfaced) for each in found}


@task(multiple_outputs=False)
def send() -> dict[str, int]:
    """How many notices, reminders and complaints left, by what came of them: only what a named role approved leaves."""
    from lineage.jobs.requests import office
    from lineage.jobs.requests.send import send as job

    counts: dict[str, int] = {}
    stores = opened()
    if job(stores, really=False):
        office.check(stores.settings)
    for one in job(stores, really=True):
        counts[one.came_of] = counts.get(one.came_of, 0) + 1
    return counts


@task(multiple_outputs=False)
def poll() -> dict[str, int]:
    """How many holders answered through their own interfaces, by what they said."""
    from lineage.jobs.requests.poll import poll as job

    log = logging.getLogger("airflow.task")
    counts: dict[str, int] = {}
    for one in job(opened()):
        if one.problem:
            log.warning("request %s, %s: %s", one.request, one.holder, one.problem)
        counts[one.said or "nothing new"] = counts.get(one.said or "nothing new", 0) + 1
    return counts


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
    """What is watched is apart; requests go in order, so that a new obligation is seen before anything leaves."""
    news()
    replan() >> send() >> poll()


deletion()
