"""The benchmark of the index of photos: every section measures something, of few photos in little time."""

import subprocess
import sys
import time
from importlib import import_module

import pytest

pytest.importorskip("pyarrow")

from benchmarks.photos import __main__ as entry
from benchmarks.photos import driving
from benchmarks.photos.generate import generate
from benchmarks.photos.ground import Ground
from benchmarks.photos.memory import Watched
from benchmarks.photos.table import Line, line

ROWS = 20_000


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    folder = tmp_path_factory.mktemp("photos")
    generate(ROWS, ROWS, folder / "data")
    return Ground(folder / "data", folder, seconds=0.1, owners=20, crowd=200)


@pytest.mark.slow
@pytest.mark.parametrize("name", entry.SECTIONS)
def test_every_section_measures_something(name, ground):
    if name == "peers":
        pytest.importorskip("duckdb")
        pytest.importorskip("polars")
    lines = list(import_module(f"benchmarks.photos.sections.{name}").measure(ground))

    assert lines
    assert all(isinstance(one, Line) and one.what and one.figure for one in lines)
    if name not in ("command", "publish", "cold"):
        assert not [one for one in lines if one.figure == "skipped"]


def test_an_index_is_built_once_and_its_lists_can_be_forgotten(ground):
    index = ground.index()
    index.close()
    driving.forget_lists(ground.folder)

    assert len(index.manifest.columns) == 10
    assert ground.built().manifest().columns == ()
    assert ground.built().manifest().base == index.manifest.base
    again = ground.index()
    again.close()
    assert again.manifest.version == index.manifest.version


def test_a_chosen_section_alone_is_printed(ground, capsys):
    entry.main(["--data", str(ground.data), "--work", str(ground.work), "--only", "size"])

    printed = capsys.readouterr().out
    assert f"{ROWS:,} photos" in printed
    assert "bytes a row" in printed
    assert "a second" not in printed


def test_a_section_that_is_not_there_is_refused(ground, capsys):
    with pytest.raises(SystemExit):
        entry.main(["--data", str(ground.data), "--only", "sizes"])

    assert "there is no section sizes" in capsys.readouterr().err


def test_a_figure_says_when_it_misses_its_bound():
    assert line("x", 3, "s", most=4) == ("x", "3 s", "at most 4 s")
    assert line("x", 5, "s", most=4).bound.endswith("MISSED")
    assert line("x", 5, "rows/s", least=4) == ("x", "5 rows/s", "at least 4 rows/s")
    assert line("x", 3, "rows/s", least=4).bound.endswith("MISSED")
    assert line("x", 1234567, "rows/s").figure == "1,234,567 rows/s"


_LOOKS = 600
"""However busy the machine is, memory that is held has been sampled after so many."""


def test_memory_of_a_process_is_seen_with_that_of_its_children():
    child = "import sys; x = bytearray(50_000_000); x[::4096] = b'1' * len(x[::4096]); sys.stdin.read()"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    command = [sys.executable, "-c", parent]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process, Watched(process.pid) as memory:
        for _ in range(_LOOKS):
            if 50e6 < memory.pss <= memory.rss:
                break
            time.sleep(0.05)
        process.communicate()  # its input ends, and so does it

    assert 50e6 < memory.pss <= memory.rss < 150e6
