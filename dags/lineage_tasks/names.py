"""The names under which Airflow knows our assets, pools and connections, and how a failed task is tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import Asset, ExceptionRetryPolicy, RetryAction, RetryRule

SEALED_RUNS = Asset("sealed runs")
GRAPH_CHANGED = Asset("graph changed")

GRAPH, STORAGE = "lineage_graph", "lineage_storage"
"""Connection ids: Neo4j, and S3. Where one is not defined, the settings (`LINEAGE_…`) decide."""

LOADER = "lineage_loader"
"""The pool of one slot for whoever writes the graph."""

START = datetime(2026, 1, 1, tzinfo=UTC)
RETRYING: dict[str, Any] = {
    "owner": "lineage",
    "retries": 5,
    "retry_delay": timedelta(seconds=30),
    "retry_exponential_backoff": True,
    "max_retry_delay": timedelta(minutes=30),
    "retry_policy": ExceptionRetryPolicy(
        rules=[
            RetryRule(
                "lineage.errors.Terminal", RetryAction.FAIL, reason="Terminal: the same call gives the same answer"
            )
        ]
    ),
}
"""Whatever may pass is tried again, later and later; what cannot pass by itself is not."""


def pool(source: str) -> str:
    """The pool that bounds how many shards of a source are crawled at once."""
    return f"lineage_{source}"
