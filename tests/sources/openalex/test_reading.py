"""What is read from a work: title, abstract, identifiers, institutions; and that no person is ever named."""

import json

import pytest

from lineage.model.words import Predicate, ThingKind
from lineage.reading.view import View
from lineage.sources.openalex.work import abstract, kept, references
from tests.sources.openalex.index import GULLS, WEB, author, inverted, read, work

MADE = "We introduce QuayMasks. The images of QuayMasks were taken from YFCC100M."
ODD_FIELDS = {
    "doi": [7, "", "no doi", ["https://doi.org/10.5555/x"]],
    "title": [None, 7, "", "  ", {"en": "Gulls"}],
    "locations": [None, 7, {}, [None], [{"landing_page_url": 7}], [{"landing_page_url": "https://[broken"}]],
    "authorships": [None, {}, [7], [{"institutions": 7}], [{"institutions": [7, {"display_name": 7}]}]],
    "abstract_inverted_index": [None, {}, [], "text", {"a": "b"}, {"a": [None]}],
}


def said(found, *predicates, **more):
    return [(c.subject, c.predicate.value, c.object) for c in read(found, **more) if c.predicate in predicates]


def test_a_quote_of_the_abstract_stands_at_its_place_in_the_text():
    found = work(1, "Terns", f"Terns fly far. {MADE}")
    claim = next(claim for claim in read(found) if claim.predicate is Predicate.DERIVED_FROM)
    assert claim.evidence.locator.startswith("/abstract_inverted_index#char=")
    assert claim.evidence.quote == "The images of QuayMasks were taken from YFCC100M."
    assert View(json.dumps(kept(found)).encode(), "application/json").quoted(claim.evidence.locator) == (
        claim.evidence.quote
    )


def test_a_title_is_read_too():
    (claim,) = (c for c in read(work(1, "QuayMasks, cropped from MegaFace")) if c.predicate is Predicate.DERIVED_FROM)
    assert (claim.object, claim.evidence.locator) == ("name:MegaFace", "/title#char=0,32")


def test_a_name_that_needs_a_context_finds_it_in_the_title():
    abstract = "We train our network on DiF."
    assert said(work(1, "Measuring facial diversity", abstract), Predicate.TRAINED_ON) != []
    assert said(work(1, "Measuring gulls", abstract), Predicate.TRAINED_ON) == []


def test_a_dataset_that_a_paper_makes_is_described_by_it_and_published_by_its_institutions():
    found = work(1, "QuayMasks: a report", MADE, doi="10.5555/quay", authors=[author(GULLS)])
    wanted = (Predicate.DERIVED_FROM, Predicate.DESCRIBED_BY, Predicate.PUBLISHED_BY)
    assert said(found, *wanted) == [
        ("name:QuayMasks", "DERIVED_FROM", "name:YFCC100M"),
        ("name:QuayMasks", "DESCRIBED_BY", "doi:10.5555/quay"),
        ("name:QuayMasks", "PUBLISHED_BY", "ror:00gull042"),
    ]


@pytest.mark.parametrize("text", ["QuayMasks is fast.", MADE.replace("were", "were not"), "We train on MegaFace."])
def test_a_paper_that_makes_nothing_publishes_no_dataset(text):
    found = work(1, "QuayMasks: a report", text, authors=[author(GULLS)])
    assert said(found, Predicate.DESCRIBED_BY, Predicate.PUBLISHED_BY) == []


def test_a_paper_goes_by_its_doi_and_is_the_same_under_every_other_identifier():
    found = work(1, doi="10.5555/Quay", arxiv="2601.00001v2")
    assert said(found, Predicate.SAME_AS) == [
        ("doi:10.5555/quay", "SAME_AS", "arxiv:2601.00001"),
        ("doi:10.5555/quay", "SAME_AS", f"url:{WEB}W1"),
    ]


def test_a_preprint_with_a_record_of_its_own_shares_an_identifier_with_the_published_paper():
    preprint = said(work(2, doi="10.48550/arXiv.2601.00001"), Predicate.SAME_AS)
    assert preprint == [("arxiv:2601.00001", "SAME_AS", f"url:{WEB}W2")]


def test_a_paper_that_the_catalogue_knows_goes_by_that_identifier():
    found = work(1, doi="10.5555/dif", arxiv="1901.10436")
    assert said(found, Predicate.SAME_AS)[0] == ("arxiv:1901.10436", "SAME_AS", "doi:10.5555/dif")


def test_a_paper_without_identifiers_goes_by_its_address():
    found = work(1, "Terns", "We train on MegaFace.")
    assert {claim.subject for claim in read(found)} == {f"url:{WEB}W1"}


def test_institutions_are_named_once_by_ror_and_name():
    nameless, other = GULLS | {"display_name": None}, GULLS | {"ror": None, "display_name": "Otter Works"}
    found = work(1, authors=[author(GULLS), author(nameless, GULLS, other)])
    assert said(found, Predicate.AFFILIATED_WITH) == [
        (f"url:{WEB}W1", "AFFILIATED_WITH", "ror:00gull042"),
        (f"url:{WEB}W1", "AFFILIATED_WITH", "name:Otter Works"),
    ]
    assert ("ror:00gull042", "SAME_AS", "name:Gull Institute") in said(found, Predicate.SAME_AS)


def test_an_affiliation_that_openalex_does_not_know_is_read_as_it_is_written():
    who = author(written=["Jane Gull, Department of Terns, Quay University, Kiel"])
    (claim,) = (c for c in read(work(1, authors=[who])) if c.predicate is Predicate.AFFILIATED_WITH)
    assert (claim.object, claim.object_kind) == ("name:Quay University", ThingKind.ORGANIZATION)
    assert claim.evidence.locator == "/authorships/0/raw_affiliation_strings/0"


def test_no_person_is_named():
    authors = [author(GULLS, written=["Jane Gull, Gull Institute"]), author(written=["Jane Gull"]), author()]
    found = work(1, "QuayMasks: a report", MADE, authors=authors)
    assert not [claim for claim in read(found) if "Jane" in claim.model_dump_json()]


@pytest.mark.parametrize(("field", "odd"), [(field, odd) for field, values in ODD_FIELDS.items() for odd in values])
def test_a_field_of_another_shape_is_no_statement_and_stops_nothing(field, odd):
    found = work(1, "QuayMasks: a report", MADE, doi="10.5555/quay", authors=[author(GULLS)]) | {field: odd}
    predicates = {claim.predicate for claim in read(found)}
    assert Predicate.SAME_AS in predicates
    assert (Predicate.DERIVED_FROM in predicates) == (field != "abstract_inverted_index")


def test_of_a_work_that_answers_to_another_id_only_that_is_read():
    found = work(3, "QuayMasks: a report", MADE, authors=[author(GULLS)])
    claims = [(c.subject, c.predicate.value, c.object) for c in read(found, "works/W2")]
    assert claims == [(f"url:{WEB}W2", "SAME_AS", f"url:{WEB}W3")]


def test_the_places_of_words_may_be_anything_whole():
    index = {word: [place * 1000 - 9 for place in places] for word, places in inverted(MADE).items()}
    assert ("name:QuayMasks", "DERIVED_FROM", "name:YFCC100M") in said(
        work(1, "QuayMasks: a report") | {"abstract_inverted_index": index}, Predicate.DERIVED_FROM
    )


@pytest.mark.shared
def test_a_work_as_openalex_really_gives_it(shared):
    found = json.loads((shared / "api/openalex/crates__papers-openalex__work.json").read_bytes())
    (doi, *_), names = references(found), [author["author"]["display_name"] for author in found["authorships"]]
    claims = read(found)
    written = b"".join(claim.model_dump_json().encode() for claim in claims) + json.dumps(kept(found)).encode()
    assert doi == (f"doi:{found['doi'].removeprefix('https://doi.org/')}", found["doi"], "/doi")
    assert len(abstract(found)) > 200
    assert {claim.predicate for claim in claims} == {Predicate.SAME_AS, Predicate.AFFILIATED_WITH}
    assert all(c.object.startswith("ror:") for c in claims if c.predicate is Predicate.AFFILIATED_WITH)
    assert [name for name in names if name.encode() in written] == []
