"""The family grows from claim to claim, as far as they go and no farther."""

import pytest

from lineage.model.claim import Evidence
from lineage.model.words import About, Polarity, Predicate, ThingKind
from lineage.sources.family import Family
from tests.making import claim


def says(subject, object_, predicate=Predicate.DERIVED_FROM, rule="rework", **more):
    """A claim of a document about its own dataset."""
    return claim(
        subject, predicate, object_, evidence=Evidence(snapshot="a" * 64, locator="", quote="", rule=rule), **more
    )


def called(subject, name):
    return says(subject, f"name:{name}", Predicate.SAME_AS)


@pytest.fixture
def family(lexicon):
    return Family(lexicon)


def test_the_catalogues_datasets_are_of_the_family_and_others_are_not(family):
    assert family.has("name:Mega Face")
    assert family.has("arxiv:1512.00596")
    assert not family.has("name:GullNest-9K")


def test_what_is_made_of_it_is_of_the_family_to_any_depth_and_in_any_order(family):
    family.learn([says("name:TernNest-9K", "github:gull/gull-nest-9k")])
    family.learn([called("github:gull/gull-nest-9k", "GullNest-9K"), says("github:gull/gull-nest-9k", "name:YFCC100M")])

    assert family.new_names() == ["GullNest-9K", "TernNest-9K", "gull-nest-9k"]
    assert family.has("name:TernNest 9K")
    assert family.has("github:Gull/gull-nest-9k")


def test_a_name_is_given_out_once(family):
    family.learn([says("name:GullNest-9K", "name:YFCC100M")])
    assert family.new_names() == ["GullNest-9K"]

    family.learn([says("name:TernNest-9K", "name:GullNest")])

    assert family.new_names() == ["TernNest-9K"]


@pytest.mark.parametrize(
    "other",
    [
        says("name:GullNest-9K", "name:HarborPairs"),
        says("name:GullNest-9K", "name:YFCC100M", polarity=Polarity.NEGATED),
        says("name:GullNest-9K", "name:YFCC100M", about=About.THIRD_PARTY),
        says("hf:models/gull/net", "name:YFCC100M", Predicate.VERSION_OF, subject_kind=ThingKind.MODEL),
        says("github:gull/net", "name:YFCC100M", Predicate.USES),
        says("name:MegaFace", "name:YFCC100M"),
        says("name:Gull", "name:YFCC100M"),
    ],
    ids=["another's", "denied", "of a third party", "a model", "a use", "known before", "a name too short"],
)
def test_nothing_else_gives_a_name_to_follow(other, family):
    family.learn([other])
    assert family.new_names() == []


def test_a_dataset_that_only_names_one_of_the_family_is_taken_for_near_but_leads_no_further(family):
    mentions = says("github:gull/gull-nest-9k", "name:YFCC100M", Predicate.MENTIONS, "named")
    set_apart = says("github:gull/tern-nest-9k", "name:YFCC100M", Predicate.MENTIONS, "set-apart")
    further = says("github:gull/seal-nest-9k", "name:gull-nest-9k", Predicate.MENTIONS, "named")
    made = says("name:CrabNest-9K", "name:gull-nest-9k")

    family.learn([mentions, set_apart, further, made], of_dataset=True)

    assert family.new_names() == ["CrabNest-9K", "gull-nest-9k"]
