"""The cluster's settings: those of docker-compose.yml, with this machine's addresses, ports and secrets."""

from __future__ import annotations

import json
import re
import socket
import stat
import subprocess
import sys

import pytest

from cluster.airflow import environment
from cluster.compose import Compose
from cluster.errors import ClusterError
from cluster.family import kill
from cluster.home import INNER, MARK, SERVICES, Home


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("LINEAGE_CONTACT", "LINEAGE_SOURCES"):
        monkeypatch.delenv(name, raising=False)
    return Home(tmp_path / "cluster")


@pytest.fixture
def compose(home):
    return Compose.read(home.secrets(), home.ports())


def test_airflow_gets_the_settings_of_compose_with_this_machines_addresses(home, compose):
    found = environment(home, compose)

    assert set(compose.content["x-airflow-environment"]) <= set(found)
    assert [name for name, value in found.items() if "${" in value] == []
    services = re.compile(f"(@|//)({'|'.join(SERVICES)}):")
    assert [name for name, value in found.items() if services.search(value)] == []
    assert found["LINEAGE_GRAPH_URL"] == f"bolt://127.0.0.1:{compose.ports['neo4j']}"
    assert json.loads(found["AIRFLOW_CONN_LINEAGE_GRAPH"])["port"] == compose.ports["neo4j"]
    assert (
        f"127.0.0.1:{compose.ports['s3']}" in json.loads(found["AIRFLOW_CONN_LINEAGE_STORAGE"])["extra"]["endpoint_url"]
    )
    assert found["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"].startswith(
        f"http://127.0.0.1:{compose.ports['airflow-api-server']}/"
    )


def test_all_of_airflows_parts_and_two_workers_are_started(compose):
    parts = {part.name: part.replicas for part in compose.parts}

    assert parts == {"api-server": 1, "scheduler": 1, "dag-processor": 1, "triggerer": 1, "worker": 2}


def test_a_variable_that_nobody_sets_is_named(home):
    with pytest.raises(ClusterError, match="LINEAGE_MODE"):
        _ = Compose.read({}, home.ports()).environment


def test_secrets_are_made_once_for_their_owner_alone(home):
    first = home.secrets()

    assert home.secrets() == first
    assert "change-me" not in "".join(first.values())
    assert stat.S_IMODE((home.folder / "secrets.env").stat().st_mode) == 0o600


def test_a_callers_own_settings_come_first(home, monkeypatch):
    monkeypatch.setenv("LINEAGE_SOURCES", "huggingface")

    assert home.secrets()["LINEAGE_SOURCES"] == "huggingface"


def test_ports_stay_the_same_from_start_to_start(home):
    home.secrets()
    ports = home.ports()

    assert set(ports) == {*SERVICES, *INNER}
    assert home.ports() == home.kept_ports() == ports


def test_a_port_can_be_chosen_and_a_taken_one_is_told(home, monkeypatch):
    home.secrets()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("CLUSTER_PORT_AIRFLOW_API_SERVER", str(port))

        with pytest.raises(ClusterError, match=f"Port {port}, meant for airflow-api-server, is taken"):
            home.ports()

    assert home.ports()["airflow-api-server"] == port


@pytest.mark.parametrize("port", ["gull", "70000", "0"])
def test_a_port_that_is_none_is_refused(home, monkeypatch, port):
    monkeypatch.setenv("CLUSTER_PORT_NEO4J", port)

    with pytest.raises(ClusterError, match=f"CLUSTER_PORT_NEO4J={port} is no port"):
        home.ports()


def test_what_a_cluster_started_is_found_by_its_mark_and_nothing_else_is(home):
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    ours = subprocess.Popen(sleep, env={MARK: str(home.folder)})
    others = [subprocess.Popen(sleep, env={MARK: f"{home.folder}-of-others"}), subprocess.Popen(sleep)]
    try:
        assert [process.pid for process in home.marked()] == [ours.pid]
        for process in home.marked():
            kill(process)
        assert ours.wait() == -9
        assert [other.poll() for other in others] == [None, None]
    finally:
        for process in (ours, *others):
            process.kill()
            process.wait()
