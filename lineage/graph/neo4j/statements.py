"""The statements, read from `graph_schema/`: text with parameters, never put together from values."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_ROOT = files("graph_schema")


@cache
def statement(name: str) -> str:
    """The text of `graph_schema/queries/<name>.cypher`."""
    return (_ROOT / "queries" / f"{name}.cypher").read_text(encoding="utf-8")


def split(script: str) -> list[str]:
    """The statements of a migration, one after another; each ends with a semicolon at the end of a line."""
    kept = "\n".join(line for line in script.splitlines() if not line.lstrip().startswith("//"))
    return [part.strip(" \n;") for part in kept.split(";\n") if part.strip(" \n;")]


def migration_files() -> dict[str, str]:
    """The text of every migration, by its name, in their order."""
    found = {path.name.removesuffix(".cypher"): path for path in (_ROOT / "migrations").iterdir()}
    return {name: found[name].read_text(encoding="utf-8") for name in sorted(found) if found[name].is_file()}
