"""What Airflow sees when it parses the DAG files, again and again: quickly, and without anything happening."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from lineage.jobs.slots import slots
from tests.dags.conftest import DAGS

FILES = sorted(path.name for path in DAGS.glob("*.py"))
IMPORT = """
import importlib, json, os, sys, time
from airflow.dag_processing.dagbag import DagBag
import airflow.sdk.definitions.asset, airflow.sdk.definitions.decorators, airflow.sdk.definitions.taskgroup
happened, writing = [], os.O_WRONLY | os.O_RDWR | os.O_CREAT

def watch(event, args):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system",
                 "sqlite3.connect", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree"):
        happened.append(f"{event} {args[:2]}")
    if event == "open" and isinstance(args[2], int) and args[2] & writing:
        happened.append(f"write {args[0]}")

before = set(sys.modules)
sys.addaudithook(watch)
started = time.perf_counter()
importlib.import_module(sys.argv[1])
seconds = time.perf_counter() - started
heavy = {"networkx", "bs4", "boto3", "neo4j", "sqlite3", "lineage.jobs.stores"} & (set(sys.modules) - before)
print(json.dumps({"seconds": seconds, "happened": happened, "heavy": sorted(heavy)}))
"""


@pytest.fixture(scope="module", params=FILES)
def imported(request, airflow):
    """What importing one DAG file does, in an interpreter of its own that has imported Airflow before."""
    command = [sys.executable, "-B", "-W", "ignore", "-c", IMPORT, request.param.removesuffix(".py")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=DAGS)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_airflow_finds_our_dags_and_nothing_else(bag):
    assert bag.import_errors == {}
    assert set(bag.dags) == {"crawl", "project", "deletion", "verify", "maintenance"}
    assert sorted(stat.file.lstrip("/") for stat in bag.dagbag_stats) == FILES


def test_a_dag_file_is_imported_in_less_than_a_second(imported):
    assert imported["seconds"] < 1


def test_nothing_happens_at_import(imported):
    assert imported["happened"] == []


def test_nothing_heavy_is_loaded_before_a_task_runs(imported):
    assert imported["heavy"] == []


def test_every_source_has_a_group_of_its_own_with_a_pool_of_its_own(bag):
    crawl = bag.dags["crawl"]

    assert {name: crawl.get_task(f"{name}.crawl").pool for name in slots()} == {n: f"lineage_{n}" for n in slots()}


def test_a_source_waits_for_those_whose_finds_it_searches_for(bag):
    dag = bag.dags["crawl"]
    assert "openalex.crawl" in dag.get_task("github.shards").upstream_task_ids
    assert "datacite.crawl" in dag.get_task("openalex.shards").upstream_task_ids
    assert dag.get_task("huggingface.shards").upstream_task_ids == set()


def test_every_pool_that_a_task_needs_is_made(bag):
    command = [sys.executable, str(DAGS / "lineage_tasks" / "pools.py")]
    pools = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    needed = {task.pool for dag in bag.dags.values() for task in dag.tasks} - {"default_pool"}
    assert needed == set(pools)
    assert pools["lineage_loader"]["slots"] == 1
    assert pools["lineage_huggingface"]["slots"] == 2


def test_whatever_changes_the_graph_runs_one_at_a_time(bag):
    assert {name: dag.max_active_runs for name, dag in bag.dags.items()} == dict.fromkeys(bag.dags, 1)
    assert {name: dag.catchup for name, dag in bag.dags.items()} == dict.fromkeys(bag.dags, False)


def test_what_is_sealed_wakes_the_projection_and_a_changed_graph_wakes_deletion(bag):
    def waits(name):
        return {asset.name for asset in bag.dags[name].timetable.asset_condition.objects}

    assert waits("project") == {"sealed runs"}
    assert waits("deletion") == {"graph changed"}
    assert [asset.name for asset in bag.dags["crawl"].get_task("sealed").outlets] == ["sealed runs"]
    assert [asset.name for asset in bag.dags["project"].get_task("load").outlets] == ["graph changed"]
