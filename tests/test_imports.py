"""The import rules of ARCHITECTURE.md, held by looking at every import statement."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "lineage"
FILES = sorted(path for path in ROOT.rglob("*.py"))

LEAVES = {"errors", "clock", "settings", "files", "sql", "database", "s3", "model"}
STAGES = {
    "archive",
    "ledger",
    "fetch",
    "sources",
    "reading",
    "resolve",
    "graph",
    "trace",
    "deletion",
    "exports",
    "catalogue",
    "photos",
    "channels",
    "letters",
}
FRIENDS = {
    "sources": {"fetch", "reading", "catalogue"},
    "deletion": {"trace"},
    "channels": {"fetch"},
}
OUTER = {"cli", "cli_photos", "cli_requests", "cli_answers", "console", "options"}
OUTER |= {"shown", "shown_photos", "shown_plan", "shown_requests"}
ONLY_IN = {
    "airflow": set(),
    "neo4j": {"graph"},
    "boto3": {"s3"},
    "botocore": {"s3"},
    "alembic": {"database"},
    "httpx": {"fetch", "channels"},
    "cryptography": {"deletion", "channels"},
    "smtplib": {"channels"},
    "networkx": {"resolve", "graph", "trace", "exports"},
    "sqlalchemy": {"sql", "database", "fetch", "resolve", "deletion"},
    "psycopg": set(),
    "jinja2": {"exports", "letters"},
    "typer": {"cli", "cli_photos", "cli_requests", "cli_answers", "console", "options"},
    "rich": {"console"},
    "bs4": {"reading"},
    "numpy": {"photos"},
    "pyarrow": {"photos"},
}
PURE = {"model", "reading", "trace"}
IO_MODULES = {"socket", "subprocess", "urllib.request", "http.client", "sqlite3", "shutil", "tempfile", "time", "os"}


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def rooms_of(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("lineage.")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_knows_only_its_neighbours(path):
    here, seen = room(path), rooms_of(path)
    if here in LEAVES:
        allowed = LEAVES
    elif here in STAGES:
        allowed = LEAVES | {here} | FRIENDS.get(here, set())
    elif here == "jobs":
        allowed = LEAVES | STAGES | {"jobs"}
    else:
        allowed = LEAVES | {"jobs"} | OUTER

    assert seen <= allowed


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_library_is_imported_in_its_own_room_only(path):
    libraries = {name.split(".")[0] for name in imports(path)}

    assert [lib for lib in libraries & set(ONLY_IN) if room(path) not in ONLY_IN[lib]] == []


@pytest.mark.parametrize("path", [p for p in FILES if room(p) in PURE], ids=lambda path: path.name)
def test_pure_rooms_do_no_io(path):
    assert imports(path) & IO_MODULES == set()


DAG_FILES = sorted((ROOT.parent / "dags").rglob("*.py"))


@pytest.mark.parametrize("path", DAG_FILES, ids=lambda path: path.name)
def test_a_dag_knows_jobs_and_the_leaves_that_they_speak_in(path):
    assert rooms_of(path) <= {"jobs", "errors", "settings", "clock"}


@pytest.mark.parametrize("path", DAG_FILES, ids=lambda path: path.name)
def test_a_dag_speaks_to_servers_through_airflows_hooks_only(path):
    assert {name.split(".")[0] for name in imports(path)} & {"neo4j", "boto3", "httpx", "sqlalchemy"} == set()


def test_sources_never_import_each_other():
    for path in (ROOT / "sources").glob("*/*.py"):
        own = f"lineage.sources.{path.parent.name}"
        others = {name for name in imports(path) if name.startswith("lineage.sources.")}
        shared = {f"lineage.sources.{name}" for name in ("crawl", "claims", "family", "queries")}
        assert {name for name in others if not f"{name}.".startswith(f"{own}.")} <= shared


def test_the_product_does_without_what_describes_its_schema():
    assert [path for path in FILES if any(name.startswith("graph_schema.generate") for name in imports(path))] == []


def test_the_product_knows_nothing_of_the_servers_that_tests_start():
    assert [path for path in FILES if any(name.split(".")[0] == "cluster" for name in imports(path))] == []


def test_no_room_or_file_has_a_name_without_meaning():
    meaningless = {"utils", "util", "helpers", "common", "core", "base_classes", "manager", "service", "misc"}

    assert [path for path in ROOT.rglob("*") if path.stem in meaningless] == []


def test_the_command_line_loads_next_to_nothing():
    code = "import sys, lineage.cli; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    heavy = {"httpx", "sqlalchemy", "networkx", "jinja2", "bs4", "yaml", "pydantic", "sqlite3", "rich"}
    assert heavy & set(loaded) == set()
    assert [name for name in loaded if name.startswith("lineage.")] == [
        "lineage.errors",
        "lineage.console",
        "lineage.options",
        "lineage.cli_requests",
        "lineage.cli_answers",
        "lineage.cli_photos",
        "lineage.cli",
    ]
