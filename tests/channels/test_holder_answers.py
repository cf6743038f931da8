"""What a holder answers is believed only when they signed it, for this notice, just now, and not before."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from pydantic import SecretStr

from lineage.channels import find
from lineage.channels.holder_api import HolderApiChannel
from lineage.channels.signed import opened
from lineage.errors import AnswerForged, ChannelUnavailable
from lineage.model.base import sha256
from tests.channels.holder import Desk, HolderServer, public_key, signed
from tests.channels.making import HOLDER_SEED, ID, NOON, SEED, contact, notice


class Asking:
    """A notice at a holder, and what they say of it."""

    def __init__(self, server):
        self.desk, self.now = server.desk, NOON
        self.contact = contact("holder_api", server.url, public_key=public_key(HOLDER_SEED))
        self.channel = HolderApiChannel(
            find.card("holder_api"), lambda: self.now, "LINEAGE", SecretStr(SEED), (server.url,), 5.0
        )
        self.reference = self.channel.deliver(notice(contact=self.contact)).reference

    def __call__(self, status=None, seen=(), **more):
        if status:
            self.desk.status = status
        values = {"contact": self.contact, "notice": ID, "reference": self.reference}
        return self.channel.answers(**(values | more), seen=seen)


@pytest.fixture
def asking():
    with HolderServer(Desk(clock=lambda: NOON)) as server:
        yield Asking(server)


@pytest.mark.parametrize(
    ("status", "reason", "state", "basis"),
    [
        ("in_progress", None, "acknowledged", ""),
        ("in_progress", "need_user_verification", "acknowledged", ""),
        ("fulfilled", None, "claimed_done", ""),
        ("denied", "no_match", "not_found", ""),
        ("denied", "claim_not_covered", "exempt", "claim_not_covered"),
        ("denied", "outside_jurisdiction", "exempt", "outside_jurisdiction"),
        ("denied", "suspected_fraud", "refused", "suspected_fraud"),
        ("denied", "insuf_verification", "refused", "insuf_verification"),
        ("denied", "too_many_requests", "refused", "too_many_requests"),
        ("denied", "because <b>of Zoë</b>", "refused", "other"),
        ("denied", None, "refused", "other"),
        ("expired", None, "refused", "expired"),
    ],
)
def test_the_protocol_s_words_become_ours(asking, status, reason, state, basis):
    answer = asking({"status": status, "reason": reason})

    assert (answer.state, answer.basis, answer.recipients) == (state, basis, ())


def test_open_says_nothing_yet(asking):
    assert asking({"status": "open"}) is None


def test_recipients_are_taken_by_name_as_far_as_they_are_names(asking):
    answer = asking({"status": "fulfilled", "recipients": ["Gull University", " Tern GmbH ", 7, "", "a\nb", "x" * 201]})

    assert answer.recipients == ("Gull University", "Tern GmbH")


def test_the_evidence_is_what_was_signed(asking):
    answer = asking({"status": "fulfilled"})

    assert opened(base64.b64encode(answer.evidence), public_key(HOLDER_SEED)) == answer.evidence


def test_without_the_holder_s_key_nobody_is_asked(asking):
    before = len(asking.desk.seen)

    assert asking(contact=contact("holder_api", asking.contact.address)) is None
    assert len(asking.desk.seen) == before


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not base64 at all",
        base64.b64encode(b"short"),
        base64.b64encode(b'{"status": "fulfilled"}' * 9),
        signed({"status": "fulfilled"}, SEED),
        signed({"status": "fulfilled"})[4:],
    ],
)
def test_what_the_holder_did_not_sign_is_forged(asking, body):
    asking.desk.answer = body or b" "

    with pytest.raises(AnswerForged, match="not signed with the holder's key"):
        asking()


def test_an_answer_about_another_notice_is_forged(asking):
    with pytest.raises(AnswerForged, match="not meant for this notice"):
        asking(notice="00000000-0000-4000-8000-000000000000")


def test_an_answer_about_another_request_is_forged(asking):
    with pytest.raises(AnswerForged, match="not meant for this notice"):
        asking({"status": "fulfilled", "request_id": "another"})


def test_an_answer_that_came_before_is_forged_however_it_is_spelt(asking):
    before = asking({"status": "fulfilled"})
    asking.desk.answer = b"\n" + asking.desk.told(asking.reference) + b"\n"

    with pytest.raises(AnswerForged, match="came before"):
        asking(seen=(sha256(before.evidence),))


@pytest.mark.parametrize(
    ("later", "clause"), [(timedelta(minutes=11), "too old"), (timedelta(seconds=-1), "dated later than now")]
)
def test_an_answer_holds_for_its_time_only(asking, later, clause):
    asking.now = NOON + later

    with pytest.raises(AnswerForged, match=clause):
        asking()


def test_an_answer_that_would_hold_for_years_is_forged(asking):
    with pytest.raises(AnswerForged, match="longer than ten minutes"):
        asking({"status": "fulfilled", "expires-at": "2036-11-16T12:00:00Z"})


@pytest.mark.parametrize("moment", [None, "soon", 7, {}])
def test_an_answer_without_a_time_is_forged(asking, moment):
    with pytest.raises(AnswerForged, match="does not say how long it holds"):
        asking({"status": "fulfilled", "expires-at": moment})


@pytest.mark.parametrize("status", ["done", 7, None, ["fulfilled"]])
def test_a_word_that_the_protocol_does_not_know_is_not_guessed(asking, status):
    with pytest.raises(ChannelUnavailable, match="ask the holder"):
        asking({"status": status})


@pytest.mark.parametrize("code", [302, 401, 404, 500])
def test_a_holder_that_does_not_answer_is_asked_again(asking, code):
    asking.desk.refuse = code

    with pytest.raises(ChannelUnavailable, match=str(code)):
        asking()


@pytest.mark.parametrize("reference", ["../../admin", "a/b", "?x=1", "%2e%2e", "#"])
def test_a_holder_s_own_name_for_a_request_stays_one_part_of_the_path(asking, reference):
    with pytest.raises(ChannelUnavailable):
        asking(reference=reference)

    path = asking.desk.seen[-1].path
    assert path.startswith("/v1/data-rights-request/")
    assert path.count("/") == 3
    assert "?" not in path
