"""Each channel has a card and a recorded exchange, and delivers today what was recorded.

The recording is the folder of the channel's name in `recorded/`: what a real server got and gave, or the files that lie
before a person. With LINEAGE_WRITE_EXPECTED=1 it is written instead of compared: look at every line before you keep it.
"""

from __future__ import annotations

import ast
import json
import os
from pathlib import Path

import pytest

from lineage.channels import find
from lineage.errors import BadInput
from lineage.settings import Settings, from_environment
from tests.channels.holder import Desk, HolderServer, public_key
from tests.channels.making import HOLDER_SEED, ID, NOON, SEED, contact, notice
from tests.channels.smtp import Mailbox, SmtpServer

HERE = Path(__file__).parent / "recorded"
ROOM = Path(find.__file__).parent
WRITE = os.environ.get("LINEAGE_WRITE_EXPECTED") == "1"


def pretty(value):
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def files_before_a_person(name, home):
    receipt = find.open(name, Settings(home=home), lambda: NOON).deliver(notice())
    (folder,) = (home / "outbox").glob("*/*/*")
    return {path.name: path.read_bytes() for path in folder.iterdir()} | {"said.txt": receipt.said.encode() + b"\n"}


def mail(name, home):
    with SmtpServer(Mailbox()) as server:
        environment = {"LINEAGE_SMTP_URL": server.url, "LINEAGE_MAIL_FROM": "Lineage <data@lineage.example>"}
        environment["LINEAGE_MAIL_REPLY_TO"] = "desk@lineage.example"
        receipt = find.open(name, from_environment(environment), lambda: NOON).deliver(notice())
    (taken,) = server.mailbox.taken
    return {"message.eml": taken.content, "said.txt": receipt.said.encode() + b"\n"}


def rights(name, home):
    with HolderServer(Desk(clock=lambda: NOON, status={"status": "fulfilled", "recipients": ["Gull"]})) as server:
        one = contact(name, server.url, public_key=public_key(HOLDER_SEED), business_id="ACME")
        environment = {"LINEAGE_SIGNING_KEY": SEED, "LINEAGE_AGENT_ID": "LINEAGE", "LINEAGE_HOLDER_ORIGINS": server.url}
        channel = find.open(name, from_environment(environment), lambda: NOON)
        receipt = channel.deliver(notice(contact=one))
        answer = channel.answers(one, ID, receipt.reference, ())
    posted, asked = server.desk.seen
    told = json.loads(answer.evidence[64:])
    ours = ("Content-Type", "Accept", "Accept-Encoding", "Idempotency-Key", "User-Agent")
    headers = {name: posted.headers[name] for name in ours}
    return {
        "request.json": pretty({"path": posted.path, "headers": headers, "said": posted.said}),
        "request.txt": posted.body + b"\n",
        "answer.json": pretty({"path": asked.path, "said": told}),
        "said.txt": receipt.said.encode() + b"\n",
    }


EXCHANGES = {"email": mail, "folder": files_before_a_person, "holder_api": rights, "person": files_before_a_person}


def missing(name, folder, *, writing=WRITE):
    """What a channel lacks to be tested, as a sentence; None when it has all."""
    if name not in EXCHANGES:
        return f"The channel {name} has no exchange: add how it is made to tests/channels/test_every_channel.py."
    if not writing and not folder.is_dir():
        return f"The channel {name} has no recording: run its test once with LINEAGE_WRITE_EXPECTED=1."
    return None


@pytest.mark.parametrize("name", find.names())
def test_delivers_what_its_recording_says(name, tmp_path):
    folder = HERE / name
    if sentence := missing(name, folder):
        pytest.fail(sentence, pytrace=False)

    found = EXCHANGES[name](name, tmp_path / "home")

    if WRITE:
        folder.mkdir(parents=True, exist_ok=True)
        for file, data in found.items():
            (folder / file).write_bytes(data)
    assert found == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_channel_without_a_recording_is_told_by_a_sentence(tmp_path):
    assert "has no recording" in missing("email", tmp_path / "nothing", writing=False)
    assert "has no exchange" in missing("pigeon", tmp_path)


def test_each_file_that_opens_a_channel_has_a_card_and_each_card_a_file():
    opening = {
        path.stem
        for path in ROOM.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name == "open_channel"
    }

    assert opening == set(find.names()) == {"email", "folder", "holder_api", "person"}


@pytest.mark.parametrize("name", find.names())
def test_a_card_says_what_the_channel_is(name):
    card = find.card(name)

    assert card.name == name
    assert card.presses_the_button == ("a person" if name in ("folder", "person") else "we")
    assert card.identifiers == (name != "person")
    assert card.repeatable == (name != "email")
    assert "notice" in card.accepts


@pytest.mark.parametrize("ask", [find.card, lambda name: find.open(name, Settings(home=Path("x")), lambda: NOON)])
def test_a_channel_that_is_not_there_is_told_with_those_that_are(ask):
    with pytest.raises(BadInput, match="there are email, folder, holder_api, person"):
        ask("../folder")


def test_channels_are_strangers_to_each_other():
    channels = {f"lineage.channels.{name}" for name in find.names()}
    for path in ROOM.glob("*.py"):
        imported = {n.module for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.ImportFrom)}
        named = {
            f"{n.module}.{alias.name}"
            for n in ast.walk(ast.parse(path.read_text()))
            if isinstance(n, ast.ImportFrom)
            for alias in n.names
        }
        assert channels & (imported | named) == set(), path
