"""A record in JSON-LD: what it declares its dataset to be made of.

The files in `jsonld/` were written without a look at the reader; `expected.jsonl` has what each declares.
"""

import json
from pathlib import Path

import pytest

from lineage.model.words import Strength, ThingKind
from lineage.reading.croissant import declared_sources, is_croissant
from lineage.reading.view import View

ME = "github:otter/harbor-set"
RECORDS = Path(__file__).parent / "jsonld"
EXPECTED = [json.loads(line) for line in (RECORDS / "expected.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def sources(lexicon):
    """What a record of a dataset with some fields declares: reference, quote and place of each source."""

    def read(**fields):
        record = {"@context": {}, "@type": "Dataset"} | fields
        return [(f.object, f.quote, f.place) for f in declared_sources(record, ME, ThingKind.REPOSITORY, lexicon)]

    return read


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["file"].removesuffix(".json"))
def test_every_form_of_a_source_is_read_once_and_stands_at_its_place(row, lexicon):
    body = (RECORDS / row["file"]).read_bytes()
    record = json.loads(body)
    assert is_croissant(record)

    found = list(declared_sources(record, ME, ThingKind.DATASET, lexicon))

    wanted = [{source, *row["alternatives"].get(source, ())} for source in row["sources"]]
    assert len(found) == len(wanted)
    assert all(any(finding.quote in forms for finding in found) for forms in wanted)
    view = View(body, "application/ld+json")
    assert [view.quoted(finding.place) for finding in found] == [finding.quote for finding in found]


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
def test_a_source_is_named_by_identifier_or_name(field, source, reference, place, sources):
    ((found, _, where),) = sources(**{field: source})
    assert found == reference
    assert where == f"/{field}{place}"


def test_a_term_may_be_written_in_full(sources):
    ((found, _, place),) = sources(**{"http://www.w3.org/ns/prov#wasDerivedFrom": "FairFace"})
    assert (found, place) == ("name:FairFace", "/http:~1~1www.w3.org~1ns~1prov#wasDerivedFrom")


def test_several_sources_are_several_derivations_each_at_its_place(sources):
    found = sources(**{"prov:wasDerivedFrom": ["FairFace", {"name": "MegaFace"}, 7, None, {}]})
    assert [(name, place) for _, name, place in found] == [
        ("FairFace", "/prov:wasDerivedFrom/0"),
        ("MegaFace", "/prov:wasDerivedFrom/1/name"),
    ]


def test_a_derivation_is_declared(lexicon):
    record = {"@type": "Dataset", "isBasedOn": "MegaFace"}
    (finding,) = declared_sources(record, ME, ThingKind.REPOSITORY, lexicon)
    assert (finding.subject, finding.strength, finding.derivation_kind) == (ME, Strength.DECLARED, "other")


def test_what_it_cites_or_is_a_part_of_is_no_source(sources):
    assert sources(citation="MegaFace", isPartOf="MegaFace", description="Made from MegaFace.") == []


@pytest.mark.parametrize(
    "record", [None, [], "x", {}, {"@context": {}}, {"@type": "Dataset"}, {"@context": {}, "@type": "Person"}]
)
def test_other_json_is_no_croissant_record(record):
    assert not is_croissant(record)


@pytest.mark.parametrize("kind", ["Dataset", "sc:Dataset", "https://schema.org/Dataset"])
def test_a_croissant_record_is_about_a_dataset(kind):
    assert is_croissant({"@context": {}, "@type": kind})
