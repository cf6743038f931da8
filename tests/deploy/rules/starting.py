"""In which order things start, and how one knows that they run."""

from __future__ import annotations

from collections.abc import Iterator

from tests.deploy.rules import rule
from tests.deploy.setup import ONCE, Setup

HEALTHY = "service_healthy"


@rule
def who_waits_says_for_what(setup: Setup) -> Iterator[str]:
    for name, other, condition in setup.waits():
        if other not in setup.services:
            yield f"{name} waits for {other}, which is no service"
        elif condition == HEALTHY and "healthcheck" not in setup.services[other]:
            yield f"{name} waits for the health of {other}, which has no check"
        elif condition not in (HEALTHY, ONCE):
            yield f"{name} waits for {other} without a condition"


@rule
def whatever_goes_on_has_a_health_check_and_is_started_again(setup: Setup) -> Iterator[str]:
    for name, service in setup.services.items():
        if name in setup.once:
            if "restart" in service:
                yield f"{name} ends by itself and would be started again"
            continue
        if service.get("restart") != "unless-stopped":
            yield f"{name} is not started again when it fails"
        if {"test", "interval", "timeout", "retries", "start_period"} - set(service.get("healthcheck", {})):
            yield f"{name} has no complete health check"


@rule
def nothing_starts_before_the_settings_are_checked(setup: Setup) -> Iterator[str]:
    waits: dict[str, set[str]] = {name: set() for name in setup.services}
    for name, other, _ in setup.waits():
        waits[name].add(other)

    def behind(name: str, path: tuple[str, ...] = ()) -> set[str]:
        if name in path:
            raise AssertionError(f"{' → '.join((*path, name))} wait for each other")
        return waits[name].union(*(behind(other, (*path, name)) for other in waits[name]))

    for name, service in setup.services.items():
        checks_itself = name == "check-settings" or service.get("entrypoint") == ["lineage"]
        if not checks_itself and "check-settings" not in behind(name):
            yield f"{name} may start with settings that nobody has checked"


@rule
def airflow_starts_when_everything_is_prepared(setup: Setup) -> Iterator[str]:
    for name in setup.services:
        if name.startswith("airflow-") and (name, "prepare", ONCE) not in set(setup.waits()):
            yield f"{name} does not wait for prepare"
    for store in ("postgres", "neo4j", "s3"):
        if ("prepare", store, HEALTHY) not in set(setup.waits()):
            yield f"prepare does not wait for {store}"


@rule
def workers_can_be_many(setup: Setup) -> Iterator[str]:
    for name, service in setup.services.items():
        if "container_name" in service:
            yield f"{name} has a fixed name"
    for word in ("ports", "hostname", "mac_address"):
        if word in setup.services["airflow-worker"]:
            yield f"airflow-worker has {word}, which two workers cannot share"
