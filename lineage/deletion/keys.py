"""The store of keys: one for each thing that is sealed, so that it can be made unreadable by destroying its key.

It is a database of its own, apart from the docket. Whoever restores a docket from an old backup must not get back the
keys that were destroyed since; so of this store only the newest backup is kept. For the same reason its tables do not
come by Alembic as the docket's do: they are made when the store is opened, and never change.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    LargeBinary,
    MetaData,
    Table,
    Text,
    event,
    func,
    select,
    update,
)

from lineage.clock import stamp
from lineage.deletion.chain import Head
from lineage.deletion.masters import Masters
from lineage.deletion.sealing import KEY_BYTES, Chance
from lineage.errors import Erased
from lineage.files import explained
from lineage.sql import Address, AnyText, connect, insert_once, rewrite, shown, transaction

_TABLES = MetaData()
_KEYS = Table(
    "keys",
    _TABLES,
    Column("name", AnyText, primary_key=True),
    Column("wrapped", LargeBinary),  # NULL marks a key that was destroyed
    Column("master_id", Text),
    Column("tag", Text, index=True),
    Column("made_at", Text, nullable=False),
)
_HEADS = Table(
    "heads",
    _TABLES,
    Column("name", AnyText, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("mac", Text, nullable=False),
)
_LOCK = 0x6B657973  # any number, as long as all workers have the same
_SETTING = "LINEAGE_KEYS_URL"


def open_database(url: Address) -> Engine:
    """The database of a store of keys, with its tables. Raises ArchiveUnavailable, BadInput.

    SQLite overwrites what it deletes and cuts its journal to nothing after each transaction. What a disk, a file
    system with snapshots or PostgreSQL's log keep for a while of pages that were overwritten is beyond its reach.
    """
    engine = connect(url, _SETTING)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _forgetful)
        _make_file(engine.url.database)
    try:
        with transaction(engine) as connection:
            if engine.dialect.name == "postgresql":  # SQLite has its lock since the transaction began
                connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            _TABLES.create_all(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


def is_empty(engine: Engine) -> bool:
    """Whether no key was ever made in a store."""
    with transaction(engine) as connection:
        return connection.execute(select(_KEYS.c.name).limit(1)).first() is None


class KeyStore:
    """Keys of 256 bits by name (`request:<uuid>`, `audit:<id>`), each wrapped with a master key.

    Every method raises ArchiveUnavailable when the database cannot be used.
    """

    def __init__(self, engine: Engine, masters: Masters, chance: Chance) -> None:
        """Use a database that `open_database` opened."""
        self._engine, self._masters, self._chance = engine, masters, chance

    def close(self) -> None:
        """End all connections."""
        self._engine.dispose()

    def make(self, name: str, now: datetime, tag: str | None = None) -> bytes:
        """Make a key, and give it; who makes it again gets the same, and its tag stays. Raises Erased, KeyUnusable.

        `tag` is a keyed hash of who it is about, so that the same person asking again is recognised. It lies here and
        nowhere else: Flickr's ids can be counted through, so whoever had key and tag could say who asked.
        """
        wrapped = self._masters.wrap(self._chance(KEY_BYTES), name, self._chance)
        values = {"wrapped": wrapped, "master_id": self._masters.current.id, "tag": tag, "made_at": stamp(now)}
        with transaction(self._engine) as connection:
            insert_once(connection, _KEYS, name=name, **values)
        return self.get(name)

    def get(self, name: str) -> bytes:
        """A key. Raises Erased where it was destroyed, or never was, and KeyUnusable where it does not open."""
        with transaction(self._engine) as connection:
            row = connection.execute(select(_KEYS).where(_KEYS.c.name == name)).first()
        if row is None:
            raise Erased(
                f"No key {name!r} is in {shown(self._engine)}, nor a mark that it was destroyed: it was never made, or "
                "it was made in another store; see to LINEAGE_KEYS_URL and LINEAGE_HOME."
            )
        if row.wrapped is None:
            raise Erased(
                f"The key {name!r} was destroyed: nobody can read any more what was sealed with it, and no backup of "
                "the docket brings it back."
            )
        return self._masters.unwrap(row.wrapped, name, row.master_id)

    def destroy(self, name: str) -> None:
        """Remove a key and its tag for good; only a mark is left that it was. Doing it again does no harm."""
        gone = update(_KEYS).where(_KEYS.c.name == name).values(wrapped=None, master_id=None, tag=None)
        with transaction(self._engine) as connection:
            connection.execute(gone)
        rewrite(self._engine, _KEYS)  # also when it was gone: a process may have been killed in between

    def find(self, tag: str) -> list[str]:
        """The names of the keys with a tag, oldest first."""
        return self._names(_KEYS.c.tag == tag)

    def names(self, prefix: str = "") -> list[str]:
        """The names of the keys that begin so and were not destroyed, oldest first."""
        return self._names(func.substr(_KEYS.c.name, 1, len(prefix)) == prefix, _KEYS.c.wrapped.is_not(None))

    def rotate(self) -> int:
        """Wrap every key with the master key in use; how many it were. All or none, so it can be done again.

        Raises KeyUnusable, which says the master key that is missing, before anything has changed.
        """
        with transaction(self._engine) as connection:
            behind = _KEYS.c.wrapped.is_not(None) & (_KEYS.c.master_id != self._masters.current.id)
            rows = connection.execute(select(_KEYS).where(behind).with_for_update()).all()
            for row in rows:
                key = self._masters.unwrap(row.wrapped, row.name, row.master_id)
                wrapped = self._masters.wrap(key, row.name, self._chance)
                # Never a key that somebody has destroyed since.
                at = update(_KEYS).where(_KEYS.c.name == row.name, _KEYS.c.wrapped == row.wrapped)
                connection.execute(at.values(wrapped=wrapped, master_id=self._masters.current.id))
        rewrite(self._engine, _KEYS)
        return len(rows)

    def note(self, name: str, number: int, mac: str) -> bool:
        """Remember the head of a chain, unless a later one is noted; whether it is now what is noted.

        False for the number that is noted with another MAC: the chain was cut there and goes on differently.
        """
        with transaction(self._engine) as connection:
            insert_once(connection, _HEADS, name=name, number=number, mac=mac)
            earlier = (_HEADS.c.name == name) & (_HEADS.c.number < number)
            connection.execute(update(_HEADS).where(earlier).values(number=number, mac=mac))
            return _head(connection, name) == Head(number=number, mac=mac)

    def noted(self, name: str) -> Head | None:
        """The head that was noted; None where none was."""
        with transaction(self._engine) as connection:
            return _head(connection, name)

    def _names(self, *wanted: Any) -> list[str]:  # noqa: ANN401  conditions on columns
        with transaction(self._engine) as connection:
            found = select(_KEYS.c.name).where(*wanted).order_by(_KEYS.c.made_at, _KEYS.c.name)
            return list(connection.execute(found).scalars())


def _head(connection: Connection, name: str) -> Head | None:
    row = connection.execute(select(_HEADS).where(_HEADS.c.name == name)).first()
    return Head(number=row.number, mac=row.mac) if row else None


def _make_file(name: str | None) -> None:
    """Have the file be there before SQLite makes it, for its owner alone; SQLite's journal gets the same mode."""
    if name and name != ":memory:" and not Path(name).exists():
        with explained("create", Path(name)):
            Path(name).parent.mkdir(0o700, parents=True, exist_ok=True)
            Path(name).touch(0o600)


def _forgetful(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's own
    for pragma in ("secure_delete=ON", "journal_mode=TRUNCATE", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
