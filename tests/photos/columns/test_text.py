"""Blocks of lines are cut into columns; a line of another width is given back, not dropped."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from hypothesis import given
from hypothesis import strategies as st

from lineage.photos.columns.text import column, cut

CELL = st.text(st.characters(codec="utf-8", exclude_characters="\t\n\r"), max_size=12)


@given(st.lists(st.lists(CELL, min_size=1, max_size=5)), st.integers(2, 5), st.sampled_from(["\n", "\r\n"]))
def test_every_line_is_cut_or_given_back(rows: list[list[str]], width: int, ending: str) -> None:
    # Arrange
    content = "".join("\t".join(row) + ending for row in rows).encode()
    # Act
    lines = cut(content, "\t", width)
    # Assert
    table = zip(*(column.texts() for column in lines.columns), strict=True)
    cut_rows = {int(number): [cell.decode() for cell in row] for number, row in zip(lines.number, table, strict=True)}
    assert cut_rows == {number: row for number, row in enumerate(rows) if len(row) == width}
    given_back = {number: text.decode().rstrip("\r") for number, text in lines.others}
    narrow = {number: "\t".join(row) for number, row in enumerate(rows) if len(row) != width}
    assert given_back == {number: text for number, text in narrow.items() if text or ending == "\r\n"}


def test_the_last_line_may_lack_its_end() -> None:
    lines = cut(b"1,2\n3,4", ",", 2)
    assert [column.texts() for column in lines.columns] == [[b"1", b"3"], [b"2", b"4"]]


def test_only_wanted_columns_are_made() -> None:
    (last,) = cut(b"1,2,3\n4,5,6\n", ",", 3, wanted=[2]).columns
    assert last.texts() == [b"3", b"6"]


def test_cells_at_hand_are_a_column() -> None:
    cells = column([b"one", b"", b"three"])
    assert cells.texts() == [b"one", b"", b"three"]
    assert cells.length.tolist() == [3, 0, 5]
