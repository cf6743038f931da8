"""Opening the stores inside a task, and the date at which a DAG run works."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lineage_tasks.names import GRAPH, STORAGE

if TYPE_CHECKING:
    from lineage.jobs.stores import Stores

_PATIENCE = 20.0
_LONGEST_SENTENCE = 500


def opened() -> Stores:
    """The stores that settings and connections name. A wait of more than some seconds is the triggerer's, not ours."""
    from lineage.clock import system_clock
    from lineage.jobs.stores import Connections, Stores
    from lineage.settings import from_environment

    settings = from_environment(os.environ)
    patient = settings.model_copy(update={"patience": min(settings.patience, _PATIENCE)})
    return Stores(patient, system_clock(os.environ), Connections(_if_defined(GRAPH, _graph), _if_defined(STORAGE, _s3)))


def run_date(dag_run: Any) -> datetime:  # Airflow's type differs between worker and test
    """The date of a DAG run: its logical date, or when it was due; the same whenever the run is cleared."""
    moment = dag_run.logical_date or dag_run.run_after
    return datetime.fromtimestamp(int(moment.timestamp()), UTC)


@contextmanager
def told(ti: Any) -> Iterator[None]:
    """Leave the sentence of what goes wrong beside the task, for the week's report."""
    from lineage.errors import LineageError

    try:
        yield
    except LineageError as error:
        ti.xcom_push(key="problem", value=str(error)[:_LONGEST_SENTENCE])
        raise


def _if_defined(connection: str, client: Callable[[], Any]) -> Callable[[], Any] | None:
    from airflow.sdk import Connection
    from airflow.sdk.exceptions import AirflowNotFoundException

    try:
        Connection.get(connection)
    except AirflowNotFoundException:
        return None
    return client


def _graph() -> Any:  # a neo4j.Driver
    from airflow.providers.neo4j.hooks.neo4j import Neo4jHook

    return Neo4jHook(conn_id=GRAPH).get_conn()


def _s3() -> Any:  # a boto3 client
    from airflow.providers.amazon.aws.hooks.s3 import S3Hook

    return S3Hook(aws_conn_id=STORAGE).get_conn()
