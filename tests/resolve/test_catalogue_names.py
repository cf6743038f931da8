"""A name or identifier of the catalogue means the catalogue's dataset, however it is written."""

from __future__ import annotations

import pytest

from lineage.model.words import ThingKind
from lineage.resolve.identities import resolve
from tests.making import claim
from tests.resolve.making import declared_same, named, subjects


@pytest.mark.parametrize(
    "written",
    [
        "name:YFCC100M",
        "name:yfcc-100m",
        "name:YFCC 100M",
        "name:Y.F.C.C. 100 m",
        "dataset:yfcc100m",
        "dataset:YFCC100M",
    ],
)
def test_any_case_and_punctuation_names_the_catalogues_dataset(catalogue_names, written):
    assert subjects([claim(written)], catalogue_names) == ["dataset:yfcc100m"]


@pytest.mark.parametrize("alias", ["IBM DiF", "Diversity in Faces (DiF)", "DiF"])
def test_an_alias_names_the_catalogues_dataset(catalogue_names, alias):
    assert subjects([claim(f"name:{alias}")], catalogue_names) == ["dataset:dif"]


def test_an_unknown_name_stays_a_name(catalogue_names):
    assert subjects([claim("name:My Own Faces")], catalogue_names) == ["name:dataset/myownfaces"]


def test_two_spellings_of_an_unknown_name_are_one_thing(no_catalogue):
    assert len(set(subjects([claim("name:My Own-Faces"), claim("name:MY OWN FACES")], no_catalogue))) == 1


def test_a_model_that_bears_a_datasets_name_is_not_the_dataset(catalogue_names):
    model = claim("name:YFCC100M", subject_kind=ThingKind.MODEL)

    assert subjects([model], catalogue_names) == ["name:model/yfcc100m"]


def test_the_hub_address_of_the_makers_is_the_catalogues_dataset(catalogue_names):
    known = declared_same("dataset:commoncatalog", "hf:datasets/common-canvas/commoncatalog-cc-by", source="catalogue")
    card = claim("hf:datasets/Common-Canvas/CommonCatalog-CC-BY")

    assert subjects([known, card], catalogue_names) == ["dataset:commoncatalog"] * 2


def test_a_stranger_who_borrows_the_name_is_not_the_catalogues_dataset(catalogue_names):
    stranger = named("hf:datasets/stranger/yfcc", "YFCC100M")

    assert subjects([stranger], catalogue_names) == ["hf:datasets/stranger/yfcc"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("doi:10.1145/2812802", "doi:10.1145/2812802/"),
        ("github:Acme/Faces", "github:acme/faces"),
        ("hf:datasets/Acme/Faces", "hf:datasets/acme/faces"),
        ("arxiv:1901.10436v2", "arxiv:1901.10436"),
    ],
)
def test_identifiers_are_compared_without_case_and_version(no_catalogue, first, second):
    assert len(set(subjects([claim(first), claim(second)], no_catalogue))) == 1


def test_a_declared_same_joins_two_addresses_and_all_that_is_said_of_them(no_catalogue):
    hub, code = "hf:datasets/acme/faces", "github:acme/faces-data"

    found = subjects([declared_same(hub, code), claim(hub), claim(code)], no_catalogue)

    assert found == [hub] * 3


def test_what_is_declared_not_to_be_the_same_is_not_joined(no_catalogue):
    denied = declared_same("hf:datasets/acme/faces", "github:acme/other", polarity="negated")

    found = subjects([denied, claim("github:acme/other")], no_catalogue)

    assert found == ["hf:datasets/acme/faces", "github:acme/other"]


def test_a_joined_thing_goes_by_its_catalogue_id_and_knows_its_members(catalogue_names):
    claims = [
        declared_same("hf:datasets/a/b", "github:a/b-data"),
        declared_same("dataset:fairface", "github:a/b-data", source="catalogue"),
    ]

    members = resolve(claims, catalogue_names).members

    assert members["dataset:fairface"] == ["dataset:fairface", "github:a/b-data", "hf:datasets/a/b"]


def test_the_catalogue_is_laid_over_at_read_and_changes_no_claims_id(catalogue_names, no_catalogue):
    said = claim("name:YFCC100M")
    before = said.id

    assert subjects([said], catalogue_names) != subjects([said], no_catalogue)
    assert said.id == before
