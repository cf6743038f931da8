"""What is read from a record's fields, title and descriptions; quotes stand in it word for word."""

import json

import pytest

from lineage.model.words import Polarity, Predicate, ThingKind
from lineage.reading.view import View
from lineage.sources.datacite.markup import plain
from tests.sources.datacite.shelf import read, record, related

ME = "doi:10.66666/set.1"
NAMING = (Predicate.SAME_AS, Predicate.PUBLISHED_BY, Predicate.AFFILIATED_WITH)


def said(lexicon, *args, kind=ThingKind.DATASET, **more):
    """The statements about data that are read from a record; each quote is looked up at its place."""
    row = record(1, *args, **more)
    claims, view = read(row, lexicon, kind), View(json.dumps(row).encode(), "application/json")
    assert all(claim.evidence.quote in view.quoted(claim.evidence.locator) for claim in claims)
    return [claim for claim in claims if claim.predicate not in NAMING]


def same(lexicon, *args, **more):
    """What a record says that it is."""
    return {claim.object for claim in read(record(1, *args, **more), lexicon) if claim.predicate is Predicate.SAME_AS}


def test_a_related_identifier_is_read_at_its_pointer(lexicon):
    (claim,) = said(lexicon, "Gulls", "Nothing.", related("Cites", "10.7/x"), related("IsDerivedFrom", "10.77777/quay"))
    assert (claim.subject, claim.predicate, claim.object) == (ME, Predicate.DERIVED_FROM, "doi:10.77777/quay")
    assert claim.evidence.locator == "/attributes/relatedIdentifiers/1/relatedIdentifier"


def test_a_description_is_read_at_its_pointer(lexicon):
    (claim,) = said(lexicon, "Gulls", "Many gulls. A mirror of MegaFace.")
    assert (claim.predicate, claim.object) == (Predicate.COPY_OF, "name:MegaFace")
    assert claim.evidence.locator == "/attributes/descriptions/0/description#char=12,33"


def test_a_title_is_read_like_a_sentence(lexicon):
    (claim,) = said(lexicon, "A mirror of MegaFace", "Nothing.")
    assert (claim.predicate, claim.evidence.locator) == (Predicate.COPY_OF, "/attributes/titles/0/title#char=0,20")


def test_a_short_name_in_a_description_is_known_by_the_title(lexicon):
    (claim,) = said(lexicon, "Diversity in Faces (copy 7)", "A mirror of DiF.")
    assert (claim.predicate, claim.object) == (Predicate.COPY_OF, "name:DiF")


def test_markup_is_no_part_of_what_is_read_but_stands_in_the_quote(lexicon):
    text = "<p>Gulls &amp; terns.</p><ul><li>A mirror of <b>Mega&nbsp;Face</b></li><li>Not of FairFace</li></ul>"
    found = {claim.object: claim for claim in said(lexicon, "Gulls", text)}
    assert found["name:Mega Face"].evidence.quote == "A mirror of <b>Mega&nbsp;Face</b>".removesuffix("</b>")
    assert found["name:FairFace"].predicate is Predicate.MENTIONS


@pytest.mark.parametrize(
    "text", ["a < b > c", "<gull> is no tag", "&gull; &amp &#0;", "<!-- a --> b", "<p", "&#xD800;"]
)
def test_plain_text_has_the_length_of_the_text(text):
    assert len(plain(text)) == len(text)


def test_all_kinds_of_descriptions_are_read_but_lists_of_other_things(lexicon):
    descriptions = [
        {"description": "A mirror of MegaFace.", "descriptionType": "Methods"},
        {"description": "A mirror of FairFace.", "descriptionType": "SeriesInformation"},
        {"description": "A mirror of DiveFace.", "descriptionType": "TableOfContents"},
        {"description": '{"references": ["A mirror of TinyFace."]}', "descriptionType": "Other"},
    ]
    assert [claim.object for claim in said(lexicon, "Gulls", descriptions=descriptions)] == ["name:MegaFace"]


def test_what_is_denied_is_read_as_denied(lexicon):
    (claim,) = said(lexicon, "Gulls", "No image of this dataset was taken from MegaFace.")
    assert claim.polarity is Polarity.NEGATED


def test_a_dataset_does_not_derive_from_itself_under_the_name_before_its_colon(lexicon):
    found = said(lexicon, "Quay Faces: gulls in harbours", "We cropped the faces of Quay Faces out of MegaFace.")
    assert {claim.object for claim in found} == {"name:MegaFace"}


@pytest.mark.parametrize(
    ("general", "kind", "act", "predicate", "subject"),
    [
        ("Dataset", ThingKind.DATASET, "sampled from", Predicate.DERIVED_FROM, ME),
        ("Model", ThingKind.MODEL, "trained on", Predicate.TRAINED_ON, ME),
        ("Preprint", ThingKind.PAPER, "sampled from", Predicate.DERIVED_FROM, "name:QuayFaces-9K"),
    ],
)
def test_what_is_said_is_said_of_what_the_record_is_about(general, kind, act, predicate, subject, lexicon):
    text = f"QuayFaces-9K was {act} MegaFace."
    claim = next(
        c for c in said(lexicon, "QuayFaces-9K: gulls", text, general=general, kind=kind) if c.object == "name:MegaFace"
    )
    assert (claim.subject, claim.predicate) == (subject, predicate)


def test_a_paper_that_says_what_its_dataset_was_made_from_introduces_it(lexicon):
    text = "QuayFaces-9K was sampled from MegaFace."
    found = said(lexicon, "QuayFaces-9K: gulls", text, general="Preprint", doi="10.48550/arXiv.2101.00001")
    introduces = next(claim for claim in found if claim.predicate is Predicate.DESCRIBED_BY)
    assert (introduces.subject, introduces.object) == ("name:QuayFaces-9K", "arxiv:2101.00001")


def test_software_declares_nothing_of_data_but_its_text_may(lexicon):
    found = said(
        lexicon, "Quay tools", "A loader for MegaFace.", related("IsDerivedFrom", "10.7/x"), general="Software"
    )
    assert [(claim.predicate, claim.object) for claim in found] == [(Predicate.USES, "name:MegaFace")]


def test_other_titles_and_a_head_before_a_colon_are_names_unless_the_catalogue_s(lexicon):
    titles = [
        {"title": "QuayFaces-9K: gulls"}, {"title": "Kaigesichter", "titleType": "AlternativeTitle"},
        {"title": "FairFace", "titleType": "AlternativeTitle"}, {"title": "Gulls", "titleType": "Subtitle"},
    ]  # fmt: skip
    assert same(lexicon, titles=titles) == {"name:QuayFaces-9K", "name:Kaigesichter"}


@pytest.mark.parametrize(
    ("doi", "url", "page"),
    [
        ("10.5281/zenodo.12345", "https://zenodo.org/record/12345", "url:https://zenodo.org/record/12345"),
        (
            "10.6084/m9.gull.12345",
            "https://gull.example/articles/Gulls/12345",
            "url:https://gull.example/articles/Gulls/12345",
        ),
        (
            "10.7910/DVN/GULL",
            "https://d.example/x?id=doi:10.7910/DVN/GULL",
            "url:https://d.example/x?id=doi:10.7910/DVN/GULL",
        ),
        ("10.57967/hf/12", "https://huggingface.co/datasets/quay/gulls", "hf:datasets/quay/gulls"),
    ],
)
def test_a_landing_page_of_its_own_means_the_same_as_the_doi(doi, url, page, lexicon):
    assert same(lexicon, doi=doi, url=url) == {page}


@pytest.mark.parametrize(
    "url", ["https://quayside.example/", "https://quayside.example/data", "ftp://x/set.1", 7, None]
)
def test_a_landing_page_that_may_be_many_records_does_not(url, lexicon):
    assert same(lexicon, doi="10.66666/set.12345", url=url) == set()


def test_the_catalogue_s_own_record_is_the_catalogue_s_dataset(lexicon):
    assert same(lexicon, doi="10.5281/zenodo.6615455") == {"dataset:pass"}


@pytest.mark.parametrize("odd", ["text", [], None, 7, {}, {"attributes": 7}, {"attributes": {"doi": "gull"}}], ids=repr)
def test_what_is_no_record_says_nothing(odd, lexicon):
    assert read(odd, lexicon) == []


@pytest.mark.parametrize(
    "odd",
    [
        {"titles": [None, {"title": 7}], "descriptions": "A mirror of MegaFace."},
        {"relatedIdentifiers": [7, {"relationType": "IsDerivedFrom"}], "types": "Dataset"},
        {"creators": [7, {"affiliation": 7}, {"affiliation": [7, {"name": 7}]}], "publisher": 7, "url": []},
    ],
    ids=lambda odd: next(iter(odd)),
)
def test_fields_of_another_shape_say_nothing(odd, lexicon):
    assert said(lexicon, "Gulls", "Nothing.", **odd) == []
