"""One Airflow for all tests of the DAGs: its home, its database, and recorded sources in place of the web."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lineage.fetch.recorded import RecordedTransport
from lineage.jobs import web
from tests.conftest import missing

ROOT = Path(__file__).parents[2]
DAGS = ROOT / "dags"
DEMO = ROOT / "lineage" / "demo"
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)

# Airflow's own warnings about its own code and libraries; ours stay errors.
AIRFLOWS_OWN = (
    "ignore::DeprecationWarning",  # it imports its own old names, and those of its libraries
    "ignore:Using `httpx` with `starlette.testclient` is deprecated",  # in its in-process API, for `dag.test()`
)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.airflow)
            for warning in AIRFLOWS_OWN:
                item.add_marker(pytest.mark.filterwarnings(warning))


@pytest.fixture(scope="session")
def airflow(tmp_path_factory):
    """The environment of an Airflow on SQLite, made before anything imports it."""
    if importlib.util.find_spec("airflow") is None:
        missing("Airflow is not installed: `make .venv/ready` installs the extra [airflow]")
    home = tmp_path_factory.mktemp("airflow")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AIRFLOW_HOME": home,
            "AIRFLOW__CORE__DAGS_FOLDER": DAGS,
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__UNIT_TEST_MODE": "False",
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db",
            "AIRFLOW__LOGGING__BASE_LOG_FOLDER": home / "logs",
            "AIRFLOW__LOGGING__LOGGING_LEVEL": "WARNING",
        }.items():
            patch.setenv(name, str(value))
        subprocess.run([sys.executable, "-m", "airflow", "db", "migrate"], check=True, capture_output=True)
        yield home


@pytest.fixture(scope="session")
def bag(airflow):
    """All DAGs, as Airflow parses them."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from airflow.dag_processing.dagbag import DagBag

        return DagBag(str(DAGS))


@pytest.fixture
def home(airflow, tmp_path, monkeypatch):
    """A home of their own for the tasks' stores."""
    monkeypatch.setenv("LINEAGE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def sources(home, monkeypatch):
    """The demo's documents, and the demo's recording of the Hub in place of the web; no other source."""
    monkeypatch.setenv("LINEAGE_SOURCES", "documents,huggingface")
    monkeypatch.setenv("LINEAGE_SOURCE_DOCUMENTS_PATH", str(DEMO / "documents"))
    monkeypatch.setattr(web, "LiveTransport", lambda *a, **k: nullcontext(RecordedTransport(DEMO / "huggingface")))
