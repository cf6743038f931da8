"""What a text speaks of is counted in whole words, large or small."""

import pytest

from lineage.reading.topic import has_any, spoken_of


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bread is baked at six.", 0),
        ("An image of a FACE.", 2),
        ("imagery prefaced", 1),
        ("image, image, image", 1),
        ("the training set of a neural network", 2),
        ("画像 と データセット", 2),
    ],
)
def test_each_general_word_of_our_field_counts_once(text, count):
    assert spoken_of(text) == count


@pytest.mark.parametrize(
    ("text", "there"), [("The Flickr photos", True), ("flickr", True), ("flickrish", False), ("", False)]
)
def test_a_word_is_there_if_it_stands_alone(text, there):
    assert has_any(text, ("Flickr",)) is there
