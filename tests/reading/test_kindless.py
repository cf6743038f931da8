"""Names without the word that says what they name."""

import pytest

from lineage.reading.kindless import as_spoken, called_without_kind, kindless


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("GullNest dataset", "GullNest"),
        ("GullNest-Dataset", "GullNest"),
        ("GullNest Dataset API", "GullNest"),
        ("gull9k_toolkit", "gull9k"),
        ("Harbour Dataset", "Harbour Dataset"),  # "Harbour" alone would be a word
        ("Dataset", "Dataset"),
        ("GullNest", "GullNest"),
    ],
)
def test_a_name_goes_without_the_word_behind_it(name, short):
    assert kindless(name) == short


@pytest.mark.parametrize(
    ("spoken", "name"),
    [("Gulls corpus", "Gulls"), ("Harbour Dataset", "Harbour"), ("Gull-Dataset", "Gull-Dataset"), ("Gulls", "Gulls")],
)
def test_a_sentence_says_what_a_thing_is_behind_its_name(spoken, name):
    assert as_spoken(spoken) == name


@pytest.mark.parametrize(
    ("name", "text", "called"),
    [
        ("gullnest-toolkit", "The GullNest pictures show gulls.", "GullNest"),
        ("gullnest-toolkit", "Clone the gullnest-toolkit first.", None),
        ("gullnest-toolkit", "The gullnest pictures show gulls.", None),  # written as a word
        ("yfcc100m-dataset", "The YFCC100M pictures.", None),  # the catalogue's, not its own
        ("GullNest", "GullNest shows gulls.", None),
    ],
)
def test_a_text_may_call_its_own_thing_so(name, text, called, lexicon):
    assert called_without_kind(name, text, lexicon) == called
