"""docker-compose.yml, Dockerfile, .env.example, settings and code agree."""

from __future__ import annotations

import json

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.deploy.rules import RULES
from tests.deploy.setup import ROOT, Setup


@pytest.fixture(scope="module")
def setup():
    return Setup.read()


@pytest.mark.parametrize("name", RULES)
def test_the_setup_keeps_the_rule(setup, name):
    assert list(RULES[name](setup)) == []


def test_the_compose_file_has_the_form_of_the_compose_specification(shared):
    schema = json.loads((shared / "schemas/compose-spec.json").read_text())
    document = yaml.safe_load((ROOT / "docker-compose.yml").read_text())

    errors = Draft7Validator(schema).iter_errors(document)

    assert [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in errors] == []


def test_a_compose_file_of_another_form_is_told_by_the_specification(shared):
    schema = json.loads((shared / "schemas/compose-spec.json").read_text())

    assert list(Draft7Validator(schema).iter_errors({"services": {"gulls": {"imagee": "harbour:1.0"}}}))
