"""Opening what the settings name: servers, or the embedded stores in a folder; each when it is first needed."""

from __future__ import annotations

import os
import secrets
import socket
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lineage.clock import Clock
from lineage.files import make_folder
from lineage.settings import Settings

if TYPE_CHECKING:
    from lineage.archive.base import Archive
    from lineage.deletion.keys import KeyStore
    from lineage.fetch.journal import Journal
    from lineage.graph.base import GraphStore
    from lineage.ledger.base import Ledger
    from lineage.resolve.judgements import Judgements
    from lineage.s3.bucket import Bucket
    from lineage.sql import Address, Database


@dataclass(frozen=True)
class Connections:
    """Clients that somebody else opens in place of those that settings describe: a scheduler that knows them by id."""

    graph: Callable[[], Any] | None = None
    """A `neo4j.Driver`."""
    storage: Callable[[], Any] | None = None
    """A boto3 client for S3."""
    channel: Callable[[str], Any] | None = None
    """A `lineage.channels.base.Channel` by its name."""


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
    def bucket(self) -> Bucket | None:
        """Where settings put archive and ledger; None where the home has them."""
        if not self.settings.servers.storage_url:
            return None
        from lineage.s3.connect import open_bucket

        return open_bucket(self.settings.servers, self.connections.storage and self.connections.storage())

    @cached_property
    def archive(self) -> Archive:
        """Raw bytes."""
        if self.bucket:
            from lineage.archive.s3 import S3Archive

            return S3Archive(self.bucket.below("archive"))
        from lineage.archive.folder import FolderArchive

        return FolderArchive(self.home / "archive")

    @cached_property
    def ledger(self) -> Ledger:
        """Sealed runs."""
        if self.bucket:
            from lineage.ledger.s3 import S3Ledger

            return S3Ledger(self.bucket.below("ledger"))
        from lineage.ledger.folder import FolderLedger

        return FolderLedger(self.home / "ledger")

    @cached_property
    def database(self) -> Database:
        """The SQL database: judgements, limits and, where settings name a server, journals."""
        from lineage.database.older import take_over
        from lineage.database.schema import open_database

        if self.settings.servers.database_url:
            engine = open_database(self.database_url)
        else:
            make_folder(self.home)
            engine = open_database(self.database_url, partial(take_over, self.home))
        weakref.finalize(self, engine.dispose)
        return engine

    @property
    def database_url(self) -> Address:
        """Where the SQL database is; it may hold a password."""
        from lineage.sql import sqlite_url

        named = self.settings.servers.database_url
        return named.get_secret_value() if named else sqlite_url(self.home / "lineage.sqlite")

    @cached_property
    def judgements(self) -> Judgements:
        """What humans decided."""
        from lineage.resolve.judgements import Judgements

        return Judgements(self.database)

    @cached_property
    def keys(self) -> KeyStore:
        """The keys of what names people: apart from everything else, so that destroying one is for good."""
        from lineage.deletion.opening import open_keys

        keys = open_keys(self.settings, secrets.token_bytes)
        weakref.finalize(self, keys.close)
        return keys

    @property
    def has_database(self) -> bool:
        """Whether there is a database, which opening it would make; a server is taken to have one."""
        return bool(self.settings.servers.database_url) or (self.home / "lineage.sqlite").exists()

    @property
    def has_keys(self) -> bool:
        """Whether there is a store of keys, which opening it would make; a server is taken to have one."""
        from lineage.deletion.opening import is_there

        return is_there(self.settings)

    def journal(self, run: str) -> Journal:
        """What an unsealed run has fetched so far: a file, or rows that workers of other machines see too."""
        if self.settings.servers.database_url:
            from lineage.fetch.journal_table import TableJournal

            return TableJournal(self.database, run)
        from lineage.fetch.journal import FileJournal

        return FileJournal(self.home / "staged" / run / "journal.jsonl")

    def journals(self) -> list[str]:
        """The runs that have a journal."""
        if self.settings.servers.database_url:
            from lineage.fetch.journal_table import journals

            return journals(self.database)
        return sorted(path.parent.name for path in self.home.glob("staged/*/journal.jsonl"))

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
