"""The task that crawls one shard. While a source asks us to stay away it waits in the triggerer, in no worker."""

from __future__ import annotations

from typing import Any

from airflow.sdk import BaseOperator

from lineage_tasks.opened import opened, run_date, told


class CrawlShard(BaseOperator):
    """Crawl one shard at the DAG run's date and seal it; a sealed shard is left as it is."""

    ui_color = "#dbe9f6"

    def __init__(self, *, source: str, shard: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.source, self.shard = source, shard

    def execute(self, context: Any, event: Any = None) -> dict[str, Any]:
        """Crawl; once more, from the journal, when a deferral is over."""
        from lineage.errors import RateLimited
        from lineage.jobs.crawl import CrawlOptions, crawl_shard, run_of

        stores, options = opened(), CrawlOptions(tell=self.log.info)
        with told(context["ti"]):
            run = run_of(stores, self.source, self.shard, run_date(context["dag_run"]), options)
            try:
                result = crawl_shard(stores, run, options)
            except RateLimited as limited:
                self._wait(limited)
        self.log.info("%s: %s", result.run, "sealed before" if result.already else "sealed")
        return {"run": result.run, "already": result.already, **result.counts}

    def _wait(self, limited: Any) -> None:  # RateLimited
        from airflow.providers.standard.triggers.temporal import DateTimeTrigger

        self.log.info("%s", limited)
        self.defer(trigger=DateTimeTrigger(limited.until), method_name="execute")
