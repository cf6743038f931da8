"""What all tests share: a fixed clock, a home of their own, and where the shared material lies."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from lineage import sql
from lineage.catalogue.load import load
from lineage.jobs.stores import Stores
from lineage.reading.lexicon import Lexicon
from lineage.settings import Settings

pytest_plugins = ["tests.servers", "tests.stores", "tests.places"]

SHARED = Path(os.environ.get("LINEAGE_SHARED", Path(__file__).parents[2] / "shared"))
# A busy machine is no failure, and the same commit passes or fails every time. `LINEAGE_WANDER=1` looks elsewhere.
settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.register_profile("wandering", deadline=None)
settings.load_profile("wandering" if os.environ.get("LINEAGE_WANDER") else "repeatable")

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Files that take long go first, so that of two workers none waits for the other in the end."""
    longest = {item.path for item in items if item.get_closest_marker("cluster")}
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in longest, item.path not in long))


@pytest.fixture(autouse=True, scope="session")
def _nobody_waits_for_the_disk():
    """No test pulls the plug, and a killed process leaves what it wrote to the system: syncing only takes time here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "sync", lambda: None)
        patch.setattr(os, "fsync", lambda file: None)
        prepare = sql._prepare_sqlite

        def unsynced(connection, record):
            prepare(connection, record)
            connection.execute("PRAGMA synchronous=OFF")

        patch.setattr(sql, "_prepare_sqlite", unsynced)
        yield


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch):
    for name in [name for name in os.environ if name.startswith("LINEAGE_") and name != "LINEAGE_SHARED"]:
        monkeypatch.delenv(name)


def missing(what: str) -> None:
    """Skip with the reason; where everything is required (`make test REQUIRE=1`), fail with it."""
    if os.environ.get("REQUIRE") == "1":
        pytest.fail(f"required, but {what}")
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared; tests that need it are skipped where it is missing."""
    if not SHARED.is_dir():
        missing("../shared is not here")
    return SHARED


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of its own of four megabytes; `mount -o remount,size=…` makes it smaller or larger."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], capture_output=True, text=True)
    if mounted.returncode:
        missing(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.fixture
def stores(tmp_path) -> Stores:
    """Embedded stores in a fresh folder, at noon of a fixed day."""
    return Stores(Settings(home=tmp_path / "home"), lambda: NOON)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The names of the catalogue, as readers know them."""
    return Lexicon(load())
