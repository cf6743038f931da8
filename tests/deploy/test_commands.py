"""Airflow itself understands the commands that it is started, checked and prepared with."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
from importlib.metadata import entry_points

import pytest

from tests.conftest import missing
from tests.deploy.rules.programs import INSTALLED_BY
from tests.deploy.setup import Setup

pytestmark = pytest.mark.airflow
UNDERSTAND = """
import importlib, json, sys
from airflow.cli.cli_parser import get_parser
asked = json.load(sys.stdin)
for command in asked["airflow"]:
    get_parser().parse_args(command)
for application in asked["celery"]:
    module, _, name = application.rpartition(".")
    getattr(importlib.import_module(module), name)
"""


@pytest.fixture
def understood(tmp_path):
    """Whether Airflow's own parser takes these commands, and these Celery applications can be imported."""
    if importlib.util.find_spec("airflow") is None:
        missing("Airflow is not installed: `make .venv/airflow` installs the extra [airflow]")

    def ask(commands, applications):
        environment = {"PATH": os.environ["PATH"], "AIRFLOW_HOME": str(tmp_path), "HOME": str(tmp_path)}
        # The commands for accounts exist where this manager is chosen.
        setup = Setup.read().services["airflow-worker"]["environment"]
        environment |= {name: setup[name] for name in ("AIRFLOW__CORE__AUTH_MANAGER", "AIRFLOW__CORE__EXECUTOR")}
        asked = json.dumps({"airflow": commands, "celery": applications})
        return subprocess.run(
            [sys.executable, "-c", UNDERSTAND], env=environment, input=asked, capture_output=True, text=True
        )

    return ask


def words(setup):
    """Every line that is run, as words."""
    for service in setup.ours().values():
        yield service.get("command", [])
        kind, *test = service.get("healthcheck", {}).get("test", ["NONE"])
        yield test if kind == "CMD" else shlex.split(test[0] if test else "")
    for line in setup.prepare.splitlines():
        if re.match(r"\s*airflow ", line):
            yield shlex.split(line)


def test_airflow_takes_every_command(understood):
    lines = list(words(Setup.read()))
    commands = [line[1:] for line in lines if line[:1] == ["airflow"]]
    applications = [line[line.index("--app") + 1] for line in lines if line[:1] == ["celery"]]

    result = understood(commands, applications)

    assert len(commands) >= 10
    assert len(applications) == 1
    assert result.returncode == 0, result.stderr[-2000:]


@pytest.mark.parametrize(
    ("command", "application", "says"),
    [
        (["airflower"], "json.dumps", "invalid choice"),
        (["jobs", "check", "--job-kind", "SchedulerJob"], "json.dumps", "unrecognized arguments"),
        (["scheduler"], "airflow.executors.celery_executor.app", "ModuleNotFoundError"),
    ],
)
def test_a_command_that_airflow_does_not_know_is_told(understood, command, application, says):
    result = understood([command], [application])

    assert result.returncode != 0
    assert says in result.stderr


def test_every_console_script_is_brought_by_its_package(understood):
    scripts = {script.name: script.dist.name for script in entry_points(group="console_scripts") if script.dist}

    assert {script: scripts.get(script) for script in INSTALLED_BY} == INSTALLED_BY
