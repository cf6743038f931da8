"""What is done once before the parts start: in order, again without harm, and not further than a step that failed."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys

import pytest

from tests.deploy.setup import ROOT

FAKE = """#!/bin/sh
echo "$(basename "$0") $*" >>"$LOG"
cat >>"$LOG.in"
case "$*" in *"$FAILS"*) exit 7 ;; esac
"""


@pytest.fixture
def prepare(tmp_path):
    """Run prepare.sh with programs that only note that they were called."""
    (tmp_path / "bin").mkdir()
    for name in ("python", "airflow"):
        (tmp_path / "bin" / name).write_text(FAKE)
        (tmp_path / "bin" / name).chmod(0o755)

    def run(fails="nothing fails"):
        environment = {
            "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
            "AIRFLOW_ADMIN_PASSWORD": "gulls on the pier",
            "LOG": str(tmp_path / "log"),
            "FAILS": fails,
        }
        done = subprocess.run(
            ["sh", "deploy/prepare.sh"], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True
        )
        return done.returncode, (tmp_path / "log").read_text().splitlines()

    run.read = tmp_path / "log.in"
    return run


def test_stores_and_schemas_come_before_pools_and_accounts(prepare):
    code, calls = prepare()

    assert code == 0
    assert [call.split()[0:3] for call in calls] == [
        ["python", "deploy/open_stores.py"],
        ["airflow", "db", "migrate"],
        ["python", "dags/lineage_tasks/pools.py"],
        ["airflow", "pools", "import"],
        ["airflow", "users", "create"],
    ]


def test_the_password_is_in_no_list_of_processes(prepare):
    _, calls = prepare()

    assert "gulls on the pier" not in "".join(calls)
    assert prepare.read.read_text().count("gulls on the pier\n") == 2


@pytest.mark.parametrize("step", ["open_stores", "migrate", "pools.py", "import", "create"])
def test_a_step_that_fails_is_the_last(prepare, step):
    code, calls = prepare(step)

    assert code == 7
    assert step in calls[-1]


@pytest.fixture
def environment(s3_server, tmp_path):
    """A bucket that is not there yet, on a real server; the other stores are embedded."""
    region = s3_server.client["AWS_DEFAULT_REGION"]
    return {
        "PATH": os.environ["PATH"],
        **s3_server.client,
        "LINEAGE_HOME": str(tmp_path / "home"),
        "LINEAGE_STORAGE_URL": f"s3://harbour-{secrets.token_hex(4)}/river",
        "LINEAGE_S3_ENDPOINT": s3_server.url,
        "LINEAGE_S3_REGION": region,
    }


def open_stores(environment):
    return subprocess.run(
        [sys.executable, ROOT / "deploy/open_stores.py"], env=environment, capture_output=True, text=True
    )


def test_the_bucket_is_made_once(environment):
    first, second = open_stores(environment), open_stores(environment)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert " made; the database is up to date; " in first.stdout
    assert " is there; the database is up to date; " in second.stdout


def test_wrong_keys_are_told_in_one_sentence_without_them(environment):
    result = open_stores(environment | {"AWS_SECRET_ACCESS_KEY": "gulls-on-the-pier"})

    assert result.returncode == 1
    assert result.stderr.startswith("lineage: ")
    assert "Traceback" not in result.stderr
    assert "gulls-on-the-pier" not in result.stderr
