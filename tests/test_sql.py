"""Databases fail in one sentence, which never holds a password; and they store any text."""

from __future__ import annotations

import socket
import time
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, delete, insert, select

from lineage.database.schema import open_database
from lineage.errors import ArchiveUnavailable, BadInput, LineageError
from lineage.sql import AnyText, connect, rewrite, sqlite_url, transaction

SECRET = "very-secret"
ANY = st.text(st.characters(), max_size=40) | st.sampled_from(
    ["\0", "\\", "\\u0000", "\ud800", "\\\\u12", "'; --", "🦜", "نورس"]
)


def told(url):
    """What is said of a database, and after how many seconds."""
    began = time.monotonic()
    with pytest.raises(LineageError) as caught:
        open_database(url)
    return caught.value, time.monotonic() - began


@pytest.fixture
def silent():
    """A port where somebody listens and never says a word."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server.getsockname()[1]


@pytest.fixture
def closed():
    """A port where nobody listens."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return server.getsockname()[1]


def test_a_server_that_is_not_there_is_told(closed):
    error, seconds = told(f"postgresql+psycopg://gull:{SECRET}@127.0.0.1:{closed}/harbour")

    assert isinstance(error, ArchiveUnavailable)
    assert f"The database postgresql+psycopg://gull:***@127.0.0.1:{closed}/harbour cannot be used" in str(error)
    assert "See that the server runs and that LINEAGE_DATABASE_URL names its host and port" in str(error)
    assert SECRET not in str(error)
    assert seconds < 5


def test_a_server_that_never_answers_is_told_in_less_than_five_seconds(silent):
    error, seconds = told(f"postgresql+psycopg://gull:{SECRET}@127.0.0.1:{silent}/harbour")

    assert isinstance(error, ArchiveUnavailable)
    assert "See that the server runs" in str(error)
    assert seconds < 5


def test_a_host_that_does_not_exist_is_told():
    error, _ = told(f"postgresql+psycopg://gull:{SECRET}@harbour.invalid/harbour")

    assert "harbour.invalid" in str(error)
    assert "See that the server runs" in str(error)


@pytest.mark.parametrize("what", ["username", "password"])
def test_a_wrong_user_or_password_is_told_without_it(postgresql_url, what):
    error, seconds = told(postgresql_url.set(**{what: SECRET[::-1]}))

    assert isinstance(error, ArchiveUnavailable)
    assert "See the user and the password in LINEAGE_DATABASE_URL, then run the same command again." in str(error)
    assert SECRET[::-1] not in str(error) or what == "username"
    assert postgresql_url.password not in str(error)
    assert seconds < 5


def test_a_database_that_does_not_exist_is_told(postgresql_url):
    error, _ = told(postgresql_url.set(database="harbour_of_nowhere"))

    assert "Create that database, or name another in LINEAGE_DATABASE_URL" in str(error)


def test_a_user_who_may_not_make_tables_is_told(postgresql_url):
    name = postgresql_url.query["options"].partition("=")[2]
    admin = connect(postgresql_url)
    with transaction(admin) as connection:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN PASSWORD '{SECRET}'")
        connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {name} TO {name}")
    try:
        error, _ = told(postgresql_url.set(username=name, password=SECRET))
    finally:
        with transaction(admin) as connection:
            connection.exec_driver_sql(f"DROP OWNED BY {name}")
            connection.exec_driver_sql(f"DROP ROLE {name}")
        admin.dispose()

    assert "Let the user of LINEAGE_DATABASE_URL own that database" in str(error)
    assert SECRET not in str(error)


def test_a_server_that_was_restarted_is_found_again(postgresql_url):
    engine, killer = open_database(postgresql_url), connect(postgresql_url)
    with transaction(engine) as connection:
        pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
    with transaction(killer) as connection:
        connection.exec_driver_sql("SELECT pg_terminate_backend(%(pid)s)", {"pid": pid})

    with transaction(engine) as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1

    engine.dispose()
    killer.dispose()


def test_a_password_among_the_parameters_is_not_shown_either(closed):
    error, _ = told(f"postgresql+psycopg://gull@127.0.0.1:{closed}/harbour?password={SECRET}")

    assert SECRET not in str(error)


@pytest.mark.parametrize("port", ["", ":a-port"])
@pytest.mark.parametrize("host", ["[::1", f"a@{SECRET}"])
def test_an_address_that_cannot_be_understood_is_told_without_it(host, port):
    error, _ = told(f"postgresql+psycopg://gull:{SECRET}@{host}{port or ':a'}/harbour")

    assert isinstance(error, BadInput)
    assert "write postgresql+psycopg://user:password@host:port/name" in str(error)
    assert SECRET not in str(error)
    assert error.__cause__ is None


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path):
    path = tmp_path / "lineage.sqlite"
    path.write_bytes(b"this is no database at all, whatever its name says" * 100)

    error, _ = told(sqlite_url(path))

    assert isinstance(error, ArchiveUnavailable)
    assert f"{path} cannot be used: " in str(error)
    assert str(error).endswith("run the same command again.")


def test_what_is_wrong_is_told_with_the_setting_that_the_address_came_from(closed):
    engine = connect(f"postgresql+psycopg://gull@127.0.0.1:{closed}/harbour", "LINEAGE_KEYS_URL")

    with pytest.raises(ArchiveUnavailable, match="that LINEAGE_KEYS_URL names its host and port"), transaction(engine):
        pass


def test_a_table_is_written_anew_with_all_that_is_in_it(database):
    table = Table("words", MetaData(), Column("word", AnyText))
    table.metadata.create_all(database)
    with transaction(database) as connection:
        connection.execute(insert(table).values(word="gull"))

    rewrite(database, table)

    with transaction(database) as connection:
        assert connection.execute(select(table.c.word)).scalars().all() == ["gull"]


@pytest.mark.parametrize("name", ["a?b=c", "50% off", "a#b", "🦜 gulls", "@home:1"])
def test_a_home_may_have_any_name(tmp_path, name):
    (tmp_path / name).mkdir()

    open_database(sqlite_url(tmp_path / name / "lineage.sqlite")).dispose()

    assert (tmp_path / name / "lineage.sqlite").exists()


@pytest.fixture
def words(database):
    table = Table("words", MetaData(), Column("word", AnyText))
    table.metadata.create_all(database)

    def stored(word):
        with transaction(database) as connection:
            connection.execute(delete(table))
            connection.execute(insert(table).values(word=word))
            return connection.execute(select(table.c.word).where(table.c.word == word)).scalars().all()

    return stored


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(word=ANY)
def test_any_text_is_stored_and_found_as_it_is(words, word):
    assert words(word) == [word]


@pytest.mark.parametrize(
    "word", ["gull\0" * 20_000, "🦜" * 100_000, "نورس البحر " * 9_000, ""], ids=["nul", "long", "rtl", "empty"]
)
def test_long_text_is_stored_and_found_as_it_is(words, word):
    assert words(word) == [word]
