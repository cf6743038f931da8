"""A compose file as docker compose reads it, without Docker: by compose-go, the library that docker compose uses.

The few lines of Go in `go/` are built once, at the versions of `go/go.mod`, and kept among the cluster's tools.
"""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path
from typing import Any

import yaml

from cluster.install import built, program, run
from cluster.servers.s3 import GO
from tests.deploy.setup import Setup

SOURCE = Path(__file__).parent / "go"


class NotRead(Exception):
    """The compose file cannot be read; the text says why."""


def reader() -> Path:
    """The program that reads compose files. Raises ClusterError where it cannot be built."""
    sources = b"".join(path.read_bytes() for path in sorted(SOURCE.iterdir()))
    return built(f"compose-{hashlib.sha256(sources).hexdigest()[:12]}", _build) / "compose"


def read(reader: Path, setup: Setup, folder: Path) -> dict[str, Any]:
    """What docker compose would start of a setup, all profiles on, in a folder of its own. Raises NotRead."""
    variables, file = folder / ".env", folder / "docker-compose.yml"
    variables.write_text(setup.example, encoding="utf-8")
    file.write_text(setup.compose, encoding="utf-8")
    done = subprocess.run([reader, variables, file], env={}, capture_output=True, text=True)
    if done.returncode:
        raise NotRead(done.stderr)
    document: dict[str, Any] = yaml.safe_load(done.stdout)
    return document


def _build(folder: Path) -> None:
    go = program("go", "golang", [GO])
    # Debian's Go does not by itself fetch the newer one that a module may ask for.
    env = {"CGO_ENABLED": "0", "GOTOOLCHAIN": "auto"}
    run([go, "build", "-C", str(SOURCE), "-trimpath", "-ldflags=-s -w", "-o", str(folder / "compose"), "."], env)
