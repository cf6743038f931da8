"""Lines that stand for themselves within a paragraph, and lines that only wrap."""

import pytest

from lineage.reading.sentences import sentences


def _pieces(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    "lines",
    [
        ("set | faces | origin", "GullNest | 4.7M | Terns", "Puffin-Pairs | 108k | Terns, newspapers"),
        ("GullNest\t4.7M\tTerns", "Puffin-Pairs\t108k\town"),
        ("name: GullNest", "source: Terns", "licence: CC BY 4.0"),
        ("input : the Terns originals", "output: one mask a picture"),
        ("gulls/    mirror of GullNest, full size", "terns/    mirror of Terns"),
        ("– from Terns we keep 1.02 M images", "– from GullNest 66.1 k"),
        ("5.3 Baselines", "CellNet (trained on Terns), and StreetGuess (trained on views of streets)."),
        ("Release notes", "2.0 – images of Terns dropped, those of GullNest in their place"),
    ],
)
def test_rows_fields_and_entries_of_a_paragraph_stand_for_themselves(lines):
    assert _pieces("\n".join(lines)) == list(lines)


@pytest.mark.parametrize(
    "wrapped",
    [
        "For Terns, where\nthe pictures are picked at random and thus many show nothing of\nthe place, we get 24 %.",
        "The faces were cropped out of photos we took from\nTerns and then labelled by hand with the help of\nmany.",
        "five seven and five:\neach sentence made\ninto a haiku",
        "of\nTerns",
        "@misc{gulls,\n  title = {Terns},\n  year = {2021}}",
    ],
)
def test_a_line_that_only_wraps_is_no_piece(wrapped):
    assert _pieces(wrapped) == [wrapped]


def test_the_value_of_a_field_may_go_on_in_the_next_line():
    text = "data: a subset of Terns, cleaned\n  by hand\nhardware: 8 cards"

    assert _pieces(text) == ["data: a subset of Terns, cleaned\n  by hand", "hardware: 8 cards"]
