"""A letter quotes the words of pages alone; what we keep ourselves it tells as ours, whatever the text looks like."""

from __future__ import annotations

import pytest

from lineage.letters.grounds import grounds
from lineage.letters.holder import notice
from lineage.letters.parts import Asked
from lineage.letters.ways import firmly
from lineage.model.obligation import Why
from tests.letters.cases import CROPPED, LISTED, PUBLISHED, obligation, to_holder

PAPER = "The DiDeMo paper says that its videos were selected from GullSet."
CATALOGUE = CROPPED.model_copy(
    update={"source": "catalogue", "strength": "declared", "quote": PAPER, "url": "https://papers.example/didemo"}
)
SLUG = PUBLISHED.model_copy(update={"source": "catalogue", "quote": "acme-labs", "object_name": "Acme Labs"})
TOLD = CROPPED.model_copy(
    update={
        "source": "disclosure", "predicate": "HOLDS", "kind": None, "url": "disclosure:7b3f",
        "quote": "Gull University told us on 2026-11-20 that it passed GullSet on to Acme.",
    }
)  # fmt: skip
OURS = [CATALOGUE, SLUG, TOLD, LISTED]


def letter(*steps):
    written = notice(to_holder(asked=(Asked(obligation(), Why(steps=steps)),))).text
    return " ".join(written.split())


@pytest.mark.parametrize("step", OURS)
def test_what_we_keep_ourselves_is_neither_quoted_nor_fetched(step):
    told = letter(step)

    assert " > " not in told
    assert "fetched" not in told


@pytest.mark.parametrize("step", [CROPPED, PUBLISHED])
def test_the_words_of_a_page_are_quoted_with_where_and_when(step):
    told = letter(step).replace(" > University", " University")

    assert f"> {step.quote}" in told
    assert f"Where: {step.url}, fetched on 2026-11-03." in told


def test_a_sentence_of_the_catalogue_is_told_as_its_own_after_the_page_it_gives():
    told = letter(CATALOGUE)

    assert f"Our catalogue records: {PAPER} After: https://papers.example/didemo; our own summary" in told
    assert "How firm: declared (our catalogue says so)" in told


def test_a_slug_of_the_catalogue_reads_as_what_it_stands_for():
    told = letter(SLUG)

    assert "Our catalogue records: Acme Faces was published by Acme Labs." in told
    assert "acme-labs" not in told


def test_what_a_holder_told_us_is_told_as_that():
    told = letter(TOLD)

    assert "Gull University told us on 2026-11-20 that it passed GullSet on to Acme." in told
    assert "disclosure:" not in told


def test_the_value_of_a_field_says_which_field_it_is():
    assert grounds(PUBLISHED).says == "The field “publisher” of the page below reads:"
    assert grounds(CROPPED).says == ""


def test_a_reason_that_was_frozen_before_kinds_and_titles_were_kept_is_readable():
    old = CATALOGUE.model_dump(exclude={"subject_kind", "object_kind", "title", "field"})

    told = letter(type(CATALOGUE).model_validate(old))

    assert "3.1 Acme Faces" in told
    assert "Our catalogue records:" in told


def test_words_that_were_forgotten_are_not_quoted():
    assert "No words are quoted" in letter(CROPPED.model_copy(update={"quote": None}))


def test_what_rests_on_the_same_is_shown_once():
    asked = tuple(Asked(obligation(name), Why(steps=(LISTED,))) for name in ("GullSet", "Acme Faces"))

    told = notice(to_holder(asked=asked)).text

    assert told.count("SHA-256") == 1
    assert "What this rests on stands at 3.1 (a)." in told


def test_a_list_that_was_searched_is_not_said_to_be_compared():
    assert firmly(LISTED) == "the list itself was searched"
