"""Of which two a sentence speaks that begins with "Both"."""

import pytest

from lineage.reading.both import the_two
from tests.reading.conftest import PAPER

PAIR = "GullSet and TernSet are small. "


def names(scene, text):
    return [mention.text for mention in the_two(scene(text, PAPER))]


@pytest.mark.parametrize(
    "text",
    [
        PAIR + "Both were sampled from YFCC100M.",
        PAIR + "Both datasets are subsets of YFCC100M.",
        "AukSet came first. GullSet is small. TernSet is smaller. **Both** were sampled from YFCC100M.",
        "GullSet is small. YFCC100M is large. TernSet is new. Both were sampled from YFCC100M.",
    ],
)
def test_the_last_two_names_before_it(scene, text):
    assert names(scene, text) == ["GullSet", "TernSet"]


@pytest.mark.parametrize(
    "text",
    [
        PAIR + "Both AukSet and PuffinSet were sampled from YFCC100M.",
        PAIR + "It was sampled from YFCC100M.",
        "GullSet is small. Both were sampled from YFCC100M.",
    ],
)
def test_none_where_it_names_them_itself_says_no_both_or_one_alone_stands_near(scene, text):
    assert names(scene, text) == []


def test_what_is_said_of_both_is_said_of_each(findings):
    firm = [f for f in findings(PAIR + "Both were sampled from YFCC100M.", PAPER) if f.derivation_kind]
    assert {"name:GullSet", "name:TernSet"} <= {f.subject for f in firm}


def test_a_known_dataset_goes_without_what_stands_behind_its_name(scene):
    assert names(scene, "The MP-16 dataset comes with VidOR. Both are subsets of YFCC100M.") == ["MP-16", "VidOR"]
