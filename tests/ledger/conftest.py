"""A ledger in a fresh folder, and a run with something in every part of it."""

from __future__ import annotations

import os

import pytest

from lineage.ledger.folder import FolderLedger
from lineage.model.claim import Evidence
from lineage.model.document import Issue
from lineage.model.words import Outcome
from tests.making import SNAPSHOT, claim, reading, run, visit

OTHER = "b" * 64


def full_run(day=16, **more):
    """Two documents with quotes, one of them without a claim, one that failed, and a bad record."""
    at = {"snapshot": SNAPSHOT, "rule": "test"}
    claims = [
        claim(),
        claim(object="name:多样性", evidence=Evidence(locator="/title#char=0,4", quote="Über\n\u2028", **at)),
        claim(object="name:Third", evidence=Evidence(locator="/title#char=5,9", quote=None, **at)),
    ]
    other = [claim(document="two", snapshot=OTHER, quote="Another page.")]
    return run(
        day,
        [
            visit(title="Made", etag='"1"', version="abc", reader="reader/1", listed_in="0/1"),
            visit("two", snapshot=OTHER),
            visit("three", Outcome.FAILED, snapshot=None, reason="answered 500", fetched_at=None),
        ],
        [
            reading(claims),
            reading(other, document="two", snapshot=OTHER),
            reading([], document="four", snapshot="c" * 64),
        ],
        issues=[Issue(document=None, problem="item 7 has no id"), Issue(document="two", problem="odd")],
        **more,
    )


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch):
    monkeypatch.setattr(os, "sync", lambda: None)


@pytest.fixture
def ledger(tmp_path):
    return FolderLedger(tmp_path / "ledger")


@pytest.fixture
def files(tmp_path):
    """The files of a run, by name."""
    return lambda made: {path.name: path for path in (tmp_path / "ledger" / "runs" / str(made.id)).iterdir()}
