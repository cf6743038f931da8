"""What must not leave, or not that way: nothing without approval, nothing named without consent, nothing nowhere."""

from __future__ import annotations

import pytest

from lineage.model.obligation import State
from tests.channels.making import SEED
from tests.channels.smtp import Mailbox, SmtpServer
from tests.jobs.photos import conftest as collection
from tests.jobs.requests import commands, small_world
from tests.jobs.requests.commands import FAILED, INCOMPLETE, WRONG_USE
from tests.jobs.requests.small_world import ACME, CONTACT, GULLS, NSID, ROLE, contacts, found, obligations, states

_first_home, home, world = small_world._first_home, small_world.home, small_world.world
run, refused, opened, checked = commands.run, commands.refused, commands.opened, commands.checked
planned, approved = commands.planned, commands.approved


@pytest.fixture
def known(home):
    """Writes which contacts are known."""

    def write(text):
        (home / "contacts").mkdir(exist_ok=True)
        (home / "contacts" / "ours.yaml").write_text(text)

    return write


@pytest.fixture
def mail(monkeypatch):
    """A mail server that takes everything."""
    with SmtpServer(Mailbox()) as server:
        monkeypatch.setenv("LINEAGE_SMTP_URL", server.url)
        monkeypatch.setenv("LINEAGE_MAIL_FROM", "Tern Data Rights Office <data@lineage.example>")
        yield server.mailbox


def test_a_plan_that_nobody_approved_does_not_leave(run, refused, checked):
    refused(FAILED, "has no plan yet", "request", "send", checked, "--really")

    run("request", "plan", checked)
    refused(FAILED, "^lineage: 6 obligations of request .* wait for approval", "request", "send", checked, "--really")


def test_what_was_approved_leaves_and_the_rest_waits(run, planned, world):
    run("request", "approve", planned, "--as", ROLE, "--only", 2)

    came = run("request", "send", planned, "--really")

    assert came.code == INCOMPLETE  # a person has to find out how Acme is reached
    assert {holder for holder, state in states(world, planned).items() if state is not State.PLANNED} == {ACME}


def test_a_frozen_plan_stays_whatever_is_planned_and_asked_later(run, refused, planned, world):
    before = obligations(world, planned)

    run("request", "plan", planned)
    refused(
        FAILED, "has request .* for other photos, and that stays as it is", "request", "open", NSID, "--contact",
        CONTACT, "--photo", collection.of(NSID)[0],
    )  # fmt: skip

    assert obligations(world, planned) == before


def test_who_asks_again_for_the_same_joins(run, planned):
    came = run("request", "open", NSID, "--contact", CONTACT)

    assert f"which this one joins: {planned}" in came.out


def test_whom_no_contact_leads_to_is_named_before_and_after(run, approved):
    looked, came = run("request", "send", approved), run("request", "send", approved, "--really")

    says = "no contact is known of 4 of them, acme among them: their letters {} ready, and a person has to find"
    assert (looked.code, came.code) == (0, INCOMPLETE)
    assert says.format("would lie") in looked.err
    assert says.format("lie") in came.err


def test_ways_that_are_known_need_nobody(run, approved, known, world):
    known(contacts(*((who, "person", "https://x.example/form") for who in states(world, approved) if ":" in who)))

    assert run("request", "send", approved, "--really").code == 0


def test_who_has_no_address_is_not_told_by_a_channel_that_needs_one(run, approved, known, mail, world):
    known(contacts((ACME, "email", "privacy@acme.example")))

    came = run("request", "send", approved, "--really", "--channel", "email")

    assert came.code == INCOMPLETE
    says = "4 of them cannot be told that way, github.com among them: no such address of theirs is known"
    assert says in came.err
    assert [taken.recipients for taken in mail.taken] == [("privacy@acme.example",)]
    moved = {holder for holder, state in states(world, approved).items() if state is not State.APPROVED}
    assert moved == {ACME, small_world.OURSELVES}


def test_where_nobody_has_such_an_address_nothing_changes(refused, run, approved, mail, home):
    before = small_world.left(home)

    came = run("request", "send", approved, "--really", "--channel", "email")

    assert (came.code, small_world.left(home), mail.taken) == (INCOMPLETE, before, [])


def test_an_inquiry_goes_to_no_interface(run, approved, known, monkeypatch, world):
    """The protocol of these has deletion and nothing else."""
    monkeypatch.setenv("LINEAGE_SIGNING_KEY", SEED)
    monkeypatch.setenv("LINEAGE_AGENT_ID", "LINEAGE")
    known(contacts((small_world.TERN, "holder_api", "https://tern.example/api")))

    assert run("request", "send", approved, "--really", "--channel", "holder_api").code == INCOMPLETE

    assert states(world, approved)[small_world.TERN] is State.APPROVED


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- holder: [", "ours.yaml is not YAML"),
        ("holder: acme", "ours.yaml is no list of contacts"),
        ("- holder: acme", "ours.yaml: channel: field required; see docs/contacts.md"),
        ("- 7", "ours.yaml"),
        (contacts((ACME, "pigeon", "roof")), "ours.yaml: channel"),
        (contacts((ACME, "email", "privacy@acme.example"), color="red"), "ours.yaml: color"),
    ],
)
def test_contacts_that_cannot_be_read_are_named_by_their_file_and_nothing_leaves(refused, approved, known, text, says):
    known(text)

    refused(WRONG_USE, says, "request", "send", approved, "--really")


def test_without_consent_no_letter_has_an_identifier(run, home):
    run("request", "open", NSID, "--contact", CONTACT, "--name", small_world.NAME)
    run("request", "identify", "latest", "--as", ROLE, "--note", "a passport")
    run("request", "plan", "latest")
    run("request", "approve", "latest", "--as", ROLE)

    run("request", "send", "latest", "--really")

    letters = [path for path in (home / "outbox").rglob("*") if path.is_file()]
    assert len(letters) >= 12
    assert {path.name: words for path in letters if (words := found(path.read_bytes()))} == {}


def test_a_holder_that_was_never_told_gave_no_answer(refused, approved):
    refused(WRONG_USE, "Nothing of gulls waits for 'done': theirs are approved", "request", "record", approved, GULLS,
            "done")  # fmt: skip
