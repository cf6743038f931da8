"""Daily: look whether what holders say is deleted is gone, and write the page that requests are managed by."""

from __future__ import annotations

from airflow.sdk import CronTriggerTimetable, dag, task

from lineage_tasks.names import RETRYING, START
from lineage_tasks.opened import opened


@task(multiple_outputs=False)
def look() -> dict[str, int]:
    """How many obligations were looked at, by verdict."""
    from lineage.jobs.requests.verify import verify as job

    counts: dict[str, int] = {}
    for one in job(opened()):
        counts[one.verdict] = counts.get(one.verdict, 0) + 1
    return counts


@task(multiple_outputs=False)
def page() -> str:
    """Where the page lies; it names none of the people."""
    from lineage.jobs.requests.report import write_page

    return str(write_page(opened()))


@dag(
    schedule=CronTriggerTimetable("45 6 * * *", timezone="UTC"),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=RETRYING,
    tags=["lineage"],
    doc_md=__doc__,
)
def verify() -> None:
    """First the looks, then the page that shows them."""
    look() >> page()


verify()
