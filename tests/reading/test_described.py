"""Things without a name, of which a sentence may speak."""

import pytest

from lineage.model.words import About, Predicate
from lineage.reading.described import described
from lineage.reading.subjects import Whose, as_subject
from tests.reading.conftest import PAPER


def phrases(scene, text, predicate=Predicate.TRAINED_ON):
    """Each phrase as the text has it."""
    seen = scene(text)
    spans = [(seen.words[begin], seen.words[at]) for begin, at, _ in described(seen, predicate)]
    return [seen.sentence.text[first.start : last.end] for first, last in spans]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Faces were labelled by a race classifier trained on FairFace.", ["race classifier"]),
        ("Our FairFace classifier was trained on FairFace.", ["FairFace classifier"]),
        ("The gull company's face detector was trained on MegaFace.", ["face detector"]),
        ("The model was trained on MegaFace.", []),
        ("The proposed face detector was trained on MegaFace.", []),
        ("The photographer knows MegaFace.", []),
    ],
)
def test_a_phrase_goes_without_its_article_and_without_whose_it_is(scene, text, found):
    assert phrases(scene, text) == found


def test_what_the_thing_is_called_must_fit_what_is_said(scene):
    text = "A parquet mirror of MegaFace, made by a face detector."
    assert phrases(scene, text, Predicate.COPY_OF) == ["parquet mirror"]
    assert phrases(scene, text, Predicate.TRAINED_ON) == ["face detector"]


def test_how_it_is_put_is_told(scene):
    ((_, _, signs),) = described(scene("A race classifier trained on FairFace."), Predicate.TRAINED_ON)
    assert {"nearest=0", "det=a", "head=classifier", "words=2"} <= set(signs)


@pytest.mark.parametrize(
    ("about", "subject"), [(About.SELF, PAPER.reference), (About.THIRD_PARTY, "anonymous:face detector")]
)
def test_what_is_a_texts_own_is_its_artefacts_so_that_somebody_can_be_asked(about, subject):
    whose = Whose(called="face detector", about=about, described=True)
    assert as_subject(PAPER, Predicate.TRAINED_ON, whose)[0] == subject
