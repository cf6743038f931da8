"""The words around a name as signs: where they stand, in pairs, and in heading and title."""

from lineage.reading.slots import slotted
from lineage.reading.wording import wording_signs


def test_words_beside_the_name_are_told_by_their_place_and_cut_to_stems():
    signs = set(wording_signs(slotted("We sampled images from O yesterday."), "", ""))
    assert {"-1=from", "-2=images", "-3=sample", "+1=yester"} <= signs
    assert {"pair=images from", "left=sample", "right=yester"} <= signs


def test_numbers_are_all_alike_and_other_names_are_slots():
    signs = set(wording_signs(slotted("D and 4,000 of O"), "", ""))
    assert "-1=of" in signs
    assert not any("4" in sign for sign in signs if "=" in sign and not sign.startswith(("-", "+")))


def test_heading_and_title_are_signs_of_their_own():
    signs = set(wording_signs("no name", "Source data", "GullSet: nests"))
    assert signs == {"heading=source", "heading=data", "title=gullse", "title=nests"}


def test_a_name_far_into_a_long_sentence_is_still_seen():
    assert "-1=from" in set(wording_signs(slotted(f"{'word ' * 500}from O."), "", ""))
