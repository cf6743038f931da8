"""A fetcher on a script, with a real limiter, journal and archive in a fresh folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from lineage.archive.folder import FolderArchive
from lineage.fetch.exchange import Request
from lineage.fetch.fetcher import Fetcher, Manners
from lineage.fetch.hosts import AllowedHosts
from lineage.fetch.journal import FileJournal, Journal
from lineage.fetch.journal_table import TableJournal
from lineage.fetch.limiter import Limiter, Rate
from lineage.sql import sqlite_url
from tests.fetch.scripting import HUB, Hours, Scripted
from tests.stores import DATABASES

PLENTY = Rate(1000, 1.0)


@dataclass
class Door:
    """A fetcher and the parts a test looks at."""

    fetcher: Fetcher
    transport: Scripted
    hours: Hours
    limiter: Limiter
    archive: FolderArchive
    journal: Journal

    def get(self, path="/a", bucket="api", expect="json", **headers):
        url = path if path.startswith("http") else HUB + path
        return self.fetcher.get(Request(url, bucket, expect, headers))


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def limits(databases):
    """Limiters on the one table of this test, as many as are asked for: each as in another process."""
    return lambda: Limiter(databases())


@pytest.fixture(params=["file", *DATABASES])
def journals(request, tmp_path, new_database, opener):
    """Opens the journals of runs, as often as it is asked: each time as another process would."""
    if request.param == "file":
        return lambda run="run": FileJournal(tmp_path / run / "journal.jsonl")
    url = new_database(request.param)
    return lambda run="run": TableJournal(opener(url), run)


@pytest.fixture
def run_journal(tmp_path):
    """Opens the journal of the one run that `door` fetches for."""
    return lambda: FileJournal(tmp_path / "run" / "journal.jsonl")


@pytest.fixture
def door(tmp_path, opener, run_journal):
    """Makes a fetcher that plays a script; made again it is a new process on the same stores."""

    def make(*script, rates=None, hosts=("hub.example", "files.example"), archive=None, hours=None, **manners):
        hours, transport = hours or Hours(), Scripted(script)
        limiter = Limiter(opener(sqlite_url(tmp_path / "limits.sqlite")))
        archive, journal = archive or FolderArchive(tmp_path / "archive"), run_journal()
        rates = rates or {"api": PLENTY, "file": PLENTY}
        fetcher = Fetcher(
            transport=transport,
            hosts=AllowedHosts(hosts),
            limiter=limiter,
            archive=archive,
            journal=journal,
            manners=Manners(source="hub", rates=rates, **manners),
            time=hours.time,
            sleep=hours.sleep,
            clock=lambda: datetime(2026, 11, 16, 12, tzinfo=UTC),
        )
        return Door(fetcher, transport, hours, limiter, archive, journal)

    return make
