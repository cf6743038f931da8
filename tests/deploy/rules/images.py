"""Where images come from, and how ours is built."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.deploy.rules import rule
from tests.deploy.setup import Setup

EXACT = re.compile(r":v?\d+\.\d+(\.\d+)?(-[\w.]+)*(@sha256:[0-9a-f]{64})?$")
FROM = re.compile(r"^FROM (?P<image>\S+)(?: AS (?P<stage>\S+))?$", re.MULTILINE)


def stages(setup: Setup) -> dict[str, str]:
    """The stages of the Dockerfile, each with its instructions."""
    starts = list(FROM.finditer(setup.dockerfile))
    ends = [start.start() for start in starts[1:]] + [len(setup.dockerfile)]
    return {s["stage"] or "": setup.dockerfile[s.end() : end] for s, end in zip(starts, ends, strict=True)}


@rule
def every_image_has_an_exact_tag(setup: Setup) -> Iterator[str]:
    named = {stage["stage"] for stage in FROM.finditer(setup.dockerfile)}
    bases = {stage["image"] for stage in FROM.finditer(setup.dockerfile)} - named
    for image in sorted(bases | {service["image"] for service in setup.services.values()}):
        if not EXACT.search(image):
            yield f"{image} has no exact tag"


@rule
def our_images_carry_the_version_of_the_project(setup: Setup) -> Iterator[str]:
    for name, service in setup.services.items():
        if "build" in service and not service["image"].endswith(f":{setup.version}"):
            yield f"{name} runs {service['image']}, but this is version {setup.version}"


@rule
def every_target_that_is_built_is_a_stage(setup: Setup) -> Iterator[str]:
    for name, service in setup.services.items():
        if "build" in service and service["build"].get("target") not in stages(setup):
            yield f"{name} builds {service['build'].get('target')}, which is no stage of the Dockerfile"


@rule
def what_is_copied_between_stages_comes_from_a_stage(setup: Setup) -> Iterator[str]:
    for stage in re.findall(r"--from=(\S+)", setup.dockerfile):
        if stage not in stages(setup):
            yield f"COPY --from={stage}: there is no such stage"


@rule
def everything_is_installed_as_locked(setup: Setup) -> Iterator[str]:
    for line in re.findall(r"uv (?:sync|pip|add|lock|tool)[^\n]*", setup.dockerfile):
        if not line.startswith("uv sync --frozen --no-dev --extra airflow"):
            yield f"'{line}' does not install what uv.lock says, with Airflow and without what tests need"
    if re.search(r"\bpip3? install|apt-get|curl |wget ", setup.dockerfile):
        yield "the Dockerfile fetches something that uv.lock does not know"


@rule
def the_image_has_the_uv_that_wrote_the_lock(setup: Setup) -> Iterator[str]:
    least, below = re.search(r"uv>=([\d.]+),<([\d.]+)", setup.makefile).groups()  # type: ignore[union-attr]
    image = re.search(r"astral-sh/uv:(\d+\.\d+)\.\d+ ", setup.dockerfile)
    if not image or image[1] != least or image[1] == below:
        yield f"the image's uv is {image[1] if image else 'not exact'}, the Makefile's is {least}"


@rule
def the_image_has_a_python_that_the_project_supports(setup: Setup) -> Iterator[str]:
    versions = set(re.findall(r"^FROM python:(\d+\.\d+)", setup.dockerfile, re.MULTILINE))
    supported = set(re.findall(r"Python :: (\d+\.\d+)", setup.project))
    if len(versions) != 1 or not versions <= supported:
        yield f"the image's Python is {versions}; the project supports {sorted(supported)}"
