"""Bringing a database to the schema of this version: numbered scripts, each applied once and never edited after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import neo4j
from neo4j.exceptions import ClientError

from lineage.errors import MigrationEdited, SchemaBehind
from lineage.graph.neo4j.statements import migration_files, split, statement
from lineage.model.base import sha256

_SAME_MOMENT = {
    "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists",
    "Neo.ClientError.Schema.ConstraintAlreadyExists",
    "Neo.ClientError.Schema.IndexAlreadyExists",
}
"""`IF NOT EXISTS` looks first and creates then: what came in between is said so."""


@dataclass(frozen=True)
class Migration:
    """One script of `graph_schema/migrations`, named `0001_what_it_does`."""

    name: str
    script: str

    @property
    def number(self) -> int:
        """Its place in the order."""
        return int(self.name.partition("_")[0])

    @property
    def checksum(self) -> str:
        """SHA-256 of its text: one that was applied must not change."""
        return sha256(self.script.encode())


def known() -> list[Migration]:
    """The migrations that this version comes with."""
    return [Migration(name, script) for name, script in migration_files().items()]


def pending(tx: neo4j.ManagedTransaction, migrations: list[Migration]) -> list[Migration]:
    """Those that the database lacks. Raises MigrationEdited, and SchemaBehind when it has one that we don't know."""
    applied = {row["number"]: row for row in tx.run(statement("list_migrations"))}
    ours = {migration.number: migration for migration in migrations}
    for number, row in applied.items():
        if number not in ours:
            raise SchemaBehind(
                f"The graph database has migration {row['name']}, this version knows {len(ours)} and not that one; "
                "upgrade lineage to the version that wrote it."
            )
        if row["checksum"] != ours[number].checksum:
            raise MigrationEdited(
                f"Migration {ours[number].name} was applied with another text (checksum {row['checksum'][:12]}…, now "
                f"{ours[number].checksum[:12]}…); restore the file, and put the change into a migration of its own."
            )
    return [migration for migration in migrations if migration.number not in applied]


def migrate(session: neo4j.Session, migrations: list[Migration] | None = None) -> list[str]:
    """Apply what is missing, in order, and wait for the indexes; the names of what was applied.

    A schema statement has a transaction of its own. Each may run again, so a migration cut short is finished next time,
    and of two that get into each other's way one tries again and finds it done.
    """
    missing = session.execute_read(pending, known() if migrations is None else migrations)
    for migration in missing:
        for part in split(migration.script):
            _ensure(session, part)
        session.execute_read(_run, "CALL db.awaitIndexes(300)")
        record = {"number": migration.number, "name": migration.name, "checksum": migration.checksum}
        session.execute_write(_run, statement("record_migration"), record)
    return [migration.name for migration in missing]


def _ensure(session: neo4j.Session, part: str) -> None:
    """Run a schema statement; once more where another migrator did so in the same moment, for then it finds it done."""
    try:
        session.execute_write(_run, part)
    except ClientError as error:
        if error.code not in _SAME_MOMENT:
            raise
        session.execute_write(_run, part)


def _run(tx: neo4j.ManagedTransaction, text: str, values: dict[str, Any] | None = None) -> None:
    tx.run(text, values).consume()
