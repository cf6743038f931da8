"""A plan as it is read before it is approved."""

from __future__ import annotations

from lineage.letters.plan import Entry, counts, page
from lineage.letters.plan_terminal import table, tree
from lineage.model.obligation import Why
from tests.letters.cases import WHY, draft
from tests.letters.views import plan


def test_a_plan_counts_what_is_owed_by_how_sure_it_is():
    assert counts(plan()) == [("items", 1, 1, 2), ("possible", 0, 1, 1)]


def test_a_holder_of_two_datasets_is_one_holder():
    twice = plan(entries=(Entry(draft("GullSet"), WHY), Entry(draft("Acme Faces"), WHY)))

    assert twice.holders == 1
    assert counts(twice) == [("items", 0, 2, 1)]


def test_where_the_person_is_listed_comes_first():
    assert [name for name, _ in plan().datasets] == ["GullSet", "Acme Faces"]


def test_two_datasets_of_one_name_are_not_joined():
    first, second = draft("Faces"), draft("Faces").model_copy(update={"dataset": "name:Faces"})

    assert len(plan(entries=(Entry(first, WHY), Entry(second, WHY))).datasets) == 2


def test_what_is_new_is_marked_everywhere():
    assert tree(plan()).count("NEW") == 1
    assert "new since the version before: 1;" in table(plan())
    assert "New in this version (1)" in page(plan())


def test_an_empty_plan_says_so():
    empty = plan(entries=(), gaps=(), doubtful=(), pruned=())

    assert "Nobody would be asked for anything." in page(empty)
    assert "all" in table(empty)
    assert len(tree(empty).splitlines()) == 1


def test_a_holder_whom_the_person_named_has_no_statement_behind_it():
    named = plan(entries=(Entry(draft(), Why(steps=())),))

    assert "named by the person" in tree(named)
    assert "the person named this holder" in page(named)
