"""What is deployed, as texts, so that a test can change one and see the rules complain."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
VARIABLE = re.compile(r"(?<!\$)\$\{(?P<name>\w+)(?P<mark>[:?+-]*)(?P<rest>[^}]*)\}")
ONCE = "service_completed_successfully"


@dataclass(frozen=True)
class Setup:
    """The files that have to agree."""

    compose: str
    dockerfile: str
    dockerignore: str
    example: str
    databases: str
    project: str
    makefile: str
    prepare: str
    names: str
    page: str

    @classmethod
    def read(cls) -> Setup:
        """As they lie here."""
        paths = {
            "compose": "docker-compose.yml",
            "dockerfile": "Dockerfile",
            "dockerignore": ".dockerignore",
            "example": ".env.example",
            "databases": "deploy/databases.sql",
            "project": "pyproject.toml",
            "makefile": "Makefile",
            "prepare": "deploy/prepare.sh",
            "names": "dags/lineage_tasks/names.py",
            "page": "docs/run-the-servers.md",
        }
        assert set(paths) == {field.name for field in fields(cls)}
        return cls(**{name: (ROOT / path).read_text(encoding="utf-8") for name, path in paths.items()})

    def changed(self, file: str, old: str, new: str) -> Setup:
        """With one text replaced by another."""
        text = getattr(self, file)
        assert old in text, f"{old!r} is not in {file}"
        return replace(self, **{file: text.replace(old, new)})

    @cached_property
    def variables(self) -> dict[str, str]:
        """What .env.example sets."""
        return dict(re.findall(r"^(\w+)=(.*)$", self.example, re.MULTILINE))

    @cached_property
    def services(self) -> dict[str, dict[str, Any]]:
        """The services, with .env.example filled in as compose would."""
        services: dict[str, dict[str, Any]] = self._filled(self.document["services"])
        return services

    def _filled(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._filled(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._filled(item) for item in value]
        if isinstance(value, str):
            return VARIABLE.sub(lambda found: self.variables.get(found["name"], ""), value).replace("$$", "$")
        return value

    @cached_property
    def document(self) -> dict[str, Any]:
        """The compose file as it is written."""
        document: dict[str, Any] = yaml.safe_load(self.compose)
        return document

    @cached_property
    def once(self) -> set[str]:
        """The services that end by themselves: somebody waits for that, or they are for the command line."""
        waited = {name for _, name, condition in self.waits() if condition == ONCE}
        return waited | {name for name, service in self.services.items() if service.get("profiles")}

    def waits(self) -> Iterator[tuple[str, str, str | None]]:
        """Who waits for whom, and for what."""
        for name, service in self.services.items():
            waits = service.get("depends_on", {})
            for other in waits:
                yield name, other, waits[other].get("condition") if isinstance(waits, dict) else None

    def ours(self) -> dict[str, dict[str, Any]]:
        """The services that run our own image."""
        return {name: s for name, s in self.services.items() if s.get("build", {}).get("target") == "lineage"}

    @property
    def version(self) -> str:
        """The project's own version."""
        version: str = tomllib.loads(self.project)["project"]["version"]
        return version
