"""What metadata fields declare, and that strangers' nonsense in them declares nothing."""

import json
from collections import Counter

import pytest

from lineage.model.claim import BARE_SOURCE
from lineage.model.words import DerivationKind, Predicate, Strength, ThingKind
from lineage.reading.declared import Unsaid, declared, published_by, source_values
from lineage.reading.loose import front_matter

REFERENCE = "hf:datasets/otter/quay"
NONSENSE = [None, 7, True, {"a": "b"}, [], [None, 7, ["x"], {"a": "b"}], "", "  ", [""], ["  "]]


@pytest.fixture(scope="module")
def of(lexicon):
    """The findings of a card's metadata."""

    def read(card, kind=ThingKind.DATASET):
        return list(declared(REFERENCE, kind, card, "/cardData", lexicon, name="quay"))

    return read


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("extended|fairface", "name:fairface"),
        ("Extended|FairFace", "name:FairFace"),
        ("extended|other-fairface", "name:fairface"),
        ("extended|quay", "name:quay"),
        ("fairface", "name:fairface"),
        ("gull/nests", "hf:datasets/gull/nests"),
        ("https://huggingface.co/datasets/gull/nests", "hf:datasets/gull/nests"),
        ("https://github.com/gull/nests", "github:gull/nests"),
        ("10.1145/2812802", "doi:10.1145/2812802"),
        ("arxiv:1503.01817", "arxiv:1503.01817"),
    ],
)
def test_a_declared_source_is_one(written, source, of):
    (finding,) = of({"source_datasets": [written]})
    assert (finding.predicate, finding.derivation_kind) == (Predicate.DERIVED_FROM, DerivationKind.OTHER)
    assert (finding.object, finding.quote, finding.strength) == (source, written, Strength.DECLARED)


@pytest.mark.parametrize(
    "written", ["original", "Original", "extended", "extended|other", "unknown", "N/A", "quay", "QUAY"]
)
def test_a_word_that_names_no_other_dataset_is_no_source(written, of):
    assert of({"source_datasets": [written]}) == []


@pytest.mark.parametrize(("written", "rule"), [("extended|fairface", "source-datasets"), ("fairface", BARE_SOURCE)])
def test_a_bare_source_is_told_apart_because_a_copy_declares_it_too(written, rule, of):
    assert [finding.rule for finding in of({"source_datasets": [written]})] == [rule]


@pytest.mark.parametrize(
    ("value", "places"),
    [
        (["fairface", 7, "pass"], ["/cardData/source_datasets/0", "/cardData/source_datasets/2"]),
        ("fairface", ["/cardData/source_datasets"]),
    ],
)
def test_each_source_is_found_at_its_pointer(value, places, of):
    assert [finding.place for finding in of({"source_datasets": value})] == places


@pytest.mark.parametrize("field", ["source_datasets", "pretty_name", "datasets", "base_model"])
@pytest.mark.parametrize("value", NONSENSE, ids=repr)
@pytest.mark.parametrize("kind", [ThingKind.DATASET, ThingKind.MODEL])
def test_nonsense_declares_nothing(field, value, kind, of):
    assert of({field: value}, kind) == []


@pytest.mark.parametrize("value", [["gull/nests", "megaface"], ["megaface"], "gull/nests"], ids=repr)
def test_a_models_datasets_are_what_it_was_trained_on(value, of):
    objects = {"gull/nests": "hf:datasets/gull/nests", "megaface": "name:megaface"}
    expected = [objects[name] for name in ([value] if isinstance(value, str) else value)]
    found = of({"datasets": value}, ThingKind.MODEL)
    assert [finding.object for finding in found] == expected
    assert {finding.predicate for finding in found} == {Predicate.TRAINED_ON}


@pytest.mark.parametrize(
    ("value", "bases"),
    [
        ("gull/net", ["hf:models/gull/net"]),
        (["gull/net", "tern/net"], ["hf:models/gull/net", "hf:models/tern/net"]),
        ("plain-net", ["name:plain-net"]),
    ],
)
def test_a_model_is_a_version_of_its_base(value, bases, of):
    found = of({"base_model": value}, ThingKind.MODEL)
    assert [finding.object for finding in found] == bases
    assert {(finding.predicate, finding.object_kind) for finding in found} == {(Predicate.VERSION_OF, ThingKind.MODEL)}


@pytest.mark.parametrize("kind", [ThingKind.DATASET, ThingKind.MODEL])
def test_each_kind_of_card_has_its_own_fields(kind, of):
    card = {"source_datasets": ["fairface"], "datasets": ["megaface"]}
    assert [finding.object for finding in of(card, kind)] == ["name:fairface" if kind == "dataset" else "name:megaface"]


def test_a_pretty_name_is_a_name_of_the_artefact(of):
    (finding,) = of({"pretty_name": "Quay Faces"})
    assert (finding.predicate, finding.object) == (Predicate.SAME_AS, "name:Quay Faces")


def test_a_pretty_name_borrowed_from_the_catalogue_is_none(of):
    assert of({"pretty_name": "FairFace"}) == []


def test_a_creator_with_a_name_is_an_organisation_and_its_account(lexicon):
    found = list(published_by(REFERENCE, ThingKind.DATASET, "hf:gull", "Gull Institute", "/creator/name", lexicon))
    assert [(finding.subject, finding.object) for finding in found] == [
        (REFERENCE, "hf:gull"),
        ("hf:gull", "name:Gull Institute"),
    ]


def test_a_creator_the_catalogue_knows_is_not_named_again(lexicon):
    found = list(published_by(REFERENCE, ThingKind.DATASET, "hf:ibm", "IBM", "/creator/name", lexicon))
    assert [finding.predicate for finding in found] == [Predicate.PUBLISHED_BY]


def test_a_creator_without_a_name_is_an_individual(lexicon):
    (finding,) = published_by(REFERENCE, ThingKind.DATASET, "hf:jane", None, "/url", lexicon)
    assert (finding.object_kind, finding.quote) == (ThingKind.INDIVIDUAL, "")


@pytest.mark.parametrize(
    ("value", "unsaid"),
    [
        ("original", Unsaid.ORIGINAL),
        ("Original", Unsaid.ORIGINAL),
        ("extended", Unsaid.UNNAMED),
        ("extended|other", Unsaid.UNNAMED),
        ("N/A", Unsaid.UNNAMED),
        ("we start with the pictures of somebody and label them anew", Unsaid.PROSE),
        (7, Unsaid.UNREADABLE),
        ({"a": "b"}, Unsaid.UNREADABLE),
    ],
)
def test_what_is_no_source_has_its_reason(value, unsaid):
    (said,) = source_values({"source_datasets": [value]}, "")
    assert (said.name, said.unsaid) == (None, unsaid)


@pytest.mark.shared
@pytest.mark.parametrize("year", [2022, 2024])
def test_every_value_of_thousands_of_real_cards_is_a_source_or_has_a_reason(year, shared):
    told, cards = Counter(), 0
    with (shared / f"cards/huggingface_{year}_front_matter.jsonl").open(encoding="utf-8") as rows:
        for row in rows:
            matter = front_matter(f"---\n{json.loads(row)['front_matter'] or ''}\n---\n")
            cards += 1
            told.update(said.unsaid or "declared" for said in source_values(matter, ""))

    assert cards > 700
    assert told["declared"] > 200
    assert told[Unsaid.UNREADABLE] <= 0.02 * told.total()
