"""Bringing a database to the schema of this version: numbered scripts, each applied once and never edited after."""

from __future__ import annotations

from dataclasses import dataclass

import neo4j

from lineage.errors import MigrationEdited, SchemaBehind
from lineage.graph.neo4j.statements import migration_files, split, statement
from lineage.model.base import sha256


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

    A schema statement has a transaction of its own. Each may run again, so a migration cut short is finished next time.
    """
    missing = session.execute_read(pending, known() if migrations is None else migrations)
    for migration in missing:
        for part in split(migration.script):
            session.run(part).consume()
        session.run("CALL db.awaitIndexes(300)").consume()
        record = {"number": migration.number, "name": migration.name, "checksum": migration.checksum}
        session.run(statement("record_migration"), record).consume()
    return [migration.name for migration in missing]
