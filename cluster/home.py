"""The cluster's folder: its secrets, its ports, what it started. Made at the first start, ignored by git."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from cluster.compose import ROOT
from cluster.errors import ClusterError
from cluster.family import Process
from cluster.servers.process import free_port, listening, prepared

MARK = "LINEAGE_CLUSTER"
"""In the environment of everything a cluster starts: the folder of that cluster."""
SERVICES = ("postgres", "redis", "neo4j", "s3", "airflow-api-server")
INNER = ("scheduler-health", "triggerer-logs")


@dataclass(frozen=True)
class Started:
    """A process that was started: enough to end it from another shell, and to be sure that it is still the same."""

    name: str
    pid: int
    born: int
    polite: int

    @property
    def process(self) -> Process:
        """As `cluster.family` wants it."""
        return Process(self.pid, self.born)


class Home:
    """One cluster's folder."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, as an absolute path; it is made when it is first written to."""
        self.folder = folder.resolve()

    @classmethod
    def of_environment(cls) -> Home:
        """`CLUSTER_HOME`, or `.cluster` beside the Makefile."""
        return cls(Path(os.environ.get("CLUSTER_HOME") or ROOT / ".cluster"))

    def secrets(self) -> dict[str, str]:
        """The values that docker-compose.yml wants: fresh secrets, kept for later starts; a caller's own come first."""
        path = self.folder / "secrets.env"
        if not path.exists():
            prepared(self.folder)
            words = ["LINEAGE_CONTACT=", "--to", str(path)]  # the caller's own, or none: never an invented one
            subprocess.run([sys.executable, ROOT / "deploy" / "new_env.py", *words], check=True, capture_output=True)
        lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
        kept = dict(line.partition("=")[::2] for line in lines)
        return kept | {name: value for name, value in os.environ.items() if name.startswith("LINEAGE_")}

    def ports(self, *, ours: bool = False) -> dict[str, int]:
        """A port for each service: `CLUSTER_PORT_<SERVICE>`, else the one of the last start, else a free one.

        Raises ClusterError for one that somebody else listens on. While a part of the cluster runs, they are `ours`.
        """
        path, kept = self.folder / "ports.json", self.kept_ports()
        if ours and kept:
            return kept
        ports = {name: _given(name) or kept.get(name) or free_port() for name in (*SERVICES, *INNER)}
        for name, port in ports.items():
            if listening(port):
                raise ClusterError(
                    f"Port {port}, meant for {name}, is taken by somebody else; end that, or choose another by "
                    f"{_variable(name)}=PORT (or delete {path}: then free ports are taken)."
                )
        prepared(self.folder)
        path.write_text(json.dumps(ports, indent=1))
        return ports

    def kept_ports(self) -> dict[str, int]:
        """The ports of the last start; empty before the first."""
        path = self.folder / "ports.json"
        kept: dict[str, int] = json.loads(path.read_text()) if path.exists() else {}
        return kept

    def started(self) -> list[Started]:
        """What was started and not ended yet, in that order."""
        path = self.folder / "state.json"
        return [Started(**row) for row in json.loads(path.read_text())] if path.exists() else []

    def remember(self, started: list[Started]) -> None:
        """Write down what was started, so that it can be ended from elsewhere, also after a crash."""
        part = self.folder / "state.json.part"
        part.write_text(json.dumps([asdict(one) for one in started], indent=1))
        part.replace(self.folder / "state.json")

    def marked(self) -> list[Process]:
        """All living processes that carry this cluster's mark, whoever started them."""
        mark = f"{MARK}={self.folder}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                try:
                    environment = (entry / "environ").read_bytes()
                except OSError:  # it ended, or is somebody else's
                    continue
                if mark in environment.split(b"\0"):
                    found.append(Process.of(int(entry.name)))
        return found


def _variable(name: str) -> str:
    return f"CLUSTER_PORT_{name.upper().replace('-', '_')}"


def _given(name: str) -> int | None:
    text = os.environ.get(_variable(name))
    if text and not (text.isdecimal() and 0 < int(text) < 65536):
        raise ClusterError(f"{_variable(name)}={text} is no port; it is a number below 65536.")
    return int(text) if text else None
