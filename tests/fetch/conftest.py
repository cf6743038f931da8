"""A fetcher on a script, with a real limiter, journal and archive in a fresh folder."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lineage.archive.folder import FolderArchive
from lineage.fetch.exchange import Request
from lineage.fetch.fetcher import Fetcher, Manners
from lineage.fetch.hosts import AllowedHosts
from lineage.fetch.journal import Journal
from lineage.fetch.limiter import Limiter, Rate, open_limits
from tests.fetch.scripting import HUB, Hours, Scripted

PLENTY = Rate(1000, 1.0)


@dataclass
class Door:
    """A fetcher and the parts a test looks at."""

    fetcher: Fetcher
    transport: Scripted
    hours: Hours
    limiter: Limiter
    archive: FolderArchive
    journal: Path

    def get(self, path="/a", bucket="api", expect="json", **headers):
        url = path if path.startswith("http") else HUB + path
        return self.fetcher.get(Request(url, bucket, expect, headers))


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def limits(tmp_path):
    """Opens the one limits file of this test, as often as it is asked."""
    with ExitStack() as stack:

        def opened():
            engine = open_limits(f"sqlite:///{tmp_path / 'limits.sqlite'}")
            stack.callback(engine.dispose)
            return Limiter(engine)

        yield opened


@pytest.fixture
def door(tmp_path, limits):
    """Makes a fetcher that plays a script; made again it is a new process on the same files."""

    def make(*script, rates=None, hosts=("hub.example", "files.example"), archive=None, hours=None, **manners):
        hours, transport, limiter = hours or Hours(), Scripted(script), limits()
        archive, journal = archive or FolderArchive(tmp_path / "archive"), tmp_path / "run" / "journal.jsonl"
        rates = rates or {"api": PLENTY, "file": PLENTY}
        fetcher = Fetcher(
            transport=transport,
            hosts=AllowedHosts(hosts),
            limiter=limiter,
            archive=archive,
            journal=Journal(journal),
            manners=Manners(source="hub", rates=rates, **manners),
            time=hours.time,
            sleep=hours.sleep,
            clock=lambda: datetime(2026, 11, 16, 12, tzinfo=UTC),
        )
        return Door(fetcher, transport, hours, limiter, archive, journal)

    return make
