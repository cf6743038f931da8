"""Killed while building or adding: the old index serves, and the same command again makes the same new one."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.photos.owners import Clear
from lineage.photos.serving.manifest import Column
from lineage.photos.store import PhotoStore
from tests.photos.invented import added, renewed, row

pytestmark = pytest.mark.slow

SEED = 20261127
OLD, NEW = 500, 60_000
KILLS = 10

DRIVER = """
import sys
from pathlib import Path
from lineage.photos.build import build, scan, source
scan.PART, source.AT_ONCE, build._BUCKET, build._SMALL = 4000, 2000, 6000, 0
import lineage.photos.build.parquet as parquet
parquet.AT_ONCE, parquet._PIECE = 2000, 20_000
from tests.photos.invented import added, rebuilt
from lineage.photos.owners import Clear
from lineage.photos.renew import Source, renew
from lineage.photos.serving.manifest import Column
from lineage.photos.store import PhotoStore
if __name__ == "__main__":
    what, folder, path = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    store = PhotoStore(folder, Clear())
    if what == "build":
        with store.alone():
            renew(store, Source("yfcc100m", [path], (), True), workers=2, told=lambda *_: None)
    else:
        added(store, Column(dataset="faces", release="1"), path.read_text(), "names:photo")
"""


def owner(photo):
    return f"{12345678 + photo % 97}@N9{photo % 10}"


def rows(count):
    return [row(1_234_000_000 + number, owner(number)) for number in range(count)]


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    """Metadata of many photos, a list, the driver, and what an undisturbed build and addition make of them."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from tests.photos.invented import SCHEMA

    folder = tmp_path_factory.mktemp("ground")
    pq.write_table(pa.Table.from_pylist(rows(NEW), schema=SCHEMA), folder / "new.parquet", row_group_size=5_000)
    (folder / "list.txt").write_text("".join(f"{1_234_000_000 + number}\n" for number in range(0, NEW * 3, 2)))
    (folder / "driver.py").write_text(DRIVER)
    return folder


def begun(ground, what, store):
    path = ground / {"build": "new.parquet", "add": "list.txt"}[what]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen([sys.executable, ground / "driver.py", what, store, path], env=environment)


def files(store):
    """The names of an index's files, which say what is in them, with their checksums."""
    have = PhotoStore(store, Clear()).manifest()
    return {name: hashlib.sha256((store / name).read_bytes()).hexdigest() for name in have.sizes}


def served(store):
    """What the index says now: how many photos, and how many of them are members of what."""
    index = PhotoStore(store, Clear()).open()
    try:
        index.check()
        counts = [len(index.matrix.members(at)) for at in range(len(index.manifest.columns))]
        assert counts == [column.photos for column in index.manifest.columns]
        return index.manifest.rows, counts
    finally:
        index.close()


@pytest.mark.parametrize("what", ["build", "add"])
def test_a_killed_writer_leaves_the_old_index_and_a_rerun_makes_the_new_one(ground, tmp_path, what):
    # Arrange: an old index with a list, and what an undisturbed run makes of it
    def old(name):
        store = renewed(tmp_path / name, rows(OLD))
        added(
            store,
            Column(dataset="tours", release="1"),
            "".join(f"{1_234_000_000 + n}\n" for n in range(9)),
            "names:photo",
        )
        return store.folder

    calm, store = old("calm"), old("killed")
    before = served(store)
    begin = time.monotonic()
    assert begun(ground, what, calm).wait() == 0
    duration, after, wanted = time.monotonic() - begin, served(calm), files(calm)
    assert before != after
    chance = random.Random(f"{SEED} {what}")

    # Act and assert: ten kills at random moments, some of them in the middle of what the one before began
    for _ in range(KILLS):
        process = begun(ground, what, store)
        time.sleep(chance.uniform(0.2, 1.0) * duration)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert served(store) in (before, after)

    assert begun(ground, what, store).wait() == 0
    assert served(store) == after
    assert files(store) == wanted
    left = {path.name.split("-")[0] for path in store.iterdir()}
    assert left <= {"index.json", "base", "members", "lists", "aside", ".lock", "list"}


def test_a_build_goes_on_behind_the_parts_that_were_sealed(ground, tmp_path):
    store = tmp_path / "store"
    process = begun(ground, "build", store)
    while len(list(store.glob("building/*.json"))) < 5 and process.poll() is None:
        time.sleep(0.005)
    process.kill()
    process.wait()
    sealed = {path: path.stat().st_mtime_ns for path in store.glob("building/piece-*.json")}
    assert sealed

    again = begun(ground, "build", store)
    written_again = set()
    while again.poll() is None:
        written_again |= {p for p, when in sealed.items() if p.exists() and p.stat().st_mtime_ns != when}
        time.sleep(0.005)

    assert again.returncode == 0
    assert not written_again
    assert served(store) == (NEW, [])


def test_readers_see_one_index_or_another_while_it_is_replaced(tmp_path):
    store = renewed(tmp_path, rows(OLD))
    versions, problems, stop = set(), [], threading.Event()

    def read():
        while not stop.is_set():
            try:
                versions.add(served(store.folder)[1].__str__())
            except Exception as error:  # noqa: BLE001  whatever it is, a reader must not see it
                problems.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(30):
        lines = "".join(f"{1_234_000_000 + n}\n" for n in range(number + 1))
        added(store, Column(dataset="faces", release=str(number)), lines, "names:photo")
    stop.set()
    for reader in readers:
        reader.join()

    assert problems == []
    assert len(versions) > 3


def test_who_opened_the_old_index_keeps_it(tmp_path):
    store = renewed(tmp_path, rows(OLD))
    index = store.open()
    before = index.person(owner(3))

    renewed(tmp_path, rows(OLD * 2))

    after = index.person(owner(3))
    assert after.rows.tolist() == before.rows.tolist()
    new = store.open()
    assert len(new.person(owner(3)).rows) > len(before.rows)
