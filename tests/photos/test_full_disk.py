"""A disk that runs full while an index is built or a list is added: a sentence, and the old index serves."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from tests.jobs.photos.conftest import row

pytestmark = pytest.mark.slow


@pytest.fixture
def lineage(small_disk):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LINEAGE_")}
    environment |= {"LINEAGE_HOME": str(small_disk / "home"), "LINEAGE_NOW": "2026-11-16"}

    def run(*words):
        return subprocess.run(
            [sys.executable, "-m", "lineage", *words], env=environment, capture_output=True, text=True
        )

    return run


def resize(disk, size):
    subprocess.run(["mount", "-o", f"remount,size={size}", disk], check=True)


def used(disk):
    """Kilobytes."""
    state = os.statvfs(disk)
    return (state.f_blocks - state.f_bfree) * state.f_frsize // 1024


def listed_in(answer):
    """What lists say; the graph's file may be unreadable on a disk without any room, and that is told."""
    assert answer.returncode in (0, 3), answer.stderr
    datasets = json.loads(answer.stdout)["datasets"]
    return {name: said["photos"] for name, said in datasets.items() if said["answer"] == "listed"}


def owner(number):
    return f"{12345678 + number % 50}@N9{number % 10}"


def test_a_full_disk_is_told_and_the_old_index_serves(small_disk, lineage, tmp_path):
    few, many, listed = tmp_path / "few.tsv", tmp_path / "many.tsv", tmp_path / "list.txt"
    few.write_text("".join(row(n, 9_234_000_000 + n, owner(n)) for n in range(100)))
    many.write_text("".join(row(n, 9_234_000_000 + n, owner(n)) for n in range(40_000)))
    listed.write_text("".join(f"{9_234_000_000 + n * 3}\n" for n in range(200_000)))
    assert lineage("photos", "build", few).returncode == 0
    before = lineage("lookup", owner(3), "--json")

    for words in (("photos", "build", many), ("photos", "add", "didemo", listed, "--yes")):
        for room in (300, 1_000):
            resize(small_disk, f"{used(small_disk) + room}k")
            full = lineage(*words)
            assert (full.returncode, full.stdout) == (1, ""), full.stderr
            assert "the disk is full" in full.stderr
            assert "Traceback" not in full.stderr
            assert listed_in(lineage("lookup", owner(3), "--json")) == listed_in(before)
            resize(small_disk, "90m")
        assert lineage(*words).returncode == 0
        before = lineage("lookup", owner(3), "--json")
    assert "didemo" in listed_in(before)
