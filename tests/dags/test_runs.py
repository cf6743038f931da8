"""Whole DAG runs in one process, on recorded sources: `dag.test()`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lineage.errors import RateLimited, SourceChanged, SourceUnreachable
from lineage.sources.huggingface import source as hub
from tests.dags.conftest import MONDAY
from tests.dags.test_tasks import week_at

pytestmark = pytest.mark.slow


@pytest.fixture
def test_run(bag, sources):
    """Run a DAG from its first task to its last; its state, and the state and tries of each task."""
    from airflow.models.taskinstance import TaskInstance
    from airflow.utils.session import create_session

    def run(name, date=MONDAY):
        done = bag.dags[name].test(logical_date=date)
        with create_session() as session:
            tasks = session.query(TaskInstance).filter(TaskInstance.run_id == done.run_id, TaskInstance.dag_id == name)
            return str(done.state), {f"{t.task_id}[{t.map_index}]": (str(t.state), t.try_number) for t in tasks}

    return run


@pytest.fixture
def pages(monkeypatch):
    """Let the Hub's listing of datasets fail with these errors, one a visit, then work; the moments of the visits."""
    genuine, visits = hub.pages, []

    def fail(*errors):
        left = list(errors)

        def visited(crawl):
            if crawl.shard == "datasets":
                visits.append(datetime.now(UTC))
                if left:
                    raise left.pop(0)(visits[-1])
            yield from genuine(crawl)

        monkeypatch.setattr(hub, "pages", visited)
        return visits

    return fail


@pytest.fixture
def at_once(bag, monkeypatch):
    """Tries follow each other without a pause."""
    task = bag.dags["crawl"].get_task("huggingface.crawl")
    monkeypatch.setitem(task.partial_kwargs, "retry_delay", timedelta(0))


def test_every_dag_runs_through(test_run, home, tmp_path):
    states = {name: test_run(name)[0] for name in ("crawl", "project", "deletion", "verify", "maintenance")}

    assert states == dict.fromkeys(states, "success")
    week = week_at(tmp_path / "week")
    assert (home / "reports" / "2026-11-23.html").read_text() == week.report.read_text()


def test_a_cleared_week_is_not_crawled_twice(test_run, pages):
    visits = pages()
    test_run("crawl", MONDAY + timedelta(days=1))
    state, _ = test_run("crawl", MONDAY + timedelta(days=1))

    assert state == "success"
    assert len(visits) == 1


def test_a_terminal_error_is_not_tried_again_and_the_rest_is_sealed(test_run, pages, home):
    visits = pages(*[lambda now: SourceChanged("The Hub speaks gull.")] * 2)

    state, tasks = test_run("crawl", MONDAY + timedelta(days=2))

    assert len(visits) == 1
    assert tasks["huggingface.crawl[0]"] == ("failed", 1)
    assert tasks["huggingface.crawl[1]"] == ("success", 1)
    assert tasks["sealed[-1]"][0] == "success"
    assert (state, tasks["complete[-1]"]) == ("failed", ("failed", 1))
    sealed = {path.name.rpartition(".")[0] for path in (home / "ledger" / "runs").iterdir()}
    assert "huggingface.models" in sealed
    assert "huggingface.datasets" not in sealed


def test_a_transient_error_is_tried_again(test_run, pages, at_once):
    visits = pages(lambda now: SourceUnreachable("The harbour is closed."))

    state, tasks = test_run("crawl", MONDAY + timedelta(days=3))

    assert len(visits) == 2
    assert tasks["huggingface.crawl[0]"] == ("success", 2)
    assert state == "success"


def test_a_rate_limit_is_waited_for_and_costs_no_try(test_run, pages):
    visits = pages(lambda now: RateLimited("huggingface", now + timedelta(seconds=3)))

    state, tasks = test_run("crawl", MONDAY + timedelta(days=4))

    assert state == "success"
    assert len(visits) == 2
    assert timedelta(seconds=3) <= visits[1] - visits[0] < timedelta(seconds=30)
    assert tasks["huggingface.crawl[0]"] == ("success", 1)
