"""docs/run-the-servers.md: what it names is there, under that name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.deploy.rules import rule
from tests.deploy.setup import Setup

SERVICE = r"(?:exec(?: -T)?|run --rm|cp|--scale) ([a-z][\w-]*)"


@rule
def the_page_tells_of_every_service_and_volume(setup: Setup) -> Iterator[str]:
    rows = "\n".join(line for line in setup.page.splitlines() if line.startswith("|"))
    named = set(re.findall(r"`([a-z][\w-]*)`", rows))
    for name in sorted({*setup.services, *setup.document["volumes"]} - named - {"neo4j-logs"}):
        yield f"the page does not tell of {name}"


@rule
def commands_of_the_page_name_services(setup: Setup) -> Iterator[str]:
    for command in re.findall(r"docker compose .*", setup.page):
        for name in re.findall(SERVICE, command):
            if name not in setup.services:
                yield f"'{command}' names {name}, which is no service"


@rule
def images_and_volumes_of_the_page_are_those_in_use(setup: Setup) -> Iterator[str]:
    images = {service["image"] for service in setup.services.values()}
    for volume, image in re.findall(r"docker run --rm -v (\S+?):\S+ -v \S+ (\S+)", setup.page):
        if image not in images:
            yield f"the page runs {image}, which nobody else runs"
        if volume not in {f"{setup.document['name']}_{name}" for name in setup.document["volumes"]}:
            yield f"the page reads {volume}, which is no volume"


@rule
def ports_of_the_page_are_those_of_the_example(setup: Setup) -> Iterator[str]:
    published = {port.split(":")[1] for service in setup.services.values() for port in service.get("ports", ())}
    for port in sorted(set(re.findall(r"http://127\.0\.0\.1:(\d+)", setup.page)) - published):
        yield f"the page names port {port}, which is not published"
