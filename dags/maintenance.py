"""Every Sunday: check stores, runs, snapshots and the docket; wrap keys anew; remove what killed workers left."""

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


@task(multiple_outputs=False)
def audit() -> dict[str, int]:
    """How many events of requests are as they were written; fails where one is not."""
    from lineage.errors import SealBroken
    from lineage.jobs.requests.audit import audit as job

    found = job(opened())
    if found.findings:
        raise SealBroken(" ".join(f"Event {finding.number}: {finding.says}" for finding in found.findings[:20]))
    return {"events": found.events, "anchors": found.anchors}


@task(multiple_outputs=False)
def rotate() -> int:
    """How many keys were wrapped anew: none, unless somebody set another LINEAGE_MASTER_KEY."""
    return opened().keys.rotate()


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
    """Tasks that know nothing of each other."""
    check()
    tidy()
    audit()
    rotate()


maintenance()
