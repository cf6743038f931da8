"""What planning again changes: only what has grown gets a row of its own. No database is needed to say so."""

from __future__ import annotations

import pytest

from lineage.deletion.replanning import News, Row, changes, news
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from lineage.model.plan import DatasetAnswer, PlanDocument, PlannedPhoto
from tests.deletion.making import AT, draft

S = State
FURTHER = News(differs=True, further=lambda dataset: True)


def row(state=S.NOTIFIED, owed="items", number=1, moved_by=EventKind.SENT, **draft_):
    one = draft(**draft_)
    return Row(number, one.holder, one.dataset, owed, state, moved_by)


def after(*rows, owed="items", known=News()):  # noqa: B008  frozen
    """Whether a plan that asks for this adds a row, and where it moves those that are there."""
    found = changes([draft(owed=owed)], rows, known)
    return bool(found.new), found.moves


@pytest.mark.parametrize("state", set(S) - {S.SUPERSEDED})
def test_more_than_before_is_a_new_row_that_the_older_one_makes_way_for(state):
    assert after(row(state, "possible"), owed="items") == (True, {1: S.SUPERSEDED})
    assert after(row(state, "model"), owed="entries") == (True, {1: S.SUPERSEDED})


@pytest.mark.parametrize("state", [S.NOTIFIED, S.CLAIMED_DONE, S.REFUSED, S.VERIFIED])
def test_what_was_told_stays_as_it_is_where_the_same_or_less_is_owed(state):
    assert after(row(state)) == (False, {})
    assert after(row(state), owed="possible") == (False, {})


@pytest.mark.parametrize("state", [S.SENDING, S.NOTIFIED, S.ACKNOWLEDGED, S.CLAIMED_DONE, S.REFUSED, S.VERIFIED])
def test_further_photos_are_a_new_row_beside_one_that_was_told(state):
    assert after(row(state), known=FURTHER) == (True, {})


@pytest.mark.parametrize("state", [S.APPROVED, S.UNREACHABLE])
def test_further_photos_are_a_new_row_in_the_place_of_one_that_nobody_got(state):
    assert after(row(state), known=FURTHER) == (True, {1: S.SUPERSEDED})


@pytest.mark.parametrize("state", [S.PLANNED, S.RESURFACED])
def test_what_waits_for_approval_is_approved_with_all_that_is_known_then(state):
    assert after(row(state), known=FURTHER) == (False, {})


def test_who_is_only_asked_whether_they_hold_anything_is_not_asked_again_for_further_photos():
    assert after(row(owed="possible"), owed="possible", known=FURTHER) == (False, {})


def test_the_newest_row_is_compared():
    rows = row(S.SUPERSEDED, "possible"), row(S.PLANNED, number=2, moved_by=EventKind.PLANNED)

    assert after(*rows) == (False, {})


def test_that_another_obligation_stands_for_it_is_a_human_s_word():
    assert after(row(S.SUPERSEDED, moved_by=EventKind.SETTLED), known=FURTHER) == (False, {})


def document(*photos, **answers):
    said = {name: DatasetAnswer(name=name, answer=answer, by=None, photos=0) for name, answer in answers.items()}
    return PlanDocument(made_at=AT, graph="g", searched=("A list.",), photos=photos, answers=said)


def photo(name, md5=None, **datasets):
    return PlannedPhoto(photo_id=name, page_url=None, download_url=None, md5=md5, datasets=datasets)


def test_when_it_was_searched_and_what_is_no_news():
    before = document(photo("1"), made="listed")

    assert not news(before, before.model_copy(update={"made_at": "2027", "searched": ("Another.",)}), {}).differs
    assert news(before, document(photo("1"), made="not_listed"), {}).differs
    assert news(before, document(made="listed"), {}).differs


def test_a_photo_is_further_where_the_dataset_had_it_not():
    before = document(photo("1", made="listed"), photo("2", made="not_listed"), made="listed")
    known = news(before, document(photo("1", made="listed"), photo("2", made="listed"), made="listed"), {})

    assert known.further("dataset:made")
    assert not known.further("dataset:other")  # which may have had both


def test_a_photo_whose_number_became_known_is_none_that_is_further():
    known = news(document(photo(None, "a" * 32), made="listed"), document(photo("1", "a" * 32), made="listed"), {})

    assert known.differs
    assert not known.further("dataset:made")


ACME, ROR, GULL = "organization:acme", "ror:05abcdef0", "organization:gull"
ONE = News(ids={ACME: ROR, GULL: ROR})


def merged(*rows):
    """The same, of a plan that asks an organisation under the id that it has now."""
    found = changes([draft(ROR)], rows, ONE)
    return bool(found.new), found.moves


def test_who_was_told_under_another_name_is_not_told_twice():
    assert merged(row(S.NOTIFIED, holder=ACME)) == (False, {})


@pytest.mark.parametrize("state", [S.PLANNED, S.APPROVED, S.UNREACHABLE])
def test_what_was_not_sent_under_another_name_goes_on_under_the_one_that_holds_now(state):
    assert merged(row(state, holder=ACME)) == (True, {1: S.SUPERSEDED})


def test_of_two_that_turn_out_to_be_one_the_one_that_was_told_stands_for_the_other():
    rows = row(S.NOTIFIED, holder=ACME), row(S.PLANNED, number=2, holder=GULL)

    assert merged(*rows) == (False, {2: S.SUPERSEDED})


def test_of_two_that_were_told_both_go_their_way():
    assert merged(row(S.NOTIFIED, holder=ACME), row(S.REFUSED, number=2, holder=GULL)) == (False, {})


def test_what_grew_is_kept_where_another_that_was_told_turns_out_to_be_the_same():
    rows = row(holder=ACME), row(holder=GULL, number=2), row(S.PLANNED, holder=GULL, number=3)

    assert merged(*rows) == (True, {3: S.SUPERSEDED})


def test_two_that_are_told_apart_again_are_planned_for_again():
    gone = row(S.SUPERSEDED, moved_by=EventKind.PLANNED, holder=ACME)

    assert bool(changes([draft(ACME)], [gone, row(holder=ROR, number=2)], News()).new)


def test_what_was_not_sent_and_is_not_asked_for_is_set_aside_and_what_was_told_is_left_to_a_human():
    rows = [row(state, number=number) for number, state in enumerate(S, 1)]

    assert changes([], rows, News()).moves == {
        number: S.NOT_APPLICABLE for number, state in enumerate(S, 1) if state in (S.PLANNED, S.APPROVED)
    }


def test_that_nothing_is_known_of_the_person_any_more_says_nothing_of_what_others_hold():
    assert changes([], [row(S.PLANNED)], News(nobody=True)).moves == {}

    assert news(document(photo("1"), made="listed"), document(made="not_listed"), {}).nobody
    assert not news(document(photo("1"), made="listed"), document(made="listed"), {}).nobody


@pytest.mark.parametrize("state", [S.PLANNED, S.APPROVED])
def test_what_was_not_sent_asks_for_no_more_than_is_evidenced_now(state):
    assert after(row(state, "items"), owed="possible") == (True, {1: S.SUPERSEDED})


def test_what_a_human_found_to_be_not_owed_stays_so_until_more_is_known():
    settled = row(S.NOT_APPLICABLE, moved_by=EventKind.SETTLED)

    assert after(settled) == (False, {})
    assert after(settled, known=FURTHER) == (True, {})
