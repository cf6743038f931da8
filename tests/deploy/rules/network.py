"""Addresses: who is spoken to exists, listens there, and can be reached."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.deploy.rules import rule
from tests.deploy.setup import Setup

LISTENS = {
    "postgres": {5432},
    "redis": {6379},
    "neo4j": {7474, 7687},
    "airflow-api-server": {8080},
    "airflow-scheduler": {8974},
}
"""What the images and Airflow listen on when nobody says otherwise."""
ADDRESS = re.compile(r"://(?:[^/@\s]*@)?(?P<host>[\w.-]+):(?P<port>\d+)")


def listens(setup: Setup, name: str) -> set[int]:
    """The ports of a service; versitygw is told its port."""
    if name == "s3":
        command = setup.services["s3"]["command"]
        return {int(command[command.index("--port") + 1].lstrip(":"))}
    return LISTENS.get(name, set())


def addresses(value: Any) -> Iterator[tuple[str, int]]:
    """Hosts with ports, in a URL or in a connection written as JSON."""
    text = str(value)
    yield from ((found["host"], int(found["port"])) for found in ADDRESS.finditer(text))
    if text.startswith("{"):
        connection = json.loads(text)
        if "host" in connection:
            yield connection["host"], connection["port"]


@rule
def addresses_name_services_and_ports_they_listen_on(setup: Setup) -> Iterator[str]:
    for name, service in setup.services.items():
        for variable, value in service.get("environment", {}).items():
            for host, port in addresses(value):
                if host not in setup.services:
                    yield f"{variable} of {name} names {host}, which is no service"
                elif port not in listens(setup, host):
                    yield f"{variable} of {name} names {host}:{port}; it listens on {sorted(listens(setup, host))}"
                elif not set(service["networks"]) & set(setup.services[host]["networks"]):
                    yield f"{name} cannot reach {host}: they have no network in common"


@rule
def health_checks_ask_ports_of_their_own(setup: Setup) -> Iterator[str]:
    for name, service in setup.services.items():
        for host, port in addresses(" ".join(service.get("healthcheck", {}).get("test", ()))):
            if host != "127.0.0.1" or port not in listens(setup, name):
                yield f"{name} asks {host}:{port} for its health, and listens on {sorted(listens(setup, name))}"


@rule
def published_ports_are_listened_on(setup: Setup) -> Iterator[str]:
    for name, service in setup.services.items():
        for port in service.get("ports", ()):
            inside = int(str(port).rpartition(":")[2])
            if inside not in listens(setup, name):
                yield f"{name} publishes {inside}, and listens on {sorted(listens(setup, name))}"


@rule
def storage_is_asked_for_the_region_and_path_it_is_started_with(setup: Setup) -> Iterator[str]:
    command, given = setup.services["s3"]["command"], setup.services["airflow-worker"]["environment"]
    if command[command.index("--region") + 1] != given["LINEAGE_S3_REGION"]:
        yield "s3 is started for another region than LINEAGE_S3_REGION"
    health = " ".join(setup.services["s3"]["healthcheck"]["test"])
    if not health.endswith(command[command.index("--health") + 1]):
        yield "the health check of s3 asks for another path than it is started with"
