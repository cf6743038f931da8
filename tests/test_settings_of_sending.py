"""How notices leave, as the environment says it."""

from __future__ import annotations

import pytest

from lineage.errors import BadInput
from lineage.settings import from_environment

SENDING = {
    "LINEAGE_SMTP_URL": "smtp://lineage:gulls-on-the-pier@mail.example:587",
    "LINEAGE_MAIL_FROM": "Lineage <data@lineage.example>",
    "LINEAGE_MAIL_REPLY_TO": "desk@lineage.example",
    "LINEAGE_SIGNING_KEY": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "LINEAGE_AGENT_ID": "DATASET_LINEAGE",
    "LINEAGE_HOLDER_ORIGINS": "http://127.0.0.1:8900, https://10.0.0.7,",
}


def test_notices_lie_in_a_folder_until_more_is_set():
    sending = from_environment({}).sending

    assert (sending.smtp_url, sending.mail_from, sending.signing_key, sending.holder_origins) == (None, None, None, ())


def test_how_notices_leave_is_read_and_its_secrets_are_never_shown():
    sending = from_environment(SENDING).sending

    assert sending.smtp_url.get_secret_value() == SENDING["LINEAGE_SMTP_URL"]
    assert sending.mail_from == "Lineage <data@lineage.example>"
    assert sending.mail_reply_to == "desk@lineage.example"
    assert sending.holder_origins == ("http://127.0.0.1:8900", "https://10.0.0.7")
    assert "gulls-on-the-pier" not in repr(from_environment(SENDING))
    assert SENDING["LINEAGE_SIGNING_KEY"] not in repr(from_environment(SENDING))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LINEAGE_SMTP_URL", "mail.example:587/gulls-on-the-pier"),
        ("LINEAGE_SMTP_URL", "http://u:gulls-on-the-pier@mail.example"),
        ("LINEAGE_SMTP_URL", "smtp://u:gulls-on-the-pier/@mail.example"),
        ("LINEAGE_MAIL_FROM", "gulls-on-the-pier"),
        ("LINEAGE_MAIL_FROM", "a@b.example\r\nBcc: gulls-on-the-pier@b.example"),
        ("LINEAGE_MAIL_REPLY_TO", "a@b.example, gulls-on-the-pier@b.example"),
        ("LINEAGE_SIGNING_KEY", "gulls-on-the-pier"),
        ("LINEAGE_SIGNING_KEY", "Z3VsbHMtb24tdGhlLXBpZXI="),
        ("LINEAGE_AGENT_ID", "gulls-on-the-pier"),
        ("LINEAGE_HOLDER_ORIGINS", "http://127.0.0.1/gulls-on-the-pier"),
        ("LINEAGE_HOLDER_ORIGINS", "http://u:gulls-on-the-pier@127.0.0.1"),
        ("LINEAGE_HOLDER_ORIGINS", "ftp://127.0.0.1"),
    ],
)
def test_a_way_to_send_that_cannot_be_meant_is_refused_and_not_repeated(name, value):
    with pytest.raises(BadInput, match=name) as refused:
        from_environment(SENDING | {name: value})

    assert "gulls" not in str(refused.value)


def test_a_signing_key_may_be_written_in_either_alphabet_of_base64():
    keys = [
        from_environment(SENDING | {"LINEAGE_SIGNING_KEY": text}).sending
        for text in ("_-" * 21 + "8=", "/+" * 21 + "8=")
    ]

    assert {sending.signing_key.get_secret_value() for sending in keys} == {"/+" * 21 + "8="}


def test_mail_needs_a_sender():
    with pytest.raises(BadInput, match="LINEAGE_SMTP_URL is set, but not LINEAGE_MAIL_FROM"):
        from_environment(SENDING | {"LINEAGE_MAIL_FROM": ""})


def test_rates_of_channels_are_those_of_their_cards_unless_a_factor_is_set():
    assert from_environment({}).sending.channel_rate_scale == 1
    assert from_environment({"LINEAGE_CHANNEL_RATE_SCALE": "0.5"}).sending.channel_rate_scale == 0.5


@pytest.mark.parametrize("factor", ["fast", "0", "-1", "inf", "nan"])
def test_a_factor_that_is_no_positive_number_is_refused(factor):
    with pytest.raises(BadInput, match=f"LINEAGE_CHANNEL_RATE_SCALE='{factor}'"):
        from_environment({"LINEAGE_CHANNEL_RATE_SCALE": factor})
