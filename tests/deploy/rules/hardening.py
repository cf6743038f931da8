"""Who may do what: users, rights, file systems, ports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.deploy.rules import rule
from tests.deploy.rules.images import stages
from tests.deploy.setup import Setup

WRITES_ITS_CONFIGURATION = {"neo4j"}
"""Its image writes variables into conf/neo4j.conf when it starts."""


@rule
def nobody_is_root(setup: Setup) -> Iterator[str]:
    for name, service in setup.services.items():
        if "build" in service:
            users = re.findall(r"^USER (\S+)", stages(setup).get(service["build"]["target"], ""), re.MULTILINE)
            user = users[-1] if users else "root"
        else:
            user = str(service.get("user", "root"))
        if user.partition(":")[0] in ("root", "0"):
            yield f"{name} runs as root"


@rule
def nobody_gains_rights(setup: Setup) -> Iterator[str]:
    for name, service in setup.services.items():
        if "no-new-privileges:true" not in service.get("security_opt", ()) or service.get("cap_drop") != ["ALL"]:
            yield f"{name} may gain rights"
        for word in ("privileged", "cap_add", "network_mode", "pid", "ipc", "devices"):
            if word in service:
                yield f"{name} has {word}"


@rule
def root_file_systems_are_read_only(setup: Setup) -> Iterator[str]:
    for name, service in setup.services.items():
        if not service.get("read_only") and name not in WRITES_ITS_CONFIGURATION:
            yield f"{name} can write into its own program"


@rule
def ports_are_open_to_this_machine_alone(setup: Setup) -> Iterator[str]:
    for name, service in setup.services.items():
        for port in service.get("ports", ()):
            if not re.fullmatch(r"127\.0\.0\.1:\d+:\d+", str(port)):
                yield f"{name} opens {port} to more than 127.0.0.1"


@rule
def no_host_port_is_taken_twice(setup: Setup) -> Iterator[str]:
    taken = [str(port).split(":")[-2] for service in setup.services.values() for port in service.get("ports", ())]
    for port in sorted({port for port in taken if taken.count(port) > 1}):
        yield f"port {port} is published twice"


@rule
def only_who_needs_the_world_reaches_it(setup: Setup) -> Iterator[str]:
    networks = setup.document["networks"]
    if not networks["inside"].get("internal"):
        yield "the network of the servers has a way out"
    for name, service in setup.services.items():
        if "inside" not in service.get("networks", ()):
            yield f"{name} is not on the network of the servers"
        crawls = name in ("airflow-worker", "lineage")
        if ("outside" in service.get("networks", ())) != (crawls or bool(service.get("ports"))):
            yield f"{name} is {'' if 'outside' in service['networks'] else 'not '}on the network with a way out"


@rule
def logs_do_not_fill_the_disk(setup: Setup) -> Iterator[str]:
    for name, service in setup.services.items():
        if not {"max-size", "max-file"} <= set(service.get("logging", {}).get("options", {})):
            yield f"{name} may log without end"
