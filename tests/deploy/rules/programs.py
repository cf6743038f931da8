"""What is run: it exists in the image that runs it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from tests.deploy.context import included
from tests.deploy.rules import rule
from tests.deploy.setup import ROOT, Setup

LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
INSTALLED_BY = {"airflow": "apache-airflow-core", "celery": "celery", "lineage": "dataset-lineage"}
"""Our image's console scripts, by the package that brings each."""
HAS = {
    "lineage": {"python", "sh", *INSTALLED_BY},
    "s3": {"wget", "sh"},
    "postgres": {"pg_isready", "psql", "sh"},
    "redis": {"redis-server", "redis-cli", "sh", "grep"},
    "neo4j": {"wget", "cypher-shell", "sh"},
}
"""The programs that each image is known to have; Alpine's busybox brings versitygw's wget."""


def programs(service: dict[str, Any]) -> Iterator[str]:
    """The programs that a service runs, its health check's included."""
    if isinstance(entrypoint := service.get("entrypoint"), list):
        yield entrypoint[0]
    elif command := service.get("command"):
        yield command[0]
        if command[:2] == ["sh", "-c"]:
            yield command[2].split()[1 if command[2].startswith("exec ") else 0]
    kind, *test = service.get("healthcheck", {}).get("test", ["NONE"])
    if kind == "CMD":
        yield test[0]
    elif kind == "CMD-SHELL":
        yield from ("sh", *(part.split()[0] for part in test[0].split("|")))


@rule
def every_program_is_in_its_image(setup: Setup) -> Iterator[str]:
    for name, service in setup.services.items():
        image = service["build"]["target"] if "build" in service else name
        for program in programs(service):
            if not program.startswith("-") and program not in HAS[image]:  # an option is the image's own program's
                yield f"{name} runs {program}, which its image is not known to have"


@rule
def every_console_script_is_in_the_lock(setup: Setup) -> Iterator[str]:
    packages = {package["name"]: package for package in LOCK["package"]}
    extra = {wanted["name"] for wanted in packages["dataset-lineage"]["optional-dependencies"]["airflow"]}
    if not {"apache-airflow", "celery", "apache-airflow-providers-celery"} <= extra:
        yield "the extra airflow does not bring Airflow, Celery and what joins them"
    for script, package in INSTALLED_BY.items():
        if package not in packages:
            yield f"{script} is run, and {package} is not in uv.lock"


@rule
def every_script_of_ours_is_there(setup: Setup) -> Iterator[str]:
    words = {word: name for name, service in setup.ours().items() for word in service.get("command", ())}
    words |= dict.fromkeys(re.findall(r"^python (\S+)", setup.prepare, re.MULTILINE), "prepare.sh")
    for word, name in words.items():
        if word.endswith((".py", ".sh")) and not ((ROOT / word).is_file() and included(setup, word)):
            yield f"{name} runs {word}, which is not there or not in the image"
