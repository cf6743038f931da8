"""One part of speech for each word, by its neighbours."""

import pytest


def tags(words, sentence):
    return {word.text: word.tag for word in words(sentence)}


@pytest.mark.parametrize(
    ("sentence", "word", "tag"),
    [
        ("We sample YFCC100M.", "sample", "V"),
        ("A sample of YFCC100M.", "sample", "N"),
        ("Crop the faces of YFCC100M.", "Crop", "V"),
        ("The crop shows a face.", "crop", "N"),
        ("The filtered images come from YFCC100M.", "filtered", "ADJ"),
        ("Images filtered from YFCC100M.", "filtered", "V"),
        ("The training set is YFCC100M.", "training", "N"),
        ("By training on YFCC100M, we win.", "training", "V"),
        ("The set was split.", "split", "V"),
        ("A split of YFCC100M.", "split", "N"),
        ("Copy of YFCC100M.", "Copy", "N"),
        ("These are faces.", "These", "PR"),
        ("These faces are old.", "These", "DET"),
        ("It was folded into YFCC100M.", "folded", "V"),
        ("We trained not only on YFCC100M.", "not", "ADV"),
        ("We use about 70 % of YFCC100M.", "about", "ADV"),
        ("It holds over 3,000 images of YFCC100M.", "over", "ADV"),
        ("A paper about YFCC100M.", "about", "P"),
    ],
)
def test_a_word_is_what_its_neighbours_make_it(sentence, word, tag, words):
    assert tags(words, sentence)[word] == tag


def test_several_words_are_one_preposition(words):
    assert [word.text for word in words("Made out of YFCC100M.")] == ["Made", "from", "YFCC100M", "."]


def test_words_torn_apart_at_their_hyphens_are_whole_again(words):
    assert "fine-tuning" in tags(words, "We use MS COCO for fine - tuning of it.")


def test_markup_and_citations_are_no_words(words):
    text = "We **crop** [YFCC100M](https://gull.example/a) [12] (Gull et al., 2019) `now`."
    assert [word.text for word in words(text)] == ["We", "crop", "YFCC100M", "now", "."]
