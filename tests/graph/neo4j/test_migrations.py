"""Bringing a database to the schema: once, in order, whatever happens in between, and never past what we know."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from neo4j.exceptions import ClientError

from lineage.errors import MigrationEdited, SchemaBehind
from lineage.graph.neo4j.migrations import Migration, known, migrate, pending
from lineage.graph.neo4j.statements import split
from tests.graph.conftest import open_neo4j
from tests.graph.making import edge, projection

STATEMENTS = [part for migration in known() for part in split(migration.script)]


@pytest.fixture
def session(new_database):
    with new_database.session() as session:
        yield session


def schema(session):
    """Names of all constraints and indexes; every index answers."""
    indexes = session.run("SHOW INDEXES YIELD name, type, state WHERE type <> 'LOOKUP' RETURN name, state").values()
    assert {state for _, state in indexes} <= {"ONLINE"}
    return sorted({name for name, _ in indexes} | set(session.run("SHOW CONSTRAINTS YIELD name").value()))


def applied(session):
    """What the database says of its migrations."""
    return session.run(
        "MATCH (m:Migration) RETURN m.number, m.name, m.checksum, m.applied_at ORDER BY m.number"
    ).values()


def named():
    """The names that the migrations give to constraints and indexes."""
    return sorted(re.match(r"CREATE (?:CONSTRAINT|(?:\w+ )?INDEX) (\w+) IF NOT EXISTS", part)[1] for part in STATEMENTS)


class Killed(Exception):
    """The process ended here."""


class Mortal:
    """A session whose process is killed after some transactions that write."""

    def __init__(self, session, after):
        self.execute_read, self._session, self._left = session.execute_read, session, after

    def execute_write(self, *work):
        if not self._left:
            raise Killed
        self._left -= 1
        return self._session.execute_write(*work)


def test_migrations_are_numbered_from_one_and_can_be_run_again():
    assert [migration.number for migration in known()] == list(range(1, len(known()) + 1))
    assert all(re.fullmatch(r"\d{4}(_[a-z0-9]+)+", migration.name) for migration in known())
    assert [part for part in STATEMENTS if "IF NOT EXISTS" not in part and "IF EXISTS" not in part] == []


def test_a_new_database_gets_the_schema(session):
    done = migrate(session)

    assert done == [migration.name for migration in known()]
    assert schema(session) == named()
    assert [row[:3] for row in applied(session)] == [[m.number, m.name, m.checksum] for m in known()]


def test_a_second_time_changes_nothing(session):
    migrate(session)
    before = schema(session), applied(session)

    assert migrate(session) == []
    assert (schema(session), applied(session)) == before


def test_several_at_once_bring_about_one_schema(new_database):
    barrier = Barrier(4)

    def go(_):
        with new_database.session() as session:
            barrier.wait()
            return migrate(session)

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(go, range(4)))

    with new_database.session() as session:
        assert all(names in ([], [migration.name for migration in known()]) for names in done)
        assert schema(session) == named()
        assert len(applied(session)) == len(known())


@pytest.mark.parametrize("after", [0, 1, len(STATEMENTS) // 2, len(STATEMENTS)])
def test_a_migration_that_was_cut_short_is_finished_the_next_time(session, after):
    with pytest.raises(Killed):
        migrate(Mortal(session, after))
    cut = len(schema(session)), len(applied(session))

    done = migrate(session)

    assert cut == (min(after, len(named())), 0)
    assert done == [migration.name for migration in known()]
    assert schema(session) == named()


def test_of_two_that_are_missing_the_first_stays_done_when_the_second_is_cut_short(session):
    further = Migration(
        f"{len(known()) + 1:04}_gulls", "CREATE INDEX gull_name IF NOT EXISTS FOR (g:Gull) ON (g.name);\n"
    )
    with pytest.raises(Killed):
        migrate(Mortal(session, len(STATEMENTS) + len(known())), [*known(), further])
    assert [row[1] for row in applied(session)] == [migration.name for migration in known()]

    done = migrate(session, [*known(), further])

    assert done == [further.name]
    assert schema(session) == sorted([*named(), "gull_name"])


def test_a_migration_that_was_edited_is_refused(session):
    migrate(session)
    first, *rest = known()
    edited = Migration(first.name, first.script + "// one line more\n")

    with pytest.raises(MigrationEdited) as refused:
        migrate(session, [edited, *rest])

    assert str(refused.value) == (
        f"Migration {first.name} was applied with another text (checksum {first.checksum[:12]}…, now "
        f"{edited.checksum[:12]}…); restore the file, and put the change into a migration of its own."
    )


def test_a_schema_that_a_newer_version_wrote_is_refused(session):
    migrate(session)
    session.run("CREATE (:Migration {number: 9001, name: '9001_harbours', checksum: 'c'})").consume()

    with pytest.raises(SchemaBehind) as refused:
        migrate(session)

    assert str(refused.value) == (
        f"The graph database has migration 9001_harbours, this version knows {len(known())} and not that one; upgrade "
        "lineage to the version that wrote it."
    )


@pytest.mark.parametrize(
    "ask", [lambda g: g.load(projection(edge())), lambda g: g.counts(), lambda g: g.find("made", exact=True)]
)
def test_a_store_neither_loads_nor_answers_a_schema_it_does_not_know(new_database, neo4j_server, ask):
    graph = open_neo4j(neo4j_server)
    graph.load(projection(edge()))
    with new_database.session() as session:
        session.run("CREATE (:Migration {number: 9001, name: '9001_harbours', checksum: 'c'})").consume()

    with pytest.raises(SchemaBehind, match="9001_harbours"):
        ask(open_neo4j(neo4j_server))

    with new_database.session() as session:
        assert session.run("MATCH (:Thing)-[e:DERIVED_FROM]->(:Thing) RETURN count(e)").value() == [1]


def test_what_is_missing_is_told_without_changing_anything(session):
    missing = session.execute_read(pending, known())

    assert missing == known()
    assert schema(session) == []


def test_a_statement_that_the_database_refuses_ends_its_migration_unapplied(session):
    first = Migration("0001_gulls", "CREATE INDEX gull_name IF NOT EXISTS FOR (g:Gull) ON (g.name);\n")
    clashing = Migration("0002_more_gulls", "CREATE INDEX gull_again FOR (g:Gull) ON (g.name);\n")

    with pytest.raises(ClientError, match="already exists an index"):
        migrate(session, [first, clashing])

    assert [row[1] for row in applied(session)] == [first.name]
    assert schema(session) == ["gull_name"]
