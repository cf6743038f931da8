"""Opening the store of keys that the settings name, with the master keys that they know."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from lineage.deletion.keys import KeyStore, is_empty, open_database
from lineage.deletion.masters import Masters
from lineage.deletion.sealing import KEY_BYTES, Chance
from lineage.errors import BadInput, KeyUnusable
from lineage.files import create_once, explained
from lineage.settings import Settings
from lineage.sql import shown, sqlite_url

STORE, MASTER = "keys.sqlite", "master.key"
_SHORTEST = 32
_FOR_US, _FOLDER_FOR_US = 0o600, 0o700


def open_keys(settings: Settings, chance: Chance) -> KeyStore:
    """The store of keys: the one that settings name, else `keys/` in the home, which is for its owner's eyes alone.

    Where no master key is set, one is made at first use and kept in `keys/master.key`: enough for a trial, as whoever
    copies the home then has everything. Production refuses that. Raises ArchiveUnavailable, BadInput, KeyUnusable.
    """
    if settings.mode == "production" and not settings.master_key:
        raise BadInput(
            "LINEAGE_MASTER_KEY is not set, and LINEAGE_MODE is production; make one with `openssl rand -hex 32` and "
            "keep it where you keep secrets, apart from all backups of this installation."
        )
    folder = settings.home / "keys"
    engine = _opened(settings, folder)
    try:
        return KeyStore(engine, _masters(settings, folder / MASTER, engine, chance), chance)
    except BaseException:
        engine.dispose()
        raise


def is_there(settings: Settings) -> bool:
    """Whether there is anything of a store of keys at home; a server that settings name is taken to have one.

    A master key without its store counts: whoever opens that is told that the store was lost.
    """
    folder = settings.home / "keys"
    return bool(settings.servers.keys_url) or (folder / STORE).exists() or (folder / MASTER).exists()


def _opened(settings: Settings, folder: Path) -> Engine:
    named = settings.servers.keys_url
    if named:
        return open_database(named.get_secret_value())
    path = folder / STORE
    if (folder / MASTER).exists() and not path.exists():
        raise KeyUnusable(
            f"{path} is missing, and {MASTER} beside it says that there was one: the store of keys was lost, and "
            f"without it nobody can read what was sealed. Restore it from its newest backup; to begin without it, move "
            f"{MASTER} away."
        )
    with explained("create", folder):
        folder.mkdir(_FOLDER_FOR_US, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            folder.chmod(_FOLDER_FOR_US)
    return open_database(sqlite_url(path))


def _masters(settings: Settings, path: Path, engine: Engine, chance: Chance) -> Masters:
    before = [each.get_secret_value() for each in settings.master_key_before]
    if not settings.master_key:
        return Masters.of(_kept(path, engine, chance), before)
    if path.exists():  # from before one was set: keys may still be wrapped with it
        before.append(_kept(path, engine, chance))
    return Masters.of(settings.master_key.get_secret_value(), before)


def _kept(path: Path, engine: Engine, chance: Chance) -> str:
    """The master key in the home, made where there is neither one nor anything that an earlier one would open."""
    empty = is_empty(engine)  # asked first: whoever makes the first key has made the master key before
    if not path.exists():
        if not empty:
            raise KeyUnusable(
                f"{shown(engine)} holds keys, and their master key is neither in LINEAGE_MASTER_KEY nor in {path}; "
                "set the one, or restore the other."
            )
        create_once(path, chance(KEY_BYTES).hex().encode(), _FOR_US)  # who comes second takes the first one's
    with explained("read", path):
        text = path.read_bytes()
    secret = ""
    with suppress(UnicodeDecodeError):
        secret = text.decode().strip()
    if len(secret) < _SHORTEST:
        raise KeyUnusable(
            f"{path} has {len(text)} bytes that are no master key, at least {_SHORTEST} characters were expected; "
            "restore it from a backup."
        )
    return secret
