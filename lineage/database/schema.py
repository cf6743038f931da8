"""Bringing a database's schema up to this version's, once, whoever comes first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, column, func, inspect, select, table

from lineage.errors import SchemaBehind
from lineage.sql import Address, connect, shown, transaction

FOLDER = Path(__file__).parent
VERSION_TABLE = "lineage_version"
"""Not Alembic's own name: other products, Airflow among them, may have their tables in the same database."""
HEAD = max(path.name[:4] for path in (FOLDER / "versions").glob("[0-9]*.py"))
"""The number of the newest migration."""
_LOCK = 0x6C696E65  # any number, as long as all workers have the same


def open_database(url: Address, fill: Callable[[Connection], None] | None = None) -> Engine:
    """An engine on a database with this version's tables. Raises ArchiveUnavailable, BadInput, SchemaBehind.

    Where the tables are made, `fill` is called in the same transaction: so it happens once.
    """
    engine = connect(url)
    try:
        if _known(engine, version(engine)) != HEAD:
            _upgrade(engine, fill)
    except BaseException:
        engine.dispose()
        raise
    return engine


def version(engine: Engine) -> str | None:
    """The number of a database's schema; None where there is none yet."""
    with transaction(engine) as connection:
        return _version(connection)


def state(url: Address) -> str:
    """What a database's schema is, as a sentence; nothing is changed. Raises what `open_database` raises."""
    engine = connect(url)
    try:
        found = _known(engine, version(engine))
    finally:
        engine.dispose()
    if found is None:
        return f"{shown(engine)} has no schema yet; it gets schema {HEAD} when it is first used"
    if found != HEAD:
        return f"{shown(engine)} has schema {found}, behind {HEAD}; it is brought up when it is next used"
    return f"{shown(engine)} has schema {HEAD}, as this version expects"


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    number: str | None = connection.execute(select(column("version_num")).select_from(table(VERSION_TABLE))).scalar()
    return number


def _known(engine: Engine, number: str | None) -> str | None:
    if number is not None and number > HEAD:
        raise SchemaBehind(
            f"The database {shown(engine)} has schema {number}, and this version of lineage knows schemas up to "
            f"{HEAD}; upgrade lineage."
        )
    return number


def _upgrade(engine: Engine, fill: Callable[[Connection], None] | None) -> None:
    """Run the migrations that are missing, in one transaction under a lock; who comes second finds them done."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    with transaction(engine) as connection:
        if engine.dialect.name == "postgresql":  # SQLite has its lock since the transaction began
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        found = _known(engine, _version(connection))
        if found != HEAD:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if found is None and fill:
                fill(connection)
