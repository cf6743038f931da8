"""Every single manipulation of a chain is found, named and located."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lineage.deletion.chain import FIRST, Head
from lineage.deletion.checking import check
from lineage.model.docket import Event, EventKind
from tests.deletion.vault import chained, key_of, renumbered, signed

CHAINS = st.lists(st.sampled_from(["k1", "k2"]), min_size=2, max_size=9).map(
    lambda key_ids: chained(len(key_ids), key_ids=key_ids)
)
OTHERWISE = {
    "at": "2026-11-17T00:00:00Z",
    "request": "11111111-2222-4333-8444-555555555555",
    "kind": EventKind.REVOKED,
    "notice": "a notice",
    "body": {"n": -1},
    "previous": "e" * 64,
    "mac": "f" * 64,
}


def found(events, heads=()):
    """Place and kind of everything that is found; and each says something."""
    findings = check(events, key_of, heads)
    assert all(str(each.number) in each.says or "cut off" in each.says for each in findings)
    return [(each.number, str(each.kind)) for each in findings]


def head(event):
    return Head(number=event.number, mac=event.mac)


def forged(number, previous=FIRST, key_id="k1"):
    """An event as somebody without our keys would make it."""
    return signed(number, previous, body={"forged": True}).model_copy(update={"mac": "d" * 64, "key_id": key_id})


@given(events=CHAINS, data=st.data())
def test_an_event_that_was_deleted(events, data):
    place = data.draw(st.integers(1, len(events) - 1))

    assert found(events[: place - 1] + events[place:]) == [(place, "deleted")]


@given(events=CHAINS, data=st.data())
def test_an_event_that_was_deleted_and_the_gap_closed(events, data):
    place = data.draw(st.integers(1, len(events) - 1))
    later = [renumbered(event, event.number - 1) for event in events[place:]]

    seen = found(events[: place - 1] + later, [head(events[-1])])

    assert [each for each in seen if each[1] != "reordered"] == [(place, "deleted")]
    assert [each for each in seen if each[1] == "reordered"] == [(event.number, "reordered") for event in later]


@given(events=CHAINS, data=st.data(), whole=st.booleans())
def test_an_end_that_was_cut_off(events, data, whole):
    left = 0 if whole else data.draw(st.integers(0, len(events) - 1))

    assert found(events[:left], [head(events[-1])]) == [(left + 1, "truncated")]


@given(events=CHAINS, data=st.data())
def test_an_end_that_was_cut_off_and_written_anew(events, data):
    place = data.draw(st.integers(1, len(events)))
    anew = [*events[: place - 1], signed(place, events[place - 2].mac if place > 1 else FIRST, body={"anew": True})]

    assert found(anew, [head(events[place - 1])]) == [(place, "truncated")]


@given(events=CHAINS, data=st.data(), field=st.sampled_from(sorted(OTHERWISE)), anchored=st.booleans())
def test_a_field_that_was_changed(events, data, field, anchored):
    place = data.draw(st.integers(1, len(events)))
    events[place - 1] = events[place - 1].model_copy(update={field: OTHERWISE[field]})

    assert found(events, [head(events[-1])] if anchored and place < len(events) else []) == [(place, "changed")]


@given(events=CHAINS, data=st.data(), key_id=st.sampled_from(["k1", "k2", "k3"]))
def test_a_key_id_that_was_changed(events, data, key_id):
    place = data.draw(st.integers(1, len(events)))
    assume(events[place - 1].key_id != key_id)
    heads = [head(events[-1])]
    events[place - 1] = events[place - 1].model_copy(update={"key_id": key_id})

    assert found(events, heads) == [(place, "changed")]


@given(events=CHAINS, data=st.data(), number=st.integers(-2, 40))
def test_a_number_that_was_changed(events, data, number):
    place = data.draw(st.integers(1, len(events) - 1))
    assume(number != place)
    events[place - 1] = renumbered(events[place - 1], number)

    seen = found(sorted(events, key=lambda event: event.number))

    beside = 1 <= number <= len(events)  # the one that has this number
    assert seen == (sorted([(place, "deleted"), (number, "inserted")]) if beside else [(number, "reordered")])


@given(events=CHAINS, data=st.data())
def test_two_events_that_swapped_their_numbers(events, data):
    one, other = sorted(data.draw(st.lists(st.integers(1, len(events)), min_size=2, max_size=2, unique=True)))
    first, second = events[one - 1], events[other - 1]
    events[one - 1], events[other - 1] = renumbered(second, one), renumbered(first, other)

    assert found(events) == [(one, "reordered"), (other, "reordered")]


@given(events=CHAINS, data=st.data(), key_id=st.sampled_from(["k1", "k3"]), first=st.booleans())
def test_an_event_that_was_inserted_beside_another(events, data, key_id, first):
    place = data.draw(st.integers(1, len(events)))
    events.insert(place - first, forged(place, key_id=key_id))

    assert found(events) == [(place, "inserted")]


@given(events=CHAINS, data=st.data(), key_id=st.sampled_from(["k1", "k3"]))
def test_an_event_that_was_inserted_between_others(events, data, key_id):
    place = data.draw(st.integers(1, len(events)))
    later = [renumbered(event, event.number + 1) for event in events[place - 1 :]]

    seen = found([*events[: place - 1], forged(place, key_id=key_id), *later])

    assert [each for each in seen if each[1] != "reordered"] == [(place, "inserted")]
    assert [each for each in seen if each[1] == "reordered"] == [(event.number, "reordered") for event in later]


@given(events=CHAINS)
def test_an_event_that_was_appended_without_a_key_of_ours(events):
    assert found([*events, forged(len(events) + 1, events[-1].mac, "k3")]) == [(len(events) + 1, "inserted")]


@given(events=CHAINS, data=st.data())
def test_an_event_that_was_copied_to_the_end(events, data):
    copy = renumbered(data.draw(st.sampled_from(events)), len(events) + 1)

    assert found([*events, copy]) == [(len(events) + 1, "inserted")]


@given(events=CHAINS, data=st.data())
def test_an_event_of_ours_that_follows_another_than_it_was_written_to_follow(events, data):
    place = data.draw(st.integers(1, len(events)))

    assert found([*events[: place - 1], signed(place, "a" * 64)]) == [(place, "reordered")]


def test_several_at_once_are_each_found():
    events = chained(12)
    heads = [head(events[-1])]
    events[1] = events[1].model_copy(update={"at": "2026-11-17T00:00:00Z"})
    del events[6:8], events[9]

    assert found(events, heads) == [(2, "changed"), (7, "deleted"), (12, "truncated")]


def test_a_gap_is_told_from_its_first_to_its_last_event():
    events = chained(6)

    [finding] = check([events[0], events[5]], key_of)

    assert (finding.number, finding.says) == (2, "Events 2 to 5 are missing, though later ones are there.")


@pytest.mark.parametrize("body", [{"n": 2**60}, "no object", {"n": float("nan")}, {"n": b"\0"}, None])
def test_whatever_somebody_writes_into_the_database_is_a_change(body):
    events = chained(3)
    events[1] = Event.model_construct(**{**events[1].model_dump(), "body": body, "kind": "no kind", "mac": "é\ud800"})

    assert found(events) == [(2, "changed")]


def test_a_chain_of_which_everything_was_changed_is_told_soon():
    events = [event.model_copy(update={"at": "2026-11-17T00:00:00Z"}) for event in chained(3000)]

    assert found(events) == [(number, "changed") for number in range(1, 3001)]
