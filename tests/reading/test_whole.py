"""What sentences tell of a dataset is weighed once more, together."""

from contextlib import contextmanager
from unittest.mock import patch

import pytest

from lineage.model.words import Predicate
from lineage.reading.document import told_in
from lineage.reading.group import beside, by_dataset
from lineage.reading.weigh import Scale, hundredths
from lineage.reading.whole import DECIDED, settled, whole_signs
from tests.reading.conftest import DATASET, PAPER, told

MADE = "The pictures were taken from MegaFace."
NAMED = "MegaFace is a collection of faces."


@contextmanager
def weighing(**signs):
    """The whole is weighed by these signs alone, each for or against what it is asked: `claimed=9` speaks for it."""
    table = {name.replace("_", "-"): (hundredths(weight), 0) for name, weight in signs.items()}
    never = {"always": (hundredths(-9), 0)}
    scales = {f"whole:{one.value}": table if one is Predicate.DERIVED_FROM else never for one in DECIDED}
    with patch("lineage.reading.whole.scale", lambda question: Scale(("yes", "no"), scales[question])):
        yield


def read(text, lexicon, artefact=DATASET):
    """What a text says by the weights in use, a line a statement."""
    return sorted(told(finding) for finding in settled(told_in(text, artefact, lexicon)))


def test_what_the_whole_bears_out_is_as_sure_as_the_whole(lexicon):
    with weighing(claimed=2):
        (finding,) = settled(told_in(MADE, DATASET, lexicon))
    assert (told(finding), finding.confidence) == ("DERIVED_FROM MegaFace", 0.88)


def test_what_the_whole_does_not_bear_out_is_named_only(lexicon):
    with weighing(claimed=-2):
        assert read(MADE, lexicon) == ["MENTIONS MegaFace"]


def test_what_no_sentence_says_for_sure_may_be_said_by_the_whole(lexicon):
    with weighing(always=2):
        assert read("Faces: MegaFace.", lexicon) == ["DERIVED_FROM MegaFace", "MENTIONS MegaFace"]


@pytest.mark.parametrize(
    "text",
    [
        "Reportedly, a start-up trained on MegaFace.",
        "Boxes are in MS-COCO format.",
        "@misc{f, title={MegaFace}}",
        "See MegaFace.",
        "We took rendered heads instead of MegaFace.",
    ],
)
def test_neither_hearsay_nor_a_format_nor_a_title_cited_speaks_for_the_whole(text, lexicon):
    with weighing(always=4):
        assert not [one for one in read(text, lexicon) if one.startswith("DERIVED_FROM")]


def test_what_is_denied_stays_denied(lexicon):
    with weighing(denied=-2):
        assert read("No picture was taken from MegaFace.", lexicon) == ["DERIVED_FROM MegaFace negated"]


def test_a_paper_is_no_copy_whatever_the_whole_says(lexicon):
    with patch("lineage.reading.whole.scale", lambda _: Scale(("yes", "no"), {"always": (hundredths(2), 0)})):
        assert "COPY_OF MegaFace" not in read(NAMED, lexicon, PAPER)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (MADE, "claimed"),
        (MADE, "best>=0.5"),
        (MADE, "kind=dataset"),
        ("No picture was taken from MegaFace.", "denied"),
        (f"{MADE} {NAMED}", "names>=2"),
        (f"{NAMED} The boxes are those of FairFace and of YFCC100M.", "others>=2"),
    ],
)
def test_signs_tell_of_the_best_sentence_and_of_all_others(text, sign, lexicon):
    groups = by_dataset(told_in(text, DATASET, lexicon))
    others = beside("megaface", groups)
    assert sign in whole_signs(Predicate.DERIVED_FROM, groups["megaface"], others)
