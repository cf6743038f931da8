"""The settings of docker-compose.yml, for the same parts on one machine: so the two cannot drift apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from cluster.errors import ClusterError
from cluster.servers.process import HOST

ROOT = Path(__file__).parents[1]
_VARIABLE = re.compile(r"\$\{(\w+)(?::?\?[^}]*|:?-([^}]*))?\}")


@dataclass(frozen=True)
class Part:
    """One process of Airflow: its name, its command, how many of it, what its environment has beside the others'."""

    name: str
    command: tuple[str, ...]
    replicas: int
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Compose:
    """What docker-compose.yml says of Airflow, with the values of variables and this machine's addresses put in."""

    content: Mapping[str, Any]
    values: Mapping[str, str]
    ports: Mapping[str, int]

    @classmethod
    def read(cls, values: Mapping[str, str], ports: Mapping[str, int]) -> Compose:
        """Read the file; `values` are those of `.env`, `ports` those on which the services listen here."""
        return cls(yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8")), values, ports)

    @property
    def environment(self) -> dict[str, str]:
        """What every part of Airflow, and lineage inside it, has in its environment."""
        return self._filled(self.content["x-airflow-environment"])

    @property
    def parts(self) -> list[Part]:
        """The processes of Airflow, in the file's order."""
        services = {name: service for name, service in self.content["services"].items() if name.startswith("airflow-")}
        return [
            Part(
                name.removeprefix("airflow-"),
                tuple(service["command"]),
                service.get("deploy", {}).get("replicas", 1),
                self._filled(service["environment"]),
            )
            for name, service in services.items()
        ]

    def _filled(self, environment: Mapping[str, Any]) -> dict[str, str]:
        return {name: self._here(self._with_values(str(value))) for name, value in environment.items()}

    def _with_values(self, text: str) -> str:
        def value(found: re.Match[str]) -> str:
            name, default = found.groups()
            if name not in self.values and default is None:
                raise ClusterError(f"docker-compose.yml wants the variable {name}, and neither .env nor you set it.")
            return self.values.get(name, default or "")

        return _VARIABLE.sub(value, text)

    def _here(self, text: str) -> str:
        """The text with this machine's address in place of a service's name, in addresses and in connections."""
        for service, port in self.ports.items():
            text = re.sub(rf"\b{service}:\d+", f"{HOST}:{port}", text)
            text = re.sub(rf'"host": "{service}", "port": \d+', f'"host": "{HOST}", "port": {port}', text)
        return text
