"""`deploy/new_env.py` writes an .env that production takes."""

from __future__ import annotations

import base64
import subprocess
import sys
from dataclasses import replace

import pytest

from lineage.settings import from_environment
from tests.deploy.rules import RULES
from tests.deploy.setup import ROOT, Setup


def new_env(*arguments):
    return subprocess.run([sys.executable, ROOT / "deploy/new_env.py", *arguments], capture_output=True, text=True)


@pytest.fixture
def written(tmp_path):
    path = tmp_path / ".env"
    result = new_env("LINEAGE_CONTACT=keeper@harbour.example", "--to", path)
    assert result.returncode == 0, result.stderr
    return path


@pytest.fixture
def setup(written):
    return replace(Setup.read(), example=written.read_text())


def test_every_secret_is_fresh_and_differs_from_the_others(setup):
    example = Setup.read().variables
    secrets = [setup.variables[name] for name, value in example.items() if "change-me" in value]

    assert len(secrets) > 10
    assert len(set(secrets)) == len(secrets)
    assert "change-me" not in "".join(setup.variables.values())
    assert set(setup.variables) == set(example)


def test_production_takes_it(setup):
    settings = from_environment(setup.services["check-settings"]["environment"])

    assert settings.mode == "production"
    assert settings.contact == "keeper@harbour.example"


def test_secrets_can_stand_in_addresses_and_json(setup):
    assert list(RULES["addresses_name_services_and_ports_they_listen_on"](setup)) == []
    assert list(RULES["connections_say_the_same_as_the_settings"](setup)) == []
    assert len(base64.urlsafe_b64decode(setup.variables["AIRFLOW_FERNET_KEY"])) == 32


def test_two_installations_share_no_secret(written, tmp_path):
    new_env("LINEAGE_CONTACT=keeper@harbour.example", "--to", tmp_path / "other")

    first, second = (set(path.read_text().split()) for path in (written, tmp_path / "other"))
    assert not [line for line in first & second if line.partition("=")[0].endswith(("PASSWORD", "SECRET", "KEY"))]


def test_it_is_for_its_owner_alone_to_read(written):
    assert oct(written.stat().st_mode & 0o777) == "0o600"


def test_what_is_there_stays(written):
    before = written.read_text()

    result = new_env("LINEAGE_CONTACT=keeper@harbour.example", "--to", written)

    assert result.returncode == 1
    assert "stays as it is" in result.stderr
    assert written.read_text() == before


def test_other_values_can_be_given(tmp_path):
    new_env(
        "LINEAGE_CONTACT=a@harbour.example", "AIRFLOW_PORT=18080", r"LINEAGE_SOURCES=a\1b", "--to", tmp_path / "env"
    )

    text = (tmp_path / "env").read_text()
    assert "\nAIRFLOW_PORT=18080\n" in text
    assert "\nLINEAGE_SOURCES=a\\1b\n" in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Say how a source's operator can reach you"),
        (("LINEAGE_CONTACT=change-me@example.org",), "Say how a source's operator can reach you"),
        (("LINEAGE_CONTACT=a@b.example", "GULLS=3"), "GULLS is no variable"),
        (("gulls",), "'gulls' is not NAME=VALUE"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(arguments, says, tmp_path):
    result = new_env(*arguments, "--to", tmp_path / "env")

    assert result.returncode != 0
    assert says in result.stderr
    assert not (tmp_path / "env").exists()
