"""What the environment may say, and what is said when it says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from lineage.errors import BadInput
from lineage.settings import Settings, from_environment

SECRET = "hf_very_secret"


def test_nothing_set_needs_nothing_installed():
    settings = from_environment({})

    assert settings.home == Path(".lineage")
    assert settings.sources == ()
    assert settings.contact is None
    assert settings.patience == 900.0


def test_everything_set_is_read():
    settings = from_environment(
        {
            "LINEAGE_HOME": "/data/lineage",
            "LINEAGE_CONTACT": "data@example.org",
            "LINEAGE_SOURCES": "huggingface, documents,,",
            "LINEAGE_PATIENCE": "1.5",
        }
    )

    assert settings.home == Path("/data/lineage")
    assert settings.contact == "data@example.org"
    assert settings.sources == ("huggingface", "documents")
    assert settings.patience == 1.5


@pytest.mark.parametrize("name", ["LINEAGE_HOME", "LINEAGE_CONTACT", "LINEAGE_SOURCES", "LINEAGE_PATIENCE"])
def test_an_empty_variable_counts_as_unset(name):
    assert from_environment({name: ""}) == from_environment({})


@pytest.mark.parametrize("text", ["soon", "nan", "-1"])
def test_a_patience_that_is_no_number_of_seconds_is_refused(text):
    with pytest.raises(BadInput, match=f"LINEAGE_PATIENCE='{text}'"):
        from_environment({"LINEAGE_PATIENCE": text})


def test_a_source_has_settings_of_its_own():
    settings = from_environment(
        {
            "LINEAGE_SOURCE_OPEN_ALEX_URL": "http://127.0.0.1:8000",
            "LINEAGE_SOURCE_OPEN_ALEX_RATE_SCALE": "10",
            "LINEAGE_SOURCE_OPEN_ALEX_PATH": "/data/papers",
            "LINEAGE_SOURCE_OTHER_URL": "https://other.example",
        }
    )

    found = settings.source("open-alex")

    assert found.url == "http://127.0.0.1:8000"
    assert found.rate_scale == 10.0
    assert found.path == Path("/data/papers")
    assert found.token is None


def test_a_source_without_settings_has_defaults():
    found = from_environment({"LINEAGE_SOURCE_HUB_URL": ""}).source("hub")

    assert (found.url, found.token, found.path, found.rate_scale) == (None, None, None, 1.0)


def test_an_unknown_setting_is_refused_and_the_known_ones_are_listed():
    settings = from_environment({"LINEAGE_SOURCE_HUB_FOO": "1"})

    with pytest.raises(BadInput) as caught:
        settings.source("hub")

    assert str(caught.value) == (
        "LINEAGE_SOURCE_HUB_FOO is no setting; known are LINEAGE_SOURCE_HUB_URL, LINEAGE_SOURCE_HUB_TOKEN, "
        "LINEAGE_SOURCE_HUB_RATE_SCALE, LINEAGE_SOURCE_HUB_PATH."
    )


def test_a_bad_number_is_named_with_its_variable_and_value():
    settings = from_environment({"LINEAGE_SOURCE_HUB_RATE_SCALE": "fast"})

    with pytest.raises(BadInput, match=r"LINEAGE_SOURCE_HUB_RATE_SCALE='fast': .*number"):
        settings.source("hub")


@pytest.mark.parametrize("scale", ["0", "-2", "nan"])
def test_a_rate_can_only_be_scaled_by_a_positive_number(scale):
    settings = from_environment({"LINEAGE_SOURCE_HUB_RATE_SCALE": scale})

    with pytest.raises(BadInput, match="LINEAGE_SOURCE_HUB_RATE_SCALE"):
        settings.source("hub")


def test_a_token_is_read_and_never_shown():
    settings = from_environment({"LINEAGE_SOURCE_HUB_TOKEN": SECRET})

    found = settings.source("hub")

    assert found.token is not None
    assert found.token.get_secret_value() == SECRET
    assert SECRET not in repr(found)
    assert SECRET not in str(found)


def test_a_token_is_never_shown_with_the_settings_of_the_process_either():
    settings = from_environment({"LINEAGE_SOURCE_HUB_TOKEN": SECRET})

    assert SECRET not in repr(settings)
    assert SECRET not in str(settings)


def test_a_token_is_not_shown_when_another_setting_of_its_source_is_wrong():
    settings = from_environment({"LINEAGE_SOURCE_HUB_TOKEN": SECRET, "LINEAGE_SOURCE_HUB_RATE_SCALE": "fast"})

    with pytest.raises(BadInput) as caught:
        settings.source("hub")

    assert SECRET not in str(caught.value)


def test_settings_never_change():
    settings = Settings(home=Path("here"))

    with pytest.raises(ValueError, match="frozen"):
        settings.home = Path("there")


SERVERS = {
    "LINEAGE_STORAGE_URL": "s3://pictures/lineage",
    "LINEAGE_S3_ENDPOINT": "http://127.0.0.1:7070",
    "LINEAGE_S3_REGION": "eu-north-1",
    "LINEAGE_S3_PATH_STYLE": "false",
    "LINEAGE_GRAPH_URL": "bolt://127.0.0.1:7687",
    "LINEAGE_GRAPH_USER": "reader",
    "LINEAGE_GRAPH_PASSWORD": "gulls-on-the-pier",
    "LINEAGE_DATABASE_URL": "postgresql+psycopg://lineage:gulls-on-the-pier@127.0.0.1/lineage",
}


def test_master_keys_are_read_and_never_shown():
    settings = from_environment({"LINEAGE_MASTER_KEY": "gull" * 8, "LINEAGE_MASTER_KEY_BEFORE": f"{'tern' * 8}, ,"})

    assert settings.master_key.get_secret_value() == "gull" * 8
    assert [each.get_secret_value() for each in settings.master_key_before] == ["tern" * 8]
    assert "gull" not in repr(settings)
    assert "tern" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("LINEAGE_PHOTOS_KEY", "quay-7", "LINEAGE_PHOTOS_KEY has 6 characters, at least 16"),
        ("LINEAGE_MASTER_KEY", "quay-7", "LINEAGE_MASTER_KEY has 6 characters, at least 32"),
        ("LINEAGE_MASTER_KEY", " " * 40 + "quay-7", "LINEAGE_MASTER_KEY has 6 characters, at least 32"),
        ("LINEAGE_MASTER_KEY", "quay-7," * 8, "LINEAGE_MASTER_KEY contains a comma"),
        ("LINEAGE_MASTER_KEY_BEFORE", f"{'tern' * 8},quay-7", "LINEAGE_MASTER_KEY_BEFORE has 6 characters"),
        ("LINEAGE_MASTER_KEY_BEFORE", "quay-7" * 8, "LINEAGE_MASTER_KEY_BEFORE is set and LINEAGE_MASTER_KEY is not"),
    ],
)
def test_a_key_that_protects_nothing_is_refused_without_showing_it(name, value, says):
    with pytest.raises(BadInput, match=says) as refused:
        from_environment({name: value})

    assert "quay-7" not in str(refused.value)


@pytest.mark.parametrize("other", ["", "?application_name=keys"])
def test_keys_do_not_lie_in_the_docket_s_database(other):
    url = "postgresql+psycopg://{}@harbour.example/lineage"

    with pytest.raises(BadInput, match="LINEAGE_KEYS_URL and LINEAGE_DATABASE_URL name the same database") as refused:
        from_environment({"LINEAGE_DATABASE_URL": url.format("a:quay-7"), "LINEAGE_KEYS_URL": url.format("b") + other})

    assert "quay-7" not in str(refused.value)


def test_servers_take_the_place_of_embedded_stores():
    servers = from_environment(SERVERS).servers

    assert servers.storage_url.get_secret_value() == "s3://pictures/lineage"
    assert (servers.s3_endpoint, servers.s3_region, servers.s3_path_style) == (
        "http://127.0.0.1:7070", "eu-north-1", False,
    )  # fmt: skip
    assert servers.graph_user == "reader"


def test_a_server_left_out_stays_embedded():
    servers = from_environment({}).servers

    assert (servers.storage_url, servers.graph_url, servers.database_url) == (None, None, None)


def test_no_password_is_ever_shown():
    assert "gulls-on-the-pier" not in repr(from_environment(SERVERS))


@pytest.mark.parametrize(
    ("name", "url", "says"),
    [
        ("LINEAGE_STORAGE_URL", "https://pictures.example", "expected one of s3://"),
        ("LINEAGE_STORAGE_URL", "s3://", "names no bucket"),
        ("LINEAGE_GRAPH_URL", "http://127.0.0.1:7474", "expected one of bolt://"),
        ("LINEAGE_GRAPH_URL", "neo4j:quay-7@graph.example", "begins with no scheme, expected"),
        ("LINEAGE_DATABASE_URL", "mysql://127.0.0.1/x", r"expected one of postgresql\+psycopg://"),
        ("LINEAGE_S3_PATH_STYLE", "perhaps", "LINEAGE_S3_PATH_STYLE='perhaps'"),
        ("LINEAGE_MODE", "test", "LINEAGE_MODE='test'"),
    ],
)
def test_a_server_that_cannot_be_meant_is_refused(name, url, says):
    with pytest.raises(BadInput, match=says):
        from_environment({name: url})


@pytest.mark.parametrize(
    "name",
    [
        "LINEAGE_GRAPH_PASSWORD",
        "AWS_SECRET_ACCESS_KEY",
        "LINEAGE_SOURCE_GITHUB_TOKEN",
        "AIRFLOW__CORE__FERNET_KEY",
        "A_SECRET_OF_NEXT_YEAR",
    ],
)
def test_production_refuses_the_example_s_secrets_without_showing_them(name):
    environment = {"LINEAGE_MODE": "production", name: "change-me-please"}

    with pytest.raises(BadInput, match=f"{name} still has the example's value") as refused:
        from_environment(environment)

    assert "change-me-please" not in str(refused.value)
    assert from_environment(environment | {"LINEAGE_MODE": ""}).mode == ""
