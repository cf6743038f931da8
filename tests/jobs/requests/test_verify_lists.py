"""Looking by lists: a newer, complete list without somebody verifies what its publisher owes, and nothing else does."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.errors import BadInput
from lineage.jobs.photos.add import AddOptions, add
from lineage.jobs.photos.build import BuildOptions, build
from lineage.jobs.photos.lookup import open_lookup
from lineage.jobs.requests.audit import audit
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.end import revoke
from lineage.jobs.requests.places import looking
from lineage.jobs.requests.plan import plan
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.send import send
from lineage.jobs.requests.status import status
from lineage.jobs.requests.verify import resurfaced, verify
from lineage.model.docket import EventKind
from lineage.model.obligation import OURSELVES, State
from tests.jobs.photos import conftest as collection
from tests.jobs.requests.told import asked, events, later, obligations, of, state, told

GULL, TERN, MEGAFACE = collection.GULL, collection.TERN, "dataset:megaface"
MINE, OTHERS = collection.of(GULL), collection.of(TERN)


@pytest.fixture
def released(written):
    """Adds a list of MegaFace."""

    def release(stores, name, photos, *, complete=False):
        path = written(f"{name}-{len(photos)}.txt", photos)
        add(stores, "megaface", [path], AddOptions(release=name, complete=complete, format="names:photo"))

    return release


@pytest.fixture
def request_(built, released):
    """A request of somebody whom the first list of MegaFace names; all of its holders were told at noon."""
    released(built, "1", MINE[:3])
    return told(built, asked(built, GULL))


@pytest.fixture
def publisher(built, request_):
    """What the one who publishes MegaFace owes."""
    return next(each for each in of(built, request_, MEGAFACE) if each.owed == "items")


def looked(stores, each):
    return next(one for one in verify(stores, each.request) if one.probe.obligation == each.number)


def test_without_a_newer_list_nobody_can_tell_and_nothing_moves(built, request_, publisher):
    day = later(built, 1)

    found = verify(day, request_.id)

    theirs = [one for one in found if one.probe.obligation != _ours(built, request_).number]
    assert {(one.verdict, one.state) for one in theirs} == {("cannot_tell", None)}
    assert state(day, request_, publisher.number) is State.NOTIFIED


def test_looking_again_at_nothing_new_writes_nothing_and_tells_the_same(built, request_):
    day = later(built, 1)
    first = verify(day, request_.id)
    before = events(day, request_)

    second = verify(later(built, 2), request_.id)

    assert events(day, request_) == before
    assert [(one.verdict, one.says, one.probe.evidence) for one in second] == [
        (one.verdict, one.says, one.probe.evidence) for one in first
    ]


def test_looks_leave_the_docket_whole(built, released, request_):
    released(later(built, 1), "2", MINE[3:], complete=True)
    verify(later(built, 2), request_.id)

    assert audit(built).findings == ()


def test_a_newer_complete_list_without_them_verifies(built, released, request_, publisher):
    released(later(built, 1), "2", OTHERS, complete=True)

    one = looked(later(built, 2), publisher)

    assert (one.verdict, one.state, one.probe.end) == ("gone", State.VERIFIED, "removed from version 2")
    event = next(e for e in events(built, request_, EventKind.PROBED) if publisher.number in e.body["looked_at"])
    assert event.body["verdict"] == "gone" and event.body["holder"] == publisher.holder
    assert event.body.keys() == {"holder", "looked_at", "verdict", "how", "end", "snapshot", "moves"}


def test_a_list_does_not_tell_of_the_copy_of_somebody_who_merely_holds_it(built, released, request_, publisher):
    record(built, request_.id, publisher.holder, Said("recipients", "", None, ("Quay Institute",)))
    plan(built, request_.id)
    told(built, request_)
    (held,) = of(built, request_, MEGAFACE, "Quay Institute")
    released(later(built, 1), "2", OTHERS, complete=True)

    one = looked(later(built, 2), held)

    assert (one.verdict, one.state) == ("cannot_tell", None)
    assert "keeps for themselves" in one.says


@pytest.mark.parametrize(
    ("photos", "verdict", "after"),
    [(OTHERS, "cannot_tell", State.CLAIMED_DONE), (MINE[:1], "still_present", State.STILL_PRESENT)],
)
def test_a_newer_partial_list_tells_only_by_naming(built, released, request_, publisher, photos, verdict, after):
    record(built, request_.id, publisher.holder, Said("done"))
    released(later(built, 1), "2", photos)

    assert looked(later(built, 2), publisher).verdict == verdict
    assert state(built, request_, publisher.number) is after


def test_who_is_silent_and_has_it_still_is_silent(built, released, request_, publisher):
    """Their time goes on, and ends as anybody's: that it is still there gives them no more of it."""
    released(later(built, 1), "2", MINE[:1])

    one = looked(later(built, 2), publisher)

    assert (one.verdict, one.state) == ("still_present", None)
    assert state(built, request_, publisher.number) is State.NOTIFIED


def test_who_says_that_it_is_done_while_it_is_there_is_not_said_to_be_silent(built, released, request_, publisher):
    """They did answer: a human tells them again, or settles it. No complaint about their silence is written."""
    record(later(built, 20), request_.id, publisher.holder, Said("done", "purged"), [publisher.number])
    released(later(built, 30), "2", MINE[:1])
    verify(later(built, 40), request_.id)

    sent = send(later(built, 41), request_.id, really=True, always="folder", sleep=lambda seconds: None)

    assert publisher.number not in {number for one in sent for number in one.obligations}
    assert state(built, request_, publisher.number) is State.STILL_PRESENT
    (seen,) = status(later(built, 41), request_.id)
    tasks = {holder.holder: holder.task.what for holder in seen.holders if holder.task}
    assert tasks[publisher.holder] == "it is still there: tell them again"


def test_still_present_is_said_once(built, released, request_, publisher):
    record(built, request_.id, publisher.holder, Said("done"))
    released(later(built, 1), "2", MINE[:1])
    verify(later(built, 2), request_.id)
    before = events(built, request_)

    one = looked(later(built, 3), publisher)

    assert (one.verdict, one.state) == ("still_present", None)
    assert events(built, request_) == before


def test_a_list_older_than_the_holders_word_does_not_speak_against_it(built, released, request_, publisher):
    released(later(built, 1), "2", MINE[:1])
    record(later(built, 2), request_.id, publisher.holder, Said("done"))

    one = looked(later(built, 3), publisher)
    assert (one.verdict, one.state) == ("cannot_tell", None)

    released(later(built, 4), "3", MINE[:1])
    one = looked(later(built, 5), publisher)
    assert (one.verdict, one.state) == ("still_present", State.STILL_PRESENT)


def test_a_list_that_joins_an_older_one_names_anew_whom_that_did_not_name(built, released, request_, publisher):
    released(later(built, 1), "2", OTHERS[:5])
    assert looked(later(built, 2), publisher).verdict == "cannot_tell"
    record(later(built, 3), request_.id, publisher.holder, Said("done"))

    released(later(built, 4), "2", MINE[:1])

    assert looked(later(built, 5), publisher).state is State.STILL_PRESENT
    assert looked(later(built, 6), publisher).verdict == "still_present"


def test_of_a_request_that_lists_photos_only_these_count(built, released):
    released(built, "1", MINE[:3])
    request = told(built, asked(built, GULL, photos=(str(MINE[0]),)))
    publisher = next(each for each in of(built, request, MEGAFACE) if each.owed == "items")

    released(later(built, 1), "2", MINE[1:3], complete=True)

    assert looked(later(built, 2), publisher).state is State.VERIFIED


def test_who_is_listed_again_is_told_again(built, released, request_, publisher):
    released(later(built, 1), "2", OTHERS, complete=True)
    verify(later(built, 2), request_.id)
    released(later(built, 3), "3", MINE[:1])
    day = later(built, 4)

    with desk(day) as at, looking(day) as places:
        came = resurfaced(at, request_, open_lookup(day), places)
        again = resurfaced(at, request_, open_lookup(day), places)

    assert publisher.number in came and again == ()
    assert state(day, request_, publisher.number) is State.RESURFACED
    assert {e.body["verdict"] for e in events(day, request_, EventKind.RESURFACED)} == {"still_present"}


def test_what_a_holder_did_not_find_is_there_after_all_where_a_later_list_names_them(
    built, released, request_, publisher
):
    record(later(built, 1), request_.id, publisher.holder, Said("not_found"))
    assert looked(later(built, 2), publisher).state is None
    released(later(built, 3), "2", MINE[:1])

    one = looked(later(built, 4), publisher)

    assert (one.verdict, one.state) == ("still_present", State.RESURFACED)


def _ours(stores, request):
    return next(each for each in obligations(stores, request) if each.holder == OURSELVES)


@pytest.fixture
def forgotten(tmp_path):
    """Builds the index again from the collection without somebody."""

    def build_again(stores, owner):
        rest = [(photo, who) for photo, who in collection.PHOTOS.items() if who != owner]
        without = tmp_path / "without.tsv"
        without.write_text("".join(collection.row(number, photo, who) for number, (photo, who) in enumerate(rest)))
        build(stores, [without], BuildOptions(complete=True))

    return build_again


def test_our_own_index_is_looked_at_like_anybodys(built):
    request = told(built, asked(built, GULL))

    one = looked(later(built, 1), _ours(built, request))

    assert (one.verdict, one.state) == ("still_present", State.STILL_PRESENT)


def test_what_our_own_index_forgot_is_gone(built, forgotten):
    request = told(built, asked(built, GULL))
    forgotten(later(built, 1), GULL)

    one = looked(later(built, 2), _ours(built, request))

    assert (one.verdict, one.state) == ("gone", State.VERIFIED)


def test_a_photo_that_a_list_names_is_not_gone_because_nobody_knows_whose_it_is(
    built, forgotten, released, request_, publisher
):
    forgotten(later(built, 1), GULL)
    released(later(built, 2), "2", MINE[:1], complete=True)
    day = later(built, 3)

    found = {one.probe.obligation: one.verdict for one in verify(day, request_.id)}

    assert found[publisher.number] == "cannot_tell"
    assert found[_ours(built, request_).number] == "still_present"


def test_planning_again_does_not_forget_which_photos_were_asked_for(built, forgotten, released, request_, publisher):
    forgotten(later(built, 1), GULL)
    released(later(built, 2), "2", MINE[:1], complete=True)
    plan(later(built, 3), request_.id)

    assert looked(later(built, 4), publisher).verdict == "cannot_tell"


def test_a_request_that_was_revoked_is_not_looked_at(built, request_):
    revoke(built, request_.id)

    with pytest.raises(BadInput, match="revoked"):
        verify(built, request_.id)
    assert verify(built) == []
