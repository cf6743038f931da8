"""A disk that runs full: one clear sentence, nothing lost, and the same graph once there is room."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[1] / "lineage" / "demo"

pytestmark = pytest.mark.slow


def lineage(home, *words):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LINEAGE_")}
    environment |= {"LINEAGE_HOME": str(home), "LINEAGE_NOW": "2026-11-16", "LINEAGE_SOURCES": "huggingface"}
    return subprocess.run([sys.executable, "-m", "lineage", *words], env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("size", ["500k", "1300k"])
def test_a_week_on_a_full_disk_loses_nothing(small_disk, tmp_path, size):
    subprocess.run(["mount", "-o", f"remount,size={size}", small_disk], check=True)

    full = lineage(small_disk / "home", "weekly", "--recorded", str(DEMO))
    subprocess.run(["mount", "-o", "remount,size=50m", small_disk], check=True)
    again = lineage(small_disk / "home", "weekly", "--recorded", str(DEMO))
    undisturbed = lineage(tmp_path / "home", "weekly", "--recorded", str(DEMO))

    assert full.returncode in (1, 3)
    assert "full" in full.stdout + full.stderr
    assert "Traceback" not in full.stderr
    assert again.returncode == undisturbed.returncode
    hashes = [
        json.loads(lineage(home, "project", "--json").stdout)["hash"]
        for home in (small_disk / "home", tmp_path / "home")
    ]
    assert hashes[0] == hashes[1]
