"""`make cluster`: start the servers, then Airflow; wait until each is healthy, and say where it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed

import psycopg
from psycopg import sql

from cluster.airflow import parts, prepare
from cluster.compose import Compose
from cluster.errors import ClusterError
from cluster.family import Process
from cluster.home import MARK, Home, Started
from cluster.servers.neo4j import neo4j
from cluster.servers.postgres import postgres
from cluster.servers.process import Server
from cluster.servers.redis import redis
from cluster.servers.s3 import s3

Tell = Callable[[str], None]


def up(home: Home, tell: Tell) -> Compose:
    """Start everything; what is there already is an error. When a part does not start, all others are ended again."""
    if [one for one in home.started() if one.process.lives()] or home.marked():
        raise ClusterError(f"The cluster of {home.folder} runs already, or was cut off; `make cluster-down` ends it.")
    # Workers write their titles over their environment, and so over the mark, unless they are told not to.
    os.environ |= {MARK: str(home.folder), "SPT_NOENV": "1"}
    values = home.secrets()
    compose = Compose.read(values, home.ports())
    started: list[Started] = []

    def note(server: Server) -> None:
        process = server.leader or Process(0, 0)
        started.append(Started(server.name, process.pid, process.born, int(server.polite)))
        home.remember(started)
        tell(f"{server.name} is up")

    for server in _servers(home, compose):
        note(server)
    tell("preparing databases, bucket, pools, account")
    prepare(home, compose, values)
    with ThreadPoolExecutor() as threads:
        for starting in as_completed([threads.submit(part.start) for part in parts(home, compose)]):
            note(starting.result())
    return compose


def _servers(home: Home, compose: Compose) -> Iterator[Server]:
    folder, ports, values = home.folder, compose.ports, compose.values
    database = postgres(
        folder / "postgres",
        port=ports["postgres"],
        password=values["POSTGRES_LINEAGE_PASSWORD"],
        databases=("lineage", "airflow"),
        outlives=True,
    )
    yield database
    _give_airflow_its_database(database.urls["airflow"], values["POSTGRES_AIRFLOW_PASSWORD"])
    yield redis(folder / "redis", port=ports["redis"], password=values["REDIS_PASSWORD"], outlives=True)
    yield s3(
        folder / "s3",
        port=ports["s3"],
        key=values["S3_ACCESS_KEY"],
        secret=values["S3_SECRET_KEY"],
        region="us-east-1",
        outlives=True,
    )
    yield neo4j(folder / "neo4j", port=ports["neo4j"], password=values["NEO4J_PASSWORD"], heap="768m", outlives=True)


def _give_airflow_its_database(url: str, password: str) -> None:
    """An account of its own for Airflow, as in docker-compose.yml; nothing is done when it is there."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'airflow'").fetchone():
            return
        connection.execute(sql.SQL("CREATE ROLE airflow LOGIN PASSWORD {}").format(sql.Literal(password)))
        connection.execute("ALTER DATABASE airflow OWNER TO airflow")
        connection.execute("REVOKE CONNECT ON DATABASE airflow FROM PUBLIC")
