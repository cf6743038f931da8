"""`deploy/databases.sql`, run by a real PostgreSQL as its image would run it."""

from __future__ import annotations

import os
import subprocess

import psycopg
import pytest
from sqlalchemy.engine import make_url

from cluster.errors import ClusterError
from cluster.servers.postgres import postgres
from tests.conftest import missing
from tests.deploy.setup import ROOT
from tests.servers import open_folder

pytestmark = pytest.mark.servers
HARD = "gull's \"wing\" :'x' \\ $1"  # a password that would end a careless statement


@pytest.fixture
def server():
    """One of its own, for roles belong to a whole server; its superuser is called as the image calls it."""
    with open_folder() as folder:
        try:
            server = postgres(folder / "data", databases=("gulls",), durable=False)
        except ClusterError as problem:
            missing(str(problem))
        with server:
            at = make_url(server.url)
            where = {"host": at.host, "port": at.port}
            with psycopg.connect(**where, user="lineage", password=at.password, dbname="gulls") as connection:
                connection.execute("CREATE ROLE postgres SUPERUSER LOGIN PASSWORD 'harbour'")
            with psycopg.connect(**where, user="postgres", password="harbour", dbname="gulls") as connection:
                connection.execute("ALTER ROLE lineage RENAME TO keeper")
            yield where


def run_script(server, **passwords):
    psql = ["psql", "--host", server["host"], "--port", str(server["port"]), "--username", "postgres", "postgres"]
    environment = {**os.environ, "PGPASSWORD": "harbour", **passwords}
    script = ROOT / "deploy/databases.sql"
    return subprocess.run([*psql, "--file", script], env=environment, capture_output=True, text=True)


def test_each_database_has_an_owner_who_cannot_enter_the_other(server):
    made = run_script(server, POSTGRES_AIRFLOW_PASSWORD=HARD, POSTGRES_LINEAGE_PASSWORD="quay")

    assert made.returncode == 0, made.stderr
    for name, password, other in (("airflow", HARD, "lineage"), ("lineage", "quay", "airflow")):
        with psycopg.connect(**server, user=name, password=password, dbname=name) as own:
            own.execute("CREATE TABLE gulls (name text)")
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(**server, user=name, password=password, dbname=other)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(**server, user=name, password="wrong", dbname=name)


def test_without_a_password_it_stops(server):
    made = run_script(server, POSTGRES_AIRFLOW_PASSWORD="pier")

    assert made.returncode != 0
    assert "lineage_password" in made.stderr
