"""Signed messages, as libsodium writes them."""

from __future__ import annotations

import base64

from hypothesis import given
from hypothesis import strategies as st

from lineage.channels.signed import opened, sign
from tests.channels.holder import public_key
from tests.channels.making import HOLDER_SEED, SEED

RFC_8032_SEED = base64.b64encode(
    bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
).decode()
RFC_8032_SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_the_signature_stands_before_the_message():
    assert base64.b64decode(sign(b"\x72", RFC_8032_SEED)) == RFC_8032_SIGNATURE + b"\x72"


@given(st.binary())
def test_what_was_signed_opens_with_that_key_alone(message):
    text = sign(message, SEED)

    assert opened(text, public_key(SEED)) == base64.b64decode(text)
    assert opened(text, public_key(HOLDER_SEED)) is None


@given(st.binary(), st.text())
def test_nothing_else_opens_and_nothing_makes_it_fail(text, key):
    assert opened(text, public_key(SEED)) is None
    assert opened(sign(b"x", SEED), key) is None


@given(st.binary(min_size=1), st.data())
def test_a_changed_byte_is_noticed(message, data):
    whole = bytearray(base64.b64decode(sign(message, SEED)))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= 1 << data.draw(st.integers(0, 7))

    assert opened(base64.b64encode(whole), public_key(SEED)) is None
