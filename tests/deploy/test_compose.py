"""docker compose itself can read the compose file: by its own library, where no Docker is."""

from __future__ import annotations

import pytest

from cluster.errors import ClusterError
from tests.conftest import missing
from tests.deploy.compose import NotRead, read, reader
from tests.deploy.setup import Setup

pytestmark = pytest.mark.slow  # Go builds the reader, the first time

BROKEN = [
    ("a volume that nobody declares", "compose", "  s3-data: {}\n", "", "undefined volume s3-data"),
    ("a network that nobody declares", "compose", "networks: [inside, outside]", "networks: [pier]", "network pier"),
    ("waiting for a service that there is not", "compose", "    redis: {cond", "    gulls: {cond", 'service "gulls"'),
    ("a service that waits for itself", "compose", "      s3: {cond", "      prepare: {cond", "cycle"),
    ("a key that there is not", "compose", "    stop_grace_period: 2m", "    stop_grace: 2m", "neo4j.stop_grace"),
    ("a merge of what is not there", "compose", "<<: *prepared", "<<: *gulls", "gulls"),
    ("a variable that is needed and not set", "example", "S3_SECRET_KEY=", "S3_SECRET=", "S3_SECRET_KEY is missing"),
    ("a variable that is needed and empty", "example", "AIRFLOW_PORT=8080", "AIRFLOW_PORT=", "AIRFLOW_PORT is missing"),
    ("a port that is no number", "example", "AIRFLOW_PORT=8080", "AIRFLOW_PORT=gulls", "gulls"),
]  # fmt: skip


@pytest.fixture(scope="module")
def compose():
    """The program that reads compose files."""
    try:
        return reader()
    except ClusterError as problem:
        missing(str(problem))


@pytest.fixture(scope="module")
def setup():
    return Setup.read()


def test_compose_reads_the_file_and_fills_it_in_as_the_rules_do(compose, setup, tmp_path):
    services = read(compose, setup, tmp_path)["services"]

    assert {name: service.get("environment") for name, service in services.items()} == {
        name: service.get("environment") for name, service in setup.services.items()
    }


@pytest.mark.parametrize(("file", "old", "new", "told"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_compose_refuses_a_file_with(compose, setup, tmp_path, file, old, new, told):
    with pytest.raises(NotRead, match=told):
        read(compose, setup.changed(file, old, new), tmp_path)
