"""A plan as it is read before it is approved."""

from __future__ import annotations

from lineage.letters.plan import Entry, Gap, counts
from lineage.letters.plan_page import page
from lineage.letters.plan_table import rows
from lineage.letters.plan_terminal import gaps, short, table, tree
from lineage.model.obligation import State, Why
from lineage.model.words import ThingKind
from tests.letters.cases import WHY, draft
from tests.letters.views import plan, point


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


def test_an_obligation_is_shown_with_the_number_by_which_commands_take_it():
    assert "├─ #3 Acme: the photographs" in tree(plan())
    assert "#3 Acme Faces" in page(plan())
    assert rows(plan().entries)[0] == (
        "3", "Acme", "Acme Faces", "the photographs", "may contain", "stated", "planned",
    )  # fmt: skip


def test_obligations_are_in_the_order_of_the_names_that_are_shown():
    entries = tuple(Entry(point(1, holder=name), WHY) for name in ("cormorant", "Tern", "Auk"))

    assert [row[1] for row in rows(entries)] == ["Auk", "cormorant", "Tern"]
    assert [name for name, _ in plan(entries=entries).by_holder] == ["Auk", "cormorant", "Tern"]


def test_why_shows_words_address_date_and_confidence():
    whole = tree(plan(), whys=True)

    assert "“We cut 40,000 faces out of the photographs of GullSet (Gull University, 2016).”" in whole
    assert "https://papers.example/acme-faces, fetched on 2026-11-03; stated (a sentence says so)" in whole
    assert "93% confidence" in whole
    assert "“" not in tree(plan(), whys=False)


def test_what_nobody_can_be_asked_about_is_told_by_what_it_is_and_counted():
    named = [Gap(name, ThingKind.DATASET) for name in ("Auk Crops", "Tern Crops")]
    several = plan(gaps=(*named, Gap("Quay faces", ThingKind.PAPER), Gap("QuayNet", ThingKind.MODEL, used=True)))

    assert [what for what, _ in several.gaps_by_kind] == [
        "1 model, only said to have used the data: no organisation is named",
        "1 paper: no author's organisation is known",
        "2 datasets: no organisation is named, and no host is known that serves it",
    ]
    assert "Auk Crops" in gaps(several)
    assert "Auk Crops" not in short(several)


def test_a_long_plan_is_told_in_short_and_says_how_much_there_is_beside():
    long = plan(entries=tuple(Entry(point(n, f"Faces {n:03}"), WHY) for n in range(300)))

    told = short(long)

    assert len(told.splitlines()) <= 40
    assert told.count("├─ #") + told.count("└─ #") == 10
    assert "… and 290 obligations more: --full shows all" in told


def test_an_obligation_for_which_another_stands_is_shown_and_not_counted():
    joined = Entry(point(4).model_copy(update={"state": State.SUPERSEDED}), WHY)

    both = plan(entries=(Entry(point(3), WHY), joined))

    assert counts(both) == [("items", 0, 1, 1)]
    assert "joined with another" in tree(both)


def test_what_a_version_adds_stands_first_in_short():
    lines = short(plan()).splitlines()

    assert lines[1:3] == ["New in version 2:", "└─ #3 Acme, Acme Faces: the photographs"]


def test_a_version_that_adds_much_still_fits_a_screen():
    many = plan(entries=tuple(Entry(point(n, f"Faces {n:03}"), WHY, new=True) for n in range(300)))

    assert len(short(many).splitlines()) <= 40
    assert "… and 292 more: --diff shows all" in short(many)


def test_the_page_folds_up_each_holder_and_begins_with_how_much_there_is():
    html = page(plan())

    assert html.count("<summary><b>") == plan().holders
    assert html.index('href="#holders"') < html.index('id="holders"')
    assert "<details open" not in html
