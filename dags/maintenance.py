"""Every Sunday: check stores, runs and snapshots; remove what killed workers left."""

from __future__ import annotations

from airflow.sdk import CronTriggerTimetable, dag, task

from lineage_tasks.names import RETRYING, START
from lineage_tasks.opened import opened


@task(multiple_outputs=False)
def check() -> dict[str, str]:
    """What `lineage doctor` finds; fails when something is wrong."""
    from lineage.errors import RunIncomplete
    from lineage.jobs.doctor import doctor

    checks = doctor(opened())
    if wrong := [f"{check.what}: {check.finding}" for check in checks if not check.fine]:
        raise RunIncomplete(" ".join(wrong))
    return {check.what: check.finding[:200] for check in checks}


@task(multiple_outputs=False)
def tidy() -> dict[str, int]:
    """How many runs had left files that no seal names, and how many journals nobody went on with."""
    from lineage.jobs.tidy import tidy as job

    found = job(opened())
    return {"unsealed": found.unsealed, "journals": found.journals}


@dag(
    schedule=CronTriggerTimetable("17 5 * * 0", timezone="UTC"),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=RETRYING,
    tags=["lineage"],
    doc_md=__doc__,
)
def maintenance() -> None:
    """Two tasks that know nothing of each other."""
    check()
    tidy()


maintenance()
