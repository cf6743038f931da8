"""The same week on servers: the same graph, and a killed crawl goes on on another machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from lineage.archive.shelved import ShelvedArchive
from lineage.fetch.recorded import RecordedTransport
from lineage.jobs.crawl import CrawlOptions, crawl
from lineage.jobs.doctor import doctor
from lineage.jobs.project import project
from lineage.jobs.stores import Stores
from lineage.jobs.weekly import weekly
from lineage.settings import Settings
from tests.conftest import NOON
from tests.graph.making import same
from tests.stores import SERVER

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "lineage" / "demo"
OPTIONS = CrawlOptions(sources=("huggingface",), recorded=DEMO, date=NOON)


class Killed(BaseException):
    """Stands for the process being killed."""


@pytest.fixture
def asked(monkeypatch):
    """The addresses that were really asked."""
    send, asked = RecordedTransport.send, []

    def noted(self, request):
        asked.append(request.url)
        return send(self, request)

    monkeypatch.setattr(RecordedTransport, "send", noted)
    return asked


@pytest.mark.slow
def test_a_week_gives_the_same_graph_and_claims_as_without_servers(machines, tmp_path):
    settings = {"environment": {"LINEAGE_SOURCE_DOCUMENTS_PATH": str(DEMO / "documents")}}
    plain = Stores(Settings(home=tmp_path / "plain", **settings), lambda: NOON)
    options = CrawlOptions(recorded=DEMO)

    results = [weekly(stores, options) for stores in (plain, machines(**settings))]

    assert [result.problem for result in results] == [None, None]
    assert results[0].projected == results[1].projected
    assert project(machines("another")).hash == results[0].projected.hash
    assert machines("another").journals() == []


@pytest.mark.slow
def test_a_crawl_that_was_killed_goes_on_on_another_machine_without_asking_twice(machines, monkeypatch, asked):
    put = ShelvedArchive.put

    def put_until_killed(self, data):
        if len(asked) == 15:
            raise Killed
        return put(self, data)

    with monkeypatch.context() as patch:
        patch.setattr(ShelvedArchive, "put", put_until_killed)
        with pytest.raises(Killed):
            crawl(machines("one"), OPTIONS)
    before = set(asked)
    asked.clear()

    crawl(machines("two"), OPTIONS)

    assert len(before) == 15
    assert asked
    rest = asked[: next(number for number, url in enumerate(asked) if "/api/models?" in url)]  # of the killed run
    assert len(before & set(rest)) <= 1  # what was noted, but not archived yet
    assert machines("three").journals() == []


def test_a_run_that_is_sealed_has_no_journal_left(machines):
    crawl(machines(), OPTIONS)

    assert machines("other").journals() == []
    assert [run.source for run, _ in machines("other").ledger.seals()] == ["catalogue", "huggingface", "huggingface"]


@pytest.mark.parametrize("machines", [pytest.param("servers", marks=SERVER)], indirect=True)
def test_a_home_moves_to_servers_as_the_documentation_says(machines, monkeypatch):
    there = machines()
    servers, plain = there.settings.servers, Stores(Settings(home=there.home), lambda: NOON)
    crawl(plain, OPTIONS)
    snapshot = next(v.snapshot for v in plain.ledger.read(plain.ledger.seals()[-1][0]).visits if v.snapshot)
    plain.archive.forget(snapshot, "a request", "2026-11-16T12:00:00Z")
    plain.judgements.add(same("yes", "hf:datasets/a/b", "hf:datasets/c/d"))
    (script,) = re.findall(r"Moving a home.*?```python\n(.*?)```", (ROOT / "docs/run-it.md").read_text(), re.DOTALL)
    for name, value in {"HOME": there.home, **servers.model_dump(exclude_none=True)}.items():
        shown = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
        monkeypatch.setenv(f"LINEAGE_{name.upper()}", shown)

    for _ in range(2):
        exec(script, {})

    assert [run for run, _ in there.ledger.seals()] == [run for run, _ in plain.ledger.seals()]
    assert project(there).hash == project(plain).hash
    assert there.judgements.all() == plain.judgements.all()
    assert there.archive.get(snapshot) == plain.archive.get(snapshot)
    assert [check.finding for check in doctor(there) if not check.fine] == []
