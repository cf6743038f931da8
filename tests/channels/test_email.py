"""Mail by a real SMTP server: where it certainly arrived, certainly did not, or may have."""

from __future__ import annotations

import email
import socket
import threading
from contextlib import closing
from email.policy import default

import pytest
from pydantic import SecretStr

from lineage.channels import find
from lineage.channels.email import EmailChannel
from lineage.errors import BadInput, ChannelClosed, ChannelRefused, ChannelUnavailable
from lineage.settings import Settings, from_environment
from tests.channels.making import ID, LETTER, NOON, NSID, contact, notice
from tests.channels.smtp import Mailbox, SmtpServer

aiosmtpd_warns_of_itself = pytest.mark.filterwarnings(
    "ignore:.*login_data.*:DeprecationWarning", "ignore:Requiring AUTH:UserWarning"
)
FROM = "Lineage <data@lineage.example>"


def channel(url, **more):
    return EmailChannel(find.card("email"), lambda: NOON, SecretStr(url), FROM, **({"patience": 5.0} | more))


def test_an_accepted_message_is_delivered_with_letter_and_attachments():
    with SmtpServer(Mailbox()) as server:
        receipt = channel(server.url).deliver(notice())

    (taken,) = server.mailbox.taken
    message = email.message_from_bytes(taken.content, policy=default)
    assert receipt.outcome == "delivered"
    assert receipt.said == "The mail server took it: 250 2.0.0."
    assert receipt.evidence == taken.content + b".\r\n250 2.0.0 OK: queued\r\n"
    assert (taken.sender, taken.recipients) == ("data@lineage.example", ("privacy@acme.example",))
    assert message.get_body().get_content() == LETTER.replace("\n", "\r\n")
    assert [part.get_filename() for part in message.iter_attachments()] == ["items.csv"]


def test_the_same_notice_has_the_same_message_id_however_often_it_is_sent():
    with SmtpServer(Mailbox()) as server:
        channel(server.url).deliver(notice())
        channel(server.url).deliver(notice())

    assert [f"Message-ID: <{ID}@lineage.example>".encode() in taken.content for taken in server.mailbox.taken] == [
        True,
        True,
    ]


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_a_5xx_refuses_for_good_without_showing_what_the_server_repeats(step):
    reply = f"550 5.1.1 <privacy@acme.example> {NSID} unknown"
    with SmtpServer(Mailbox({step: reply})) as server, pytest.raises(ChannelRefused, match=r"550 5\.1\.1") as refused:
        channel(server.url).deliver(notice())

    assert "privacy@" not in str(refused.value)
    assert NSID not in str(refused.value)


def test_a_refused_sender_is_no_fault_of_the_holder():
    refused = Mailbox({"MAIL": "553 5.7.1 Sender address rejected: not owned by user"})

    with SmtpServer(refused) as server, pytest.raises(ChannelClosed, match=r"553 5\.7\.1.* LINEAGE_MAIL_FROM"):
        channel(server.url).deliver(notice())


def test_a_message_that_is_too_large_is_refused_alone():
    with SmtpServer(Mailbox({"MAIL": "552 5.3.4 too big"})) as server, pytest.raises(ChannelRefused, match="size"):
        channel(server.url).deliver(notice())


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_4xx_can_be_tried_again(step):
    with (
        SmtpServer(Mailbox({step: "451 4.7.1 later"})) as server,
        pytest.raises(ChannelUnavailable, match=r"451 4\.7\.1"),
    ):
        channel(server.url).deliver(notice())

    assert server.mailbox.taken == []


def test_a_server_that_is_not_there_can_be_tried_again():
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))

        with pytest.raises(ChannelUnavailable, match=r"ConnectionRefusedError\); nothing was sent"):
            channel(f"smtp://127.0.0.1:{taken.getsockname()[1]}").deliver(notice())


def test_a_connection_lost_after_the_final_dot_is_uncertain():
    with SmtpServer(Mailbox(hang_up="after data")) as server:
        receipt = channel(server.url).deliver(notice())

    assert receipt.outcome == "uncertain"
    assert receipt.evidence == server.mailbox.taken[0].content + b".\r\n"


def test_a_silence_after_the_final_dot_is_uncertain():
    with SmtpServer(Mailbox(hang_up="unread")) as server:
        receipt = channel(server.url, last_patience=0.2).deliver(notice())

    assert receipt.outcome == "uncertain"


def speaking(*lines, then=b""):
    """A server that says each line after the one before was answered, then hangs up; and its address."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        with listener, listener.accept()[0] as peer:
            for line in lines:
                peer.sendall(line)
                peer.recv(65536)
            peer.sendall(then)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return f"smtp://127.0.0.1:{listener.getsockname()[1]}", thread


HELLO = (b"220 hello\r\n", b"250 hello\r\n", b"250 sender\r\n", b"250 recipient\r\n")


@pytest.mark.parametrize("known", range(1, 5))
def test_a_connection_lost_before_the_message_can_be_tried_again(known):
    url, thread = speaking(*HELLO[:known])

    with pytest.raises(ChannelUnavailable, match="nothing was sent"):
        channel(url).deliver(notice())
    thread.join()


@pytest.mark.parametrize("answer", [b"", b"what?\r\n", b"250", b"999 no\r\n", b"x" * 9000, b"251 forwarded\r\n"])
def test_an_answer_that_makes_no_sense_after_the_message_is_uncertain(answer):
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        with listener, listener.accept()[0] as peer, peer.makefile("rb") as lines:
            peer.sendall(HELLO[0])
            for reply in (*HELLO[1:], b"354 go on\r\n"):
                lines.readline()
                peer.sendall(reply)
            while lines.readline() != b".\r\n":
                pass
            peer.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    receipt = channel(f"smtp://127.0.0.1:{listener.getsockname()[1]}").deliver(notice())
    thread.join()

    assert receipt.outcome == ("delivered" if answer == b"250" else "uncertain")


@aiosmtpd_warns_of_itself
def test_a_login_is_made_where_the_address_has_one():
    with SmtpServer(Mailbox(), login=("lineage", "gulls on the pier")) as server:
        receipt = channel(server.url.replace(" ", "%20")).deliver(notice())

    assert receipt.outcome == "delivered"


@aiosmtpd_warns_of_itself
def test_a_login_that_is_refused_sends_nothing_and_is_never_shown():
    with SmtpServer(Mailbox(), login=("lineage", "right")) as server:
        wrong = server.url.replace("right", "gulls-on-the-pier")

        with pytest.raises(ChannelUnavailable, match=r"session with it: 535 5\.7\.8") as refused:
            channel(wrong).deliver(notice())

    assert "gulls" not in str(refused.value)
    assert "gulls" not in repr(channel(wrong))
    assert server.mailbox.taken == []


@aiosmtpd_warns_of_itself
def test_a_password_that_smtp_cannot_carry_sends_nothing_and_is_never_shown():
    server = SmtpServer(Mailbox(), login=("lineage", "right"))
    with server, pytest.raises(ChannelUnavailable, match=r"UnicodeEncodeError\); nothing was sent"):
        channel(server.url.replace("right", "m%C3%B6we")).deliver(notice())

    assert server.mailbox.taken == []


@pytest.mark.parametrize(
    "address", ["", "acme.example", "a@b@acme.example", "a@acme.example\r\nRCPT TO:<b@x.example>", "A <a@acme.example>"]
)
def test_what_is_not_one_mail_address_is_never_written_to(address):
    with SmtpServer(Mailbox()) as server, pytest.raises(ChannelRefused, match="No usable mail address"):
        channel(server.url).deliver(notice(contact=contact(address=address)))

    assert server.mailbox.taken == []


def test_without_a_contact_nothing_is_sent():
    with pytest.raises(ChannelRefused, match="No usable mail address"):
        channel("smtp://127.0.0.1:1").deliver(notice(contact=None))


def test_the_settings_open_it():
    environment = {"LINEAGE_SMTP_URL": "smtp://127.0.0.1:25", "LINEAGE_MAIL_FROM": "data@lineage.example"}

    opened = find.open("email", from_environment(environment), lambda: NOON)

    assert opened.card.name == "email"
    assert opened.answers(contact(), ID, "x", ()) is None


def test_without_settings_it_says_which(tmp_path):
    with pytest.raises(BadInput, match="LINEAGE_SMTP_URL and LINEAGE_MAIL_FROM"):
        find.open("email", Settings(home=tmp_path), lambda: NOON)
