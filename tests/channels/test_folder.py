"""The folder channel: whole, once, readable for its owner alone, and wherever scraped text would lead, inside."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.channels import find
from lineage.channels.outbox import attached, safe_name
from lineage.errors import BadInput, ChannelRefused, ChannelUnavailable
from lineage.model.notice import Attachment
from lineage.settings import Settings
from tests.channels.making import FIELDS, ID, ITEMS, LETTER, NOON, NSID, REQUEST, contact, notice


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def deliver(home, **more):
    return find.open("folder", Settings(home=home), lambda: NOON).deliver(notice(**more))


def test_letter_attachments_and_fields_lie_in_a_folder_for_a_person(home):
    receipt = deliver(home)

    folder = home / "outbox" / REQUEST / "acme-vision" / ID
    assert receipt.outcome == "handed_over"
    assert receipt.said == (
        f"It lies in outbox/{REQUEST}/acme-vision/{ID} of LINEAGE_HOME for a person to take on; nothing was sent."
    )
    assert (folder / "letter.txt").read_text(encoding="utf-8") == LETTER
    assert (folder / "items.csv").read_bytes() == ITEMS
    assert json.loads((folder / "notice.json").read_text())["fields"] == FIELDS


def test_nobody_else_can_read_it(home):
    deliver(home)

    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (home / "outbox").rglob("*")}
    assert {modes[name] for name in ("letter.txt", "items.csv", "notice.json")} == {"0o600"}
    assert {modes[name] for name in (REQUEST, "acme-vision", ID)} == {"0o700"}
    assert (home / "outbox").stat().st_mode & 0o777 == 0o700


def test_delivering_again_changes_nothing(home):
    first = deliver(home)
    letter = home / "outbox" / REQUEST / "acme-vision" / ID / "letter.txt"
    letter.write_text("with a note by hand")

    second = deliver(home)

    assert second == first
    assert letter.read_text() == "with a note by hand"


def test_the_receipt_names_nobody(home):
    assert NSID not in repr(deliver(home))
    assert str(home) not in deliver(home).said


def test_a_holder_without_a_contact_is_what_it_is_for(home):
    assert deliver(home, contact=None).outcome == "handed_over"


def test_a_full_disk_leaves_nothing_and_can_be_tried_again(home, monkeypatch):
    def fill(path, data):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(Path, "write_bytes", fill)
        with pytest.raises(ChannelUnavailable, match="the disk is full"):
            deliver(home)

    assert [path for path in home.rglob("*") if path.is_file()] == []
    assert deliver(home).outcome == "handed_over"


def test_what_is_too_large_is_refused(home):
    with pytest.raises(ChannelRefused, match="100,000,0"):
        deliver(home, letter="x" * 100_000_001)


@pytest.mark.parametrize("more", [{"id": "../../x"}, {"request": "/etc"}, {"id": ID.upper()}])
def test_what_is_not_named_by_a_uuid_is_never_a_path(home, more):
    with pytest.raises(BadInput, match="UUID"):
        deliver(home, **more)

    assert not home.exists()


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Acme Vision, Inc.", "acme-vision-inc"),
        ("../../../etc/passwd", "etc-passwd"),
        ("Universität Zürich", "universitat-zurich"),
        ("..", "holder-5ec1f7e7"),
        ("機構", "holder-"),
        ("x" * 300, "x" * 60),
    ],
)
def test_a_holder_s_name_becomes_one_that_is_safe(name, folder):
    assert safe_name(name, "holder").startswith(folder)


@given(st.text())
def test_every_name_becomes_one_part_of_a_path(name):
    assert Path("a", safe_name(name, "holder")).parent == Path("a")
    assert safe_name(name, "holder").strip("abcdefghijklmnopqrstuvwxyz0123456789-") == ""


@given(st.lists(st.text() | st.sampled_from(["letter.txt", "a.csv", "A.CSV", "../a.csv", ".csv", "a."])))
def test_no_attachment_leaves_its_folder_or_takes_another_s_place(names):
    given = tuple(Attachment(name, "text/csv", str(number).encode()) for number, name in enumerate(names))

    files = attached(given, {"letter.txt"})

    assert list(files.values()) == [attachment.data for attachment in given]
    assert "letter.txt" not in files
    assert all(Path("a", name).parent == Path("a") and not name.startswith(".") for name in files)


def test_nothing_is_ever_heard(home):
    channel = find.open("folder", Settings(home=home), lambda: NOON)

    assert channel.answers(contact("folder", "-"), ID, "", ()) is None
