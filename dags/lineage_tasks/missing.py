"""What a crawl could not seal, as it travels: from the failed tasks, by the asset's event, into the week's report."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

Problems = dict[tuple[str, str], str]
_UNTOLD = "its task ended without saying why; its log in Airflow may"


def missing(ti: Any, sources: Iterable[str], sealed: Collection[tuple[str, str]]) -> Problems:
    """What went wrong with each shard that was to be crawled and is not among the sealed ones."""
    problems: Problems = {}
    for source in sources:
        planned = ti.xcom_pull(task_ids=f"{source}.shards", map_indexes=-1)
        if planned is None:
            said = ti.xcom_pull(task_ids=f"{source}.shards", map_indexes=-1, key="problem")
            problems[source, "all"] = said or _UNTOLD
        for number, shard in enumerate(planned or ()):
            if (source, shard) in sealed:
                continue
            said = ti.xcom_pull(task_ids=f"{source}.crawl", map_indexes=number, key="problem")
            problems[source, shard] = said or _UNTOLD
    return problems


def announced(events: Iterable[Any]) -> list[tuple[datetime, Problems]]:
    """The crawls that the events tell of, by date; of two events for one crawl the later one counts."""
    from lineage.clock import parse_moment

    crawls = {event.extra["date"]: event.extra["missing"] for event in events}
    return [
        (parse_moment(date), {tuple(shard.split(".", 1)): said for shard, said in told.items()})
        for date, told in sorted(crawls.items())
    ]
