"""Looking at addresses of copies: over a real server, politely, and never where a redirect leads."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.jobs.photos.build import BuildOptions, build
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.observing import SNAPSHOT
from lineage.jobs.requests.places import looking
from lineage.jobs.requests.record import Said, record
from lineage.jobs.requests.verify import verify
from lineage.model.docket import EventKind
from lineage.model.obligation import State
from tests.deletion.making import draft
from tests.fetch.serving import serving
from tests.jobs.photos import conftest as collection
from tests.jobs.requests.told import asked, events, later, of, owing, state, told

GULL, TERN, COPY = collection.GULL, collection.TERN, "url:quay"


@pytest.fixture
def server():
    with serving() as server:
        yield server


@pytest.fixture
def built(stores, metadata):
    build(stores, [metadata], BuildOptions(complete=True))
    return stores


@pytest.fixture
def copied(built, server):
    """A request, and what a host owes for a copy that it serves; everybody was told."""

    def make(who=GULL, number=1, place=f"{server.url}/copies/harbour_gull"):
        request = asked(built, who, number)
        owing(built, request, draft("host:127.0.0.1", COPY, place=place))
        told(built, request)
        return request, of(built, request, COPY)[0].number

    return make


@pytest.fixture
def look(built, server):
    """Verifies some days later, where the server may be asked; gives what came of the copy."""

    def make(request, days=1, **settings):
        allowed = settings or {"holder_origins": (server.url,)}
        found = verify(later(built, days, **allowed), request.id, sleep=lambda seconds: None)
        return next(one for one in found if one.dataset_name == draft("host:127.0.0.1", COPY).dataset_name)

    return make


def answering(server, status, body=b"", **headers):
    server.reply = lambda handler: handler.say(body, status, **headers)


@pytest.mark.parametrize(
    ("status", "verdict", "after", "end"),
    [
        (404, "gone", State.VERIFIED, ""),
        (410, "gone", State.VERIFIED, "tombstoned"),
        (200, "cannot_tell", None, ""),
        (403, "cannot_tell", None, ""),
        (503, "cannot_tell", None, ""),
    ],
)
def test_what_the_address_answers_decides(copied, look, server, status, verdict, after, end):
    request, _ = copied()
    answering(server, status)

    one = look(request)

    assert (one.verdict, one.state, one.probe.end) == (verdict, after, end)


def test_who_took_out_just_these_items_and_serves_the_rest_is_right(built, copied, look, server):
    """Nobody was asked to take the whole copy down: that a page answers contradicts no word of theirs."""
    request, number = copied()
    record(built, request.id, "host:127.0.0.1", Said("done", "removed from version 2"))
    answering(server, 200)

    assert (look(request).verdict, state(built, request, number)) == ("cannot_tell", State.CLAIMED_DONE)


@pytest.mark.parametrize("body", [b"<title>acme/tombstone-faces</title>", b'{"tombstone": {}}'])
def test_a_holder_who_writes_tombstone_on_a_page_has_taken_nothing_away(copied, look, server, body):
    request, _ = copied()
    answering(server, 200, body)

    assert look(request).verdict == "cannot_tell"


def test_a_redirect_is_not_followed(copied, look, server):
    request, _ = copied()
    answering(server, 302, Location=f"{server.url}/elsewhere")

    assert look(request).verdict == "cannot_tell"
    assert [path for path, _ in server.asked] == ["/copies/harbour_gull"]


def test_a_host_that_nobody_allowed_is_not_asked(copied, look, server):
    request, _ = copied()

    one = look(request, holder_origins=())

    assert one.verdict == "cannot_tell" and "none that we ask" in one.says
    assert server.asked == []


def test_a_crash_of_the_server_is_no_verdict(copied, look, server):
    request, _ = copied()
    server.reply = lambda handler: handler.hang_up()

    assert look(request).verdict == "cannot_tell"


def test_who_asks_is_said_and_only_a_part_is_wanted(copied, look, server):
    request, _ = copied()
    answering(server, 206, b"x")

    assert "serves something" in look(request).says
    (_, headers) = server.asked[0]
    assert headers["User-Agent"].startswith("dataset-lineage/") and headers["Range"] == "bytes=0-65535"


def test_more_than_is_read_is_no_verdict(copied, look, server):
    request, _ = copied()
    answering(server, 200, b"x" * ((4 << 20) + 1))

    assert look(request).verdict == "cannot_tell"


def test_each_address_is_asked_once_for_all_requests(built, copied, server):
    copied()
    copied(TERN, 2)
    answering(server, 404)

    verify(later(built, 1, holder_origins=(server.url,)), sleep=lambda seconds: None)

    assert len(server.asked) == 1


def test_a_host_that_sends_us_away_is_left_alone(built, server):
    answering(server, 429)
    with looking(later(built, 1, holder_origins=(server.url,)), lambda seconds: None) as places:
        first, second = places.look(f"{server.url}/a")[0], places.look(f"{server.url}/b")[0]

    assert (first.status, second.status) == (429, None)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("address", "asked_for"),
    [
        ("https://github.com/quay/faces", "/repos/quay/faces"),
        ("https://github.com/quay/..", None),
        ("https://github.com/quay/faces?x=1", None),
        ("https://github.com/quay", None),
    ],
)
def test_repositories_are_asked_for_at_githubs_interface(stores, server, address, asked_for):
    environment = {"LINEAGE_SOURCE_GITHUB_URL": server.url}
    mirrored = type(stores)(stores.settings.model_copy(update={"environment": environment}), stores.clock)

    with looking(mirrored, lambda seconds: None) as places:
        places.look(address)

    assert [path for path, _ in server.asked] == ([asked_for] if asked_for else [])


def test_what_was_seen_is_sealed_and_nothing_of_it_stands_in_the_docket(built, copied, look, server):
    request, number = copied()
    answering(server, 404, b"no such gull")

    one = look(request)

    for event in events(built, request, EventKind.PROBED):
        assert not {"harbour_gull", server.url, GULL} & set(json.dumps(event.body).split('"'))
        assert "harbour_gull" not in json.dumps(event.body)
    assert "harbour_gull" not in one.says
    assert b"no such gull" not in built.archive.get(one.probe.evidence)
    with desk(built) as at:
        kept = json.loads(at.unseal(request.id, SNAPSHOT, one.probe.evidence))
    (exchange,) = kept["exchanges"].values()
    assert (exchange["status"], kept["seen"][str(number)]["place"]["status"]) == (404, 404)


def test_a_copy_that_is_served_again_is_found_once(built, copied, look, server):
    request, number = copied()
    answering(server, 404)
    look(request)
    answering(server, 200)

    one = look(request, 2)
    count = len(events(built, request, EventKind.RESURFACED))
    look(request, 3)

    assert (one.verdict, one.state) == ("still_present", State.RESURFACED)
    assert len(events(built, request, EventKind.RESURFACED)) == count == 1
    assert state(built, request, number) is State.RESURFACED


def test_a_page_that_changes_while_it_says_the_same_is_nothing_new(built, copied, look, server):
    request, _ = copied()
    answering(server, 200, b"one visitor")
    look(request)
    before = events(built, request)

    answering(server, 200, b"two visitors")
    look(request, 2)

    assert events(built, request) == before
