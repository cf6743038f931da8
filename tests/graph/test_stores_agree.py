"""Every store gives the same answers, to the byte: questions asked of one graph in SQLite and in Neo4j."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineage.console import plain
from lineage.errors import BadInput
from lineage.graph.neo4j.loading import MOST_AT_ONCE
from lineage.graph.sqlite import SqliteGraph
from lineage.jobs.holders import list_holders
from lineage.jobs.show import find, show
from lineage.jobs.stores import Stores
from lineage.jobs.walk import WalkOptions, accepting, follow
from lineage.jobs.why import why
from lineage.model.graph import Status
from lineage.model.words import DerivationKind, Modality, Polarity, Predicate, Strength, ThingKind
from lineage.settings import Settings
from lineage.trace.diff import difference
from tests.graph.making import aged, graph_of
from tests.making import claim

DATASETS = [f"name:Harbour Set {letter}" for letter in "ABCDE"] + [
    "dataset:gulls",
    "doi:10.1/piers",
    "arxiv:2001.00001",
]
ACTORS = ["organization:gull-lab", "ror:00gull000", "name:Pier Institute", "hf:pier-institute"]
BETWEEN_DATA = [
    Predicate.DERIVED_FROM,
    Predicate.COPY_OF,
    Predicate.VERSION_OF,
    Predicate.PART_OF,
    Predicate.TRAINED_ON,
]
BY_ACTORS = [Predicate.USES, Predicate.HOLDS]
TO_ACTORS = [Predicate.PUBLISHED_BY, Predicate.WITHDRAWN]


def said(subject, predicate, object, number, draw, **kinds):
    """A claim of a document of its own, with whatever else a claim may have drawn."""
    values = {
        "polarity": draw(st.sampled_from([*[Polarity.ASSERTED] * 4, Polarity.NEGATED])),
        "modality": draw(st.sampled_from([*[Modality.ASSERTED] * 4, Modality.ALLEGED, Modality.REPORTED])),
        "strength": draw(st.sampled_from(Strength)),
        "confidence": draw(st.integers(0, 100)) / 100,
        "valid_from": draw(st.sampled_from([None, "2019-01-29"])),
        "valid_to": draw(st.sampled_from([None, None, "2020-06-01"])),
    }
    if predicate is Predicate.DERIVED_FROM:
        values["derivation_kind"] = draw(st.sampled_from(DerivationKind))
    return claim(subject, predicate, object, document=f"doc{number}", quote=f"Said {number}.", **values, **kinds)


@st.composite
def graphs(draw):
    """Cycles, diamonds, self-loops, versions, merged organisations, ended holdings: whatever few names allow."""
    items = []
    for number in range(draw(st.integers(1, 14))):
        which = draw(st.sampled_from(["data", "data", "data", "by", "to", "same"]))
        first, second = draw(st.sampled_from(DATASETS)), draw(st.sampled_from(DATASETS))
        actor, other = draw(st.sampled_from(ACTORS)), draw(st.sampled_from(ACTORS))
        who = ThingKind.ORGANIZATION
        if which == "data":
            found = said(first, draw(st.sampled_from(BETWEEN_DATA)), second, number, draw)
        elif which == "by":
            found = said(actor, draw(st.sampled_from(BY_ACTORS)), second, number, draw, subject_kind=who)
        elif which == "to":
            found = said(first, draw(st.sampled_from(TO_ACTORS)), actor, number, draw, object_kind=who)
        else:
            found = claim(actor, Predicate.SAME_AS, other, document=f"doc{number}", subject_kind=who, object_kind=who)
        status = draw(st.sampled_from([Status.CURRENT, Status.CURRENT, Status.UNSEEN, Status.NOT_CHECKED]))
        items.append(aged(found, day=draw(st.sampled_from([16, 23])), status=status, title=f"Paper {number}"))
    return graph_of(*items)


def answered(ask, *arguments):
    """The JSON that a command would print, or its sentence."""
    try:
        return json.dumps(plain(ask(*arguments)), ensure_ascii=False)
    except BadInput as error:
        return str(error)


def answers(stores, graph, before):
    """What the commands say of some things of the graph."""
    some = [graph.things[0].id, graph.things[-1].id] if graph.things else ["dataset:gulls"]
    strict = WalkOptions(depth=2, accept=accepting(0.3, "stated", None, "2019-06-01"))
    found = [answered(show, stores, one) for one in some]
    for one in some:
        found += [answered(follow, stores, one, "downstream", WalkOptions()), answered(list_holders, stores, one)]
        found += [answered(follow, stores, one, "upstream", strict)]
    found.append(answered(why, stores, some[0], some[-1]))
    found.append(json.dumps(plain(difference(before, stores.graph.whole()))))
    return [*found, json.dumps(sorted(t.id for t in find(stores, "harbour"))), stores.graph.digest(with_times=True)]


@pytest.fixture(scope="module")
def homes(tmp_path_factory):
    """Stores whose graph is given to them."""
    return [
        Stores(Settings(home=tmp_path_factory.mktemp(name)), lambda: datetime(2026, 11, 24, tzinfo=UTC))
        for name in "ab"
    ]


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=graphs(), graph=graphs(), at_once=st.sampled_from([MOST_AT_ONCE, MOST_AT_ONCE, 1]))
def test_sqlite_and_neo4j_give_the_same_json_and_the_same_hash(neo4j_graph, homes, before, graph, at_once):
    embedded, served = homes
    embedded.graph, served.graph, neo4j_graph._at_once = SqliteGraph(None), neo4j_graph, at_once
    embedded.graph.load(before)

    embedded.graph.load(graph)
    served.graph.load(graph)

    assert answers(served, graph, before) == answers(embedded, graph, before)
