"""A name means the one thing that gives itself that name, if it is one and no copy; else a human is asked."""

from __future__ import annotations

from lineage.model.words import Predicate, ThingKind
from lineage.resolve.identities import resolve
from tests.making import claim
from tests.resolve.making import declared_same, named, subjects

MENTION = claim("name:Pretty Faces", document="a paper")
NAME = "name:dataset/prettyfaces"


def test_a_name_means_its_unique_bearer(no_catalogue):
    found = subjects([named("hf:datasets/acme/pf", "Pretty-Faces"), MENTION], no_catalogue)

    assert found == ["hf:datasets/acme/pf"] * 2


def test_a_repositorys_own_name_is_a_name_it_gives_itself(no_catalogue):
    found = subjects([claim("hf:datasets/acme/PrettyFaces"), MENTION], no_catalogue)

    assert found == ["hf:datasets/acme/prettyfaces"] * 2


def test_a_name_does_not_mean_a_copy(no_catalogue):
    bearer = "hf:datasets/mirror/prettyfaces"
    claims = [named(bearer, "Pretty Faces"), claim(bearer, Predicate.COPY_OF, "name:Something Else"), MENTION]

    assert subjects(claims, no_catalogue)[-1] == NAME
    assert resolve(claims, no_catalogue).candidates == []


def test_beside_a_copy_the_original_is_the_unique_bearer(no_catalogue):
    original, mirror = "hf:datasets/acme/prettyfaces", "hf:datasets/mirror/prettyfaces"
    claims = [claim(original), claim(mirror, Predicate.COPY_OF, original), MENTION]

    assert subjects(claims, no_catalogue) == [original, mirror, original]


def test_a_thing_that_says_it_is_no_copy_may_bear_its_name(no_catalogue):
    bearer = "hf:datasets/acme/prettyfaces"
    claims = [claim(bearer), claim(bearer, Predicate.COPY_OF, "name:Other Faces", polarity="negated"), MENTION]

    assert subjects(claims, no_catalogue)[-1] == bearer


def test_a_name_that_two_bear_means_neither_and_both_are_candidates(no_catalogue):
    first, second = "hf:datasets/acme/prettyfaces", "hf:datasets/other/prettyfaces"
    claims = [claim(first), claim(second), MENTION]

    identities = resolve(claims, no_catalogue)

    assert subjects(claims, no_catalogue) == [first, second, NAME]
    assert [(name, bearer) for name, bearer, _ in identities.candidates] == [(NAME, first), (NAME, second)]


def test_a_name_that_two_releases_of_one_organisation_bear_means_them_both(no_catalogue):
    releases = ["hf:datasets/acme/prettyfaces", "github:acme/prettyfaces"]
    claims = [
        claim(release, Predicate.PUBLISHED_BY, "name:Acme Labs", object_kind=ThingKind.ORGANIZATION, document=release)
        for release in releases
    ]

    assert len(set(subjects([*claims, MENTION], no_catalogue))) == 1


def test_a_name_that_things_of_two_organisations_bear_means_neither(no_catalogue):
    claims = [
        claim(
            f"hf:datasets/{who}/prettyfaces", Predicate.PUBLISHED_BY, f"name:{who}", object_kind=ThingKind.ORGANIZATION
        )
        for who in ("Acme Labs", "Other Labs")
    ]

    assert subjects([*claims, MENTION], no_catalogue)[-1] == NAME


def test_two_addresses_of_one_thing_are_one_bearer(no_catalogue):
    hub, code = "hf:datasets/acme/prettyfaces", "github:acme/prettyfaces"
    claims = [declared_same(hub, code), claim(hub), claim(code), MENTION]

    assert subjects(claims, no_catalogue) == [hub] * 4
    assert resolve(claims, no_catalogue).candidates == []


def test_a_short_name_is_too_common_to_join(no_catalogue):
    found = subjects([claim("hf:datasets/acme/data"), claim("name:Data")], no_catalogue)

    assert found == ["hf:datasets/acme/data", "name:dataset/data"]


def test_a_models_name_does_not_mean_a_dataset(no_catalogue):
    model = claim("hf:models/acme/prettyfaces", subject_kind=ThingKind.MODEL)

    assert subjects([model, MENTION], no_catalogue) == ["hf:models/acme/prettyfaces", NAME]


def test_names_without_a_letter_are_not_all_one_thing(no_catalogue):
    assert len(set(subjects([claim("name:***"), claim("name:?!")], no_catalogue))) == 2


def test_anonymous_subjects_of_two_documents_never_join(no_catalogue):
    ours = "anonymous:our training data"

    first, second = subjects([claim(ours, document="one"), claim(ours, document="two")], no_catalogue)

    assert first != second


def test_anonymous_subjects_of_two_sources_never_join(no_catalogue):
    ours = "anonymous:our training data"

    first, second = subjects([claim(ours, source="one"), claim(ours, source="two")], no_catalogue)

    assert first != second


def test_one_documents_anonymous_subject_is_one_thing(no_catalogue):
    ours = "anonymous:the dataset"

    assert len(set(subjects([claim(ours), claim(ours, object="name:Other")], no_catalogue))) == 1


def test_anonymous_things_are_joined_by_no_name_they_share(no_catalogue):
    claims = [named("anonymous:the dataset", "Pretty Faces", document=d) for d in ("one", "two")]

    first, second = subjects(claims, no_catalogue)

    assert first != second
