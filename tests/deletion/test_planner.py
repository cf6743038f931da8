"""From the datasets that list a person to whoever owes something, what is owed, and by which way."""

from __future__ import annotations

import pytest

from lineage.deletion.planner import Planner
from lineage.deletion.policy import load
from lineage.model.graph import Status
from lineage.model.words import DerivationKind, Modality, Polarity, Predicate, Strength, ThingKind
from tests.graph.making import edge, projection, thing

ROOT, MADE, MORE, ACME, GULLS = (
    "dataset:root",
    "dataset:made",
    "dataset:more",
    "organization:acme",
    "organization:gulls",
)
FROM_ROOT = edge(MADE, object=ROOT)
BY_ACME = edge(MADE, Predicate.PUBLISHED_BY, ACME)
JANE = thing("document:jane", kind=ThingKind.INDIVIDUAL, label="an individual")


def planner(*edges, complete=(), things=()):
    known = {t.id: t for t in projection(*edges, things=things).things}
    return Planner(edges, known, load(), frozenset(complete))


def plan(*edges, listed=(ROOT,), **more):
    return planner(*edges, **more).plan(listed)


def rows(*edges, **more):
    return [(one.holder, one.dataset, one.owed, one.answer) for one in plan(*edges, **more).owings]


def walked(owing):
    return [(arc.edge, arc.upwards) for arc in owing.way]


def kind(of, subject=MADE, object=ROOT, **more):
    return edge(subject, object=object, derivation_kind=of, **more)


def test_the_publisher_of_what_was_derived_owes_what_it_may_contain():
    (owing,) = plan(FROM_ROOT, BY_ACME).owings

    assert (owing.holder, owing.holder_name, owing.dataset, owing.dataset_name) == (ACME, "acme", MADE, "made")
    assert (owing.owed, owing.answer, owing.listed_in, owing.place) == ("items", "may_contain", ROOT, "")
    assert walked(owing) == [(FROM_ROOT, False), (BY_ACME, False)]


def test_the_publisher_of_the_list_itself_owes_what_is_listed():
    by = edge(ROOT, Predicate.PUBLISHED_BY, ACME)

    (owing,) = plan(by).owings

    assert (owing.holder, owing.answer, walked(owing)) == (ACME, "listed", [(by, False)])


def test_what_is_listed_is_listed_by_whatever_way_it_is_reached_too():
    assert rows(FROM_ROOT, BY_ACME, listed=(ROOT, MADE)) == [(ACME, MADE, "items", "listed")]


def test_nobody_owes_anything_to_somebody_whom_nothing_lists():
    nothing = plan(FROM_ROOT, BY_ACME, listed=(), complete=[ROOT])

    assert (nothing.owings, nothing.gaps, nothing.doubtful, nothing.pruned) == ((), (), (), ())


def test_a_complete_list_without_the_person_ends_the_way():
    more, by_gulls = edge(MORE, Predicate.COPY_OF, MADE), edge(MORE, Predicate.PUBLISHED_BY, GULLS)
    known = planner(FROM_ROOT, BY_ACME, more, by_gulls, edge(GULLS, Predicate.HOLDS, MADE), complete=[MADE])

    assert (known.plan([ROOT]).owings, known.plan([ROOT]).pruned) == ((), (MADE,))
    assert [(one.holder, one.dataset) for one in known.plan([ROOT, MADE]).owings] == [
        (ACME, MADE), (GULLS, MADE), (GULLS, MORE),
    ]  # fmt: skip
    assert known.plan([ROOT, MADE]).pruned == ()


def test_a_complete_list_of_something_else_on_the_way_round_ends_no_other_way():
    round_about = [edge(MORE, object=ROOT), edge(MADE, object=MORE)]

    found = plan(*round_about, FROM_ROOT, BY_ACME, complete=[MORE])

    assert [walked(owing) for owing in found.owings] == [[(FROM_ROOT, False), (BY_ACME, False)]]
    assert found.pruned == (MORE,)


@pytest.mark.parametrize("cut", [DerivationKind.SUBSET, DerivationKind.CROP])
def test_who_is_in_a_subset_or_crop_may_be_in_what_it_was_taken_from(cut):
    up, by = kind(cut), edge(ROOT, Predicate.PUBLISHED_BY, ACME)

    (owing,) = plan(up, by, listed=[MADE]).owings

    assert (owing.dataset, owing.answer, walked(owing)) == (ROOT, "may_contain", [(up, True), (by, False)])
    assert rows(up, by, listed=[MADE], complete=[ROOT]) == []


@pytest.mark.parametrize("other", [None, *sorted({*DerivationKind} - {DerivationKind.SUBSET, DerivationKind.CROP})])
def test_any_other_derivation_says_nothing_of_its_source(other):
    assert rows(kind(other), edge(ROOT, Predicate.PUBLISHED_BY, ACME), listed=[MADE]) == []


def test_entries_below_a_listed_dataset_that_holds_entries_itself():
    features, copy = kind(DerivationKind.FEATURES), edge(MORE, Predicate.COPY_OF, MADE)

    assert rows(features, copy, edge(MORE, Predicate.PUBLISHED_BY, GULLS), BY_ACME, listed=[MADE]) == [
        (ACME, MADE, "entries", "listed"), (GULLS, MORE, "entries", "may_contain"),
    ]  # fmt: skip


def test_a_better_evidenced_way_by_which_less_is_held_does_not_count():
    firm = kind(DerivationKind.FEATURES, strength=Strength.IDENTICAL)
    detour = [edge(MORE, object=ROOT, confidence=0.1), edge(MADE, Predicate.COPY_OF, MORE, confidence=0.1)]

    (owing,) = plan(firm, *detour, BY_ACME).owings

    assert owing.owed == "items"
    assert walked(owing) == [(detour[0], False), (detour[1], False), (BY_ACME, False)]


def test_a_model_is_apart_and_who_uses_it_is_only_asked():
    net = thing("hf:models/acme/net", kind=ThingKind.MODEL)
    trained, by = edge(net.id, Predicate.TRAINED_ON, ROOT), edge(net.id, Predicate.PUBLISHED_BY, ACME)

    assert rows(trained, by, edge(GULLS, Predicate.USES, net.id), things=[net]) == [
        (ACME, net.id, "model", "may_contain"), (GULLS, net.id, "possible", "may_contain"),
    ]  # fmt: skip


def test_nothing_follows_from_a_mere_use():
    uses, below = edge(MADE, Predicate.USES, ROOT), edge(MORE, Predicate.COPY_OF, MADE)

    assert rows(uses, BY_ACME, below, edge(MORE, Predicate.PUBLISHED_BY, GULLS)) == [
        (ACME, MADE, "possible", "may_contain")
    ]


def test_a_list_that_names_the_person_says_more_than_a_use():
    assert rows(edge(MADE, Predicate.USES, ROOT), BY_ACME, listed=[MADE]) == [(ACME, MADE, "items", "listed")]


def test_who_holds_and_uses_the_same_owes_once_what_weighs_most():
    holds = edge(ACME, Predicate.HOLDS, ROOT, confidence=0.2)

    (owing,) = plan(holds, edge(ACME, Predicate.USES, ROOT)).owings

    assert (owing.holder, owing.dataset, owing.owed, owing.answer) == (ACME, ROOT, "items", "listed")
    assert walked(owing) == [(holds, False)]


def test_each_publisher_owes():
    other = edge(MADE, Predicate.AFFILIATED_WITH, GULLS)

    assert [holder for holder, *_ in rows(FROM_ROOT, BY_ACME, other)] == [ACME, GULLS]


@pytest.mark.parametrize(
    ("copy", "host", "place"),
    [
        ("github:jane/faces", "github.com", "https://github.com/jane/faces"),
        ("hf:datasets/jane/faces", "huggingface.co", "https://huggingface.co/datasets/jane/faces"),
        ("hf:models/jane/net", "huggingface.co", "https://huggingface.co/jane/net"),
        ("url:https://files.example/faces.zip", "files.example", "https://files.example/faces.zip"),
    ],
)
@pytest.mark.parametrize("named", [True, False], ids=["an individual's", "nobody's"])
def test_what_no_organisation_is_named_for_is_its_hosts(copy, host, place, named):
    of_jane = [edge(copy, Predicate.PUBLISHED_BY, JANE.id)] if named else []
    found = plan(edge(copy, Predicate.COPY_OF, ROOT), *of_jane, things=[JANE])

    (owing,) = found.owings

    assert (owing.holder, owing.holder_name, owing.place) == (f"host:{host}", host, place)
    assert (owing.dataset, owing.owed, len(owing.way)) == (copy, "items", 1)
    assert [gap.thing for gap in found.gaps] == [ROOT]


def test_a_host_cannot_say_whether_somebody_used_a_dataset():
    found = plan(edge("github:jane/code", Predicate.USES, ROOT), edge(ROOT, Predicate.PUBLISHED_BY, ACME))

    assert [(gap.thing, gap.owed) for gap in found.gaps] == [("github:jane/code", "possible")]
    assert [owing.holder for owing in found.owings] == [ACME]


@pytest.mark.parametrize("nowhere", ["arxiv:2001.00001", "doi:10.5281/zenodo.1", "name:dataset/faces", "github:jane"])
def test_what_lies_nowhere_and_is_nobodys_is_a_gap(nowhere):
    (_, gap) = sorted(plan(edge(nowhere, object=ROOT)).gaps, key=lambda one: one.thing == nowhere)

    assert (gap.thing, gap.owed, gap.listed_in, len(gap.way)) == (nowhere, "items", ROOT, 1)


def test_an_individual_who_holds_a_copy_nobody_knows_where_is_a_gap():
    found = plan(edge(JANE.id, Predicate.HOLDS, ROOT), edge(ROOT, Predicate.PUBLISHED_BY, ACME), things=[JANE])

    assert [(gap.thing, gap.name) for gap in found.gaps] == [(JANE.id, "an individual")]


@pytest.mark.parametrize(
    "doubt",
    [
        {"strength": Strength.IMPLIED},
        {"modality": Modality.ALLEGED},
        {"polarity": Polarity.HYPOTHETICAL},
        {"derivation_kind": DerivationKind.SYNTHETIC},
    ],
    ids=lambda said: next(iter(said.values())).value,
)
def test_what_is_doubtful_goes_to_review_and_into_no_letter(doubt):
    doubtful = edge(MADE, object=ROOT, **doubt)

    found = plan(doubtful, BY_ACME)

    assert (found.owings, found.doubtful) == ((), (doubtful,))
    assert plan(doubtful, BY_ACME, complete=[MADE]).doubtful == ()
    assert plan(doubtful, BY_ACME, edge(MADE, Predicate.COPY_OF, ROOT)).doubtful == ()


@pytest.mark.parametrize("no", [{"polarity": Polarity.NEGATED}, {"status": Status.REJECTED}], ids=["negated", "wrong"])
def test_what_is_said_not_to_be_needs_no_review(no):
    found = plan(edge(MADE, object=ROOT, **no), edge(MORE, Predicate.MENTIONS, ROOT))

    assert (found.owings, found.doubtful) == ((), ())


def test_a_doubtful_publisher_goes_to_review():
    doubtful = edge(MADE, Predicate.PUBLISHED_BY, ACME, strength=Strength.IMPLIED)

    found = plan(FROM_ROOT, doubtful)

    assert (found.doubtful, [gap.thing for gap in found.gaps]) == ((doubtful,), [MADE, ROOT])
