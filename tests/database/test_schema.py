"""A database has the tables of this version, whoever opens it first and whatever version made it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

import lineage.deletion.tables
import lineage.fetch.journal_table
import lineage.fetch.limiter
import lineage.resolve.judgements  # noqa: F401  each adds its table
from lineage.database import schema
from lineage.database.schema import HEAD, VERSION_TABLE, open_database, state, version
from lineage.errors import ArchiveUnavailable, SchemaBehind
from lineage.resolve.judgements import Judgements
from lineage.sql import TABLES, connect, transaction
from tests.graph.making import same

WORD = same("yes", "hf:datasets/a/b", "hf:datasets/c/d")


def write_number(engine, number):
    with transaction(engine) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = :number"), {"number": number})


@pytest.fixture
def newer(tmp_path, monkeypatch):
    """Makes the next version of this product, with one more migration; gives it back to be opened with."""

    def make(step):
        folder = tmp_path / "newer"
        shutil.copytree(schema.FOLDER, folder)
        (folder / "versions" / "9999_step.py").write_text(
            f"from alembic import op\nrevision = '9999'\ndown_revision = '{HEAD}'\ndef upgrade():\n    {step}\n"
        )
        monkeypatch.setattr(schema, "FOLDER", folder)
        monkeypatch.setattr(schema, "HEAD", "9999")

    return make


def test_a_new_database_has_the_tables_that_the_code_knows(database):
    with transaction(database) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})

        assert compare_metadata(context, TABLES) == []

    assert version(database) == HEAD


def test_migrations_are_numbered_one_after_the_other():
    paths = sorted(path for path in (schema.FOLDER / "versions").glob("*.py"))
    found = [
        dict(line.split(" = ") for line in path.read_text().splitlines() if "revision = " in line) for path in paths
    ]

    numbers = [f"{n:04}" for n in range(1, len(paths) + 1)]
    assert [path.name[:4] for path in paths] == numbers
    assert [row["revision"].strip('"') for row in found] == numbers
    assert [row["down_revision"].strip('"') for row in found] == ["None", *numbers[:-1]]


def test_a_database_that_is_up_to_date_is_opened_without_the_migrations_library(database, database_url):
    url = database_url.render_as_string(hide_password=False)
    code = "import sys; from lineage.database.schema import open_database; open_database(sys.argv[1]).dispose()"
    look = f"{code}; print('alembic' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", look, url], capture_output=True, text=True, check=True).stdout

    assert said == "False\n"


def test_workers_that_start_at_once_find_one_schema(database_url):
    engines, problems, start = [], [], threading.Barrier(6)

    def work():
        start.wait()
        try:
            engines.append(open_database(database_url))
        except Exception as problem:  # noqa: BLE001  the test is that there is none
            problems.append(problem)

    workers = [threading.Thread(target=work) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    found = [version(engine) for engine in engines]
    for engine in engines:
        engine.dispose()
    assert (problems, found) == ([], [HEAD] * 6)


def test_what_fills_a_new_database_is_called_once(database_url):
    called = []

    for _ in range(2):
        open_database(database_url, called.append).dispose()

    assert len(called) == 1


def test_a_database_of_an_older_version_is_brought_up_and_keeps_what_it_has(databases, newer):
    Judgements(databases()).add(WORD)
    newer("op.execute('CREATE TABLE gulls (name TEXT)')")

    engine = databases()

    assert version(engine) == "9999"
    assert inspect(engine).has_table("gulls")
    assert Judgements(engine).all() == [WORD]


def test_a_migration_that_fails_leaves_the_database_as_it_was(databases, database_url, newer):
    Judgements(databases()).add(WORD)
    newer("op.execute('CREATE TABLE gulls (name TEXT)'); op.execute('CREATE TABLE judgements (name TEXT)')")

    with pytest.raises(ArchiveUnavailable, match=r"judgements.* already exists"):
        databases()

    old = connect(database_url)
    assert version(old) == HEAD
    assert not inspect(old).has_table("gulls")
    old.dispose()


@pytest.mark.parametrize("number", [f"{int(HEAD) + 1:04}", "9999", "a1b2c3"])
def test_a_database_of_a_newer_version_is_refused(database, databases, number):
    write_number(database, number)

    with pytest.raises(SchemaBehind, match=rf"has schema {number}, and .* schemas up to {HEAD}; upgrade lineage"):
        databases()


def test_the_state_of_a_schema_is_told_and_not_changed(database_url, databases, newer):
    assert state(database_url).endswith(f"has no schema yet; it gets schema {HEAD} when it is first used")
    databases()
    assert state(database_url).endswith(f"has schema {HEAD}, as this version expects")
    newer("pass")

    for _ in range(2):
        assert state(database_url).endswith(f"has schema {HEAD}, behind 9999; it is brought up when it is next used")


def test_another_product_s_migrations_in_the_same_database_are_left_alone(database_url):
    other = connect(database_url)
    with transaction(other) as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('of another product')"))

    open_database(database_url).dispose()

    with transaction(other) as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).all() == [("of another product",)]
    other.dispose()
