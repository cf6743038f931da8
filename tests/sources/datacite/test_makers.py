"""Organisations behind a record, by ROR or name; persons are nowhere in what is claimed of it."""

import pytest

from lineage.model.words import Predicate, ThingKind
from tests.sources.datacite.shelf import person, read, record

ME = "doi:10.66666/set.1"
MAKING = (Predicate.PUBLISHED_BY, Predicate.AFFILIATED_WITH)
ROR = "https://ror.org/0a1b2c398"


def identified(name, ror=ROR):
    return {"name": name, "affiliationIdentifier": ror, "affiliationIdentifierScheme": "ROR"}


def claims(lexicon, *creators, **more):
    """What is claimed of the makers; no person of these records is ever named in it."""
    found = [
        c for c in read(record(1, creators=list(creators), **more), lexicon) if c.object_kind is ThingKind.ORGANIZATION
    ]
    assert not any(name in claim.model_dump_json() for claim in found for name in ("Gull,", "Jane", "Plover"))
    return found


def made_by(lexicon, *creators, **more):
    return [claim.object for claim in claims(lexicon, *creators, **more) if claim.predicate in MAKING]


def named(lexicon, *creators, **more):
    """Names that organisations get beside their ROR id."""
    return {(c.subject, c.object) for c in claims(lexicon, *creators, **more) if c.predicate is Predicate.SAME_AS}


@pytest.mark.parametrize(
    "affiliation", ["Quay University", {"name": "Quay University"}, "Department of Gulls, Quay University, Oslo"]
)
def test_an_affiliation_is_an_organisation_by_name(affiliation, lexicon):
    (claim,) = claims(lexicon, person(affiliation))
    assert (claim.subject, claim.predicate, claim.object) == (ME, Predicate.PUBLISHED_BY, "name:Quay University")
    assert claim.evidence.quote == "Quay University"


@pytest.mark.parametrize("ror", [ROR, "0a1b2c398", "ror.org/0A1B2C398", f" {ROR}/ "])
def test_an_affiliation_with_a_ror_is_that_organisation_and_bears_its_name(ror, lexicon):
    assert made_by(lexicon, person(identified("Otterwharf", ror))) == ["ror:0a1b2c398"]
    assert named(lexicon, person(identified("Otterwharf", ror))) == {("ror:0a1b2c398", "name:Otterwharf")}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("School of Engineering, Quay University, Oslo", "name:Quay University"),
        ("Gull Lab, Quay University", "name:Quay University"),
        ("Otter Co., Ltd.", "name:Otter Co., Ltd."),
    ],
)
def test_a_department_beside_a_ror_is_left_out_of_the_name(words, name, lexicon):
    assert named(lexicon, person(identified(words))) == {("ror:0a1b2c398", name)}


@pytest.mark.parametrize(
    "words", ["Institute of Gulls, Quay University", "Gull Institute, Quay University, Oslo", "Oslo, Norway"]
)
def test_where_it_is_open_whose_the_ror_is_it_gets_no_name(words, lexicon):
    assert made_by(lexicon, person(identified(words))) == ["ror:0a1b2c398"]
    assert named(lexicon, person(identified(words))) == set()


@pytest.mark.parametrize("odd", ["grid.123.4", "https://ror.org/", "https://isni.org/0000", 7, None])
def test_another_identifier_is_no_ror(odd, lexicon):
    assert made_by(lexicon, person(identified("Quay University", odd))) == ["name:Quay University"]


def test_a_creator_that_is_an_organisation_is_one_by_its_own_name(lexicon):
    creator = {"name": "Otterwharf", "nameType": "Organizational"}
    by_ror = creator | {"nameIdentifiers": {"nameIdentifier": ROR, "nameIdentifierScheme": "ROR"}}
    assert made_by(lexicon, creator) == ["name:Otterwharf"]
    assert made_by(lexicon, by_ror) == ["ror:0a1b2c398"]
    assert named(lexicon, by_ror) == {("ror:0a1b2c398", "name:Otterwharf")}


@pytest.mark.parametrize(
    "sign",
    [
        {"givenName": "Jane"},
        {"familyName": "Gull"},
        {"nameIdentifiers": [{"nameIdentifier": "0000-0000-0000-0000", "nameIdentifierScheme": "ORCID"}]},
        {"nameType": "Personal"},
        {"name": "Gull, Jane"},
        {"name": ["Gull"]},
    ],
    ids=lambda sign: next(iter(sign)),
)
def test_a_creator_with_a_sign_of_a_person_is_nobody_s_name(sign, lexicon):
    assert made_by(lexicon, {"name": "Jane Gull", "nameType": "Organizational"} | sign) == []


def test_a_person_beside_an_organisation_in_an_affiliation_is_not_named(lexicon):
    assert made_by(lexicon, person("Jane Gull, Quay University")) == ["name:Quay University"]
    assert made_by(lexicon, person(identified("Jane Gull, Otterwharf"))) == ["ror:0a1b2c398"]


@pytest.mark.parametrize("affiliation", ["Jane Gull", "Independent", "", "Plover, Kim"])
def test_who_is_not_known_to_be_an_organisation_is_an_individual_without_a_name(affiliation, lexicon):
    (claim,) = [c for c in read(record(1, creators=[person(affiliation)]), lexicon) if c.predicate in MAKING]
    assert (claim.object, claim.object_kind, claim.evidence.quote) == ("anonymous:publisher", ThingKind.INDIVIDUAL, "")


def test_many_creators_of_one_organisation_are_one_statement(lexicon):
    assert made_by(lexicon, *[person("Quay University")] * 5) == ["name:Quay University"]


@pytest.mark.parametrize("publisher", ["Harbour University", {"name": "Harbour University"}])
def test_a_publisher_counts_beside_the_makers(publisher, lexicon):
    assert made_by(lexicon, person("Quay University"), publisher=publisher) == [
        "name:Quay University",
        "name:Harbour University",
    ]


def test_a_publisher_by_ror(lexicon):
    publisher = {"name": "Otterwharf", "publisherIdentifier": ROR, "publisherIdentifierScheme": "ROR"}
    assert made_by(lexicon, person(), publisher=publisher) == ["ror:0a1b2c398"]


@pytest.mark.parametrize(
    "publisher", ["Shelf", "shelf", {"name": "Shelf", "publisherIdentifier": ROR}, "Gull, Jane", 7, None]
)
def test_the_repository_itself_or_a_person_is_no_publisher(publisher, lexicon):
    assert made_by(lexicon, person(), publisher=publisher) == []


def test_the_institutions_of_a_paper_are_its_authors_not_its_makers(lexicon):
    (claim,) = claims(lexicon, person("Quay University"), types={"resourceTypeGeneral": "Preprint"})
    assert claim.predicate is Predicate.AFFILIATED_WITH
    assert read(record(1, general="Text", creators=[person()]), lexicon) == []
