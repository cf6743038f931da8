"""The stores that the same tests run over; another one joins by one line."""

from __future__ import annotations

import pytest

from lineage.graph.sqlite import SqliteGraph

STORES = {
    "sqlite-file": lambda folder: SqliteGraph(folder / "graph.sqlite"),
    "sqlite-memory": lambda folder: SqliteGraph(None),
}


@pytest.fixture(params=STORES)
def graph(request, tmp_path):
    """An empty graph store."""
    return STORES[request.param](tmp_path)
