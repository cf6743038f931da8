"""What ageing keeps to over any history of runs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.graph.ageing import age
from lineage.model.base import sha256
from lineage.model.graph import Status
from lineage.model.words import Outcome
from tests.making import claim, reading, run, visit

_DOCUMENTS = ("one", "two", "three")
_OBJECTS = ("name:A", "name:B", "name:C")


def _visited(document, outcome, objects):
    """A visit and the reading that belongs to it: equal words are one snapshot, whenever they are found."""
    said = [claim(object=o, document=document) for o in sorted(objects)]
    snapshot = sha256(" ".join((document, *sorted(objects))).encode())
    seen = visit(document, outcome, snapshot=snapshot)
    return seen, reading(said if outcome.validates else [], document=document, snapshot=snapshot)


_DAY = st.dictionaries(
    st.sampled_from(_DOCUMENTS), st.tuples(st.sampled_from(Outcome), st.frozensets(st.sampled_from(_OBJECTS)))
)
_HISTORY = st.lists(_DAY, min_size=1, max_size=6)
_COMPLETE = st.lists(st.booleans(), min_size=6, max_size=6)


def _runs(history, complete=(True,) * 6):
    runs = []
    for day, (documents, whole) in enumerate(zip(history, complete, strict=False), 1):
        pairs = [_visited(document, *found) for document, found in documents.items()]
        readings = [r for v, r in pairs if v.outcome.validates]
        runs.append(run(day, [v for v, _ in pairs], readings, shards=("all",) if whole else ("all", "missing")))
    return runs


def _by_claim(runs):
    return {item.claim.id: item for item in age(runs)}


@settings(deadline=None)
@given(_HISTORY, _COMPLETE)
def test_first_seen_never_moves_and_nothing_is_removed_as_runs_are_added(history, complete):
    runs = _runs(history, complete)
    before = {}

    for length in range(1, len(runs) + 1):
        after = _by_claim(runs[:length])
        assert set(before) <= set(after)
        assert all(after[key].first_seen == item.first_seen for key, item in before.items())
        assert all(after[key].last_seen >= item.last_seen for key, item in before.items())
        before = after


@settings(deadline=None)
@given(_HISTORY, _COMPLETE)
def test_the_claims_of_a_validated_document_are_current_and_its_others_are_not(history, complete):
    runs = _runs(history, complete)

    aged = age(runs)

    for document, (outcome, objects) in history[-1].items():
        if outcome.validates:
            now = {item.claim.object: item for item in aged if item.claim.document == document}
            assert {o for o, item in now.items() if item.status is Status.CURRENT} == objects
            assert all(now[o].last_seen == f"2026-11-{len(runs):02}" for o in objects)


@settings(deadline=None)
@given(_HISTORY)
def test_an_incomplete_last_set_of_shards_makes_nothing_unseen(history):
    before = {key for key, item in _by_claim(_runs(history[:-1])).items() if item.status is Status.UNSEEN}
    incomplete = [True] * (len(history) - 1) + [False]

    after = _by_claim(_runs(history, incomplete))

    assert {key for key, item in after.items() if item.status is Status.UNSEEN} <= before


@settings(deadline=None)
@given(_HISTORY.flatmap(lambda days: st.tuples(st.just(days), st.permutations(list(days[-1].items())))))
def test_the_order_of_visits_within_a_run_is_irrelevant(case):
    history, shuffled = case

    assert _by_claim(_runs([*history[:-1], dict(shuffled)])) == _by_claim(_runs(history))
