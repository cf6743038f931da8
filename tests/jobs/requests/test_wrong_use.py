"""What somebody may do wrong with requests at a terminal: one sentence each, and nothing is changed."""

from __future__ import annotations

import pytest

from tests.jobs.photos import conftest as collection
from tests.jobs.requests import commands, small_world
from tests.jobs.requests.commands import FAILED, WRONG_USE
from tests.jobs.requests.small_world import CONTACT, NSID, ROLE

_first_home, home, world = small_world._first_home, small_world.home, small_world.world
run, refused, opened, checked = commands.run, commands.refused, commands.opened, commands.checked
planned, approved = commands.planned, commands.approved

OPEN = ("request", "open", NSID, "--contact", CONTACT)


def test_a_person_nobody_knows_is_no_match_with_what_was_searched(refused):
    came = refused(WRONG_USE, "no_match: nothing is known", "request", "open", "99999999@N99", "--contact", CONTACT)

    assert "Searched: Index of yfcc100m (60 photos, complete)." in came.err
    assert "99999999" not in came.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--regulation", "lgpd"), "'lgpd' is no regulation; there are gdpr, ccpa, voluntary"),
        (("--role", "friend"), "'friend' is no role"),
        (("--role", "authorised_agent"), "shows why they may ask: say so with --authority"),
        (("--role", "controller", "--authority", " "), "shows why they may ask"),
        (("--contact", " "), "needs a way to be answered; give it with --contact"),
        (("--photo", "1", "--photo", collection.of(NSID)[0]), "1 of the 2 photos are not known as this person's"),
        (("--photo", collection.of(collection.TERN)[0]), "1 of the 1 photos are not known"),
    ],
)
def test_a_request_that_cannot_be_opened_is_not(refused, words, says):
    refused(WRONG_USE, says, *OPEN, *words)


@pytest.mark.parametrize("who", ["nobody at all", "12345678@N9", "https://elsewhere.example/photos/1", "", "7" * 40])
def test_what_leads_to_nobody_opens_nothing(refused, who):
    refused(WRONG_USE, "no_match", "request", "open", who, "--contact", CONTACT)


def test_without_an_index_of_photos_nothing_can_be_opened(refused, home):
    (home / "photos").rename(home / "elsewhere")

    refused(WRONG_USE, "lineage photos build", *OPEN)


@pytest.mark.parametrize(
    "command",
    [
        ("plan",), ("approve", "--as", ROLE), ("send", "--really"), ("status",), ("report",), ("poll",), ("revoke",),
        ("erase",), ("close", "--as", ROLE), ("identify", "--code"), ("record", "Acme", "done"), ("verify",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_request_that_is_not_there_is_nobody_s(refused, opened, command):
    verb, *more = command

    refused(WRONG_USE, "'f00' is the id of no request", "request", verb, "f00", *more)


def test_a_user_id_in_the_place_of_a_request_s_id_is_not_repeated(refused, opened):
    came = refused(WRONG_USE, "This is the id of no request", "request", "status", NSID)

    assert small_world.found(came.err.encode()) == []


def test_a_beginning_that_several_requests_have_is_no_id(run, refused, world):
    for number in (1, 2):
        small_world.asked(world, (NSID, collection.TERN)[number - 1], number)

    refused(WRONG_USE, "'0000' begins like several requests", "request", "revoke", "0000")


def test_nothing_is_approved_before_somebody_looked_who_asks(run, refused, opened):
    refused(FAILED, "has no plan yet", "request", "approve", opened, "--as", ROLE)

    run("request", "plan", opened)
    refused(FAILED, "Nobody checked who makes request", "request", "approve", opened, "--as", ROLE)

    run("request", "identify", opened, "--as", ROLE, "--note", "a forged passport", "--refused")
    refused(FAILED, "not satisfied about who makes request", "request", "approve", opened, "--as", ROLE)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("identify", "--check"), "No code was issued"),
        (("identify", "--as", ROLE), "give --as and --note"),
        (("identify", "--note", "seen"), "give --as and --note"),
        (("identify", "--as", ROLE, "--note", "seen", "--evidence", "/nowhere"), "There is no file /nowhere"),
        (("approve", "--as", " "), "An approval is given in a role"),
        (("approve", "--as", ROLE, "--only", "999"), "There is no obligation 999 in this request"),
        (("approve", "--as", ROLE, "--except", "999"), "There is no obligation 999 in this request"),
        (("settle", "--only", "999", "--as", ROLE, "--reason", "no"), "There is no obligation 999 of this request"),
        (("settle", "--only", "1", "--as", ROLE, "--reason", " "), "in which role and why"),
        (("settle", "--only", "1", "--as", ROLE, "--reason", "no", "--state", "verified"), "not as 'verified'"),
        (("deny", "--as", ROLE, "--reason", "dislike"), "'dislike' is no reason to deny"),
        (("deny", "--as", " ", "--reason", "other"), "denied in a role"),
        (("close", "--as", ROLE), "have not ended, number 1 of github.com among them, which is planned"),
        (("record", "organization:acme", "maybe"), "'maybe' is no answer"),
        (("record", "Nobody Ltd", "done"), "No holder of this request is called 'Nobody Ltd'"),
        (("record", "organization:acme", "refused"), "has a legal basis"),
        (("record", "organization:acme", "done"), "Nothing of acme waits for 'done': theirs are planned"),
        (("record", "organization:acme", "sent"), "Nothing of acme waits for 'sent'"),
        (("record", "organization:acme", "done", "--only", "1"), "Obligation 1 is not of acme; it has 2"),
        (("record", "organization:acme", "recipients"), "--recipient"),
        (("send", "--really", "--channel", "pigeon"), "There is no channel 'pigeon'"),
        (("send", "--channel", "../contacts"), "There is no channel"),
        (("send", "--really", "--channel", "email"), "LINEAGE_SMTP_URL"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_what_cannot_be_done_with_a_plan_is_not(refused, planned, words, says):
    verb, *more = words

    refused(WRONG_USE, says, "request", verb, planned, *more)


def test_two_holders_of_one_name_are_told_apart_by_their_ids(run, refused, planned, world):
    from sqlalchemy import text

    with world.database.begin() as connection:
        connection.execute(text("UPDATE docket_names SET name = 'Acme' WHERE id LIKE 'organization:%'"))

    refused(WRONG_USE, "Several holders are called 'acme': there are Acme .organization:acme., ", "request", "record",
            planned, "acme", "done")  # fmt: skip


def test_an_obligation_moves_only_as_obligations_do(run, refused, approved):
    run("request", "send", approved, "--really")

    refused(
        FAILED, "Obligation 2 is sending and cannot become claimed_done", "request", "record", approved,
        "organization:acme", "done", "--only", "2",
    )  # fmt: skip


def test_what_another_person_s_request_owes_is_not_settled_by_the_way(run, refused, world):
    small_world.asked(world)
    other = small_world.asked(world, collection.TERN, 2)

    refused(
        WRONG_USE, "no obligation 1 of this request", "request", "settle", other, "--only", 1, "--as", ROLE,
        "--reason", "mine",
    )  # fmt: skip


@pytest.mark.parametrize("how", [("revoke",), ("deny", "--reason", "other", "--as", ROLE)], ids=["revoked", "denied"])
@pytest.mark.parametrize("verb", [("plan",), ("approve", "--as", ROLE), ("send", "--really")], ids=lambda verb: verb[0])
def test_nothing_of_a_request_that_was_ended_goes_on(run, refused, approved, how, verb):
    run("request", how[0], approved, *how[1:])

    refused(FAILED, f"Request {approved} was (revoked|denied)", "request", verb[0], approved, *verb[1:])
    refused(WRONG_USE, "has ended already", "request", "revoke", approved)


def test_nothing_leaves_while_sending_is_stopped(run, refused, approved):
    run("request", "stop", "--as", ROLE, "--reason", "wrong addresses")

    refused(
        FAILED, "Sending was stopped at 2026-11-16T12:00:00Z by the privacy desk: wrong addresses",
        "request", "send", approved, "--really",
    )  # fmt: skip


@pytest.mark.parametrize("verb", ["stop", "resume"])
def test_who_stops_or_resumes_says_why(refused, verb):
    refused(WRONG_USE, "in which role and why", "request", verb, "--as", ROLE, "--reason", " ")


def test_keys_that_were_wrapped_with_another_master_key_open_nothing(refused, opened, monkeypatch, home):
    (home / "keys" / "master.key").unlink()
    monkeypatch.setenv("LINEAGE_MASTER_KEY", "another master key as long as it has to be")

    refused(FAILED, "is wrapped with the master key", "request", "plan", opened)
