"""What may not name the person does not, not even where a name of a dataset or a quotation does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lineage.letters import authority, holder
from lineage.letters.parts import Asked, Person
from lineage.letters.plain import one_line
from lineage.letters.withheld import WITHHELD, withheld
from lineage.model.obligation import Why
from tests.letters.cases import CROPPED, FIRST, PERSON, WRITER, obligation, to_holder
from tests.letters.views import to_authority

NAMES = st.text(min_size=2, max_size=30).map(one_line).filter(lambda name: len(name) > 1)
NSIDS = st.from_regex(r"[0-9]{6,10}@N9[0-9]", fullmatch=True)
CONTACTS = st.emails()


def naming(person):
    """Everything that a letter is made of, each part naming the person."""
    word = f"{person.name} ({person.nsid}, {person.contact})"
    step = CROPPED.model_copy(
        update={
            "subject_name": f"Faces by {word}", "object_name": word, "quote": f"With thanks to {word}.",
            "url": f"https://www.flickr.com/photos/{person.nsid}/",
        }
    )  # fmt: skip
    held = obligation(f"Faces of {word}", place=f"https://copies.example/{person.nsid}/")
    return {
        "person": person, "writer": replace(WRITER, authority=f"Deed of {word}"),
        "attachments": (f"{person.nsid}.csv",), "asked": (Asked(held, Why(steps=(step,)), items=3),), "first": FIRST,
    }  # fmt: skip


WAYS = {
    "inquiry": lambda letter: holder.inquiry(letter).subject + holder.inquiry(letter).text,
    "public": holder.public,
    "reminder": lambda letter: holder.reminder(letter).text,
    "notice without consent": lambda letter: holder.notice(replace(letter, consent=False)).text,
}


@pytest.mark.parametrize("way", WAYS)
@given(name=NAMES, nsid=NSIDS, contact=CONTACTS)
def test_a_letter_that_may_not_name_the_person_carries_no_name_no_identifier_and_no_contact(way, name, nsid, contact):
    usual = one_line(WAYS[way](to_holder(**naming(Person("#", "0@N99", "#@#.example"))))).casefold()
    assume(name.casefold() not in usual + WITHHELD)

    told = one_line(WAYS[way](to_holder(**naming(Person(name, nsid, contact))))).casefold()

    for word in (name, nsid, contact):
        assert word.casefold() not in told


def test_a_notice_with_consent_names_the_person_and_the_files():
    told = holder.notice(to_holder()).text

    assert "Ada Heron" in told
    assert "12345678@N90" in told
    assert "photos.csv" in told
    assert PERSON.contact not in told


def test_an_inquiry_names_nobody_even_with_consent_and_tells_no_number_of_items():
    told = holder.inquiry(to_holder(consent=True)).text

    assert "Heron" not in told
    assert "12 photographs" not in told
    assert "photos.csv" not in told


def test_a_public_text_quotes_nothing_and_gives_no_address():
    told = holder.public(to_holder())

    assert "40,000 faces" not in told
    assert "https://" not in told
    assert "@" not in told


def test_a_letter_to_an_authority_names_the_person_only_where_it_may():
    said = ((FIRST.on, "Ada Heron is not known to us."),)

    assert "ada@heron.example" in authority.write(to_authority()).text
    assert "Heron" not in authority.write(to_authority(named=False, answers=said)).text


def test_the_place_of_a_copy_is_told_to_its_host_without_consent_too():
    asked = (Asked(obligation(place="https://copies.example/jay/gullset.zip"), Why(steps=())),)

    assert "https://copies.example/jay/gullset.zip" in holder.notice(to_holder(asked=asked, consent=False)).text
    assert "copies.example" not in holder.inquiry(to_holder(asked=asked)).text
    assert "copies.example" not in holder.public(to_holder(asked=asked))


def test_a_short_name_is_only_withheld_as_a_word():
    assert withheld("Li is in Listed; LI's", ["Li"]) == f"{WITHHELD} is in Listed; {WITHHELD}'s"


def test_any_account_of_flickr_is_withheld():
    assert withheld("https://www.flickr.com/photos/jay/7/ by 12345678@N91", []) == (
        f"https://www.flickr.com/photos/{WITHHELD}/7/ by {WITHHELD}"
    )


def test_values_do_not_show_the_person_in_a_log():
    assert "Heron" not in repr(to_holder()) + repr(to_authority()) + repr(PERSON)
    assert "12345678" not in repr(to_holder()) + repr(holder.notice(to_holder()))
