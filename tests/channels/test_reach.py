"""Where a holder's API may be: a contact is found on somebody's page, and must not lead us into our own house."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.channels.reach import base
from lineage.errors import ChannelRefused


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("https://api.acme.example", "https://api.acme.example"),
        ("https://acme.example/privacy/", "https://acme.example/privacy"),
        ("https://acme.example:8443", "https://acme.example:8443"),
        ("https://8.8.8.8/drp", "https://8.8.8.8/drp"),
    ],
)
def test_a_public_host_by_https_may_be_asked(address, meant):
    assert base(address, ()) == meant


@pytest.mark.parametrize(
    "address",
    [
        "http://api.acme.example",
        "https://127.0.0.1",
        "https://127.1",
        "https://0x7f.1",
        "https://0x7f000001",
        "https://2130706433",
        "https://localhost",
        "https://localhost.",
        "https://intranet",
        "https://db.internal",
        "https://printer.local",
        "https://10.0.0.7",
        "https://192.168.1.1.",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]",
        "https://[::ffff:127.0.0.1]",
        "https://[fe80::1%25eth0]",
        "https://user:password@acme.example",
        "https://acme.example/?to=other",
        "https://acme.example/#x",
        "https://acme.example/a b",
        "https://acme.example/\r\nX-Evil: 1",
        "file:///etc/passwd",
        "ftp://acme.example",
        "https://",
        "https://[",
        "",
    ],
)
def test_nothing_else_may(address):
    with pytest.raises(ChannelRefused, match="LINEAGE_HOLDER_ORIGINS"):
        base(address, ())


def test_an_origin_that_settings_name_may_be_asked_and_no_other_port():
    assert base("http://127.0.0.1:8900/acme", ["http://127.0.0.1:8900"]) == "http://127.0.0.1:8900/acme"
    with pytest.raises(ChannelRefused):
        base("http://127.0.0.1:8901/acme", ["http://127.0.0.1:8900"])


@given(st.text() | st.text().map("https://{}".format))
def test_no_text_makes_it_fail_otherwise(address):
    with suppress(ChannelRefused):
        assert base(address, ()).startswith("https://")
