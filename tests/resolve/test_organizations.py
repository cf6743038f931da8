"""Organisations are known by name and by account; of one name there is one organisation."""

from __future__ import annotations

import pytest

from lineage.model.words import Predicate, ThingKind
from lineage.resolve.identities import resolve
from tests.making import claim
from tests.resolve.making import named, things


def published(by, **more):
    return claim("name:Made", Predicate.PUBLISHED_BY, by, object_kind=ThingKind.ORGANIZATION, **more)


def publishers(claims, names):
    return [thing for _, thing in things(claims, names)]


@pytest.mark.parametrize(
    "written", ["name:IBM", "name:I.B.M.", "name:ibm research", "github:IBM", "github:ibm", "hf:ibm", "hf:IBM-granite"]
)
def test_a_known_organisation_by_name_and_by_account(catalogue_names, written):
    assert publishers([published(written)], catalogue_names) == ["organization:ibm"]


def test_the_catalogue_declares_the_organisations_other_identifiers(catalogue_names):
    ror = claim(
        "organization:ibm", Predicate.SAME_AS, "ror:05hh8d621", source="catalogue",
        subject_kind=ThingKind.ORGANIZATION, object_kind=ThingKind.ORGANIZATION,
    )  # fmt: skip

    assert publishers([ror, published("ror:05HH8D621")], catalogue_names)[-1] in ("organization:ibm", "ror:05hh8d621")
    assert len(set(publishers([ror, published("ror:05HH8D621"), published("name:IBM")], catalogue_names))) == 1


def test_an_unknown_account_goes_by_its_account(catalogue_names):
    assert publishers([published("hf:nobody-knows-us")], catalogue_names) == ["hf:nobody-knows-us"]


def test_an_unknown_organisation_goes_by_its_name_however_written(no_catalogue):
    found = publishers([published("name:Acme Labs"), published("name:ACME-labs", document="other")], no_catalogue)

    assert len(set(found)) == 1


def test_an_organisation_and_a_dataset_of_one_name_are_two_things(no_catalogue):
    maker, made = publishers([published("name:Acme Faces"), claim(object="name:Acme Faces")], no_catalogue)

    assert maker != made


def test_two_accounts_that_give_one_organisations_name_are_that_organisation(no_catalogue):
    organization = {"subject_kind": ThingKind.ORGANIZATION, "object_kind": ThingKind.ORGANIZATION}
    claims = [
        named("hf:acme", "Acme Labs", **organization),
        named("github:acme-labs", "Acme Labs", document="other", **organization),
        published("hf:acme"),
        published("github:acme-labs"),
    ]

    assert len(set(publishers(claims, no_catalogue)[-2:])) == 1


def test_a_name_that_two_registered_organisations_bear_means_neither(no_catalogue):
    organization = {"subject_kind": ThingKind.ORGANIZATION, "object_kind": ThingKind.ORGANIZATION}
    claims = [
        named("ror:0j4fcfg96", "Quay University", **organization),
        named("ror:0ks134d65", "Quay University", document="other", **organization),
        named("hf:quay", "Quay University", document="third", **organization),
        published("ror:0j4fcfg96"),
        published("ror:0ks134d65"),
        published("hf:quay"),
        published("name:Quay University"),
    ]

    assert len(set(publishers(claims, no_catalogue)[-4:])) == 4
    assert {why for _, _, why in resolve(claims, no_catalogue).candidates} == {
        "more than one organisation bears this name"
    }


def test_a_dataset_at_an_organisations_address_is_not_the_organisation(catalogue_names):
    found = publishers([published("hf:ibm"), claim(object="hf:datasets/ibm/faces")], catalogue_names)

    assert found == ["organization:ibm", "hf:datasets/ibm/faces"]
