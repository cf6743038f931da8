"""Files stay small enough to be read in one sitting."""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def lines(*folders):
    return {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
    }


def test_no_file_is_longer_than_300_lines():
    folders = ("lineage", "dags", "cluster", "deploy", "graph_schema", "tests", "benchmarks")
    assert {name: n for name, n in lines(*folders).items() if n > 300} == {}


@pytest.mark.parametrize("folder", ["lineage", "tests"])
def test_the_median_file_is_under_110_lines(folder):
    assert statistics.median(n for n in lines(folder).values() if n) < 110
