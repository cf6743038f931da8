"""The role of everything below a root: along a path the weakest edge decides, over several paths the strongest."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.deletion.holders import roles
from lineage.deletion.policy import load
from lineage.model.words import DerivationKind, Predicate, Strength
from tests.graph.making import edge

POLICY = load()
FEATURES, SYNTHETIC = ({"derivation_kind": k} for k in (DerivationKind.FEATURES, DerivationKind.SYNTHETIC))


def below(*edges):
    return {thing: role for thing, role in roles(edges, "root", POLICY).items() if thing != "root"}


def test_the_root_holds_its_items():
    assert roles([], "root", POLICY) == {"root": "items"}


def test_a_subset_of_a_subset_holds_items():
    assert below(edge("a", object="root"), edge("b", object="a")) == {"a": "items", "b": "items"}


def test_a_copy_of_features_holds_entries():
    chain = [edge("a", object="root", **FEATURES), edge("b", Predicate.COPY_OF, "a")]

    assert below(*chain) == {"a": "entries", "b": "entries"}


def test_a_synthetic_edge_ends_the_path():
    assert below(edge("a", object="root", **SYNTHETIC), edge("b", Predicate.COPY_OF, "a")) == {}


def test_an_edge_below_its_threshold_ends_the_path():
    assert below(edge("a", object="root", strength=Strength.IMPLIED), edge("b", object="a")) == {}


def test_a_second_path_around_a_synthetic_edge_counts():
    edges = [edge("a", object="root", **SYNTHETIC), edge("b", object="root"), edge("a", Predicate.PART_OF, "b")]

    assert below(*edges) == {"a": "items", "b": "items"}


def test_of_several_paths_the_strongest_decides_for_all_that_hangs_below():
    edges = [
        edge("a", object="root", **FEATURES),
        edge("b", object="a"),
        edge("c", object="b"),
        edge("side", object="root"),
        edge("b", Predicate.COPY_OF, "side"),
    ]

    assert below(*edges) == {"a": "entries", "b": "items", "c": "items", "side": "items"}


def test_a_model_and_its_fine_tuned_versions_are_models():
    assert below(edge("m", Predicate.TRAINED_ON, "root"), edge("n", Predicate.VERSION_OF, "m")) == {
        "m": "model",
        "n": "model",
    }


def test_a_use_is_possible_and_leads_no_further():
    assert below(edge("paper", Predicate.USES, "root"), edge("b", object="paper")) == {"paper": "possible"}


def test_a_cycle_ends():
    assert below(edge("a", object="root"), edge("root", object="a")) == {"a": "items"}


def _paths(edges, here, met):
    """All simple paths downwards, one edge at a time, as far as data flows."""
    for e in edges:
        if e.object == here and e.subject not in met:
            yield [e]
            if e.predicate is not Predicate.USES:
                yield from ([e, *rest] for rest in _paths(edges, e.subject, {*met, e.subject}))


_EDGES = st.lists(
    st.builds(
        edge,
        st.sampled_from("abcd"),
        st.sampled_from([Predicate.DERIVED_FROM, Predicate.COPY_OF, Predicate.TRAINED_ON, Predicate.USES]),
        st.sampled_from(["root", *"abcd"]),
        derivation_kind=st.sampled_from([None, DerivationKind.FEATURES, DerivationKind.SYNTHETIC]),
    ).filter(lambda e: e.subject != e.object),
    unique_by=lambda e: e.id,
    max_size=8,
)


@settings(deadline=None, max_examples=200)
@given(_EDGES)
def test_roles_are_those_of_the_best_of_all_paths(edges):
    expected = {}
    for path in _paths(edges, "root", {"root"}):
        role = max((POLICY.role(e) for e in path), key=POLICY.order.index)
        if role != "none":
            expected[path[-1].subject] = POLICY.strongest([role, expected.get(path[-1].subject, "none")])

    assert below(*edges) == expected
