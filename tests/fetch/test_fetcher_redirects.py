"""Redirects are followed by us, hop by hop, and never off the list."""

from __future__ import annotations

import pytest

from lineage.errors import HostNotAllowed, LineageError, SourceUnreachable
from lineage.fetch.limiter import Rate
from tests.fetch.scripting import HUB, answer, redirect

TOKEN = {"Authorization": "Bearer secret"}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_list_is_followed(door, status):
    hub = door(redirect("https://files.example/b", status), answer(body=b"[]"))

    found = hub.get("/a")

    assert (found.url, found.body) == ("https://files.example/b", b"[]")
    assert hub.transport.urls == [f"{HUB}/a", "https://files.example/b"]


@pytest.mark.parametrize(
    ("location", "target"),
    [("/b?x=1", f"{HUB}/b?x=1"), ("b", f"{HUB}/x/b"), ("//files.example/b", "https://files.example/b")],
)
def test_a_location_may_be_relative(door, location, target):
    hub = door(redirect(location), answer())

    assert hub.get("/x/a").url == target


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/b",
        "http://hub.example/a",
        "https://hub.example:8443/a",
        "https://hub.example@evil.example/",
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/",
        "file:///etc/passwd",
        "//evil.example/",
    ],
)
def test_a_redirect_off_the_list_is_refused_and_never_asked(door, target):
    hub = door(redirect(target), tries=2)

    with pytest.raises(HostNotAllowed, match=r"^A redirect of hub points to .* nothing was sent"):
        hub.get("/a")

    assert set(hub.transport.urls) == {f"{HUB}/a"}


@pytest.mark.parametrize("target", ["https://[evil.example/", "https://hub.example:port/", "https://a℀b/"])
def test_a_redirect_to_what_is_no_address_is_refused_too(door, target):
    hub = door(redirect(target), tries=2)

    with pytest.raises(LineageError):
        hub.get("/a")

    assert set(hub.transport.urls) == {f"{HUB}/a"}


def test_every_hop_is_checked(door):
    hub = door(redirect("https://files.example/b"), redirect("https://evil.example/c"), tries=1)

    with pytest.raises(HostNotAllowed):
        hub.get("/a")

    assert hub.transport.urls == [f"{HUB}/a", "https://files.example/b"]


def test_a_token_stays_with_its_host(door):
    hub = door(redirect("/b"), redirect("https://files.example/c"), redirect(f"{HUB}/d"), answer())

    hub.get("/a", **TOKEN)

    assert ["Authorization" in request.headers for request in hub.transport.asked] == [True, True, False, False]


def test_the_name_of_the_token_s_header_knows_no_case(door):
    hub = door(redirect("https://files.example/b"), answer())

    hub.get("/a", authorization="Bearer secret")

    assert dict(hub.transport.asked[-1].headers) == {}


def test_other_headers_go_along(door):
    hub = door(redirect("https://files.example/b"), answer(304, b""))

    hub.get("/a", **TOKEN, **{"If-None-Match": '"1"'})

    assert dict(hub.transport.asked[-1].headers) == {"If-None-Match": '"1"'}


@pytest.mark.parametrize("target", [f"{HUB}/a", f"{HUB}/round", ""])
def test_a_loop_of_redirects_ends(door, target):
    hub = door(redirect(target), tries=2)

    with pytest.raises(SourceUnreachable, match="redirects more than 5 times"):
        hub.get("/a")

    assert len(hub.transport.asked) == 2 * 6


def test_five_redirects_are_not_a_loop(door):
    hub = door(*[redirect(f"/{n}") for n in range(5)], answer(body=b"[]"))

    assert hub.get("/a").body == b"[]"


def test_each_hop_waits_its_turn(door):
    hub = door(redirect("/b"), answer(), rates={"api": Rate(1, 10)})

    hub.get("/a")

    assert hub.hours.passed == 10


def test_the_answer_is_remembered_under_the_address_that_was_asked(door):
    door(redirect("https://files.example/b"), answer(body=b"[]")).get("/a")

    again = door(answer(500))

    assert again.get("/a").url == "https://files.example/b"
    assert again.transport.asked == []
