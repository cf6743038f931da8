"""Volumes, and the databases that are made on a fresh one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.deploy.rules import rule
from tests.deploy.rules.images import stages
from tests.deploy.setup import ROOT, Setup

STATE = {
    "postgres": "/var/lib/postgresql/data",
    "redis": "/data",
    "neo4j": "/data",
    "s3": "/srv/s3",
    "airflow-worker": "/var/lib/lineage",
}
"""Where state lies that must outlive a container."""


def mounts(service: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is mounted, by place in the container: source and mode."""
    parts = [str(volume).split(":") for volume in service.get("volumes", ())]
    return {place: [source, *mode] for source, place, *mode in parts}


@rule
def volumes_are_declared_and_used(setup: Setup) -> Iterator[str]:
    used = {source for service in setup.services.values() for source, *_ in mounts(service).values()}
    volumes = {source for source in used if not source.startswith(".")}
    for name in sorted(volumes ^ set(setup.document["volumes"])):
        yield f"volume {name} is {'used and not declared' if name in volumes else 'declared and not used'}"
    for name, service in setup.services.items():
        for place, (source, *mode) in mounts(service).items():
            if source.startswith(".") and (mode != ["ro"] or not (ROOT / source).is_file()):
                yield f"{name} mounts {source} on {place}: it has to be a file of the repository, for reading only"


@rule
def state_outlives_containers(setup: Setup) -> Iterator[str]:
    for name, place in STATE.items():
        if place not in mounts(setup.services[name]):
            yield f"{name} keeps {place} in its container"


@rule
def folders_of_volumes_belong_to_who_writes_them(setup: Setup) -> Iterator[str]:
    for name, service in setup.services.items():
        if "build" not in service:
            continue
        stage = stages(setup).get(service["build"]["target"], "")
        made = " ".join(line for line in stage.splitlines() if re.search(r"install -d -o lineage|chown", line))
        for place, (source, *_) in mounts(service).items():
            if not source.startswith(".") and place not in made.split():
                yield f"{name}: a fresh volume on {place} would belong to root"


@rule
def lineage_writes_where_its_volume_is(setup: Setup) -> Iterator[str]:
    for name, service in setup.ours().items():
        if service["environment"]["LINEAGE_HOME"] not in mounts(service):
            yield f"{name} writes reports into a folder that does not last"


@rule
def databases_are_made_as_addresses_name_them(setup: Setup) -> Iterator[str]:
    made = set(re.findall(r"CREATE DATABASE (\w+) OWNER (\w+);", setup.databases))
    asked = {
        (url.path.strip("/"), url.username)
        for service in setup.services.values()
        for url in map(urlsplit, map(str, service.get("environment", {}).values()))
        if url.hostname == "postgres"
    }
    for database, owner in sorted(asked ^ made):
        lacking = "asked for and not made" if (database, owner) in asked else "made and not asked for"
        yield f"database {database} of {owner} is {lacking}"


@rule
def databases_are_made_with_passwords_that_postgres_is_given(setup: Setup) -> Iterator[str]:
    given = setup.services["postgres"]["environment"]
    for name, variable in re.findall(r"\\getenv (\w+) (\w+)", setup.databases):
        if variable not in given:
            yield f"{variable} is read by databases.sql and not given to postgres"
        if f":'{name}'" not in setup.databases:
            yield f"{name} is read and not used"
