"""Events are chained by MACs over all that they say; what is whole is found whole."""

from __future__ import annotations

import hashlib
import hmac
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.deletion.chain import FIRST, Head, fits, sign
from lineage.deletion.checking import check
from lineage.errors import BadInput
from lineage.model.docket import Event, EventKind
from tests.deletion.vault import KEYS, chained, key_of, signed

BODIES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab/é🦜", max_size=3), inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.dictionaries(st.text("xyz", max_size=3), BODIES, max_size=3)


def test_the_mac_is_what_its_description_says():
    event = sign(
        number=1, at="2026-11-16T12:00:00Z", request=None, kind=EventKind.STOPPED, notice=None, body={"b": 1, "a": "é"},
        previous=FIRST, key_id="k1", key=KEYS["k1"],
    )  # fmt: skip
    text = (
        '{"at":"2026-11-16T12:00:00Z","body":{"a":"é","b":1},"key_id":"k1","kind":"stopped","notice":null,"number":1,'
        f'"previous":"{"0" * 64}","request":null}}'
    )

    assert event.mac == hmac.new(b"1" * 32, text.encode(), hashlib.sha256).hexdigest()


@given(body=OBJECTS)
def test_an_event_fits_however_it_was_stored_in_between(body):
    event = signed(1, FIRST, body=body)

    assert fits(Event.model_validate_json(event.model_dump_json()), KEYS["k1"])


@pytest.mark.parametrize("value", [2**53, float("nan"), 1e17, b"bytes", {1: 2}, "\ud800", object()])
def test_what_is_no_plain_json_is_refused(value):
    with pytest.raises(BadInput, match="Event 7 cannot be written as canonical JSON"):
        signed(7, FIRST, body={"x": value})


def test_a_number_is_given_back_as_it_will_be_read_again():
    assert signed(1, FIRST, body={"x": 1.0, "y": (1, 2)}).body == {"x": 1, "y": [1, 2]}


def test_no_events_are_a_whole_chain():
    assert check([], key_of) == []


@given(bodies=st.lists(OBJECTS, min_size=1, max_size=6), data=st.data())
def test_a_chain_that_nobody_touched_is_whole(bodies, data):
    key_ids = [data.draw(st.sampled_from(["k1", "k2"])) for _ in bodies]
    events = chained(len(bodies), bodies, key_ids)
    heads = [Head(number=event.number, mac=event.mac) for event in events if data.draw(st.booleans())]

    assert check(iter(events), key_of, heads) == []


def test_each_key_is_asked_for_once():
    asked = []

    check(chained(20, key_ids=["k1", "k2"] * 10), lambda key_id: asked.append(key_id) or KEYS[key_id])

    assert asked == ["k1", "k2"]


def test_no_more_than_a_few_events_are_held_at_once():
    alive, most = weakref.WeakValueDictionary(), 0

    def stream():
        nonlocal most
        previous = FIRST
        for number in range(1, 200):
            event = signed(number, previous)
            previous = event.mac
            alive[number] = event
            most = max(most, len(alive))
            yield event

    assert check(stream(), key_of) == []

    assert most < 5
