"""A source's card: who it is, how it wants to be treated, what we expect of it."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from lineage.fetch.limiter import Rate
from lineage.model.base import Record


class CardRate(Record):
    """A published limit: at most `requests` (with a token, `with_token`) in any `seconds`."""

    requests: int = Field(gt=0)
    seconds: float = Field(gt=0)
    with_token: int | None = None


class Card(Record):
    """`source.yaml`."""

    name: str
    title: str
    about: str
    reader: int = 1
    """Raise it when `read` changes: snapshots are then read again."""
    base_url: str | None = None
    path: str | None = None
    """What it reads at a path, in words; such a source is visited only where a path is given."""
    hosts: tuple[str, ...] = ()
    turn: int = Field(default=1, gt=0)
    """Sources of a later turn are crawled after those of the earlier ones, whose datasets' names they search for."""
    shards: tuple[str, ...] = ("all",)
    token_parameter: str | None = None
    """The query parameter that a token goes into; without it a token is sent as `Authorization: Bearer`."""
    at_once: int | None = Field(default=None, gt=0)
    """How many shards may be crawled at the same time, where the source minds; all of them when left out."""
    rates: Mapping[str, CardRate] = Field(default_factory=dict)
    tries: int = 5
    timeout: float = 30.0
    max_bytes: int = 16_000_000
    volatile: tuple[str, ...] = ()
    """Fields that change without meaning: left out of an item's own snapshot."""
    least: int = 0
    """Fewer documents than this in a shard, and the source has changed rather than the world."""
    caps: Mapping[str, int] = Field(default_factory=dict)
    """Bounds of one run, by name; what they cut off is said in the run's notes."""

    def rate(self, bucket: str, *, token: bool, scale: float) -> Rate:
        """The limit of one bucket as it holds for us."""
        published = self.rates[bucket]
        requests = published.with_token if token and published.with_token else published.requests
        return Rate(requests, published.seconds).scaled(scale)
