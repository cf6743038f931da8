"""Runs: one crawl of one shard of one source at one logical date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from lineage.clock import parse_moment, stamp
from lineage.errors import BadInput
from lineage.model.base import Record
from lineage.model.document import Issue, Reading, Visit

_RUN_ID = re.compile(r"^(?P<source>[a-z0-9_-]+)\.(?P<shard>[a-z0-9_-]+)\.(?P<date>\d{8}T\d{6}(?:_?\d{6})?Z)$")


class RunId(Record):
    """Source × shard × logical date; written `huggingface.datasets.20261116T000000Z`, which sorts and names files."""

    source: str
    shard: str
    date: datetime

    def __str__(self) -> str:
        """The form that is stored, printed, and accepted by commands."""
        # a fraction of a second follows an underscore, which sorts after the Z of the whole second
        date = stamp(self.date).replace("-", "").replace(":", "").replace(".", "_")
        return f"{self.source}.{self.shard}.{date}"

    @classmethod
    def parse(cls, text: str) -> RunId:
        """Read the written form; raises BadInput."""
        match = _RUN_ID.match(text)
        if not match:
            raise BadInput(f"'{text}' is not a run id; they look like huggingface.datasets.20261116T000000Z.")
        return cls(source=match["source"], shard=match["shard"], date=parse_moment(match["date"].replace("_", ".")))


class Seal(Record):
    """The one small file whose presence makes a run visible.

    `files` gives the sha256 of every file of the run but the quotes, which may be cut later. `shards` are all shards
    of the same source and date: ageing waits until each of them is sealed.
    """

    format: int = 1
    run: str
    shards: tuple[str, ...]
    sealed_at: str
    files: Mapping[str, str]
    counts: Mapping[str, int]
    notes: tuple[str, ...] = ()
    """What this run knowingly left out: a listing cut at its cap, a call that needs a login."""
    mark: str | None = None
    """What the run was of, where that can be told by a digest: the same catalogue is not crawled again."""


class SealedRun(Record):
    """A run as the projection reads it."""

    id: RunId
    seal: Seal
    visits: tuple[Visit, ...]
    readings: tuple[Reading, ...]
    issues: tuple[Issue, ...]
    quotes: str = ""
    """The sha256 of its quotes as they lie in the ledger, which no seal covers; empty before it is sealed."""


def shown(moment: datetime) -> str:
    """A run's date for people: the day alone when it is midnight."""
    text = stamp(moment)
    return text.removesuffix("T00:00:00Z")
