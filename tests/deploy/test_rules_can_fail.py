"""Each rule complains when the setup is broken in its way: a rule that nothing breaks would hold nothing."""

from __future__ import annotations

import pytest

from tests.deploy.rules import RULES
from tests.deploy.setup import Setup

SEE = ":?see .env.example}"
BROKEN = [
    # images
    ("every_image_has_an_exact_tag", "compose", "neo4j:5.26.30-community", "neo4j:latest"),
    ("every_image_has_an_exact_tag", "compose", "redis:7.4.6-bookworm", "redis"),
    ("every_image_has_an_exact_tag", "dockerfile", "python:3.11.14-slim-bookworm", "python:3"),
    ("our_images_carry_the_version_of_the_project", "project", 'version = "0.1.0"', 'version = "0.2.0"'),
    ("every_target_that_is_built_is_a_stage", "compose", "target: s3", "target: s4"),
    ("what_is_copied_between_stages_comes_from_a_stage", "dockerfile", "--from=build", "--from=bilud"),
    ("everything_is_installed_as_locked", "dockerfile", "uv sync --frozen", "uv sync"),
    ("everything_is_installed_as_locked", "dockerfile", "WORKDIR /app", "RUN pip install gulls"),
    ("the_image_has_the_uv_that_wrote_the_lock", "dockerfile", "uv:0.13.9", "uv:0.12.1"),
    ("the_image_has_a_python_that_the_project_supports", "dockerfile", "python:3.11.14", "python:3.10.19"),
    # environment
    ("compose_and_the_example_name_the_same_variables", "compose", "${AIRFLOW_PORT", "${WEB_PORT"),
    ("compose_and_the_example_name_the_same_variables", "example", "REDIS_PASSWORD=", "REDIS_PASS="),
    ("no_secret_has_a_default", "compose", "${REDIS_PASSWORD:?see .env.example}", "${REDIS_PASSWORD:-gulls}"),
    ("no_secret_has_a_default", "compose", "${NEO4J_PASSWORD:?see .env.example}", "${NEO4J_PASSWORD}"),
    ("every_secret_of_the_example_says_change_me", "example", "NEO4J_PASSWORD=change-me-neo4j", "NEO4J_PASSWORD=gulls"),
    ("production_refuses_the_example", "example", "LINEAGE_MODE=production", "LINEAGE_MODE="),
    ("production_refuses_the_example", "compose", "      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD" + SEE, ""),
    ("the_example_is_enough_for_a_trial", "compose", "LINEAGE_GRAPH_URL: bolt://neo4j:7687", "LINEAGE_GRAPH_URL: ''"),
    ("the_example_is_enough_for_a_trial", "example", "change-me-000=", "change-me-0000000="),
    ("lineage_knows_every_variable_it_is_given", "compose", "LINEAGE_SOURCES:", "LINEAGE_SORCES:"),
    ("lineage_knows_every_variable_it_is_given", "compose", "LINEAGE_SOURCE_HUGGINGFACE_T", "LINEAGE_SOURCE_HUG_T"),
    ("every_source_that_has_accounts_can_be_given_a_token", "compose", "LINEAGE_SOURCE_HUGGINGFACE_TOKEN:", "X:"),
    ("all_parts_of_airflow_have_one_environment", "compose", "AIRFLOW__API_AUTH__JWT_SECRET:", "JWT_SECRET:"),
    (
        "all_parts_of_airflow_have_one_environment",
        "compose",
        "    command: [airflow, triggerer]",
        "    command: [airflow, triggerer]\n    environment: {AIRFLOW__API_AUTH__JWT_SECRET: gulls}",
    ),
    ("connections_say_the_same_as_the_settings", "compose", '"host": "neo4j", "port": 7687', '"host": "s3", "port": 1'),
    ("connections_say_the_same_as_the_settings", "compose", '"endpoint_url": "http://s3:7070"', '"endpoint_url": ""'),
    ("connections_have_the_ids_that_the_dags_ask_for", "names", '"lineage_graph"', '"lineage_gulls"'),
    # hardening
    ("nobody_is_root", "compose", "    user: postgres", "    user: root"),
    ("nobody_is_root", "compose", "    user: neo4j\n", ""),
    ("nobody_is_root", "dockerfile", "USER 10001:10001", "USER 0"),
    ("nobody_gains_rights", "compose", "  cap_drop: [ALL]\n", ""),
    ("nobody_gains_rights", "compose", "    user: redis", "    user: redis\n    privileged: true"),
    ("root_file_systems_are_read_only", "compose", "  init: true\n  read_only: true", "  init: true"),
    ("ports_are_open_to_this_machine_alone", "compose", "127.0.0.1:${AIRFLOW_PORT", "${AIRFLOW_PORT"),
    ("no_host_port_is_taken_twice", "example", "NEO4J_HTTP_PORT=7474", "NEO4J_HTTP_PORT=8080"),
    ("only_who_needs_the_world_reaches_it", "compose", "inside: {internal: true}", "inside: {}"),
    ("only_who_needs_the_world_reaches_it", "compose", "  networks: [inside]\n\nx-", "  networks: [outside]\n\nx-"),
    ("logs_do_not_fill_the_disk", "compose", 'max-file: "3"', ""),
    # network
    ("addresses_name_services_and_ports_they_listen_on", "compose", "bolt://neo4j:7687", "bolt://neo4j:7688"),
    ("addresses_name_services_and_ports_they_listen_on", "compose", "@postgres:5432/lineage", "@database:5432/lineage"),
    ("addresses_name_services_and_ports_they_listen_on", "compose", '--port, ":7070"', '--port, ":7071"'),
    ("addresses_name_services_and_ports_they_listen_on", "compose", '"port": 7687', '"port": 7689'),
    ("health_checks_ask_ports_of_their_own", "compose", "127.0.0.1:8974/health", "127.0.0.1:8975/health"),
    ("published_ports_are_listened_on", "compose", "${AIRFLOW_PORT:?see .env.example}:8080", "8080:8081"),
    ("storage_is_asked_for_the_region_and_path_it_is_started_with", "compose", "--region, us-east-1", "--region, eu-1"),
    ("storage_is_asked_for_the_region_and_path_it_is_started_with", "compose", "7070/health", "7070/healthy"),
    # starting
    ("who_waits_says_for_what", "compose", "    prepare: {condition: service_completed_successfully}", "    gulls: {}"),
    ("who_waits_says_for_what", "compose", "    redis: {condition: service_healthy}", "    redis: {}"),
    (
        "whatever_goes_on_has_a_health_check_and_is_started_again",
        "compose",
        "user: redis\n    read_only: true\n    restart",
        "user: redis\n    rest",
    ),
    ("whatever_goes_on_has_a_health_check_and_is_started_again", "compose", "      start_period: 60s\n", ""),
    (
        "nothing_starts_before_the_settings_are_checked",
        "compose",
        "    depends_on: {check-settings: {condition: service_completed_successfully}}\n",
        "",
    ),
    ("airflow_starts_when_everything_is_prepared", "compose", "      s3: {condition: service_healthy}\n", ""),
    ("workers_can_be_many", "compose", "    deploy: {replicas: 2}", "    container_name: worker"),
    ("workers_can_be_many", "compose", "    deploy: {replicas: 2}", '    ports: ["127.0.0.1:8793:8793"]'),
    # storage
    ("volumes_are_declared_and_used", "compose", "  s3-data: {}\n", ""),
    ("volumes_are_declared_and_used", "compose", "  s3-data: {}\n", "  s3-data: {}\n  gulls: {}\n"),
    ("volumes_are_declared_and_used", "compose", "./deploy/databases.sql", "./deploy/tables.sql"),
    ("state_outlives_containers", "compose", "neo4j-data:/data", "neo4j-data:/import"),
    ("folders_of_volumes_belong_to_who_writes_them", "dockerfile", "/var/lib/lineage /var/lib", "/srv /var/lib"),
    ("folders_of_volumes_belong_to_who_writes_them", "dockerfile", "chown -R 10001:10001 /srv/s3", "true"),
    ("lineage_writes_where_its_volume_is", "compose", "LINEAGE_HOME: /var/lib/lineage", "LINEAGE_HOME: /home"),
    ("databases_are_made_as_addresses_name_them", "compose", "@postgres:5432/lineage", "@postgres:5432/gulls"),
    ("databases_are_made_as_addresses_name_them", "databases", "CREATE DATABASE airflow OWNER airflow;", ""),
    (
        "databases_are_made_with_passwords_that_postgres_is_given",
        "databases",
        "\\getenv lineage_password POSTGRES_LINEAGE",
        "\\getenv lineage_password LINEAGE",
    ),
    ("databases_are_made_with_passwords_that_postgres_is_given", "databases", ":'lineage_password'", "'gulls'"),
    # page
    ("the_page_tells_of_every_service_and_volume", "page", "| `redis` |", "| the queue |"),
    ("the_page_tells_of_every_service_and_volume", "page", "`postgres-data`", "its volume"),
    ("commands_of_the_page_name_services", "page", "docker compose exec neo4j", "docker compose exec graph"),
    ("commands_of_the_page_name_services", "page", "--scale airflow-worker=4", "--scale worker=4"),
    ("images_and_volumes_of_the_page_are_those_in_use", "page", "postgres:17.6-bookworm", "postgres:16.1-bookworm"),
    ("images_and_volumes_of_the_page_are_those_in_use", "page", "dataset-lineage_s3-data", "lineage_s3-data"),
    ("ports_of_the_page_are_those_of_the_example", "example", "AIRFLOW_PORT=8080", "AIRFLOW_PORT=8090"),
    # programs
    ("every_program_is_in_its_image", "compose", "[airflow, scheduler]", "[airflowd, scheduler]"),
    ("every_program_is_in_its_image", "compose", "[CMD, wget, --quiet", "[CMD, curl, --quiet"),
    ("every_program_is_in_its_image", "compose", "redis-cli ping | grep", "redis-cli ping | rg"),
    ("every_script_of_ours_is_there", "compose", "deploy/prepare.sh", "deploy/prepared.sh"),
    ("every_script_of_ours_is_there", "prepare", "python deploy/open_stores.py", "python deploy/open.py"),
    ("every_script_of_ours_is_there", "dockerignore", "!dags/\n", ""),
]


@pytest.fixture(scope="module")
def setup():
    return Setup.read()


@pytest.mark.parametrize(("name", "file", "old", "new"), BROKEN)
def test_a_broken_setup_is_told(setup, name, file, old, new):
    assert list(RULES[name](setup.changed(file, old, new)))


def test_every_rule_has_been_seen_to_fail():
    from_the_lock = {"every_console_script_is_in_the_lock"}

    assert {name for name, *_ in BROKEN} | from_the_lock == set(RULES)


def test_two_that_wait_for_each_other_are_told(setup):
    circle = setup.changed("compose", "depends_on: {check-settings: {condition", "depends_on: {prepare: {condition")

    with pytest.raises(AssertionError, match="wait for each other"):
        list(RULES["nothing_starts_before_the_settings_are_checked"](circle))
