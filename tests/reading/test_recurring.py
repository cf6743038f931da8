"""How a name is used elsewhere in its document tells of what kind it is."""

from lineage.reading.recurring import Uses
from lineage.reading.sentences import sentences


def used(text):
    """The signs of how a text uses the name GullQuay."""
    return Uses(list(sentences(text, 0))).signs(0, "GullQuay")


def test_the_nouns_after_a_name_say_what_it_is():
    found = used("The GullQuay detector is fast. YFCC100M is large.")
    assert {"n1=detect", "nh:model", "p1=the"} <= found


def test_what_it_is_said_to_be_counts_as_well():
    found = used("GullQuay is a corpus. YFCC100M is large.")
    assert "ben:data" in found


def test_what_is_done_before_it_counts():
    found = used("We call it GullQuay. YFCC100M is large.")
    assert "pv:name" in found


def test_a_part_of_a_longer_word_is_another_name():
    assert not used("GullQuays and MyGullQuay: YFCC100M.")


def test_of_a_name_told_a_thousand_times_a_few_places_are_looked_at():
    found = used("".join(f"GullQuay w{n}. " for n in range(1000)))
    assert sum(sign.startswith("n1=") for sign in found) == 12


def test_what_stands_in_the_next_sentence_is_not_beside_it():
    assert "n1=detect" not in used("We call it GullQuay\n\ndetectors are others.")
