"""The loopback world as Hugging Face: a real server on 127.0.0.1 whose truth is known."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest


@dataclass
class World:
    """One server, and how to run `lineage` against it."""

    folder: Path
    url: str
    home: Path
    settings: dict[str, str] = field(default_factory=dict)

    def control(self, path, method="POST"):
        request = urllib.request.Request(f"{self.url}/_world/{path}", method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def environment(self, now, home=None):
        kept = {key: value for key, value in os.environ.items() if not key.startswith("LINEAGE_")}
        return (
            kept
            | {
                "LINEAGE_HOME": str(home or self.home),
                "LINEAGE_NOW": now,
                "LINEAGE_CONTACT": "tests@example.org",
                "LINEAGE_SOURCES": "huggingface",
                "LINEAGE_SOURCE_HUGGINGFACE_URL": f"{self.url}/huggingface",
                "LINEAGE_SOURCE_HUGGINGFACE_RATE_SCALE": "1000",
            }
            | self.settings
        )

    def start(self, *command, now="2026-11-16", home=None):
        return subprocess.Popen(
            [sys.executable, "-m", "lineage", *command], env=self.environment(now, home),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def lineage(self, *command, now="2026-11-16", home=None, codes=(0,)):
        process = self.start(*command, now=now, home=home)
        out, err = process.communicate(timeout=300)
        assert process.returncode in codes, err
        return out

    def json(self, *command, **options):
        return json.loads(self.lineage(*command, "--json", **options))

    def score(self, week, *more):
        claims = self.home / "claims.jsonl"
        self.lineage("export", "claims", "--output", str(claims))
        truth = self.folder / f"universe/dev-small/truth_week{week}.jsonl"
        command = [
            sys.executable,
            "score_world.py",
            "--truth",
            truth,
            "--claims",
            claims,
            "--apis",
            "huggingface",
            "--json",
        ]
        run = subprocess.run([*command, *more], cwd=self.folder, capture_output=True, text=True, check=True)
        return json.loads(run.stdout)

    def requests(self):
        return self.control("log", method="GET")

    def stats(self):
        return self.control("stats", method="GET")["huggingface"]


@pytest.fixture
def world(shared, tmp_path):
    with open_world(shared, tmp_path / "home") as world:
        yield world


@contextmanager
def open_world(shared, home, universe="universe/dev-small"):
    """A world of one's own, and `lineage` with a home."""
    folder = shared / "world"
    command = [sys.executable, "-B", "serve.py", "--universe", universe, "--port", "0", "--stall", "1"]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    try:
        url = re.match(r"(http://\S+?)/ ", server.stdout.readline())[1]
        yield World(folder, url, home)
    finally:
        server.kill()
        server.communicate()
