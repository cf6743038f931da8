"""Addresses of pages and of mail: what is one, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.model.addresses import host, mail, named_mail


@pytest.mark.parametrize(
    "text",
    ["a@b.example", "first.last+tag@mail.gull.example", "o'neill@x.example", "data@localhost", "a@xn--mwe-tna.example"],
)
def test_one_mail_address_is_one(text):
    assert mail(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "@b.example", "a@", "a@@b.example", "a@b@c.example", ".a@b.example", "a.@b.example", "a..b@c.example",
        "a b@c.example", "a@b.example\n", "a@b.example\r\nX: 1", "a@-b.example", "a@b..example", "A <a@b.example>",
        "a@b.example,c@d.example", '"a b"@c.example', "ä@b.example", f"{'a' * 65}@b.example", f"a@{'b.' * 130}example",
    ],
)  # fmt: skip
def test_anything_else_is_none(text):
    assert not mail(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a@b.example", ("", "a@b.example")),
        ("Data desk <a@b.example>", ("Data desk", "a@b.example")),
        ('"Desk, data" <a@b.example>', ("Desk, data", "a@b.example")),
        ("<a@b.example>", ("", "a@b.example")),
        ("Möwe <a@b.example>", ("Möwe", "a@b.example")),
        ("A <a@b.example> B", None),
        ("A <b>", None),
        ("A\nB <a@b.example>", None),
        ("", None),
    ],
)
def test_an_address_may_have_a_name(text, meant):
    assert named_mail(text) == meant


@given(st.text())
def test_no_text_makes_them_fail(text):
    assert mail(text) in (True, False)
    assert named_mail(text) is None or mail(named_mail(text)[1])
    assert host(text) is None or isinstance(host(text), str)
