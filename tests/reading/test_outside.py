"""Names outside a sentence, of which it may speak."""

import pytest

from lineage.reading.outside import names_outside


def found(scene):
    """Where each name stands."""
    return {name: source for source, _, name, _ in names_outside(scene)}


def test_a_sentence_without_a_name_is_passed_over(scene):
    seen = scene("FairFace shows faces. This dataset has 108,501 of them. They were taken from YFCC100M.")
    assert [(how, name) for _, how, name, _ in names_outside(seen)] == [(["order=0", "back=2"], "FairFace")]


def test_what_stands_under_another_heading_is_too_far(scene):
    assert found(scene("# A\n\nGullNest-9K is new.\n\n# Data\n\nThe pictures were taken from YFCC100M.")) == {}


def test_what_leads_in_to_a_list_may_be_meant_by_each_item(scene):
    text = "GullNest-9K was put together so:\n\n- Some of it we drew\n- Content: 1,200 videos of YFCC100M\n"
    assert found(scene(text)) == {"GullNest-9K": "prev"}
    assert found(scene(text.replace("Some", "TernNest-2K"))) == {"TernNest-2K": "prev", "GullNest-9K": "lead"}


@pytest.mark.parametrize("heading", ["## GullNest-9K", "## The GullNest-9K pictures"])
def test_the_heading_above_may_be_meant(heading, scene):
    assert found(scene(f"{heading}\n\nTaken from YFCC100M.")) == {"GullNest-9K": "under"}


def test_far_away_several_words_are_no_name_unless_they_are_known(scene):
    text = "Bahasa Indonesia and Visual Genome help. It was taken from YFCC100M."
    assert found(scene(text)) == {"Visual Genome": "prev"}
