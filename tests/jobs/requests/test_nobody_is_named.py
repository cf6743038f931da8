"""Who asks stands nowhere but where it must: not in docket, chain, archive, graph, ledger, pages, logs or errors.

Everything that a request can go through is done with real servers; then every file, table, line and mail is searched,
in each form in which a word may stand there.
"""

from __future__ import annotations

import base64
import gzip
import json
import logging
import shutil
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import urlencode

import pytest
from typer.testing import CliRunner

from lineage.cli import app
from lineage.jobs.requests.desk import desk
from lineage.jobs.stores import Stores
from lineage.model.obligation import State
from lineage.settings import Settings
from tests.channels.holder import Desk, HolderServer, public_key
from tests.channels.making import HOLDER_SEED, SEED
from tests.channels.smtp import Mailbox, SmtpServer
from tests.conftest import NOON
from tests.jobs.requests import small_world
from tests.jobs.requests.small_world import ACME, CONTACT, GULLS, NAME, NSID, PHOTOS, ROLE, TERN, WORDS, contacts, found

_first_home = small_world._first_home
TOKEN = "0a1b2c3d4e5f60718293"
LATER = "2027-01-05T12:00:00Z"
NAMES_PEOPLE = {"photos", "outbox"}
"""The index of photos, by its purpose; and letters that lie ready, as far as they may name somebody."""


@dataclass(frozen=True)
class Story:
    """What a request left behind."""

    home: Path
    post: Mailbox
    holder: Desk
    said: list[str]
    """All that commands said and logged, the pages that name nobody included."""


class _Kept(logging.Handler):
    """Every line that is logged here; what the test's own mail server says of itself is not ours."""

    def __init__(self, said):
        super().__init__(logging.DEBUG)
        self._said = said

    def emit(self, record):
        if not record.name.startswith("mail.log"):
            self._said.append(record.getMessage())


@pytest.fixture(scope="module")
def story(_first_home, tmp_path_factory):
    """A request goes its whole way, wrong turns included, with a mail server and a holder's interface."""
    folder = tmp_path_factory.mktemp("story")
    home = shutil.copytree(_first_home, folder / "home")
    with (
        SmtpServer(Mailbox()) as post,
        HolderServer(Desk(clock=lambda: NOON)) as holder,
        pytest.MonkeyPatch.context() as patch,
    ):
        (home / "contacts").mkdir()
        mail = contacts((ACME, "email", "privacy@acme.example"), (TERN, "email", "office@tern.example"))
        (home / "contacts" / "mail.yaml").write_text(mail)
        key = public_key(HOLDER_SEED)
        (home / "contacts" / "api.yaml").write_text(contacts((GULLS, "holder_api", holder.url), public_key=key))
        for name, value in {
            "HOME": home, "NOW": "2026-11-16T12:00:00Z", "OFFICE": "Tern Data Rights Office", "SMTP_URL": post.url,
            "MAIL_FROM": "data@lineage.example",
            "SIGNING_KEY": SEED, "AGENT_ID": "LINEAGE", "HOLDER_ORIGINS": holder.url,
            "SOURCE_GITHUB_URL": "http://127.0.0.1:9", "SOURCE_FLICKR_URL": holder.url, "SOURCE_FLICKR_TOKEN": TOKEN,
        }.items():  # fmt: skip
            patch.setenv(f"LINEAGE_{name}", str(value))
        said: list[str] = []
        kept, root = _Kept(said), logging.getLogger()
        before = root.level
        root.addHandler(kept)
        root.setLevel(logging.DEBUG)
        try:
            _goes_its_way(said, holder.desk, folder, patch)
        finally:
            root.removeHandler(kept)
            root.setLevel(before)
        said.append((home / "reports" / "requests.html").read_text())
    return Story(home, post.mailbox, holder.desk, said)


def _goes_its_way(said, holder, folder, patch):
    evidence = folder / "answer.txt"
    evidence.write_text(f"We deleted the photos of {NAME}, {NSID}, {CONTACT}.")

    def does(*words):
        came = CliRunner().invoke(app, [str(word) for word in words])
        assert isinstance(came.exception, SystemExit | None), words
        said.append(came.output)
        return came.exit_code

    does("request", "simulate", NSID)
    does("request", "open", NSID, "--contact", CONTACT, "--consent", "--name", NAME, "--authority", f"I am {NAME}")
    does("request", "open", f"https://www.flickr.com/photos/{NSID}/{PHOTOS[0]}", "--contact", CONTACT)
    does("request", "open", NSID, "--contact", CONTACT, "--photo", PHOTOS[0])
    does("request", "open", NSID, "--contact", CONTACT, "--photo", "1")
    does("request", "status", NSID)
    does("request", "identify", "latest", "--code")
    does("request", "identify", "latest", "--check")
    does("request", "identify", "latest", "--as", ROLE, "--note", f"{NAME} came by", "--evidence", evidence)
    does("request", "plan", "latest", "--output", folder / "plan.html")
    does("request", "plan", "latest", "--json")
    does("request", "approve", "latest", "--as", ROLE)
    does("request", "send", "latest", "--json")
    does("request", "send", "latest", "--really", "--json")
    does("request", "send", "latest", "--really", "--channel", "email")
    holder.status = {"status": "denied", "reason": "other", "processing_details": f"{NAME} {NSID} is not known"}
    does("request", "poll")
    does("request", "record", "latest", ACME, "extended", "--basis", f"{NAME} has many photos")
    does("request", "record", "latest", small_world.HOST, "sent")
    does("request", "settle", "latest", "--only", "4", "--as", ROLE, "--reason", f"{NAME} says so")
    patch.setenv("LINEAGE_NOW", LATER)
    does("request", "send", "--really")
    does("request", "record", "latest", ACME, "refused", "--basis", f"{NAME} agreed", "--evidence", evidence)
    does("request", "verify", "latest")
    for words in (("status",), ("status", "latest"), ("status", "--json"), ("report",), ("report", "latest")):
        does("request", *words)
    assert does("audit", "verify") == 0
    does("doctor")
    said.append((folder / "plan.html").read_text())


@pytest.mark.parametrize("word", [NSID, NAME, CONTACT, PHOTOS[0]])
def test_a_word_is_found_in_each_form(word):
    whole = f"who: {word}!"

    for data in (whole.encode(), json.dumps(whole).encode(), urlencode({"who": word}).encode(), *coded(whole)):
        assert word in found(data)


def coded(text):
    """In base64, wherever it begins."""
    return [base64.b64encode(b"-" * begin + text.encode()) for begin in range(3)]


def kept(home):
    """Every file of the home but for those that name people by their purpose, as it lies there and unpacked."""
    for path in home.rglob("*"):
        name = path.relative_to(home)
        if path.is_file() and name.parts[0] not in NAMES_PEOPLE:
            data = path.read_bytes()
            yield str(name), gzip.decompress(data) if path.suffix == ".gz" else data


def test_the_way_was_gone_to_its_end(story):
    with desk(Stores(Settings(home=story.home), lambda: NOON)) as at:
        states = {each.holder: each.state for each in at.docket.obligations()}

    assert {ACME: State.REFUSED, GULLS: State.REFUSED}.items() <= states.items()
    assert len(story.post.taken) == 3
    assert any(NSID in json.dumps(seen.said) for seen in story.holder.seen if seen.body)


def test_nothing_that_is_said_at_a_terminal_or_logged_names_the_person(story):
    assert [(words, text) for text in story.said if (words := found(text.encode(), [*WORDS, TOKEN]))] == []


def test_no_file_that_is_kept_names_the_person(story):
    files = dict(kept(story.home))
    assert {"lineage.sqlite", "graph.sqlite"} <= files.keys()
    assert any(name.startswith("archive") for name in files)

    assert {name: words for name, data in files.items() if (words := found(data))} == {}


def test_no_text_for_public_places_names_the_person(story):
    public = [path for name in ("public*.txt", "places.txt", "what-to-do.txt") for path in story.home.rglob(name)]
    assert len(public) == 3

    assert {str(path): words for path in public if (words := found(path.read_bytes()))} == {}


def mails(story, to):
    """The mails to somebody, in order, with their heads and all parts, attachments included."""
    for taken in story.post.taken:
        if to in taken.recipients:
            message = message_from_bytes(taken.content, policy=default)
            parts = [part.get_payload(decode=True) or b"" for part in message.walk() if not part.is_multipart()]
            yield b"\n".join([str(message.items()).encode(), *parts])


def test_who_is_only_asked_learns_of_nobody_and_who_is_told_learns_who_it_is(story):
    (asked,) = mails(story, "office@tern.example")
    told, reminded = mails(story, "privacy@acme.example")

    assert found(asked) == []
    assert {NSID, NAME, *PHOTOS} <= set(found(told))
    assert found(reminded) == []
