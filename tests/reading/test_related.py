"""What DataCite's words for relations say of where data came from, and that they say it in one direction."""

import re

import pytest

from lineage.model.words import About, DerivationKind, Predicate, Strength, ThingKind
from lineage.reading.related import carrying, entries, ignored, kinds, related

ME, OTHER = "doi:10.66666/gull", "doi:10.77777/quay"
DATASET, MODEL, PAPER = ThingKind.DATASET, ThingKind.MODEL, ThingKind.PAPER


def row(relation, identifier="10.77777/quay", form="DOI", **more):
    return {"relationType": relation, "relatedIdentifier": identifier, "relatedIdentifierType": form} | more


def said(*rows, kind=DATASET, me=ME):
    return list(related(me, kind, entries(list(rows), None, "/attributes")))


@pytest.mark.parametrize(
    ("relation", "predicate", "derivation"),
    [
        ("IsDerivedFrom", Predicate.DERIVED_FROM, DerivationKind.OTHER),
        ("IsPartOf", Predicate.DERIVED_FROM, DerivationKind.SUBSET),
        ("IsTranslationOf", Predicate.DERIVED_FROM, DerivationKind.OTHER),
        ("IsCompiledBy", Predicate.DERIVED_FROM, DerivationKind.MERGE),
        ("Collects", Predicate.DERIVED_FROM, DerivationKind.MERGE),
        ("IsIdenticalTo", Predicate.COPY_OF, None),
        ("IsVariantFormOf", Predicate.COPY_OF, None),
        ("IsNewVersionOf", Predicate.VERSION_OF, None),
        ("Obsoletes", Predicate.VERSION_OF, None),
        ("IsVersionOf", Predicate.VERSION_OF, None),
    ],
)
def test_what_a_record_declares_of_itself(relation, predicate, derivation):
    (found,) = said(row(relation))

    assert (found.subject, found.predicate, found.object) == (ME, predicate, OTHER)
    assert (found.derivation_kind, found.about, found.strength) == (derivation, About.SELF, Strength.DECLARED)
    assert (found.quote, found.place) == ("10.77777/quay", "/attributes/relatedIdentifiers/0/relatedIdentifier")


@pytest.mark.parametrize(
    ("relation", "inverse"),
    [
        ("IsSourceOf", "IsDerivedFrom"),
        ("HasPart", "IsPartOf"),
        ("HasVersion", "IsVersionOf"),
        ("IsPreviousVersionOf", "IsNewVersionOf"),
        ("IsObsoletedBy", "Obsoletes"),
        ("IsOriginalFormOf", "IsVariantFormOf"),
        ("HasTranslation", "IsTranslationOf"),
        ("Compiles", "IsCompiledBy"),
        ("IsCollectedBy", "Collects"),
    ],
)
def test_of_two_inverse_relations_one_direction_is_stored(relation, inverse):
    (found,), (other,) = said(row(relation)), said(row(inverse, "10.66666/gull"), me=OTHER)

    assert (found.subject, found.predicate, found.object) == (other.subject, other.predicate, other.object)
    assert (found.about, other.about) == (About.THIRD_PARTY, About.SELF)


@pytest.mark.parametrize("relation", sorted(ignored()))
def test_a_relation_that_carries_no_data_says_nothing(relation):
    assert said(row(relation)) == []


def test_every_word_of_the_schema_is_either_carrying_or_ignored():
    assert carrying().keys() & ignored() == set()
    assert len(carrying().keys() | ignored()) == 39


@pytest.mark.shared
def test_every_word_of_the_schema_s_own_example_is_known(shared):
    example = (shared / "api/datacite_metadata/spec__files__datacite-example-full-v4.7.xml").read_text()

    assert set(re.findall(r'relationType="(\w+)"', example)) <= carrying().keys() | ignored()
    assert set(re.findall(r'resourceTypeGeneral="(\w+)"', example)) <= kinds().keys()


def test_the_concept_of_all_versions_is_no_other_thing():
    (found,) = said(row("IsVersionOf", "10.66666/gull-all"))
    (reverse,) = said(row("HasVersion", "10.66666/gull-1"))

    assert (found.subject, found.predicate, found.object) == (ME, Predicate.SAME_AS, "doi:10.66666/gull-all")
    assert (reverse.subject, reverse.predicate, reverse.object) == ("doi:10.66666/gull-1", Predicate.SAME_AS, ME)


@pytest.mark.parametrize(
    ("identifier", "form", "reference"),
    [
        ("https://doi.org/10.77777/Quay", "DOI", "doi:10.77777/quay"),
        ("doi:10.77777/Quay", "DOI", "doi:10.77777/quay"),
        ("DOI: 10.77777/quay", "DOI", "doi:10.77777/quay"),
        ("10.48550/arXiv.2101.00001", "DOI", "arxiv:2101.00001"),
        ("arXiv:2101.00001", "arXiv", "arxiv:2101.00001"),
        ("2101.00001", "arXiv", "arxiv:2101.00001"),
        ("https://github.com/quay/gulls/tree/main", "URL", "github:quay/gulls"),
        ("https://huggingface.co/datasets/quay/gulls", "URL", "hf:datasets/quay/gulls"),
        ("https://quay.example/gulls", "URL", "url:https://quay.example/gulls"),
        ("20.500.99999/gulls", "Handle", "url:https://hdl.handle.net/20.500.99999/gulls"),
        ("ark:/99999/gulls", "ARK", "url:https://n2t.net/ark:/99999/gulls"),
    ],
)
def test_what_a_record_relates_to_is_named_by_its_identifier(identifier, form, reference):
    (found,) = said(row("IsDerivedFrom", identifier, form))
    assert found.object == reference


@pytest.mark.parametrize(
    ("identifier", "form"),
    [
        ("978-3-16-148410-0", "ISBN"),
        ("1234-5678", "ISSN"),
        ("dataset:yfcc100m", "DOI"),
        ("url:javascript:x", "URL"),
        (" ", "DOI"),
    ],
)
def test_numbers_of_books_and_made_up_references_are_left_out(identifier, form):
    assert said(row("IsDerivedFrom", identifier, form)) == []


def test_nothing_derives_from_itself():
    assert said(row("IsDerivedFrom", "https://doi.org/10.66666/GULL")) == []


@pytest.mark.parametrize(
    "more", [{"resourceTypeGeneral": "Journal"}, {"identifier": "https://quay.example", "form": "URL"}]
)
def test_a_part_of_something_else_than_data_derives_from_nothing(more):
    assert said(row("IsPartOf", **more)) == []


@pytest.mark.parametrize("kind", [PAPER, ThingKind.REPOSITORY])
def test_what_papers_and_software_declare_is_not_about_data(kind):
    assert said(row("IsDerivedFrom"), row("IsIdenticalTo"), kind=kind) == []


def test_a_model_is_trained_on_the_data_and_a_version_of_the_model_it_comes_from():
    on_data, on_model = said(row("IsDerivedFrom"), row("IsDerivedFrom", resourceTypeGeneral="Model"), kind=MODEL)

    assert (on_data.predicate, on_data.object_kind) == (Predicate.TRAINED_ON, DATASET)
    assert (on_model.predicate, on_model.object_kind) == (Predicate.VERSION_OF, MODEL)


@pytest.mark.parametrize(
    ("identifier", "general", "kind"),
    [
        ("10.77777/quay", "Preprint", PAPER),
        ("10.77777/quay", None, DATASET),
        ("10.77777/quay", "Spaceship", DATASET),
        ("arXiv:2101.00001", None, PAPER),
        ("https://github.com/quay/gulls", None, ThingKind.REPOSITORY),
    ],
)
def test_the_kind_of_a_related_thing_is_as_said_or_as_its_identifier_tells(identifier, general, kind):
    (found,) = said(row("IsDerivedFrom", identifier, "URL", resourceTypeGeneral=general))
    assert found.object_kind is kind


def test_a_related_item_counts_where_it_has_an_identifier():
    item = {
        "relationType": "IsDerivedFrom",
        "relatedItemType": "Dataset",
        "relatedItemIdentifier": {"relatedItemIdentifier": "10.77777/quay", "relatedItemIdentifierType": "DOI"},
        "titles": [{"title": "Quay Faces"}],
    }
    (found,) = related(ME, DATASET, entries(None, [{"relationType": "IsPartOf"}, item], ""))

    assert (found.object, found.place) == (OTHER, "/relatedItems/1/relatedItemIdentifier/relatedItemIdentifier")


@pytest.mark.parametrize(
    "odd",
    [None, 7, "text", [None, 7, []], [{"relationType": 7}], [row(["IsDerivedFrom"])], [row("IsDerivedFrom", 7)]],
    ids=repr,
)
def test_whatever_stands_in_place_of_relations_is_survived(odd):
    assert list(related(ME, DATASET, entries(odd, odd, ""))) == []


def test_types_of_things_have_one_kind_each():
    assert kinds()["Dataset"] is DATASET
    assert kinds()["Software"] is ThingKind.REPOSITORY
    assert kinds()["DataPaper"] is PAPER
