"""The page to manage requests by: each holder stands where it is most urgent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lineage.letters.page import SECTIONS, grouped, render
from lineage.model.obligation import State
from tests.letters.cases import PERSON, REQUEST
from tests.letters.views import NOW, OTHER, page, row

LATE, SOON, FAR = NOW - timedelta(seconds=1), NOW + timedelta(days=6), NOW + timedelta(days=20)


@pytest.mark.parametrize(
    ("states", "due", "section"),
    [
        ([State.NOTIFIED], LATE, "overdue"),
        ([State.ACKNOWLEDGED, State.STILL_PRESENT], LATE, "overdue"),
        ([State.NOTIFIED, State.RESURFACED], SOON, "trouble"),
        ([State.NOTIFIED, State.APPROVED], SOON, "soon"),
        ([State.NOTIFIED, State.APPROVED], FAR, "ours"),
        ([State.CLAIMED_DONE, State.NOTIFIED], FAR, "look"),
        ([State.NOTIFIED, State.VERIFIED], FAR, "theirs"),
        ([State.NOTIFIED], None, "theirs"),
        ([State.VERIFIED, State.REFUSED], LATE, "settled"),
        ([State.NO_ANSWER], LATE, "settled"),
    ],
)
def test_a_holder_stands_in_the_most_urgent_section(states, due, section):
    assert row("Acme", states, due).section(NOW) == section


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_section(state):
    assert row("Acme", [state], None).section(NOW) in SECTIONS


def test_a_request_shows_how_far_it_has_come():
    first, _ = page().requests

    assert first.settled == 3
    assert [(turn, number) for turn, number, _ in first.bar] == [("done", 2), ("declined", 1), ("theirs", 3)]
    assert sum(width for *_, width in first.bar) == pytest.approx(100, abs=0.05)


def test_a_holder_leads_to_its_request():
    html = render(page())

    assert f'href="#request-{OTHER}"' in html
    assert f'id="request-{OTHER}"' in html
    assert all(f'id="{section}"' in html for section in SECTIONS)


def test_a_complaint_that_lies_ready_is_ours_to_send():
    assert row("Acme", [State.NO_ANSWER], LATE, ours=True).section(NOW) == "ours"
    assert row("our own archive and index", [State.NOTIFIED], FAR, ours=True).section(NOW) == "ours"
    assert row("our own archive and index", [State.NOTIFIED], LATE, ours=True).section(NOW) == "overdue"


def test_a_holder_stands_once_in_a_section_with_counts_over_all_requests():
    rows = (row("Acme", [State.PLANNED], FAR), row("Acme", [State.PLANNED, State.APPROVED], SOON, request=OTHER))

    (group,) = grouped(rows)

    assert (group.obligations, group.open, group.due) == (3, 3, SOON)
    assert [(word, count) for word, _, count in group.states] == [("planned", 2), ("approved", 1)]
    assert [one.request for one in group.rows] == [OTHER, REQUEST]
    html = render(page(rows=rows))
    assert html.count('<summary><b class="org">Acme</b> 3 obligations in 2 requests') == 1
    assert '<a href="#ours">Ours to do (1)</a>' in html
    assert '<a href="#holders">By holder (1)</a>' in html


def test_what_is_due_first_comes_first():
    rows = [row("Tern", [State.NOTIFIED], FAR), row("Acme", [State.PLANNED], None), row("Gull", [State.NOTIFIED], SOON)]

    assert [group.holder_name for group in grouped(rows)] == ["Gull", "Tern", "Acme"]


def test_an_answer_of_our_own_that_is_late_counts_as_overdue():
    html = render(page(rows=()))

    assert "Overdue (2)" in html
    assert "Our own answer to the person is late in 2 requests:" in html


def test_an_empty_page_says_so():
    html = render(page(requests=(), rows=()))

    assert "There is no request." in html
    assert html.count("None.") == len(SECTIONS)


def test_a_stop_is_seen_at_once():
    assert "Stopped: nothing leaves." in render(page(stopped="on the word of the data protection officer"))
    assert "Stopped" not in render(page())


def test_the_page_has_nobodys_name():
    assert [word for word in PERSON.words if word in render(page())] == []
