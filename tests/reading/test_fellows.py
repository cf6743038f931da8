"""What is said of a list of datasets is said of each of them, whichever stands last."""

import pytest

from lineage.model.words import Predicate
from lineage.reading.document import told_in
from lineage.reading.fellows import as_sure_as_fellows, listed_beside
from lineage.reading.group import by_dataset
from tests.reading.conftest import DATASET

MADE = Predicate.DERIVED_FROM


@pytest.fixture
def groups(lexicon):
    """What a text tells of each dataset, by its id."""
    return lambda text: by_dataset(told_in(text, DATASET, lexicon))


def fellows(group):
    return sorted(listed_beside(group.told[0].weighing.scene))


def test_those_in_one_list_are_fellows(groups):
    found = groups("The pictures come from FairFace, Visual Genome, and MegaFace, unlike those of COCO-Stuff.")

    assert fellows(found["megaface"]) == ["fairface", "visual-genome"]
    assert fellows(found["coco-stuff"]) == []


def test_each_is_as_likely_as_the_likeliest_of_the_list(groups):
    found = groups("The pictures come from FairFace, Visual Genome, and MegaFace.")
    alone = {"fairface": {MADE: 0.9}, "visual-genome": {MADE: 0.6}, "megaface": {MADE: 0.4}}

    assert [as_sure_as_fellows(one, found, alone)[MADE] for one in alone] == [0.9, 0.9, 0.9]
    assert alone["megaface"] == {MADE: 0.4}


@pytest.mark.parametrize(
    "text",
    [
        "The pictures come from FairFace. We like FairFace and MegaFace.",
        "The pictures come from FairFace. They come from MegaFace. We like FairFace and MegaFace.",
        "The pictures come from FairFace, not from MegaFace.",
        "The pictures come from FairFace, and we tested on MegaFace.",
    ],
)
def test_what_is_said_of_one_only_is_no_others(text, groups):
    found = groups(text)
    alone = {"fairface": {MADE: 0.9}, "megaface": {MADE: 0.4}}

    assert as_sure_as_fellows("megaface", found, alone)[MADE] == 0.4
