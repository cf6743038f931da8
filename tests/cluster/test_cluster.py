"""`make cluster` against the loopback world: two weeks run by themselves, and what is killed costs them nothing.

With LINEAGE_WRITE_IMAGES=1 the pictures of Airflow's pages go into docs/images: look at them before you keep them.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from cluster.airflow import environment
from cluster.compose import ROOT, Compose
from cluster.family import family, kill
from cluster.home import Home
from lineage.fetch.limiter import Limiter
from lineage.jobs.stores import Stores
from lineage.settings import from_environment
from tests.cluster.airflow_api import Airflow, wait_for
from tests.cluster.pictures import page, picture
from tests.conftest import missing
from tests.servers import open_folder

WRITE = os.environ.get("LINEAGE_WRITE_IMAGES") == "1"
SOURCES = ("openalex", "github", "datacite", "huggingface")
UNHURRIED = {"github": 30}  # so many times as fast as its published limits: slow enough to be met in the middle
pytestmark = [pytest.mark.cluster, pytest.mark.slow]


@pytest.fixture
def world(shared):
    """The loopback world in its first week, with answers that are late, damaged or missing."""
    command = [sys.executable, "-B", "serve.py", "--universe", "universe/dev-small", "--port", "0", "--stall", "1"]
    server = subprocess.Popen([*command, "--faults", "flaky"], cwd=shared / "world", stdout=subprocess.PIPE, text=True)
    try:
        yield re.match(r"(http://\S+?)/ ", server.stdout.readline())[1]
    finally:
        server.kill()
        server.communicate()


@pytest.fixture
def around(world):
    """What `make cluster`, and the weekly command to compare with, have in their environment: all that is crawled."""
    sources = {"LINEAGE_SOURCES": ",".join(SOURCES), "LINEAGE_SOURCE_GITHUB_TOKEN": "gull-7-quay"}
    sources["AIRFLOW__LOGGING__LOGGING_LEVEL"] = "WARNING"  # of another Airflow's shell: nothing of it gets in
    for source in SOURCES:
        sources[f"LINEAGE_SOURCE_{source.upper()}_URL"] = f"{world}/{source}"
        sources[f"LINEAGE_SOURCE_{source.upper()}_RATE_SCALE"] = str(UNHURRIED.get(source, 1000))
    return os.environ | sources | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


@pytest.fixture
def cluster(around):
    """The whole cluster in a folder of its own; ended, however the test ends."""
    if importlib.util.find_spec("airflow") is None:
        missing("Airflow is not installed: `make test` installs the extra [airflow]")
    with open_folder() as folder:
        home = Home(folder / "cluster")
        around["CLUSTER_HOME"] = str(home.folder)

        def run(command):
            words = [sys.executable, "-m", "cluster", command]
            done = subprocess.run(words, cwd=ROOT, env=around, capture_output=True, text=True)
            if "is not installed" in done.stdout:
                missing(done.stdout)
            assert done.returncode == 0, done.stdout + done.stderr
            return done.stdout

        standing = home.folder / "lineage" / "standing"
        standing.mkdir(parents=True)
        (standing / "harbour.yaml").write_text("id: harbour\ndatasets: [yfcc100m, dif]\n")
        try:
            said, secrets = run("up"), home.secrets()
            url = f"http://127.0.0.1:{home.kept_ports()['airflow-api-server']}"
            assert url in said
            with Airflow(url, secrets["AIRFLOW_ADMIN_PASSWORD"]) as airflow:
                yield SimpleNamespace(home=home, run=run, url=url, airflow=airflow, secrets=secrets)
        finally:
            run("down")


@pytest.fixture
def weekly(around, world, tmp_path):
    """`lineage weekly` on the embedded stores, at a date, while nothing goes wrong: the hash of its graph."""

    def run(date):
        own = {"LINEAGE_HOME": str(tmp_path / "embedded"), "LINEAGE_NOW": date}
        own |= {f"LINEAGE_SOURCE_{source.upper()}_RATE_SCALE": "1000" for source in UNHURRIED}
        words = [sys.executable, "-m", "lineage", "weekly", "--json"]
        httpx.post(f"{world}/_world/faults/none").raise_for_status()
        done = subprocess.run(words, env=around | own, capture_output=True, text=True)
        httpx.post(f"{world}/_world/faults/flaky").raise_for_status()
        assert done.returncode in (0, 3), done.stdout + done.stderr  # 3: GitHub breaks searches off, as in the cluster
        told = json.loads(done.stdout)
        assert {shard["run"].split(".")[0] for shard in told["crawled"]["shards"]} >= set(SOURCES)
        assert [shard["problem"] for shard in told["crawled"]["shards"] if shard["problem"]] == []
        return told["projected"]["hash"]

    return run


@pytest.fixture
def bystander():
    """A process that has nothing to do with the cluster, and is not ended with it."""
    process = subprocess.Popen(["sleep", "1800"])
    yield process
    process.kill()
    process.wait()


def asked(world, source):
    """How many requests the world has had as this source."""
    return httpx.get(f"{world}/_world/stats").json().get(source, {"requests": 0})["requests"]


def ended_well(airflow, dag, count):
    """Wait until so many runs of a DAG have ended, all of them well; the last one."""

    def look():
        ended = [run for run in airflow.runs(dag) if run["state"] in ("success", "failed")]
        assert [run["dag_run_id"] for run in ended if run["state"] == "failed"] == []
        return ended[-1] if len(ended) >= count else None

    return wait_for(f"{count} runs of {dag}", 420, look)


def gone_round(airflow, count):
    """Wait until so many crawls have ended well with all their laps, and what the last of them sealed is loaded."""

    def look():
        crawls, loads = airflow.runs("crawl"), airflow.runs("project")
        assert [run["dag_run_id"] for run in (*crawls, *loads) if run["state"] == "failed"] == []
        if {run["state"] for run in (*crawls, *loads)} != {"success"}:
            return False
        tasks = [{t["task_id"]: t for t in airflow.tasks("crawl", run["dag_run_id"])} for run in crawls]
        whole = [each for each in tasks if each["next_lap"]["state"] == "skipped"]
        is_last = tasks[-1]["next_lap"]["state"] == "skipped"
        return is_last and len(whole) == count and loads[-1]["start_date"] > tasks[-1]["sealed"]["end_date"]

    return wait_for(f"{count} crawls with their laps", 600, look)


def running(airflow, dag, run, task):
    """A task instance while it runs."""
    found = [t for t in airflow.tasks(dag, run) if t["task_id"] == task and t["state"] == "running" and t["pid"]]
    return found[0] if found else None


def worker_of(cluster, task):
    """The worker that runs a task, as it was started."""
    workers = [started for started in cluster.home.started() if started.name.startswith("worker")]
    return next(w for w in workers if task["pid"] in {process.pid for process in family({w.process})})


def kill_part(cluster, name):
    """Kill a part with all that it started, as if its machine went down."""
    kill(next(started for started in cluster.home.started() if started.name == name).process)


def stay_away(cluster, source, pause):
    """Let the limiter that all workers share hold a source for a while, as if it had asked for it."""
    known = environment(cluster.home, Compose.read(cluster.secrets, cluster.home.kept_ports()))
    stores = Stores(from_environment(known), lambda: datetime.now(UTC))
    Limiter(stores.database).hold(source, time.time() + pause.total_seconds())


def states(airflow, dag, task):
    """The states of a task's instances in a DAG's newest run."""
    return {t["state"] for t in airflow.tasks(dag, airflow.runs(dag)[-1]["dag_run_id"]) if t["task_id"] == task}


def tasks_taken(home):
    """How many tasks each worker has taken."""
    logs = sorted((home.folder / "logs").glob("worker-*.log"))
    return {log.stem: len(re.findall(r"Task .* received", log.read_text(errors="replace"))) for log in logs}


def test_two_weeks_run_by_themselves_whatever_is_killed(cluster, world, weekly, bystander, tmp_path):
    airflow = cluster.airflow

    # The first week: unpaused, it runs at once. A worker is killed in the middle of the crawl, and not started again.
    airflow.unpause("deletion", "project", "crawl")
    first = wait_for("the first crawl", 90, lambda: airflow.runs("crawl"))[0]
    wait_for("the middle of the crawl", 180, lambda: asked(world, "github") > 20)
    task = running(airflow, "crawl", first["dag_run_id"], "github.crawl")
    kill_part(cluster, worker_of(cluster, task).name)

    gone_round(airflow, 1)
    ended_well(airflow, "deletion", 2)
    assert airflow.tries("crawl", first["dag_run_id"])[f"github.crawl[{task['map_index']}]"] > 1
    assert min(tasks_taken(cluster.home).values()) > 0
    assert airflow.events("graph changed")[-1]["hash"] == weekly(first["logical_date"])

    # The second week: what was killed is started again. While one source asks us to stay away, the S3 server dies in
    # the crawl of another, and then Neo4j in the loading.
    cluster.run("up")
    httpx.post(f"{world}/_world/week/2").raise_for_status()
    before, second = {source: asked(world, source) for source in SOURCES}, datetime.now(UTC).replace(microsecond=0)
    stay_away(cluster, "openalex", timedelta(seconds=70))
    airflow.trigger("crawl", second.isoformat())
    waiting = "a shard that waits in the triggerer"
    wait_for(waiting, 65, lambda: "deferred" in states(airflow, "crawl", "openalex.crawl"))
    assert asked(world, "openalex") == before["openalex"]
    wait_for("the crawl", 120, lambda: asked(world, "github") > before["github"] + 2)
    assert running(airflow, "crawl", airflow.runs("crawl")[-1]["dag_run_id"], "github.crawl")
    kill_part(cluster, "s3")
    wait_for("a crawl that has met it", 60, lambda: "up_for_retry" in states(airflow, "crawl", "github.crawl"))
    assert "s3 is up" in cluster.run("up")
    wait_for("the seal", 420, lambda: "success" in states(airflow, "crawl", "sealed"))
    wait_for("the loading", 60, lambda: running(airflow, "project", airflow.runs("project")[-1]["dag_run_id"], "load"))
    kill_part(cluster, "neo4j")
    assert "neo4j is up" in cluster.run("up")

    gone_round(airflow, 2)
    ended_well(airflow, "deletion", 3)
    assert airflow.events("graph changed")[-1]["hash"] == weekly(second.isoformat())

    # What a person sees.
    images = ROOT / "docs" / "images" if WRITE else tmp_path
    with page(cluster.url, cluster.secrets["AIRFLOW_ADMIN_PASSWORD"]) as shown:
        unfold = '[aria-label="Expand all task groups"]'
        picture(shown, f"{cluster.url}/dags/crawl", images / "airflow-crawl.png", click=unfold)
        assert all(source in shown.inner_text("body") for source in SOURCES)
        picture(shown, f"{cluster.url}/dags", images / "airflow-dags.png")
        assert all(dag in shown.inner_text("body") for dag in ("crawl", "project", "deletion"))

    cluster.run("down")
    assert cluster.home.marked() == []
    assert bystander.poll() is None
