"""Loading into Neo4j: one loader at a time, whole or said to be unfinished, and finished by the next one."""

from __future__ import annotations

import pytest

from benchmarks.graphs import changed, made
from lineage.errors import GraphUnavailable
from lineage.graph.neo4j import loading, store
from lineage.graph.neo4j.lock import Lock
from lineage.graph.neo4j.store import LANES
from lineage.graph.sqlite import SqliteGraph
from tests.graph.conftest import open_neo4j
from tests.graph.making import edge, projection, said, thing

EDGES = [edge(f"dataset:n{n}", object="dataset:root") for n in range(12)]
FAMILY = projection(*EDGES, claims=[said(e, document=f"doc{n}") for n, e in enumerate(EDGES)])


class Waiting(Exception):
    """Raised instead of sleeping: the loader would wait now."""


def no_patience(seconds):
    raise Waiting


def cut_short_after(batches, monkeypatch):
    """Let a load fail, as a killed one does, after so many transactions."""
    done = []
    apply = loading._apply

    def applied(*arguments):
        if len(done) == batches:
            raise KeyboardInterrupt
        done.append(arguments)
        apply(*arguments)

    monkeypatch.setattr(loading, "_apply", applied)


def digest_in_sqlite(graph):
    other = SqliteGraph(None)
    other.load(graph)
    return other.digest(with_times=True)


def test_a_graph_in_many_transactions_is_the_same_as_in_one(neo4j_graph, neo4j_server):
    open_neo4j(neo4j_server, at_once=1).load(FAMILY)

    assert neo4j_graph.whole() == FAMILY
    assert neo4j_graph.digest(with_times=True) == digest_in_sqlite(FAMILY)


@pytest.mark.parametrize("batches", range(1, 7))
def test_a_load_that_was_killed_is_told_and_finished_by_the_next(neo4j_graph, neo4j_server, monkeypatch, batches):
    with monkeypatch.context() as cut:
        cut_short_after(batches, cut)
        with pytest.raises(KeyboardInterrupt):
            open_neo4j(neo4j_server, at_once=1).load(FAMILY)

    with pytest.raises(GraphUnavailable, match="being loaded, or a load was cut short"):
        neo4j_graph.things(["dataset:root"])
    assert neo4j_graph.basis() == ""
    neo4j_graph.load(FAMILY)
    assert neo4j_graph.digest(with_times=True) == digest_in_sqlite(FAMILY)


def test_a_graph_that_is_written_anew_is_nobodys_until_it_is_whole(neo4j_graph, monkeypatch):
    neo4j_graph.load(FAMILY)
    with monkeypatch.context() as cut:
        cut_short_after(1, cut)
        with pytest.raises(KeyboardInterrupt):
            neo4j_graph.load(FAMILY, anew=True)

    with pytest.raises(GraphUnavailable, match="being loaded, or a load was cut short"):
        neo4j_graph.counts()
    neo4j_graph.load(FAMILY)
    assert neo4j_graph.whole() == FAMILY


def test_what_somebody_changed_by_hand_is_made_right_when_it_is_written_anew(neo4j_graph):
    neo4j_graph.load(FAMILY)
    with neo4j_graph._driver.session() as session:
        session.run("MATCH (t:Thing {id: 'dataset:n3'}) SET t.label = 'The harbour'").consume()
        session.run("MATCH (c:Claim) SET c.confidence = 0.1").consume()

    neo4j_graph.load(FAMILY, anew=True)

    assert neo4j_graph.whole() == FAMILY


def test_an_answer_is_read_again_when_the_graph_was_written_meanwhile(neo4j_graph, neo4j_server, monkeypatch):
    neo4j_graph.load(projection(EDGES[0]))
    pages, writer = store._pages, open_neo4j(neo4j_server, "a writer")
    loads = [projection(*EDGES[:2]), projection(*EDGES[:3])]

    def written_meanwhile(tx, name):
        rows = list(pages(tx, name))
        if name == "page_things" and loads:
            writer.load(loads.pop(0))
        return rows

    monkeypatch.setattr(store, "_pages", written_meanwhile)

    assert neo4j_graph.whole().edges == projection(*EDGES[:3]).edges
    loads += [projection(edge) for edge in EDGES[4:9]]
    with pytest.raises(GraphUnavailable, match="written again and again while it was read"):
        neo4j_graph.whole()


def test_a_small_change_that_was_killed_leaves_the_old_graph(neo4j_graph, monkeypatch):
    neo4j_graph.load(FAMILY)
    with monkeypatch.context() as cut:
        cut_short_after(0, cut)
        with pytest.raises(KeyboardInterrupt):
            neo4j_graph.load(projection(EDGES[0]))

    assert neo4j_graph.whole() == FAMILY


def test_a_second_loader_waits_for_the_first(neo4j_graph, neo4j_server):
    second = open_neo4j(neo4j_server, "the second", sleep=no_patience)
    first = Lock(LANES, "the first")
    with neo4j_graph._driver.session() as session, first.held(session, no_patience), pytest.raises(Waiting):
        second.load(FAMILY)

    second.load(FAMILY)
    assert neo4j_graph.counts()["claims"] == 12


def test_a_loader_that_waited_in_vain_says_who_has_the_lock(neo4j_graph, neo4j_server):
    second = open_neo4j(neo4j_server, "the second", sleep=lambda seconds: None)
    first = Lock(LANES, "host seven, process 8")
    told = pytest.raises(GraphUnavailable, match=r"being loaded by host seven, process 8 \(for \d+ s more\)")
    with neo4j_graph._driver.session() as session, first.held(session, no_patience), told:
        second.load(FAMILY)


def test_the_lock_of_a_loader_that_was_killed_expires(neo4j_graph, neo4j_server):
    with neo4j_graph._driver.session() as session:
        Lock(LANES, "killed", lease=-1.0).wait(session, no_patience)

    open_neo4j(neo4j_server, "the next", sleep=no_patience).load(FAMILY)

    assert neo4j_graph.whole() == FAMILY


def test_a_loader_whose_lock_was_taken_over_writes_nothing_more(neo4j_graph, neo4j_server, monkeypatch):
    apply = loading._apply
    driver = neo4j_graph._driver

    def taken_over(tx, lock, batches, state):
        with driver.session() as other:  # as if this loader had slept longer than its lease
            other.run("MATCH (l:Lock) SET l.owner = 'another'").consume()
        apply(tx, lock, batches, state)

    with monkeypatch.context() as patch:
        patch.setattr(loading, "_apply", taken_over)
        with pytest.raises(GraphUnavailable, match="being loaded by another"):
            open_neo4j(neo4j_server).load(FAMILY)

    with driver.session() as session:
        session.run("MATCH (l:Lock) DELETE l").consume()
    assert neo4j_graph.counts() == {"claims": 0}


def test_a_loader_that_slept_while_another_loaded_writes_nothing_into_its_graph(neo4j_graph, neo4j_server, monkeypatch):
    apply, sleeping = loading._apply, [True]

    def slept(tx, lock, batches, state):
        if sleeping and lock.owner == "a loader that sleeps":
            sleeping.pop()
            with neo4j_graph._driver.session() as session:
                session.run("MATCH (l:Lock) SET l.expires = 0").consume()
            open_neo4j(neo4j_server, "the next").load(projection(EDGES[0]))
        apply(tx, lock, batches, state)

    with monkeypatch.context() as patch:
        patch.setattr(loading, "_apply", slept)
        with pytest.raises(GraphUnavailable, match="being loaded by another loader"):
            open_neo4j(neo4j_server, "a loader that sleeps", at_once=1).load(FAMILY)

    assert neo4j_graph.whole() == projection(EDGES[0])


def test_hubs_that_all_lanes_write_to_are_whole_afterwards(neo4j_graph, neo4j_server):
    hubs = made(200, 2500, 20, seed=5)
    open_neo4j(neo4j_server, at_once=1).load(hubs)

    assert neo4j_graph.whole() == hubs
    open_neo4j(neo4j_server, at_once=1).load(changed(hubs, 0.5))
    assert neo4j_graph.whole().claims == changed(hubs, 0.5).claims


def test_only_rows_that_differ_are_written(neo4j_graph, monkeypatch):
    neo4j_graph.load(FAMILY)
    written = []
    apply = loading._apply

    def watched(tx, lock, batches, state):
        batches = list(batches)
        written.extend((batch.statement, len(batch.rows)) for batch in batches)
        apply(tx, lock, batches, state)

    monkeypatch.setattr(loading, "_apply", watched)
    renamed = thing("dataset:n3", "Named anew")
    surer = EDGES[5].model_copy(update={"confidence": 0.95})
    edges = [*EDGES[:5], surer, *EDGES[6:]]
    neo4j_graph.load(projection(*edges, things=[renamed], claims=FAMILY.claims))

    assert written == [("merge_things", 1), ("update_edges", 1)]
    assert neo4j_graph.things(["dataset:n3"]) == [renamed]


def test_a_thing_of_another_kind_loses_its_old_label(neo4j_graph):
    neo4j_graph.load(FAMILY)

    neo4j_graph.load(projection(*EDGES, claims=FAMILY.claims, things=[thing("dataset:root", kind="model")]))

    assert neo4j_graph.counts()["things.model"] == 1
    assert neo4j_graph.counts()["things.dataset"] == 12


def test_a_snapshot_goes_with_the_last_evidence_that_stands_in_it(neo4j_graph):
    first, second = (said(e, document="one page") for e in EDGES[:2])

    def snapshots():
        with neo4j_graph._driver.session() as session:
            return session.run("MATCH (s:Snapshot) RETURN count(s) AS n").single()["n"]

    neo4j_graph.load(projection(*EDGES[:2], claims=[first, second]))
    assert snapshots() == 1

    neo4j_graph.load(projection(EDGES[0], claims=[first]))
    assert snapshots() == 1
    assert neo4j_graph.claims([EDGES[0].id]) == [first]

    neo4j_graph.load(projection(EDGES[0]))
    assert snapshots() == 0
