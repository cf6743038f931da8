"""Plans on random graphs: what is owed is what the simplest loop says, and each way really leads there."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.deletion.planner import Planner
from lineage.deletion.policy import load
from lineage.model.words import DerivationKind, Modality, Polarity, Predicate, Strength, ThingKind
from tests.deletion.brute import ORDER, owed
from tests.graph.making import edge, thing

DATA = ["dataset:a", "dataset:b", "dataset:c", "hf:datasets/gulls/d", "url:https://gulls.example/e", "arxiv:2001.00001"]
ACTORS = ["organization:acme", "organization:gulls", "document:someone"]
KINDS = {"document:someone": ThingKind.INDIVIDUAL, "arxiv:2001.00001": ThingKind.PAPER}
THINGS = {name: thing(name, **({"kind": KINDS[name]} if name in KINDS else {})) for name in DATA + ACTORS}
SOME = st.sampled_from(DATA)
FLOWS = [p for p in Predicate if p.value in ("DERIVED_FROM", "COPY_OF", "PART_OF", "TRAINED_ON", "USES", "HOLDS")]
WORDS = {
    "strength": st.sampled_from([Strength.IMPLIED, *[Strength.STATED] * 3, Strength.DECLARED]),
    "confidence": st.sampled_from([0.4, 0.8]),
    "modality": st.sampled_from([*[Modality.ASSERTED] * 5, Modality.ALLEGED]),
    "polarity": st.sampled_from([*[Polarity.ASSERTED] * 6, Polarity.NEGATED, Polarity.HYPOTHETICAL]),
}
MADE = st.builds(
    edge, st.sampled_from(DATA + ACTORS), st.sampled_from([*[Predicate.DERIVED_FROM] * 4, *FLOWS]), SOME,
    derivation_kind=st.sampled_from([None, *DerivationKind]), **WORDS,
)  # fmt: skip
MADE = MADE.map(
    lambda e: e if e.predicate is Predicate.DERIVED_FROM else e.model_copy(update={"derivation_kind": None})
)
PUBLISHED = st.builds(edge, SOME, st.just(Predicate.PUBLISHED_BY), st.sampled_from(ACTORS), **WORDS)
EDGES = st.tuples(
    st.lists(MADE, max_size=14, unique_by=lambda e: e.id), st.lists(PUBLISHED, max_size=5, unique_by=lambda e: e.id)
).map(lambda pair: [*pair[0], *pair[1]])
SETS = st.frozensets(SOME, max_size=3)


@settings(max_examples=500)
@given(EDGES, SETS, SETS)
def test_what_is_owed_is_what_the_simplest_loop_says(edges, complete, listed):
    plan = Planner(edges, THINGS, load(), complete).plan(listed)

    rows = [(one.holder, one.dataset, one.owed) for one in plan.owings]
    assert set(rows) == owed(edges, THINGS, complete, listed)
    assert len(rows) == len(set(rows))


@given(EDGES, SETS, SETS)
def test_each_way_leads_from_a_list_to_the_holder_and_through_no_complete_one(edges, complete, listed):
    policy = load()

    plan = Planner(edges, THINGS, policy, complete).plan(listed)

    for one in (*plan.owings, *plan.gaps):
        assert one.listed_in in listed
        here = one.listed_in
        for arc in one.way:
            start, end = (arc.edge.subject, arc.edge.object) if arc.upwards else (arc.edge.object, arc.edge.subject)
            if arc.edge.predicate is Predicate.PUBLISHED_BY:
                assert (arc, arc.edge.subject, arc.edge.object) == (one.way[-1], here, one.holder)
                break
            assert start == here
            assert end not in complete
            assert ORDER.index(policy.role(arc.edge)) <= ORDER.index(one.owed)
            here = end
    for one in plan.owings:
        assert one.answer == ("listed" if one.dataset in listed else "may_contain")


@given(EDGES, SETS, SETS, st.randoms())
def test_the_order_of_edges_and_of_earlier_questions_changes_nothing(edges, complete, listed, chance):
    first = Planner(edges, THINGS, load(), complete).plan(listed)
    other = Planner(chance.sample(edges, len(edges)), THINGS, load(), complete)
    other.plan(DATA)

    assert other.plan(listed) == first
    assert other.plan(listed) is other.plan(frozenset(listed))


@given(EDGES, SETS, SETS)
def test_nothing_is_owed_and_waits_for_review_for_the_same_edge(edges, complete, listed):
    plan = Planner(edges, THINGS, load(), complete).plan(listed)

    walked = {arc.id for one in (*plan.owings, *plan.gaps) for arc in one.way}
    assert walked.isdisjoint({edge.id for edge in plan.doubtful})
    assert listed.isdisjoint(plan.pruned)
    assert {gap.thing for gap in plan.gaps}.isdisjoint({one.dataset for one in plan.owings})
