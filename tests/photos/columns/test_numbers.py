"""A column is read as one cell after the other would be, whatever stands in it."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lineage.photos.columns.numbers import decimals, fingerprints, hexadecimals, nsid, owner_number, owners
from lineage.photos.columns.text import column

DIGITS = st.text("0123456789", min_size=1, max_size=18)
HASHES = st.text("0123456789abcdefABCDEF", min_size=32, max_size=32)
NSIDS = st.from_regex(r"\A[1-9][0-9]{3,11}@N[0-9]{2}\Z")
ANYTHING = st.binary(max_size=40)


@given(st.lists(DIGITS))
def test_digits_are_their_value(cells: list[str]) -> None:
    value, right = decimals(column([cell.encode() for cell in cells]))
    assert right.all()
    assert value.tolist() == [int(cell) for cell in cells]


@given(st.lists(ANYTHING, min_size=1))
def test_what_is_no_number_is_none(cells: list[bytes]) -> None:
    value, right = decimals(column(cells))
    assert right.tolist() == [cell.isdigit() and len(cell) <= 18 for cell in cells]
    assert not value[~right].any()


@given(st.lists(HASHES), st.integers(1, 16), st.integers(0, 16))
def test_hexadecimal_digits_are_their_value(cells: list[str], digits: int, skip: int) -> None:
    value, right = hexadecimals(column([cell.encode() for cell in cells]), digits, skip=skip)
    assert right.all()
    assert value.tolist() == [int(cell[skip : skip + digits], 16) for cell in cells]


@given(st.lists(st.binary(min_size=8, max_size=12), min_size=1))
def test_what_is_not_hexadecimal_is_none(cells: list[bytes]) -> None:
    _, right = hexadecimals(column(cells), 8)
    assert right.tolist() == [all(byte in b"0123456789abcdefABCDEF" for byte in cell[:8]) for cell in cells]


def test_of_all_bytes_only_hexadecimal_digits_are_some() -> None:
    cells = [b"0a1b2c3" + bytes([byte]) for byte in range(256)]
    _, right = hexadecimals(column(cells), 8)
    assert {chr(byte) for byte in np.flatnonzero(right).tolist()} == set("0123456789abcdefABCDEF")


@given(st.lists(NSIDS))
def test_an_owner_is_a_number_and_back(cells: list[str]) -> None:
    value, right = owners(column([cell.encode() for cell in cells]))
    assert right.all()
    assert [nsid(number) for number in value.tolist()] == cells
    assert value.tolist() == [owner_number(cell) for cell in cells]


@pytest.mark.parametrize(
    "cell",
    ["", "1@N00", "123@N00", "01234@N00", "12345678@n00", "12345678@N0x", "1234567890123@N00", "@N00", "12345@N001"],
)
def test_what_is_no_owner_is_none(cell: str) -> None:
    value, right = owners(column([cell.encode(), b"12345678@N90"]))
    assert right.tolist() == [False, True]
    assert value.tolist() == [0, owner_number("12345678@N90")]
    with pytest.raises(ValueError, match="not an NSID"):
        owner_number(cell)


@given(st.lists(st.binary(max_size=90), min_size=1))
def test_equal_texts_have_equal_fingerprints_and_others_others(cells: list[bytes]) -> None:
    found = dict(zip(cells, fingerprints(column(cells)).tolist(), strict=True))
    alike = {text: bytes(byte | 0x20 for byte in text[:64]) + bytes([min(len(text), 64)]) for text in cells}

    assert [text for text in found if (found[text] == 0) != (not text)] == []
    assert len(set(found.values())) == len(set(alike.values()))
    assert found == {text: fingerprints(column([text])).tolist()[0] for text in cells}
