"""Every week: crawl each shard of each source, seal what is complete, say what is missing.

Sources that were asked before others found names that they search for go round once more, in a run of their own.
"""

from __future__ import annotations

from typing import Any

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import CronTriggerTimetable, TaskGroup, dag, task

from lineage.jobs.slots import slots, turns
from lineage_tasks.crawl_shard import CrawlShard
from lineage_tasks.missing import missing
from lineage_tasks.names import RETRYING, SEALED_RUNS, START, pool
from lineage_tasks.opened import opened, run_date, told


@task
def shards(source: str, *, dag_run: Any = None, ti: Any = None) -> list[str]:
    """The shards of a source that this run crawls; none when settings, or this lap, leave the source out."""
    from lineage.jobs.crawl import CrawlOptions, checked_sources, runs_of

    stores, options = opened(), CrawlOptions()
    if source not in (dag_run.conf or {}).get("sources", [source]):
        return []
    with told(ti):
        chosen = source in checked_sources(stores, options)
        return [run.id.shard for run in runs_of(stores, source, run_date(dag_run), options)] if chosen else []


@task(trigger_rule="all_done", outlets=[SEALED_RUNS], multiple_outputs=False)
def sealed(*, dag_run: Any = None, ti: Any = None, outlet_events: Any = None) -> dict[str, Any]:
    """What is complete goes on to the projection; with it goes what is missing, for the week's report."""
    from lineage.clock import stamp
    from lineage.errors import RunIncomplete
    from lineage.jobs.crawl import result_at

    date = run_date(dag_run)
    complete = {(shard.source, shard.shard) for shard in result_at(opened(), date, {}).shards}
    problems = {f"{source}.{shard}": said for (source, shard), said in missing(ti, slots(), complete).items()}
    if problems and not complete:
        raise RunIncomplete(f"No shard was sealed; there is nothing to project. {'; '.join(problems.values())}")
    found = {"date": stamp(date), "sealed": len(complete), "missing": problems}
    outlet_events[SEALED_RUNS].extra = found
    return found


@task
def complete(found: dict[str, Any]) -> int:
    """Fails, so that somebody looks, when a shard was not sealed; clearing that shard goes on where it stopped."""
    from lineage.errors import RunIncomplete

    if found["missing"]:
        told = "; ".join(f"{shard}: {problem}" for shard, problem in found["missing"].items())
        raise RunIncomplete(f"{len(found['missing'])} shards were not sealed; clear their tasks to go on. {told}")
    return found["sealed"]


@task.short_circuit
def again(*, dag_run: Any = None) -> dict[str, Any]:
    """What the next lap crawls: the sources that have not heard all names yet; nothing when there is none."""
    from lineage.jobs.crawl import LAPS, CrawlOptions, checked_sources
    from lineage.jobs.heard import behind

    lap = (dag_run.conf or {}).get("lap", 1)
    stores = opened()
    late = behind(stores, checked_sources(stores, CrawlOptions()), run_date(dag_run)) if lap < LAPS else []
    return {"lap": lap + 1, "sources": late} if late else {}


def _group(source: str, trigger_rule: str = "all_success") -> TaskGroup:
    """One source: its shards, and a mapped task that crawls each."""
    with TaskGroup(source) as group:
        found = shards.override(trigger_rule=trigger_rule)(source)
        CrawlShard.partial(
            task_id="crawl", source=source, pool=pool(source), map_index_template="{{ task.shard }}"
        ).expand(shard=found)
    return group


@dag(
    schedule=CronTriggerTimetable("17 3 * * 1", timezone="UTC"),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=RETRYING,
    tags=["lineage"],
    doc_md=__doc__,
)
def crawl() -> None:
    """One group a source, one mapped task a shard."""
    gathered = sealed()
    before: list[TaskGroup] = []
    for turn in turns():
        # all_done: a source that failed keeps nobody from searching for what the others found
        groups = [_group(source, trigger_rule="all_done" if before else "all_success") for source in turn]
        for group in groups:
            before >> group >> gathered
        before = groups
    complete(gathered)
    lap = again()
    gathered >> lap >> TriggerDagRunOperator(task_id="next_lap", trigger_dag_id="crawl", conf=lap)


crawl()
