"""Each task by itself: what it does with the library, and what it hands on."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from lineage.errors import BadInput, RateLimited, RunIncomplete
from lineage.jobs import heard
from lineage.jobs.crawl import LAPS, CrawlOptions
from lineage.jobs.stores import Stores
from lineage.jobs.weekly import weekly
from lineage.settings import from_environment
from lineage.sources.huggingface import source as hub
from tests.dags.conftest import DEMO, MONDAY
from tests.dags.faking import Outlets, Task, run_of

UNTIL = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)


def busy(crawl):
    raise RateLimited("huggingface", UNTIL)
    yield


@pytest.fixture
def call(bag):
    """Call a task's function with what Airflow would hand to it."""

    def call(dag, task, *args, **context):
        return bag.dags[dag].get_task(task).python_callable(*args, **context)

    return call


@pytest.fixture
def shard(airflow, bag):
    """Run the task of one shard; its operator and its task instance are the test's."""
    from lineage_tasks.crawl_shard import CrawlShard

    def run(source, shard, ti=None, **more):
        task = CrawlShard(task_id="crawl", source=source, shard=shard)
        return task.execute({"dag_run": run_of(), "ti": ti or Task()}, **more)

    return run


def week_at(home, date=MONDAY):
    """What `lineage weekly` makes of the same sources at the same date, in a home of its own."""
    stores = Stores(from_environment({"LINEAGE_HOME": str(home)}), lambda: date)
    path = {"LINEAGE_SOURCE_DOCUMENTS_PATH": str(DEMO / "documents")}
    stores.settings = stores.settings.model_copy(update={"environment": path})
    return weekly(stores, CrawlOptions(sources=("documents", "huggingface"), recorded=DEMO, date=date))


def test_a_source_is_asked_for_its_shards(sources, call):
    assert call("crawl", "huggingface.shards", "huggingface", dag_run=run_of(), ti=Task()) == ["datasets", "models"]


def test_a_source_that_settings_leave_out_has_no_shards(sources, call, monkeypatch):
    monkeypatch.setenv("LINEAGE_SOURCES", "documents")

    assert call("crawl", "huggingface.shards", "huggingface", dag_run=run_of(), ti=Task()) == []


def test_a_lap_leaves_out_the_sources_that_have_heard_all_names(sources, call):
    lap = run_of(conf={"lap": 2, "sources": ["openalex"]})

    assert call("crawl", "huggingface.shards", "huggingface", dag_run=lap, ti=Task()) == []


def test_the_next_lap_is_for_the_sources_that_are_behind(sources, call, monkeypatch):
    monkeypatch.setattr(heard, "behind", lambda stores, names, until: ["openalex"] if until == MONDAY else [])

    assert call("crawl", "again", dag_run=run_of()) == {"lap": 2, "sources": ["openalex"]}
    assert call("crawl", "again", dag_run=run_of(conf={"lap": 2, "sources": ["openalex"]}))["lap"] == LAPS
    assert call("crawl", "again", dag_run=run_of(conf={"lap": LAPS, "sources": ["openalex"]})) == {}


def test_there_is_no_next_lap_when_nobody_is_behind(sources, call, shard):
    shard("huggingface", "datasets")

    assert call("crawl", "again", dag_run=run_of()) == {}


def test_what_is_mistyped_is_told_beside_the_task(sources, call, monkeypatch):
    monkeypatch.setenv("LINEAGE_SOURCE_HUGGINGFACE_SPEED", "9")
    ti = Task()

    with pytest.raises(BadInput, match="is no setting"):
        call("crawl", "huggingface.shards", "huggingface", dag_run=run_of(), ti=ti)

    assert "LINEAGE_SOURCE_HUGGINGFACE_SPEED is no setting" in ti.pushed["problem"]


def test_a_shard_is_sealed_at_the_dag_runs_date_and_only_counts_are_handed_on(sources, shard):
    found = shard("huggingface", "datasets")

    assert found["run"] == "huggingface.datasets.20261123T000000Z"
    assert not found["already"]
    assert {type(value) for name, value in found.items() if name not in ("run", "already")} == {int}


def test_a_cleared_shard_that_is_sealed_is_left_as_it_is(sources, shard, monkeypatch):
    first = shard("huggingface", "datasets")
    monkeypatch.setattr(hub, "pages", lambda crawl: pytest.fail("it was crawled again"))

    assert shard("huggingface", "datasets") == first | {"already": True}


def test_a_rate_limit_waits_in_the_triggerer_until_the_moment_it_names(sources, shard, monkeypatch):
    from airflow.sdk.exceptions import TaskDeferred

    monkeypatch.setattr(hub, "pages", busy)
    ti = Task()

    with pytest.raises(TaskDeferred) as deferred:
        shard("huggingface", "datasets", ti)

    assert deferred.value.trigger.moment == UNTIL
    assert ti.pushed == {}


def test_after_the_wait_the_same_shard_goes_on(sources, shard, monkeypatch):
    from airflow.sdk.exceptions import TaskDeferred

    with monkeypatch.context() as limited:
        limited.setattr(hub, "pages", busy)
        with pytest.raises(TaskDeferred) as deferred:
            shard("huggingface", "datasets")

    assert deferred.value.method_name == "execute"
    assert shard("huggingface", "datasets", event=UNTIL)["run"] == "huggingface.datasets.20261123T000000Z"


def test_a_worker_waits_some_seconds_at_most(sources):
    from lineage_tasks.opened import opened

    assert opened().settings.patience == 20


def test_a_connection_of_airflow_opens_the_store_and_without_one_the_settings_decide(sources, monkeypatch):
    from lineage_tasks.opened import opened

    assert (opened().connections.graph, opened().connections.storage) == (None, None)

    monkeypatch.setenv("AIRFLOW_CONN_LINEAGE_GRAPH", "neo4j://neo4j:gulls@127.0.0.1:1")
    monkeypatch.setenv("AIRFLOW_CONN_LINEAGE_STORAGE", "aws://terns:coots@/?region_name=us-east-1")

    connections = opened().connections
    with connections.graph() as driver:
        assert hasattr(driver, "execute_query")
    assert connections.storage().meta.service_model.service_name == "s3"


@pytest.mark.parametrize(
    ("logical", "due", "date"),
    [
        (datetime(2026, 11, 23, 3, 17, 0, 250, tzinfo=UTC), None, datetime(2026, 11, 23, 3, 17, tzinfo=UTC)),
        (None, datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 9, tzinfo=UTC)),
    ],
)
def test_a_run_has_a_date_also_without_a_logical_one(airflow, logical, due, date):
    from lineage_tasks.opened import run_date

    assert run_date(run_of(logical, due)) == date


def test_what_is_sealed_and_what_is_missing_goes_on_with_the_asset(sources, call, shard):
    from lineage_tasks.names import SEALED_RUNS

    shard("huggingface", "models")
    told = {
        ("huggingface.shards", -1, "return_value"): ["datasets", "models"],
        ("huggingface.crawl", 0, "problem"): "the harbour is closed",
        ("documents.shards", -1, "problem"): "nothing lies there",
        ("catalogue.shards", -1, "return_value"): [],
    }
    outlets = Outlets()

    found = call("crawl", "sealed", dag_run=run_of(), ti=Task(others=told), outlet_events=outlets)

    assert found["date"] == "2026-11-23T00:00:00Z"
    assert found["sealed"] == 1
    assert {shard: said for shard, said in found["missing"].items() if shard[:4] in ("hugg", "docu", "cata")} == {
        "documents.all": "nothing lies there",
        "huggingface.datasets": "the harbour is closed",
    }
    assert outlets[SEALED_RUNS].extra == found


def test_when_nothing_was_sealed_nothing_is_announced(sources, call):
    told = {("huggingface.shards", -1, "return_value"): ["datasets", "models"]}

    with pytest.raises(RunIncomplete, match="No shard was sealed"):
        call("crawl", "sealed", dag_run=run_of(), ti=Task(others=told), outlet_events=Outlets())


def test_a_crawl_that_misses_a_shard_ends_red_and_says_which(bag, call):
    assert call("crawl", "complete", {"sealed": 3, "missing": {}}) == 3
    with pytest.raises(RunIncomplete, match=r"huggingface\.models: the harbour is closed"):
        call("crawl", "complete", {"sealed": 2, "missing": {"huggingface.models": "the harbour is closed"}})


def test_the_projection_gives_the_same_graph_and_news_as_the_weekly_command(sources, shard, call, home, tmp_path):
    from lineage_tasks.names import GRAPH_CHANGED, SEALED_RUNS

    shards = call("crawl", "documents.shards", "documents", dag_run=run_of(), ti=Task())
    for source, name in [
        ("catalogue", "all"),
        ("documents", *shards),
        ("huggingface", "datasets"),
        ("huggingface", "models"),
    ]:
        shard(source, name)
    told = {"date": "2026-11-23T00:00:00Z", "missing": {"openalex.works": "the harbour is closed"}}
    outlets = Outlets()

    found = call(
        "project", "load", triggering_asset_events={SEALED_RUNS: [SimpleNamespace(extra=told)]}, outlet_events=outlets
    )

    week = week_at(tmp_path / "week")
    assert found["hash"] == week.projected.hash
    assert outlets[GRAPH_CHANGED].extra == found
    report = (home / "reports" / "2026-11-23.html").read_text()
    assert "the harbour is closed" in report
    assert report.count("<svg") == week.report.read_text().count("<svg")


def test_started_by_hand_the_newest_crawl_is_projected(sources, shard, call):
    from lineage_tasks.names import SEALED_RUNS

    shard("huggingface", "datasets")

    found = call("project", "load", triggering_asset_events={SEALED_RUNS: []}, outlet_events=Outlets())

    assert found["runs"] == 1
    assert found["report"] == "2026-11-23.html"


def test_a_projection_of_nothing_says_what_to_do(sources, call):
    from lineage_tasks.names import SEALED_RUNS

    with pytest.raises(BadInput, match="Crawl first"):
        call("project", "load", triggering_asset_events={SEALED_RUNS: []}, outlet_events=Outlets())


def test_standing_requests_are_counted_and_their_news_written(sources, shard, call, home):
    from lineage_tasks.names import SEALED_RUNS

    shard("catalogue", "all")
    call("project", "load", triggering_asset_events={SEALED_RUNS: []}, outlet_events=Outlets())
    (home / "standing").mkdir()
    (home / "standing" / "gulls.yaml").write_text("id: gulls\ndatasets: [yfcc100m]\n")

    counts = call("deletion", "news")

    assert counts["gulls"] > 0
    assert (home / "reports" / "standing" / "gulls.json").exists()


def test_a_request_that_names_nothing_known_fails_with_its_sentence(sources, shard, call, home):
    (home / "standing").mkdir(parents=True)
    (home / "standing" / "gulls.yaml").write_text("id: gulls\ndatasets: [harbour-of-nowhere]\n")
    from lineage_tasks.names import SEALED_RUNS

    shard("catalogue", "all")
    call("project", "load", triggering_asset_events={SEALED_RUNS: []}, outlet_events=Outlets())

    with pytest.raises(BadInput, match="gulls: Nothing in the graph is called 'harbour-of-nowhere'"):
        call("deletion", "news")


def test_the_check_names_what_is_damaged(sources, shard, call, home):
    shard("huggingface", "datasets")
    assert "1 sealed runs" in call("maintenance", "check")["ledger"]
    (run,) = (home / "ledger" / "runs").iterdir()
    (run / "readings.jsonl.gz").write_bytes(b"torn")

    with pytest.raises(RunIncomplete, match="is damaged"):
        call("maintenance", "check")


def test_what_killed_workers_left_is_removed_and_counted(sources, call, home):
    for left in ("huggingface.datasets.20200106T000000Z", "huggingface.models.20991123T000000Z"):
        (home / "staged" / left).mkdir(parents=True)
        (home / "staged" / left / "journal.jsonl").write_text("")

    assert call("maintenance", "tidy") == {"unsealed": 0, "journals": 1}
    assert [path.name for path in (home / "staged").iterdir()] == ["huggingface.models.20991123T000000Z"]
