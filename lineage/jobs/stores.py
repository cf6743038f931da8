"""Opening what the settings name: servers, or the embedded stores in a folder; each when it is first needed."""

from __future__ import annotations

import os
import secrets
import socket
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
        if (url := self.settings.servers.graph_url) or self.connections.graph:
            return self._neo4j(url.get_secret_value() if url else "")
        from lineage.graph.sqlite import SqliteGraph

        return SqliteGraph(self.home / "graph.sqlite")

    def _neo4j(self, url: str) -> GraphStore:
        from lineage.graph.neo4j.connection import connect, shown
        from lineage.graph.neo4j.store import Neo4jGraph

        servers = self.settings.servers
        if self.connections.graph:
            driver, address = self.connections.graph(), "the scheduler's connection"
        else:
            driver = connect(url, servers.graph_user, servers.graph_password.get_secret_value())
            address = shown(url)
        owner = f"{socket.gethostname()}, process {os.getpid()}, {secrets.token_hex(4)}"
        return Neo4jGraph(driver, address, owner)

    @property
    def limits_url(self) -> str:
        """Where all processes of this home count their requests."""
        return f"sqlite:///{self.home / 'limits.sqlite'}"

    def staged(self, run: str) -> Path:
        """Where an unsealed run keeps what it has fetched so far."""
        return self.home / "staged" / run
