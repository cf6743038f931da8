"""What a look comes to: gone is said only where that can be seen, and what cannot be told is said to be so."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.deletion.probes import (
    LOOKED_AT,
    ListSeen,
    PlaceSeen,
    back,
    by_list,
    by_place,
    declares_tombstone,
    judge,
    move,
    ours,
)
from lineage.deletion.transitions import NEXT, WAITING
from lineage.model.obligation import State

ABSENT = ListSeen(
    "2", complete=True, names=False, since_told=True, named_anew=False, named_before=True, own=True
)  # fmt: skip
NAMED = replace(ABSENT, names=True, named_anew=True)


@pytest.mark.parametrize(
    ("seen", "verdict", "end"),
    [
        (ABSENT, "gone", "removed from version 2"),
        (replace(ABSENT, named_before=False), "gone", ""),
        (replace(ABSENT, release=""), "gone", ""),
        (replace(ABSENT, complete=False), "cannot_tell", ""),
        (replace(ABSENT, since_told=False), "cannot_tell", ""),
        (replace(ABSENT, own=False), "cannot_tell", ""),
        (NAMED, "still_present", ""),
        (replace(NAMED, complete=False), "still_present", ""),
        (replace(NAMED, named_anew=False), "cannot_tell", ""),
        (replace(NAMED, own=False), "cannot_tell", ""),
    ],
)
def test_a_list_tells_only_what_is_newer_whole_and_the_holders_own(seen, verdict, end):
    found = by_list(seen)

    assert (found.verdict, found.how, found.end) == (verdict, "list", end)


@pytest.mark.parametrize(
    ("seen", "verdict", "end", "says"),
    [
        (PlaceSeen(404), "gone", "", "404"),
        (PlaceSeen(404, tombstone=True), "gone", "tombstoned", "taken away"),
        (PlaceSeen(410), "gone", "tombstoned", "410"),
        (PlaceSeen(451), "gone", "tombstoned", "451"),
        (PlaceSeen(200, tombstone=True), "gone", "tombstoned", "taken away"),
        (PlaceSeen(200), "cannot_tell", "", "serves something"),
        (PlaceSeen(206), "cannot_tell", "", "serves something"),
        (PlaceSeen(301), "cannot_tell", "", "elsewhere"),
        (PlaceSeen(302, tombstone=True), "cannot_tell", "", "elsewhere"),
        (PlaceSeen(401), "cannot_tell", "", "login"),
        (PlaceSeen(403), "cannot_tell", "", "refuses"),
        (PlaceSeen(429), "cannot_tell", "", "later"),
        (PlaceSeen(503), "cannot_tell", "", "503"),
        (PlaceSeen(204), "cannot_tell", "", "204"),
        (PlaceSeen(None, problem="its host could not be reached"), "cannot_tell", "", "could not be reached"),
    ],
)
def test_an_address_tells_by_its_answer(seen, verdict, end, says):
    found = by_place(seen)

    assert (found.verdict, found.how, found.end) == (verdict, "address", end)
    assert says in found.says


@pytest.mark.parametrize(
    ("on_list", "at_place", "verdict", "how"),
    [
        (None, None, "cannot_tell", "nothing"),
        (NAMED, PlaceSeen(404), "gone", "address"),
        (ABSENT, PlaceSeen(200), "gone", "list"),
        (NAMED, PlaceSeen(403), "still_present", "list"),
        (replace(ABSENT, complete=False), PlaceSeen(200), "cannot_tell", "address"),
        (NAMED, PlaceSeen(200), "still_present", "list"),
        (replace(ABSENT, complete=False), PlaceSeen(403), "cannot_tell", "address"),
        (replace(ABSENT, since_told=False), None, "cannot_tell", "list"),
    ],
)
def test_of_list_and_address_the_one_that_looks_closer_counts(on_list, at_place, verdict, how):
    found = judge(on_list, at_place)

    assert (found.verdict, found.how) == (verdict, how)


def test_our_own_index_is_all_there_to_see():
    assert ours(names=True).verdict == "still_present"
    assert ours(names=False).verdict == "gone"


def test_only_what_is_named_anew_or_served_is_there_again():
    assert back(NAMED, None).how == "list"
    assert back(None, PlaceSeen(200)).how == "address"
    assert back(replace(NAMED, named_anew=False), PlaceSeen(404)) is None
    assert back(None, PlaceSeen(200, tombstone=True)) is None
    assert back(None, None) is None


INVENIO = json.dumps({"id": 1, "tombstone": {"removal_reason": {"id": "retracted"}}})
INACTIVE = json.dumps({"data": {"attributes": {"isActive": False, "state": "registered"}}})
ZENODO, DATACITE = "https://zenodo.org/api/records/1", "https://api.datacite.org/dois/10.5281/zenodo.1"


@pytest.mark.parametrize(
    ("address", "body", "told"),
    [
        (ZENODO, INVENIO, True),
        (DATACITE, INACTIVE, True),
        (ZENODO, INACTIVE, False),
        (DATACITE, INVENIO, False),
        (DATACITE, json.dumps({"data": {"attributes": {"isActive": True}}}), False),
        (ZENODO, json.dumps({"tombstone": None}), False),
        (DATACITE, json.dumps({"data": ["tombstone"]}), False),
        (ZENODO, "<title>Tombstone page</title>", False),
        (ZENODO, "[" * 100_000, False),
        (ZENODO, "", False),
        ("no address", INVENIO, False),
    ],
)
def test_a_tombstone_is_declared_where_machines_look_for_it(address, body, told):
    assert declares_tombstone(address, body.encode()) is told


@pytest.mark.parametrize("body", [INVENIO, INACTIVE, "<title>acme/tombstone-faces \u00b7 acme</title>"])
@pytest.mark.parametrize("host", ["acme.example", "zenodo.org.acme.example", "github.com"])
def test_a_holder_cannot_say_of_their_own_page_that_it_is_a_tombstone(host, body):
    assert not declares_tombstone(f"https://{host}/zenodo.org", body.encode())


SEEN = st.builds(ListSeen, st.text(max_size=5), *[st.booleans()] * 6)
PLACES = st.builds(
    PlaceSeen, st.none() | st.integers(100, 599), st.booleans(), st.sampled_from(["", "its host could not be reached"])
)


@given(st.none() | SEEN, st.none() | PLACES)
def test_every_sight_has_a_verdict_and_gone_always_a_ground(on_list, at_place):
    found = judge(on_list, at_place)

    assert found.says
    assert found.end == "" or found.verdict == "gone"
    if found.verdict == "gone":
        empty = at_place is not None and (at_place.status in (404, 410, 451) or at_place.tombstone)
        absent = on_list is not None and on_list.complete and on_list.since_told and not on_list.names and on_list.own
        assert empty or absent
    if found.verdict == "still_present":
        assert on_list and on_list.names and on_list.named_anew


@given(st.sampled_from(["gone", "still_present", "cannot_tell"]), st.sampled_from(list(State)))
def test_a_verdict_moves_only_where_the_table_lets_it(verdict, here):
    there = move(verdict, here)

    assert there is None or there in NEXT[here]
    assert (there is None) or verdict != "cannot_tell"
    if verdict == "gone" and here in LOOKED_AT:
        assert there is State.VERIFIED


@pytest.mark.parametrize("here", sorted(WAITING))
def test_while_time_runs_that_it_is_still_there_moves_nothing_but_what_we_hold_ourselves(here):
    assert move("still_present", here) is None
    assert move("still_present", here, own=True) is State.STILL_PRESENT
    assert move("still_present", State.CLAIMED_DONE) is State.STILL_PRESENT


@given(st.binary(max_size=200))
def test_whatever_an_address_serves_is_read_without_harm(body):
    assert declares_tombstone(ZENODO, body) in (True, False)
