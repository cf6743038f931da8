"""What comes back for a mail: which notice did not arrive, and what is no answer of a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.channels.bounces import Bounce, is_automatic, read_bounce
from lineage.channels.message import compose
from tests.channels.making import ID, NOON, notice

SENT = compose(notice(), to="privacy@acme.example", sender="data@lineage.example", reply_to=None, at=NOON)
RETURNED = SENT.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"

REPORT = b"""Return-Path: <>\r
From: Mail Delivery System <MAILER-DAEMON@mx.acme.example>\r
To: data@lineage.example\r
Subject: Undelivered Mail Returned to Sender\r
Auto-Submitted: auto-replied\r
Content-Type: multipart/report; report-type=delivery-status;\r
 boundary="A1B2"\r
\r
This is a MIME-encapsulated message.\r
--A1B2\r
Content-Type: text/plain; charset=us-ascii\r
\r
I could not deliver your message.\r
--A1B2\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mx.acme.example\r
\r
Final-Recipient: rfc822; privacy@acme.example\r
Action: %s\r
Status: %s\r
Diagnostic-Code: smtp; 550 5.1.1 <privacy@acme.example>: Recipient\r
    address rejected: User unknown\r
--A1B2\r
Content-Type: %s\r
\r
%s\r
--A1B2--\r
"""


def report(action=b"failed", status=b"5.1.1", media_type=b"text/rfc822-headers", returned=RETURNED):
    return REPORT % (action, status, media_type, returned)


@pytest.mark.parametrize(
    ("media_type", "returned"),
    [(b"text/rfc822-headers", RETURNED), (b"message/rfc822", SENT)],
    ids=["headers", "whole"],
)
def test_a_delivery_status_names_the_notice_that_came_back(media_type, returned):
    assert read_bounce(report(media_type=media_type, returned=returned), "lineage.example") == Bounce(
        ID, "permanent", "550 5.1.1 <…>: Recipient address rejected: User unknown"
    )


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        (b"failed", b"5.1.1", "permanent"),
        (b"failed", b"4.4.7", "permanent"),
        (b"delayed", b"4.4.1", "temporary"),
        (b"Failed", b"5.7.1", "permanent"),
    ],
)
def test_a_server_gave_up_or_still_tries(action, status, kind):
    assert read_bounce(report(action, status)).kind == kind


@pytest.mark.parametrize("action", [b"delivered", b"relayed", b"expanded"])
def test_a_report_that_it_arrived_is_no_bounce(action):
    assert read_bounce(report(action, b"2.0.0")) is None


def test_a_report_within_another_mail_is_found():
    head, _, rest = report().partition(b"Content-Type: multipart/report")
    inner = b"Content-Type: multipart/report" + rest
    wrapped = head + b"Content-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\n" + inner + b"\r\n--outer--\r\n"

    assert read_bounce(wrapped).notice == ID


def test_line_ends_of_any_kind_are_read():
    assert read_bounce(report().replace(b"\r\n", b"\n")) == read_bounce(report())


QMAIL = b"""Return-Path: <>
From: MAILER-DAEMON@mx.acme.example
To: data@lineage.example
Subject: failure notice

Hi. This is the qmail-send program at mx.acme.example.
I'm afraid I wasn't able to deliver your message. This is a permanent error; I've given up. Sorry it didn't work out.

<privacy@acme.example>:
198.51.100.7 does not like recipient.
Remote host said: 550 5.7.1 <privacy@acme.example> denied
Giving up on 198.51.100.7.

--- Below this line is a copy of the message.

"""
EXIM = b"""From: Mail Delivery System <Mailer-Daemon@mx.acme.example>
X-Failed-Recipients: privacy@acme.example
Subject: Warning: message delayed 24 hours

This message was created automatically by mail delivery software.
    host mx.acme.example: 451 4.3.0 try again later

"""


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        (QMAIL, "permanent", "Remote host said: 550 5.7.1 <…> denied"),
        (EXIM, "temporary", "host mx.acme.example: 451 4.3.0 try again later"),
    ],
    ids=["qmail", "exim"],
)
def test_bounces_of_no_standard_are_told_by_our_message_id(text, kind, says):
    assert read_bounce(text + SENT) == Bounce(ID, kind, says)


def test_an_answer_by_a_person_that_quotes_our_letter_is_no_bounce():
    answer = b"From: Desk <privacy@acme.example>\r\nSubject: Re: Erasure: we failed to find it\r\n\r\n"

    assert read_bounce(answer + b"Message-ID: <" + ID.encode() + b"@lineage.example>\r\n") is None


def test_a_bounce_of_somebody_else_s_mail_is_passed_over():
    theirs = report(returned=RETURNED.replace(b"@lineage.example", b"@gull.example"))

    assert read_bounce(theirs, "lineage.example") is None
    assert read_bounce(report(returned=b"Message-ID: <123@lineage.example>\r\n\r\n")) is None


@pytest.mark.parametrize(
    "headers",
    [
        b"Auto-Submitted: auto-replied",
        b"Auto-Submitted: auto-generated (ticket)",
        b"Auto-Submitted: auto-notified; owner-email=x",
        b"Return-Path: <>",
        b"X-Autoreply: yes",
        b"Precedence: auto_reply",
        b"Subject: Automatic reply: Erasure of photos",
        b"Subject: Out of office: back on Monday",
        b"Subject: AUTO: I am away",
        b"From: postmaster@acme.example",
    ],
)
def test_what_no_person_wrote_is_no_answer(headers):
    assert is_automatic(headers + b"\r\n\r\nThank you for your message.\r\n")


@pytest.mark.parametrize(
    "headers",
    [b"Subject: Re: Erasure of photos", b"Auto-Submitted: no", b"Subject: Automobile data", b"From: a@acme.example"],
)
def test_what_a_person_wrote_is_one(headers):
    assert not is_automatic(headers + b"\r\n\r\nDone.\r\n")


TYPES = [
    b"multipart/report; boundary=A",
    b'multipart/mixed; boundary="A"',
    b"message/delivery-status",
    b"message/rfc822",
]
PIECES = st.sampled_from(
    [
        *(b"Content-Type: " + media_type + b"\n" for media_type in TYPES),
        *(
            b"\r\n",
            b"\n",
            b"\n\n",
            b"--A",
            b"--A--",
            b"Action: failed\n",
            b"Subject: failure\n",
            b"From: mailer-daemon\n",
        ),
        b"Message-ID: <" + ID.encode() + b"@lineage.example>\n",
    ]
)


@given(st.binary() | st.lists(PIECES | st.binary(max_size=9)).map(b"".join))
def test_no_bytes_make_it_fail(raw):
    bounce = read_bounce(raw)

    assert bounce is None or (bounce.notice == ID and bounce.diagnostic.isprintable() and "@" not in bounce.diagnostic)
    assert is_automatic(raw) in (True, False)


def test_parts_within_parts_without_end_are_given_up():
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=B%d\n\n--B%d\n" % (n, n) for n in range(5000))

    assert read_bounce(deep + SENT) is None
