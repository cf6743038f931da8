"""Listed, not listed, may contain: what follows from lists and from what was made from what."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lineage.photos.answers import Answer, Family, Link

CROP = Link("faces", "root", carries_up=True, edge="a")
LABELS = Link("labels", "faces", carries_up=False, edge="b")
OTHER = Link("other", "root", carries_up=False, edge="c")
FAMILY = (CROP, LABELS, OTHER)

NAMES = st.sampled_from(["root", "faces", "labels", "other", "far"])
LINKS = st.lists(st.builds(Link, NAMES, NAMES, st.booleans(), st.uuids().map(str)), max_size=8)


def words(answers):
    return {name: answer.answer for name, answer in answers.items()}


def test_what_was_made_from_a_dataset_may_contain_what_it_lists():
    answers = Family(FAMILY).of_person(["root"])

    assert words(answers) == {"root": "listed", "faces": "may_contain", "labels": "may_contain", "other": "may_contain"}
    assert answers["labels"].chain == (CROP, LABELS)


def test_a_complete_list_says_not_listed_and_ends_the_path():
    answers = Family(FAMILY, frozenset({"root", "faces"})).of_person(["root"])

    assert words(answers) == {"root": "listed", "faces": "not_listed", "other": "may_contain"}


def test_where_a_crop_has_a_photo_so_may_what_it_was_taken_from():
    answers = Family(FAMILY).of_person(["faces"])

    assert answers["root"] == Answer("may_contain", chain=(CROP,))
    assert answers["other"] == Answer("may_contain", chain=(CROP, OTHER))


def test_labels_say_nothing_of_what_they_were_made_for():
    assert words(Family(FAMILY).of_person(["labels"])) == {"labels": "listed"}


def test_a_list_of_owners_lists_a_person_and_may_contain_a_photo():
    family = Family(FAMILY)

    assert family.of_person([], ["faces"])["faces"] == Answer("listed", "owner")
    assert family.of_photo([], ["faces"])["faces"] == Answer("may_contain", "owner")
    assert family.of_photo([], ["faces"])["labels"] == Answer("may_contain", chain=(LABELS,))


def test_nobody_is_not_listed_in_what_is_complete():
    assert words(Family(FAMILY, frozenset({"far"})).of_person([])) == {"far": "not_listed"}


@given(LINKS, st.frozensets(NAMES), st.frozensets(NAMES), st.frozensets(NAMES))
def test_not_listed_is_said_only_of_complete_lists_and_chains_hang_together(links, complete, listed, by_owner):
    family = Family(tuple(links), complete)
    for answers in (family.of_person(listed, by_owner), family.of_photo(listed, by_owner)):
        assert {name for name in listed if answers[name].answer != "listed"} == set()
        assert {name for name, answer in answers.items() if answer.answer == "not_listed"} <= complete
        assert complete <= answers.keys()
        for name, answer in answers.items():
            if answer.chain:
                assert name not in complete
                here = answer.chain[-1]
                assert name in (here.child, here.parent)
                for before, after in zip(answer.chain, answer.chain[1:], strict=False):
                    assert {before.child, before.parent} & {after.child, after.parent}


@given(LINKS, st.frozensets(NAMES), st.frozensets(NAMES))
def test_a_longer_list_never_takes_an_answer_back(links, complete, listed):
    family = Family(tuple(links), complete)
    fewer, more = family.of_person(listed), family.of_person(listed | {"root"})
    assert {name for name, answer in fewer.items() if answer.answer == "listed"} <= {
        name for name, answer in more.items() if answer.answer == "listed"
    }
    assert fewer.keys() <= more.keys()
