"""`make cluster`: start the servers, then Airflow; wait until each is healthy. What runs already is left alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed

import psycopg
from psycopg import sql

from cluster import family
from cluster.airflow import parts, prepare
from cluster.compose import Compose
from cluster.family import Process
from cluster.home import MARK, Home, Started
from cluster.servers.neo4j import neo4j
from cluster.servers.postgres import postgres
from cluster.servers.process import HOST, Server
from cluster.servers.redis import redis
from cluster.servers.s3 import s3

Tell = Callable[[str], None]


def up(home: Home, tell: Tell) -> Compose:
    """Start whatever of the cluster does not run: all of it, or what was killed since. Raises ClusterError."""
    for name in [name for name in os.environ if name.startswith("AIRFLOW_")]:
        del os.environ[name]  # meant for another Airflow; at another level of logging no worker says that it is ready
    # Workers write their titles over their environment, and so over the mark, unless they are told not to.
    os.environ |= {MARK: str(home.folder), "SPT_NOENV": "1"}
    running = _running(home)
    compose = Compose.read(home.secrets(), home.ports(ours=bool(running)))
    names = [one.name for one in running]

    def note(server: Server) -> None:
        process = server.leader or Process(0, 0)
        running.append(Started(server.name, process.pid, process.born, int(server.polite)))
        home.remember(running)
        tell(f"{server.name} is up")

    for name, start in _servers(home, compose).items():
        if name not in names:
            note(start())
    if "api-server" not in names:
        tell("preparing databases, bucket, pools, account")
        _give_airflow_its_database(compose)
        prepare(home, compose)
    _start_all((part for part in parts(home, compose) if part.name not in names), note)
    return compose


def _running(home: Home) -> list[Started]:
    """What of an earlier start still runs; what a dead part left behind is ended."""
    for one in (started := home.started()):
        if not one.process.lives():
            family.kill(one.process)
    return [one for one in started if one.process.lives()]


def _servers(home: Home, compose: Compose) -> dict[str, Callable[[], Server]]:
    """How each server is started, in the order in which that is done."""
    folder, ports, secrets = home.folder, compose.ports, compose.values
    return {
        "postgres": lambda: postgres(
            folder / "postgres",
            port=ports["postgres"],
            password=secrets["POSTGRES_LINEAGE_PASSWORD"],
            databases=("lineage", "airflow"),
            outlives=True,
        ),
        "redis": lambda: redis(
            folder / "redis", port=ports["redis"], password=secrets["REDIS_PASSWORD"], outlives=True
        ),
        "s3": lambda: s3(
            folder / "s3",
            port=ports["s3"],
            key=secrets["S3_ACCESS_KEY"],
            secret=secrets["S3_SECRET_KEY"],
            region=compose.environment["LINEAGE_S3_REGION"],
            outlives=True,
        ),
        "neo4j": lambda: neo4j(
            folder / "neo4j", port=ports["neo4j"], password=secrets["NEO4J_PASSWORD"], heap="768m", outlives=True
        ),
    }


def _start_all(servers: Iterable[Server], note: Callable[[Server], None]) -> None:
    """Start them at once, for each takes long to become healthy."""
    with ThreadPoolExecutor() as threads:
        for starting in as_completed([threads.submit(server.start) for server in servers]):
            note(starting.result())


def _give_airflow_its_database(compose: Compose) -> None:
    """An account of its own for Airflow, as in docker-compose.yml; nothing is done when it is there."""
    secret = compose.values["POSTGRES_LINEAGE_PASSWORD"]
    address = f"host={HOST} port={compose.ports['postgres']} user=lineage dbname=airflow"
    with psycopg.connect(address, password=secret, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'airflow'").fetchone():
            return
        password = sql.Literal(compose.values["POSTGRES_AIRFLOW_PASSWORD"])
        connection.execute(sql.SQL("CREATE ROLE airflow LOGIN PASSWORD {}").format(password))
        connection.execute("ALTER DATABASE airflow OWNER TO airflow")
        connection.execute("REVOKE CONNECT ON DATABASE airflow FROM PUBLIC")
