"""Variables: .env.example, what compose makes of it, and what the programs read."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator

from lineage.errors import BadInput
from lineage.settings import EXAMPLE_SECRET, Sending, Servers, Settings, SourceSettings, from_environment
from lineage.sources import find
from tests.deploy.rules import rule
from tests.deploy.setup import VARIABLE, Setup

SECRET_WORDS = ("PASSWORD", "SECRET", "KEY")
SHARED = (
    "AIRFLOW__CORE__EXECUTOR",
    "AIRFLOW__CORE__EXECUTION_API_SERVER_URL",
    "AIRFLOW__CORE__FERNET_KEY",
    "AIRFLOW__API__SECRET_KEY",
    "AIRFLOW__API_AUTH__JWT_SECRET",
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN",
    "AIRFLOW__CELERY__BROKER_URL",
    "AIRFLOW__CELERY__RESULT_BACKEND",
    "AIRFLOW_CONN_LINEAGE_GRAPH",
    "AIRFLOW_CONN_LINEAGE_STORAGE",
)


@rule
def compose_and_the_example_name_the_same_variables(setup: Setup) -> Iterator[str]:
    used = {found["name"] for found in VARIABLE.finditer(setup.compose)}
    for name in sorted(used - set(setup.variables)):
        yield f"{name} is used in docker-compose.yml and is not in .env.example"
    for name in sorted(set(setup.variables) - used):
        yield f"{name} is in .env.example and nobody uses it"


@rule
def no_secret_has_a_default(setup: Setup) -> Iterator[str]:
    for found in VARIABLE.finditer(setup.compose):
        secret = EXAMPLE_SECRET in setup.variables.get(found["name"], "")
        if secret and found["mark"] != ":?":
            yield f"{found[0]} would be something without .env; write ${{{found['name']}:?…}}"
        if "-" in found["mark"] and found["rest"]:
            yield f"{found[0]} has a default in docker-compose.yml; defaults belong into .env.example"


@rule
def every_secret_of_the_example_says_change_me(setup: Setup) -> Iterator[str]:
    for name, value in setup.variables.items():
        if name.endswith(SECRET_WORDS) and EXAMPLE_SECRET not in value:
            yield f"{name}={value} looks like a secret and would be taken for one in production"


@rule
def production_refuses_the_example(setup: Setup) -> Iterator[str]:
    environment = setup.services["check-settings"]["environment"]
    if environment["LINEAGE_MODE"] != "production":
        yield "the example is not for production, so that its secrets would not be refused"
    written = setup.document["services"]["check-settings"]["environment"].values()
    seen = {found["name"] for value in written for found in VARIABLE.finditer(value)}
    for name, value in setup.variables.items():
        if EXAMPLE_SECRET in value and name not in seen:
            yield f"check-settings does not see {name}, and so cannot refuse its example"
    try:
        from_environment(environment)
        yield "lineage takes the example's secrets in production"
    except BadInput:
        pass


@rule
def the_example_is_enough_for_a_trial(setup: Setup) -> Iterator[str]:
    servers = from_environment(setup.services["airflow-worker"]["environment"] | {"LINEAGE_MODE": ""}).servers
    if not (servers.storage_url and servers.graph_url and servers.database_url):
        yield "a store is still embedded: its URL is missing"
    if len(base64.urlsafe_b64decode(setup.variables["AIRFLOW_FERNET_KEY"])) != 32:
        yield "AIRFLOW_FERNET_KEY of the example is no Fernet key"


@rule
def lineage_knows_every_variable_it_is_given(setup: Setup) -> Iterator[str]:
    known = {
        f"LINEAGE_{name.upper()}" for name in {*Settings.model_fields, *Servers.model_fields, *Sending.model_fields}
    } | {
        f"LINEAGE_SOURCE_{source.upper()}_{name.upper()}"
        for source in find.names()
        for name in SourceSettings.model_fields
    }
    for service, name in sorted(
        (service, name)
        for service, described in setup.services.items()
        for name in described.get("environment", {})
        if name.startswith("LINEAGE_") and name not in known
    ):
        yield f"{service} is given {name}, which lineage/settings.py does not know"


@rule
def every_source_that_has_accounts_can_be_given_a_token(setup: Setup) -> Iterator[str]:
    given = setup.services["airflow-worker"]["environment"]
    for source in find.names():
        token = f"LINEAGE_SOURCE_{source.upper()}_TOKEN"
        if any(rate.with_token for rate in find.card(source).rates.values()) and token not in given:
            yield f"{token} cannot be set; add it to docker-compose.yml and .env.example"


@rule
def all_parts_of_airflow_have_one_environment(setup: Setup) -> Iterator[str]:
    parts = {name: s["environment"] for name, s in setup.services.items() if name.startswith("airflow-")}
    first = parts["airflow-api-server"]
    for name, environment in parts.items():
        if environment != first:
            yield f"{name} has another environment than airflow-api-server"
    for name in SHARED:
        if not first.get(name):
            yield f"{name} is not set"
    for name, service in setup.ours().items():
        if missing := {key for key in first if service["environment"].get(key) != first[key]}:
            yield f"{name} is not given {', '.join(sorted(missing))} as the parts of Airflow are"


@rule
def connections_have_the_ids_that_the_dags_ask_for(setup: Setup) -> Iterator[str]:
    given = setup.services["airflow-worker"]["environment"]
    ids = re.search(r'^GRAPH, STORAGE = "(\w+)", "(\w+)"$', setup.names, re.MULTILINE)
    for name in ids.groups() if ids else ("", ""):
        if f"AIRFLOW_CONN_{name.upper()}" not in given:
            yield f"the DAGs ask for a connection '{name}', which Airflow is not given"


@rule
def connections_say_the_same_as_the_settings(setup: Setup) -> Iterator[str]:
    given = setup.services["airflow-worker"]["environment"]
    graph, storage = (json.loads(given[f"AIRFLOW_CONN_LINEAGE_{name}"]) for name in ("GRAPH", "STORAGE"))
    extra = storage["extra"]
    for what, connection, setting in (
        ("graph", f"bolt://{graph['host']}:{graph['port']}", "LINEAGE_GRAPH_URL"),
        ("graph's user", graph["login"], "LINEAGE_GRAPH_USER"),
        ("graph's password", graph["password"], "LINEAGE_GRAPH_PASSWORD"),
        ("storage", extra["endpoint_url"], "LINEAGE_S3_ENDPOINT"),
        ("storage's region", extra["region_name"], "LINEAGE_S3_REGION"),
        ("storage's key", storage["login"], "AWS_ACCESS_KEY_ID"),
        ("storage's secret", storage["password"], "AWS_SECRET_ACCESS_KEY"),
    ):
        if connection != given[setting]:
            yield f"the {what} is {connection} for Airflow's hook and {given[setting]} in {setting}"
