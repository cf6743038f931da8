"""The path from a name in a sentence, as the rules read it."""

import pytest

from lineage.reading.syntax.paths import path_from
from lineage.reading.syntax.tagging import words_of


@pytest.fixture(scope="session")
def words(lexicon):
    """The tagged words of a sentence."""
    return lambda sentence: words_of(sentence, lexicon.find(sentence), (), frozenset())


@pytest.fixture(scope="session")
def paths(words):
    """The paths from all names of the catalogue in a sentence, left to right."""

    def read(sentence):
        found = words(sentence)
        return [str(path_from(found, place)) for place, word in enumerate(found) if word.mention >= 0]

    return read
