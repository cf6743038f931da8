"""A notice as a mail message: right names, the same bytes, and no header that nobody meant."""

from __future__ import annotations

import email
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.channels.message import compose
from lineage.model.notice import Attachment
from tests.channels.making import ID, ITEMS, LETTER, NOON, REQUEST, notice

HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "X-Lineage-Request", "MIME-Version", "Content-Type"]


def composed(told, **more):
    values = {"to": "privacy@acme.example", "sender": "data@lineage.example", "reply_to": None, "at": NOON}
    raw = compose(told, **(values | more))
    return raw, email.message_from_bytes(raw, policy=default)


def test_it_says_who_writes_to_whom_and_when():
    _, message = composed(notice(), sender="Lineage <data@lineage.example>", reply_to="desk@lineage.example")

    assert message["From"] == "Lineage <data@lineage.example>"
    assert message["To"] == "Acme Vision <privacy@acme.example>"
    assert message["Reply-To"] == "desk@lineage.example"
    assert message["Date"] == "Mon, 16 Nov 2026 12:00:00 +0000"
    assert message["Message-ID"] == f"<{ID}@lineage.example>"
    assert message["X-Lineage-Request"] == REQUEST


def test_names_in_any_script_arrive_as_they_are():
    _, message = composed(notice(holder_name="Universität Zürich, 機構 «Möwe»", subject="Löschung – Ästhetik"))

    assert message["To"].addresses[0].display_name == "Universität Zürich, 機構 «Möwe»"
    assert message["To"].addresses[0].addr_spec == "privacy@acme.example"
    assert message["Subject"] == "Löschung – Ästhetik"


def test_attachments_arrive_byte_for_byte():
    linked = Attachment("items.jsonld", "application/ld+json", b'{"@context": "https://schema.org"}')
    _, message = composed(notice(attachments=(Attachment("items.csv", "text/csv", ITEMS), linked)))

    assert [(part.get_filename(), part.get_content_type()) for part in message.iter_attachments()] == [
        ("items.csv", "text/csv"),
        ("items.jsonld", "application/ld+json"),
    ]
    assert [part.get_payload(decode=True) for part in message.iter_attachments()] == [ITEMS, linked.data]


@pytest.mark.parametrize("media_type", ["", "x", "message/rfc822", "multipart/mixed", "text/csv\r\nX-Evil: 1"])
def test_a_media_type_that_is_none_is_a_file_of_bytes(media_type):
    _, message = composed(notice(attachments=(Attachment("a.bin", media_type, b"\0\1"),)))

    assert [part.get_content_type() for part in message.iter_attachments()] == ["application/octet-stream"]


@pytest.mark.parametrize(("kind", "automatic"), [("notice", None), ("inquiry", None), ("reminder", "auto-generated")])
def test_only_what_leaves_without_a_person_s_approval_says_that_it_is_automatic(kind, automatic):
    _, message = composed(notice(kind=kind))

    assert message["Auto-Submitted"] == automatic


@given(st.text(), st.text(), st.text())
def test_no_text_adds_a_header_or_changes_the_letter_s_place(subject, name, file):
    attachment = Attachment(file, f"text/{file}", ITEMS)
    raw, message = composed(notice(subject=subject, holder_name=name, attachments=(attachment,)))

    assert [header for header in message if header not in HEADERS] == []
    assert message["To"].addresses[0].addr_spec == "privacy@acme.example"
    assert message.get_body().get_content() == LETTER.replace("\n", "\r\n")
    assert raw.isascii()


@given(st.text())
def test_a_letter_arrives_line_by_line_in_lines_that_every_server_takes(letter):
    raw, message = composed(notice(letter=letter, attachments=()))

    sent = letter.encode("utf-8", "replace").splitlines()
    assert message.get_content().encode().rstrip().splitlines() == b"\r\n".join(sent).rstrip().splitlines()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_the_same_notice_at_the_same_moment_gives_the_same_bytes():
    assert composed(notice())[0] == composed(notice())[0]
