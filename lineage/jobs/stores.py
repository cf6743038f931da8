"""Opening what the settings name: servers, or the embedded stores in a folder; each when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lineage.clock import Clock
from lineage.settings import Settings

if TYPE_CHECKING:
    from lineage.archive.base import Archive
    from lineage.graph.base import GraphStore
    from lineage.ledger.base import Ledger
    from lineage.resolve.judgements import Judgements


@dataclass(frozen=True)
class Connections:
    """Clients that somebody else opens in place of those that settings describe: a scheduler that knows them by id."""

    graph: Callable[[], Any] | None = None
    """A `neo4j.Driver`."""
    storage: Callable[[], Any] | None = None
    """A boto3 client for S3."""


@dataclass
class Stores:
    """The stores of one process."""

    settings: Settings
    clock: Clock
    connections: Connections = field(default_factory=Connections)

    @property
    def home(self) -> Path:
        """Where the embedded stores lie."""
        return self.settings.home

    @cached_property
    def archive(self) -> Archive:
        """Raw bytes."""
        from lineage.archive.folder import FolderArchive

        return FolderArchive(self.home / "archive")

    @cached_property
    def ledger(self) -> Ledger:
        """Sealed runs."""
        from lineage.ledger.folder import FolderLedger

        return FolderLedger(self.home / "ledger")

    @cached_property
    def judgements(self) -> Judgements:
        """What humans decided."""
        from lineage.files import make_folder
        from lineage.resolve.judgements import Judgements, open_judgements

        make_folder(self.home)
        return Judgements(open_judgements(f"sqlite:///{self.home / 'judgements.sqlite'}"))

    @cached_property
    def graph(self) -> GraphStore:
        """The projection, for questions."""
        from lineage.graph.sqlite import SqliteGraph

        return SqliteGraph(self.home / "graph.sqlite")

    @property
    def limits_url(self) -> str:
        """Where all processes of this home count their requests."""
        return f"sqlite:///{self.home / 'limits.sqlite'}"

    def staged(self, run: str) -> Path:
        """Where an unsealed run keeps what it has fetched so far."""
        return self.home / "staged" / run
