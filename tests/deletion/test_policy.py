"""Who is a holder (the table of DESIGN §4): what one edge makes of its subject's organisation."""

from __future__ import annotations

import pytest

from lineage.deletion.policy import load
from lineage.model.graph import Status
from lineage.model.words import DerivationKind, Modality, Polarity, Predicate, Strength
from tests.graph.making import edge

POLICY = load()
HOLDS_ITEMS = [
    (Predicate.HOLDS, None),
    (Predicate.COPY_OF, None),
    (Predicate.VERSION_OF, None),
    (Predicate.PART_OF, None),
    (Predicate.DERIVED_FROM, None),
    (Predicate.DERIVED_FROM, DerivationKind.SUBSET),
    (Predicate.DERIVED_FROM, DerivationKind.CROP),
    (Predicate.DERIVED_FROM, DerivationKind.MERGE),
    (Predicate.DERIVED_FROM, DerivationKind.RESAMPLE),
    (Predicate.DERIVED_FROM, DerivationKind.BENCHMARK_SPLIT),
    (Predicate.DERIVED_FROM, DerivationKind.OTHER),
]
HOLDS_ENTRIES = [(Predicate.DERIVED_FROM, DerivationKind.ANNOTATION), (Predicate.DERIVED_FROM, DerivationKind.FEATURES)]
ROWS = [
    *((*row, "items") for row in HOLDS_ITEMS),
    *((*row, "entries") for row in HOLDS_ENTRIES),
    (Predicate.TRAINED_ON, None, "model"),
    (Predicate.USES, None, "possible"),
]
each_row = pytest.mark.parametrize(("predicate", "kind", "role"), ROWS)


@each_row
@pytest.mark.parametrize("strength", [Strength.STATED, Strength.DECLARED, Strength.IDENTICAL])
def test_what_is_at_least_stated_makes_a_holder(predicate, kind, role, strength):
    assert POLICY.role(edge(predicate=predicate, derivation_kind=kind, strength=strength)) == role


@each_row
@pytest.mark.parametrize("strength", [Strength.IMPLIED, Strength.MENTIONED])
def test_what_is_only_implied_makes_no_holder(predicate, kind, role, strength):
    assert POLICY.role(edge(predicate=predicate, derivation_kind=kind, strength=strength)) == "none"


@each_row
@pytest.mark.parametrize(
    "untrue",
    [
        {"modality": Modality.ALLEGED},
        {"polarity": Polarity.HYPOTHETICAL},
        {"polarity": Polarity.NEGATED},
        {"status": Status.REJECTED},
    ],
    ids=lambda said: next(iter(said.values())).value,
)
def test_what_does_not_hold_makes_no_holder(predicate, kind, role, untrue):
    assert POLICY.role(edge(predicate=predicate, derivation_kind=kind, strength=Strength.IDENTICAL, **untrue)) == "none"


@each_row
def test_what_is_reported_makes_a_holder(predicate, kind, role):
    assert POLICY.role(edge(predicate=predicate, derivation_kind=kind, modality=Modality.REPORTED)) == role


@each_row
@pytest.mark.parametrize("status", [Status.UNSEEN, Status.NOT_CHECKED])
def test_a_page_that_vanished_is_not_a_copy_that_vanished(predicate, kind, role, status):
    assert POLICY.role(edge(predicate=predicate, derivation_kind=kind, status=status)) == role


@pytest.mark.parametrize("strength", Strength)
def test_synthetic_images_hold_nobodys_photo(strength):
    assert POLICY.role(edge(derivation_kind=DerivationKind.SYNTHETIC, strength=strength)) == "none"


@pytest.mark.parametrize(
    "predicate",
    [
        Predicate.MENTIONS, Predicate.DESCRIBED_BY, Predicate.AFFILIATED_WITH, Predicate.WITHDRAWN, Predicate.SAME_AS,
        Predicate.PUBLISHED_BY,
    ],
)  # fmt: skip
def test_other_edges_make_no_holder_of_their_subject(predicate):
    assert POLICY.role(edge(predicate=predicate, strength=Strength.IDENTICAL)) == "none"


def test_along_a_path_the_one_who_holds_less_decides():
    order = ["items", "entries", "model", "possible", "none"]

    for at, more in enumerate(order):
        for less in order[at:]:
            assert POLICY.weakest(more, less) == POLICY.weakest(less, more) == less
            assert POLICY.strongest([less, more]) == POLICY.strongest([more, less]) == more


def test_over_no_path_at_all_nothing_is_held():
    assert POLICY.strongest([]) == "none"
