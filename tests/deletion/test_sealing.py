"""What is sealed opens with its key and as what it was sealed as; anything else is told, and nothing is shown."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.deletion.sealing import seal, unseal
from lineage.errors import SealBroken

KEY = b"k" * 32
PLAIN = b"Mew Gull, 1 Harbour Street"


@given(plain=st.binary(max_size=500), about=st.text(st.characters(codec="utf-8"), max_size=20))
def test_what_is_sealed_can_be_unsealed(plain, about):
    assert unseal(KEY, seal(KEY, plain, about, secrets.token_bytes), about) == plain


def test_nothing_of_it_can_be_read():
    sealed = seal(KEY, PLAIN, "letter", secrets.token_bytes)

    assert b"Gull" not in sealed
    assert b"letter" not in sealed


def test_the_same_is_never_sealed_twice_in_one_way():
    assert seal(KEY, PLAIN, "letter", secrets.token_bytes) != seal(KEY, PLAIN, "letter", secrets.token_bytes)


def test_what_is_long_and_alike_gets_small():
    assert len(seal(KEY, b"https://photos.example/" * 1000, "letter", secrets.token_bytes)) < 1000


def test_the_form_stays_as_it_is_stored():
    sealed = seal(KEY, b"gull", "letter", lambda length: b"n" * length)

    assert sealed[:13] == b"\x01" + b"n" * 12
    assert unseal(KEY, bytes.fromhex("016e6e6e6e6e6e6e6e6e6e6e6e") + sealed[13:], "letter") == b"gull"


@given(place=st.integers(0, 60), bit=st.integers(0, 7))
def test_a_single_bit_that_was_changed_is_found(place, bit):
    sealed = bytearray(seal(KEY, PLAIN, "letter", lambda length: b"n" * length))
    sealed[place % len(sealed)] ^= 1 << bit

    with pytest.raises(SealBroken):
        unseal(KEY, bytes(sealed), "letter")


@pytest.mark.parametrize(
    ("key", "about"), [(b"x" * 32, "a/letter"), (KEY, "b/letter"), (KEY, "a/answer")], ids=["key", "request", "kind"]
)
def test_another_key_or_another_purpose_opens_nothing(key, about):
    sealed = seal(KEY, PLAIN, "a/letter", secrets.token_bytes)

    with pytest.raises(SealBroken, match=f"sealed as {about} .* does not open with its key") as told:
        unseal(key, sealed, about)

    assert "Gull" not in str(told.value)


@pytest.mark.parametrize(
    ("sealed", "says"), [(b"", "has 0 bytes"), (b"\x01" * 28, "has 28 bytes"), (b"\x07" * 60, "begins with the byte 7")]
)
def test_what_is_no_seal_at_all_is_told(sealed, says):
    with pytest.raises(SealBroken, match=says):
        unseal(KEY, sealed, "letter")
