"""Airflow's parts as processes of this machine, with the settings of docker-compose.yml."""

from __future__ import annotations

import json
import os
import sys
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from cluster.compose import ROOT, Compose, Part
from cluster.home import Home
from cluster.install import run
from cluster.servers.process import HOST, Server, answers, free_port

_PATIENCE = 180.0


def environment(home: Home, compose: Compose) -> dict[str, str]:
    """What docker-compose.yml says, with the folders, ports and programs of this machine."""
    ports, airflow = compose.ports, home.folder / "airflow"
    return compose.environment | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "LINEAGE_HOME": str(home.folder / "lineage"),
        "AIRFLOW_HOME": str(airflow),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(airflow / "logs"),
        "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(ports["triggerer-logs"]),
        "AIRFLOW__API__HOST": HOST,
        "AIRFLOW__API__PORT": str(ports["airflow-api-server"]),
        "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_PORT": str(ports["scheduler-health"]),
    }


def prepare(home: Home, compose: Compose) -> None:
    """Bring databases and schemas up to date; make bucket, pools and account: as compose's `prepare` does."""
    for folder in ("airflow", "lineage"):
        (home.folder / folder).mkdir(exist_ok=True)
    secret = {"AIRFLOW_ADMIN_PASSWORD": compose.values["AIRFLOW_ADMIN_PASSWORD"]}
    run(["sh", "-c", f"cd {ROOT} && exec sh deploy/prepare.sh"], env=environment(home, compose) | secret)


def parts(home: Home, compose: Compose) -> Iterator[Server]:
    """Each process, not started yet; a part with replicas once for each of them."""
    common = environment(home, compose)
    for part in compose.parts:
        for number in range(1, part.replicas + 1):
            yield _server(home, compose, part, number, common | _own(part, common))


def _own(part: Part, common: Mapping[str, str]) -> dict[str, str]:
    """What a part's environment has that the common one has not."""
    return {name: value for name, value in part.environment.items() if name not in common}


def _server(home: Home, compose: Compose, part: Part, number: int, env: dict[str, str]) -> Server:
    name, command = part.name, list(part.command)
    if part.replicas > 1:  # on one machine they need names and ports of their own
        name = f"{part.name}-{number}"
        command += ["-H", f"{name}@%h"]
        env["AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT"] = str(free_port())
    url = f"http://{HOST}:{compose.ports['airflow-api-server']}"
    return Server(
        name=name,
        command=command,
        folder=home.folder / "logs",
        healthy=_health(part.name, url),
        env=env,
        urls={"http": url},
        patience=_PATIENCE,
        outlives=True,
    )


def _health(part: str, url: str) -> Callable[[Server], bool]:
    if part == "api-server":
        return lambda _: answers(f"{url}/api/v2/monitor/health")
    if part == "worker":
        return lambda server: " ready." in server.said()
    return lambda _: status(url).get(part.replace("-", "_"), {}).get("status") == "healthy"


def status(url: str) -> dict[str, dict[str, str | None]]:
    """How Airflow says that its parts are; nothing while it does not answer."""
    try:
        with urllib.request.urlopen(f"{url}/api/v2/monitor/health", timeout=10) as answer:
            found: dict[str, dict[str, str | None]] = json.load(answer)
    except OSError:  # not up yet
        return {}
    return found
