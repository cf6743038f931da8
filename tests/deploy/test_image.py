"""What goes into the image is enough to run, and nothing else goes in."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.deploy.context import files, included
from tests.deploy.setup import ROOT, Setup


@pytest.fixture(scope="module")
def setup():
    return Setup.read()


@pytest.fixture(scope="module")
def image(setup, tmp_path_factory):
    """A folder with what `COPY . .` brings."""
    folder = tmp_path_factory.mktemp("app")
    for path in files(setup):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, folder / path)
    return folder


def run(image, *command, **environment):
    """Run in the image's folder, with its code before that of the repository."""
    return subprocess.run(
        [sys.executable, *command], cwd=image, capture_output=True, text=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(image), **environment},
    )  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [
        ".env",
        ".env.local",
        ".git/config",
        ".lineage/archive/ab/cd.gz",
        ".venv/bin/python",
        "lineage-demo/graph.sqlite",
        "tests/conftest.py",
        "lineage/__pycache__/cli.cpython-311.pyc",
        "docs/run-it.md",
    ],
)
def test_data_secrets_and_tests_stay_outside(setup, path):
    assert not included(setup, path)


@pytest.mark.parametrize("path", ["lineage/cli.py", "lineage/catalogue/yfcc100m.yaml", "uv.lock", "deploy/prepare.sh"])
def test_what_runs_is_inside(setup, path):
    assert included(setup, path)


def test_secrets_stay_out_of_the_repository_too():
    assert "/.env" in (ROOT / ".gitignore").read_text().splitlines()


def test_every_folder_that_is_let_in_by_name_is_used(setup):
    named = re.findall(r"^!(\w+)/$", setup.dockerignore, re.MULTILINE)

    assert set(named) == {"dags", "deploy", "graph_schema", "lineage"}


def test_files_that_are_copied_by_name_are_there_and_let_in(setup):
    for source in re.findall(r"^COPY (?!--)(.+) \S+$", setup.dockerfile, re.MULTILINE):
        for path in source.split():
            assert path == "." or ((ROOT / path).is_file() and included(setup, path))


def test_the_demo_runs_from_what_is_inside(image):
    where = run(image, "-c", "import lineage; print(lineage.__file__)")
    demo = run(image, "-m", "lineage", "demo", "--into", "home")

    assert where.stdout.strip() == f"{image}/lineage/__init__.py"
    assert demo.returncode == 0, demo.stderr
    assert (image / "home/reports/latest.html").is_file()


def test_settings_of_the_example_stop_everything_in_production(setup, image):
    environment = setup.services["check-settings"]["environment"]

    stopped = run(image, "deploy/check_settings.py", **environment)
    trial = run(image, "deploy/check_settings.py", **{**environment, "LINEAGE_MODE": ""})

    assert stopped.returncode == 1
    assert "AIRFLOW__CORE__FERNET_KEY" in stopped.stderr
    assert "LINEAGE_DATABASE_URL" in stopped.stderr
    assert "still have the example's value" in stopped.stderr
    assert "change-me" not in stopped.stderr
    assert (trial.returncode, trial.stderr) == (0, "")
