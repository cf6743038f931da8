"""From a name outwards: through phrases, prepositions and verbs, to the root of its clause."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineage.reading.lexicon import Mention
from lineage.reading.syntax.paths import path_from
from lineage.reading.syntax.tagging import words_of

PATHS = {
    "We train on a filtered subset of YFCC100M.": "of n[part].* <on v[learn] .*subject:we",
    "The pictures were sampled at random from YFCC100M.": "from v[take].*passive.* subject:media",
    "From YFCC100M, we select ten pictures.": "from v[take].*fronted.*subject:we object:media",
    "YFCC100M serves as the source of it.": "subject v[serve] s.*[+]as n[source]",
    "YFCC100M was used to train a model.": "subject v[use].*passive.*[+]to v[learn]:model",
    "Source: YFCC100M": "field n[source]",
    "It was built using pictures from YFCC100M.": "from n[media] <object v[use] ing.* <by-do v[build].*subject:it",
    "Ten pictures taken from YFCC100M make up the list.": "from v[take] ed.* <which n[media] <subject v[give]",
    "We describe GullNest, a subset of YFCC100M.": "of n[part] <apposition",
    "The parent is YFCC100M.": "is be[].*subject:source",
    "We plan to crop YFCC100M.": "object v[rework].* <to-do v[plan]",
    "YFCC100M in parquet format": "alone none.*[+]in n[wrapping]",
}


def fits(shown, path):
    """Whether a path has the steps shown, each class being one of those of its word."""
    pattern = re.sub(r"([nv]|be)\[(\w*)\]", r"\1\\[[^\\]]*\2[^\\]]*\\]", shown)
    return re.match(f"<{pattern}", re.sub(r"^(?:<(?:head|mod|before) \S+(?: [^<]\S*)* )+", "", path))


@pytest.mark.parametrize(("sentence", "shown"), PATHS.items())
def test_a_path_leads_to_the_act(sentence, shown, paths):
    (path,) = paths(sentence)
    assert fits(shown, path), path


@pytest.mark.parametrize(
    "sentence",
    [
        "The pictures come from FairFace, MegaFace and MS COCO.",
        "The pictures come from three places: FairFace, MegaFace, and MS COCO.",
        "The pictures come from FairFace (ten), MegaFace (nine) and MS COCO (one).",
    ],
)
def test_all_items_of_a_list_have_the_path_of_the_first(sentence, paths):
    found = paths(sentence)
    assert len(found) == 3
    assert all("from v[come" in path for path in found)


def test_a_relative_clause_leads_to_its_noun_and_on(paths):
    (path,) = paths("The list, which was sampled from YFCC100M, is short.")
    assert "<which n[" in path
    assert "<which-subject be[]" in path


WORDS = st.sampled_from(
    [
        *[
            "we",
            "they",
            "it",
            "the",
            "a",
            "of",
            "from",
            "on",
            "in",
            "by",
            "to",
            "which",
            "that",
            "and",
            ",",
            ";",
            ":",
            "(",
            ")",
            "not",
            "is",
            "was",
            "images",
            "faces",
            "subset",
            "sampled",
        ],
        *[
            "trained",
            "using",
            "crop",
            "O",
            "O",
            "source",
            "model",
            "training",
            "for",
            "as",
            "10k",
            "'",
            "-",
            "/",
            "|",
            ".",
            "never",
            "Gull",
        ],
    ]
)


@given(st.lists(WORDS, max_size=60))
def test_no_order_of_words_breaks_it_and_it_ends(pieces):
    text = " ".join(pieces)
    named = [Mention(m.start(), m.end(), "O", "name:O", "o") for m in re.finditer(r"\bO\b", text)]
    found = words_of(text, named, (), frozenset())
    for place, word in enumerate(found):
        if word.mention >= 0:
            assert len(path_from(found, place).steps) < 40


def test_a_very_long_sentence_costs_what_its_length_costs():
    text = "images of " * 20_000 + "O" + " and faces from it" * 20_000
    found = words_of(text, [Mention(200_000, 200_001, "O", "name:O", "o")], (), frozenset())
    path = path_from(found, next(place for place, word in enumerate(found) if word.mention >= 0))
    assert len(path.steps) < 20
