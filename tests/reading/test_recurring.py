"""How a name is used elsewhere in its document tells of what kind it is."""

from lineage.reading.recurring import recurring_signs


def test_the_nouns_after_a_name_say_what_it_is(scene):
    found = set(recurring_signs(scene("The GullQuay detector is fast. YFCC100M is large."), "GullQuay"))
    assert {"n1=detect", "nh:model", "p1=the"} <= found


def test_what_it_is_said_to_be_counts_as_well(scene):
    found = set(recurring_signs(scene("GullQuay is a corpus. YFCC100M is large."), "GullQuay"))
    assert "ben:data" in found


def test_what_is_done_before_it_counts(scene):
    found = set(recurring_signs(scene("We call it GullQuay. YFCC100M is large."), "GullQuay"))
    assert "pv:name" in found


def test_a_part_of_a_longer_word_is_another_name(scene):
    assert not list(recurring_signs(scene("GullQuays and MyGullQuay: YFCC100M."), "GullQuay"))


def test_of_a_name_told_a_thousand_times_a_few_places_are_looked_at(scene):
    found = list(recurring_signs(scene("GullQuay corpus. " * 1000 + "YFCC100M."), "GullQuay"))
    assert len(found) < 200
