"""The embedded store as a file: kept, refused when another version wrote it, explained when it is damaged."""

from __future__ import annotations

import gc
import sqlite3
import weakref
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from lineage.errors import ArchiveUnavailable, GraphUnavailable, SchemaBehind
from lineage.graph.sqlite import SqliteGraph
from tests.graph.making import edge, projection

FAMILY = projection(edge())


def test_a_graph_outlives_its_process(tmp_path):
    SqliteGraph(tmp_path / "graph.sqlite").load(FAMILY)

    assert SqliteGraph(tmp_path / "graph.sqlite").whole() == FAMILY


def test_folders_above_it_are_made(tmp_path):
    SqliteGraph(tmp_path / "new" / "home" / "graph.sqlite").load(FAMILY)

    assert (tmp_path / "new" / "home" / "graph.sqlite").is_file()


@pytest.mark.parametrize("name", ["it's.sqlite", 'a "graph".sqlite', "a?mode=ro#b.sqlite", "graph; --.sqlite"])
def test_any_file_name_will_do(tmp_path, name):
    SqliteGraph(tmp_path / name).load(FAMILY)

    assert (tmp_path / name).is_file()
    assert SqliteGraph(tmp_path / name).whole() == FAMILY


def test_a_schema_of_another_version_is_refused(tmp_path):
    path = tmp_path / "graph.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")

    with pytest.raises(SchemaBehind, match=r"has schema 99, this version writes \d+; move the file away"):
        SqliteGraph(path)


def test_a_file_that_is_no_database_is_explained(tmp_path):
    path = tmp_path / "graph.sqlite"
    path.write_bytes(b"This is not a database. " * 100)

    with pytest.raises(GraphUnavailable, match=r"cannot be used: .*\. The graph can always be computed again"):
        SqliteGraph(path)


def test_a_file_damaged_later_is_explained_when_it_is_asked(tmp_path):
    path = tmp_path / "graph.sqlite"
    with closing(sqlite3.connect(path)) as db:
        SqliteGraph(path).load(projection(*(edge(f"dataset:n{n}") for n in range(300))))
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damaged = path.read_bytes()
    path.write_bytes(damaged[:4096] + b"\xff" * (len(damaged) - 4096))

    with pytest.raises(GraphUnavailable, match="computed again from the ledger"):
        SqliteGraph(path).whole()


def test_a_path_that_is_a_folder_is_explained(tmp_path):
    with pytest.raises(GraphUnavailable, match="unable to open database file"):
        SqliteGraph(tmp_path)


def test_a_folder_that_is_a_file_is_explained(tmp_path):
    (tmp_path / "home").write_text("in the way")

    with pytest.raises(ArchiveUnavailable, match="LINEAGE_HOME"):
        SqliteGraph(tmp_path / "home" / "graph.sqlite")


def test_readers_see_the_old_graph_until_the_new_one_is_whole(tmp_path):
    reader = SqliteGraph(tmp_path / "graph.sqlite")
    reader.load(FAMILY)
    with closing(sqlite3.connect(tmp_path / "graph.sqlite", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM things")

        assert reader.whole() == FAMILY


def test_a_reader_of_a_new_file_sees_nothing_or_the_whole_first_graph(tmp_path):
    reader, writer = (SqliteGraph(tmp_path / "graph.sqlite") for _ in range(2))
    writer._db.execute("PRAGMA cache_size=10")  # pages leave the memory long before the graph is whole
    first = projection(*(edge(f"dataset:n{n}") for n in range(300)))
    seen = set()
    with ThreadPoolExecutor(1) as pool:
        load = pool.submit(writer.load, first)
        while not load.done():
            seen.add(len(reader.whole().edges))
    load.result()

    assert seen <= {0, 300}
    assert reader.whole() == first


def test_edges_claims_and_names_are_looked_up_by_an_index_once_there_are_some(tmp_path):
    graph = SqliteGraph(tmp_path / "graph.sqlite")
    graph.load(FAMILY)

    for table, column in [("edges", "subject"), ("edges", "object"), ("claims", "edge"), ("names", "thing")]:
        [plan] = graph._all(f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE {column} = 'dataset:made'")
        assert plan[3].startswith(f"SEARCH {table} USING")


def test_what_another_process_loaded_is_seen_at_once(tmp_path):
    reader = SqliteGraph(tmp_path / "graph.sqlite")
    SqliteGraph(tmp_path / "graph.sqlite").load(FAMILY)

    assert reader.whole() == FAMILY


def test_the_whole_is_of_one_moment_even_while_another_process_loads(tmp_path, monkeypatch):
    reader, writer = SqliteGraph(tmp_path / "graph.sqlite"), SqliteGraph(tmp_path / "graph.sqlite")
    reader.load(FAMILY)
    ask, fresh = reader._all, [projection(edge("dataset:new", object="dataset:newer"))]

    def ask_and_be_overtaken(query, parameters=()):
        rows = ask(query, parameters)
        if "FROM things" in query and fresh:
            writer.load(fresh.pop())
        return rows

    monkeypatch.setattr(reader, "_all", ask_and_be_overtaken)
    whole = reader.whole()

    assert {end for e in whole.edges for end in (e.subject, e.object)} == {t.id for t in whole.things}


def test_a_graph_that_one_thread_left_behind_is_closed_by_whichever_collects_it(tmp_path):
    with ThreadPoolExecutor(1) as pool:
        left = pool.submit(SqliteGraph, tmp_path / "graph.sqlite").result()

    closed = weakref.finalize(left, lambda: None)
    del left
    gc.collect()

    assert not closed.alive
