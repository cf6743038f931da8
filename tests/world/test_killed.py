"""kill -9 at random moments: the rerun ends in the same graph, and fetches nothing archived again."""

from __future__ import annotations

import json
import random
import subprocess
from collections import Counter
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

pytestmark = [pytest.mark.shared, pytest.mark.slow]


def archived(home):
    """The addresses whose answers lie in the archive, as the journals of unsealed runs have them."""
    found = set()
    for journal in home.glob("staged/*/journal.jsonl"):
        for line in journal.read_bytes().split(b"\n")[:-1]:
            row = json.loads(line)
            key = row["snapshot"]
            if key and (home / "archive" / key[:2] / f"{key}.gz").exists():
                parts = urlsplit(row["url"])
                found.add(f"{parts.path}?{parts.query}".rstrip("?"))
    return found


def kill(process, after):
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=after)
    process.kill()
    process.communicate()


def test_a_week_killed_at_ten_moments_ends_as_an_undisturbed_one(world, tmp_path):
    world.lineage("weekly", home=tmp_path / "calm")
    expected = world.json("project", home=tmp_path / "calm")["hash"]
    for number in range(10):
        home = tmp_path / f"killed-{number}"
        world.control("reset")

        kill(world.start("weekly", home=home), random.uniform(0.2, 3.8))
        kept = archived(home)
        world.lineage("weekly", home=home)

        asked = Counter(row["path"] for row in world.requests())
        assert world.json("project", home=home)["hash"] == expected
        assert {path: n for path, n in asked.items() if path in kept and n > 1} == {}


@pytest.mark.parametrize("moment", range(3))
def test_a_killed_projection_leaves_the_old_graph_or_the_new(world, moment):
    world.lineage("crawl")
    kill(world.start("project", "--rebuild"), random.uniform(0.1, 1.5))

    first, second = world.json("project"), world.json("project", "--rebuild")

    assert first["hash"] == second["hash"]
