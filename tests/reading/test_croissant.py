"""A Croissant record: what it declares its dataset to be made of."""

import pytest

from lineage.model.words import Strength, ThingKind
from lineage.reading.croissant import declared_sources, is_croissant

ME = "github:otter/harbor-set"


def sources(**fields):
    record = {"@context": {}, "@type": "Dataset"} | fields
    return [(f.object, f.quote, f.place) for f in declared_sources(record, ME, ThingKind.REPOSITORY)]


@pytest.mark.parametrize(
    ("source", "reference", "place"),
    [
        ("https://doi.org/10.1145/2812802", "doi:10.1145/2812802", ""),
        ("Gull Nest", "name:Gull Nest", ""),
        ({"@id": "https://huggingface.co/datasets/gull/nest"}, "hf:datasets/gull/nest", "/@id"),
        ({"@type": "Dataset", "name": "Gull Nest"}, "name:Gull Nest", "/name"),
        ({"@id": " ", "name": "Gull Nest"}, "name:Gull Nest", "/name"),
        ({"@id": "urn:dataset:Gull Nest"}, "name:Gull Nest", "/@id"),
    ],
)
@pytest.mark.parametrize("field", ["prov:wasDerivedFrom", "isBasedOn", "sc:isBasedOn"])
def test_a_source_is_named_by_identifier_or_name(field, source, reference, place):
    ((found, _, where),) = sources(**{field: source})
    assert found == reference
    assert where == f"/{field}{place}"


def test_a_term_may_be_written_in_full():
    ((found, _, place),) = sources(**{"http://www.w3.org/ns/prov#wasDerivedFrom": "FairFace"})
    assert (found, place) == ("name:FairFace", "/http:~1~1www.w3.org~1ns~1prov#wasDerivedFrom")


def test_several_sources_are_several_derivations_each_at_its_place():
    found = sources(**{"prov:wasDerivedFrom": ["FairFace", {"name": "MegaFace"}, 7, None, {}]})
    assert [(name, place) for _, name, place in found] == [
        ("FairFace", "/prov:wasDerivedFrom/0"),
        ("MegaFace", "/prov:wasDerivedFrom/1/name"),
    ]


def test_a_derivation_is_declared():
    record = {"isBasedOn": "MegaFace"}
    (finding,) = declared_sources(record, ME, ThingKind.REPOSITORY)
    assert (finding.subject, finding.strength, finding.derivation_kind) == (ME, Strength.DECLARED, "other")


def test_what_it_cites_or_is_a_part_of_is_no_source():
    assert sources(citation="MegaFace", isPartOf="MegaFace", description="Made from MegaFace.") == []


@pytest.mark.parametrize(
    "record", [None, [], "x", {}, {"@context": {}}, {"@type": "Dataset"}, {"@context": {}, "@type": "Person"}]
)
def test_other_json_is_no_croissant_record(record):
    assert not is_croissant(record)


@pytest.mark.parametrize("kind", ["Dataset", "sc:Dataset", "https://schema.org/Dataset"])
def test_a_croissant_record_is_about_a_dataset(kind):
    assert is_croissant({"@context": {}, "@type": kind})
