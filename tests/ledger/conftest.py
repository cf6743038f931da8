"""A ledger in a fresh folder or bucket, and a run with something in every part of it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from lineage.ledger.folder import FolderLedger
from lineage.ledger.s3 import S3Ledger
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


def opened(place):
    """The ledger of a place, as another worker would open it."""
    return FolderLedger(place.root) if isinstance(place.root, Path) else S3Ledger(place.root)


@pytest.fixture
def ledgers(place):
    """Opens the one ledger of this test, as often as it is asked: each time as another worker would."""
    return lambda: opened(place)


@pytest.fixture
def ledger(ledgers):
    """A ledger of each kind."""
    return ledgers()


@pytest.fixture
def files(place):
    """The files of a run, by the names they have in a folder; in S3 seals lie apart, and names have hashes."""

    def listed(made):
        found = {re.sub(r"\.[0-9a-f]{64}(?=\.)", "", name): file for name, file in place.files().items()}
        found = {re.sub(r"^seals/(.*)\.json", r"runs/\1/seal.json", name): file for name, file in found.items()}
        folder = f"runs/{made.id}/"
        return {name.removeprefix(folder): file for name, file in found.items() if name.startswith(folder)}

    return listed
