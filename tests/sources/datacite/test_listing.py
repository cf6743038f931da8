"""How DataCite's lists are walked, how far, and what is said of what is left out."""

import pytest

from lineage.errors import SourceChanged
from tests.sources.datacite import shelf as made
from tests.sources.datacite.shelf import Shelf, doi, gathered, person, record, related

MIRROR = "A mirror of MegaFace."
FROM_QUAY = related("IsDerivedFrom", "10.77777/quay")


def mirrors(count, first=1):
    return [record(number, f"Mirror {number}", MIRROR) for number in range(first, first + count)]


@pytest.fixture
def pages_of_two(monkeypatch):
    monkeypatch.setattr("lineage.sources.datacite.listing.PAGE", 2)
    monkeypatch.setattr("lineage.sources.datacite.sweep.PAGE", 2)


def test_follows_the_link_to_the_next_page(lexicon, pages_of_two):
    pages, crawl = gathered(Shelf(mirrors(5)), lexicon=lexicon)
    assert set(pages) == {doi(number) for number in range(1, 6)}
    assert crawl.notes == []


def test_a_cursor_that_never_ends_is_left_when_it_shows_nothing_new(lexicon, pages_of_two):
    shelf = Shelf(mirrors(5), endless=True)
    pages, crawl = gathered(shelf, lexicon=lexicon)
    assert len(pages) == 5
    assert crawl.notes == []
    assert len(shelf.asked) < 40


def test_names_are_asked_in_groups_and_each_once(lexicon):
    shelf = Shelf()
    gathered(shelf, terms=[f"Gull Set {number}" for number in range(60)], lexicon=lexicon)
    groups = shelf.queries('"')
    assert len(groups) == 2
    assert sum(group.count('"') for group in groups) == 120


def test_identifiers_are_asked_as_related_ones_and_as_records(lexicon):
    shelf = Shelf()
    gathered(
        shelf, terms=(), identifiers=("doi:10.77777/quay", "arxiv:2101.00001", "github:quay/gulls"), lexicon=lexicon
    )
    (relating,), (records,) = shelf.queries("relatedIdentifiers.relatedIdentifier"), shelf.queries("doi:")
    assert "10.77777/quay" in relating
    assert '"arXiv:2101.00001" OR "10.48550/arXiv.2101.00001"' in relating
    assert "https://github.com/quay/gulls" in relating
    assert records == 'doi:("10.77777/quay" OR "10.48550/arxiv.2101.00001")'


def test_a_group_that_finds_too_much_is_asked_name_by_name(lexicon, pages_of_two):
    shelf = Shelf([*mirrors(5), record(9, "Pier Set")])
    pages, _ = gathered(shelf, terms=("MegaFace", "Pier Set"), lexicon=lexicon, query_pages=2)
    assert '"Pier Set"' in shelf.asked
    assert doi(9) in pages


def test_a_name_that_finds_too_much_by_itself_is_looked_for_in_titles(lexicon, pages_of_two):
    shelf = Shelf([*mirrors(5), record(9, "MegaFace again")])
    pages, crawl = gathered(shelf, lexicon=lexicon, query_pages=2)
    assert 'titles.title:("MegaFace")' in shelf.asked
    assert set(pages) == {doi(9)}
    assert crawl.notes == []


def test_what_is_too_much_even_in_titles_is_cut_and_noted(lexicon, pages_of_two):
    records = [record(number, "MegaFace again") for number in range(5)]
    pages, crawl = gathered(Shelf(records), lexicon=lexicon, query_pages=2)
    assert len(pages) == 4
    assert crawl.notes == ['of 5 records found by titles.title:("MegaFace") only 4 were read']


def test_datasets_that_declare_what_they_come_from_are_found_whatever_they_are_called(lexicon):
    records = [
        record(1, "Gulls", "Nothing.", FROM_QUAY),
        record(2, "Terns"),
        record(3, "A paper", "", FROM_QUAY, general="Text"),
    ]
    pages, _ = gathered(Shelf(records), terms=(), lexicon=lexicon)
    assert set(pages) == {doi(1)}


def test_a_sweep_that_finds_too_much_begins_with_the_newest_year(lexicon, pages_of_two):
    records = [record(year, "Gulls", "", FROM_QUAY, created=f"{year}-05-01") for year in (2019, 2021, 2020)]
    years = {"created": [{"id": "2019"}, {"id": "2021"}, {"id": "2020"}, {"id": None}, 7]}
    pages, crawl = gathered(Shelf(records, meta={"total": 5} | years), terms=(), lexicon=lexicon, swept_pages=2)
    assert set(pages) == {doi(2021), doi(2020)}
    assert crawl.notes[0] == "of 5 records with declared relations only the newest 2 were read"


@pytest.mark.parametrize(
    "row", [{}, {"attributes": []}, {"attributes": {"doi": 7}}, {"attributes": {"doi": "gull"}}, "text", None]
)
def test_a_record_without_a_doi_is_an_issue_and_stops_nothing(row, lexicon, monkeypatch):
    monkeypatch.setattr(made, "_fits", lambda *_: True)
    pages, crawl = gathered(Shelf([row, *mirrors(1)]), lexicon=lexicon)
    assert set(pages) == {doi(1)}
    assert "record 0 of https://api.datacite.org/dois" in crawl.issues[0].problem


@pytest.mark.parametrize("body", [{"data": {}}, {"errors": []}, [], {"data": None}])
def test_an_answer_without_a_list_of_records_means_that_the_source_has_changed(body, lexicon, monkeypatch):
    answer = made._answer
    monkeypatch.setattr(made, "_answer", lambda request, status, _: answer(request, status, body))
    with pytest.raises(SourceChanged, match="no list of records under 'data'"):
        gathered(Shelf(), lexicon=lexicon)


def test_a_refused_query_means_that_the_source_has_changed(lexicon, monkeypatch):
    answer = made._answer
    monkeypatch.setattr(made, "_answer", lambda request, _, body: answer(request, 400, body))
    with pytest.raises(SourceChanged, match="answered 400"):
        gathered(Shelf(), lexicon=lexicon)


def test_counters_make_no_new_snapshot(lexicon):
    plain, _ = gathered(Shelf(mirrors(1)), lexicon=lexicon)
    counted = record(
        1, "Mirror 1", MIRROR, viewCount=99, citationsOverTime=[{"year": "2026"}], updated="2026-11-01", xml="PD94"
    )
    again, _ = gathered(Shelf([counted]), lexicon=lexicon)
    assert again[doi(1)].body == plain[doi(1)].body
    assert again[doi(1)].version != plain[doi(1)].version


def test_what_nobody_has_decided_about_is_told_once(lexicon):
    odd = record(1, "Gulls", MIRROR, related("IsSiblingOf", "10.77777/quay"), general="Hologram", mood="calm")
    _, crawl = gathered(Shelf([odd, *mirrors(2, first=2)]), lexicon=lexicon)
    told = sorted(issue.problem.partition(", of which")[0] for issue in crawl.issues)
    assert told == [
        "records have the field 'mood'",
        "records have the relation 'IsSiblingOf'",
        "records have the type 'Hologram'",
    ]


@pytest.mark.parametrize(
    "odd",
    [
        {"titles": "x"},
        {"titles": [7, {}]},
        {"types": None},
        {"relatedIdentifiers": {}},
        {"creators": "x"},
        {"updated": 7},
        {"descriptions": None},
    ],
    ids=repr,
)
def test_a_field_of_another_shape_stops_nothing(odd, lexicon, monkeypatch):
    monkeypatch.setattr(made, "_fits", lambda *_: True)
    pages, _ = gathered(Shelf([record(1, "Mirror", MIRROR, **odd), *mirrors(1, first=2)]), lexicon=lexicon)
    assert set(pages) == {doi(1), doi(2)}


def test_persons_are_left_out_of_a_record_s_own_snapshot(lexicon):
    creators = [person("Quay University"), {"name": "Otterwharf", "nameType": "Organizational"}, "Gull, Jane"]
    creators[0] |= {
        "givenName": "Jane",
        "familyName": "Gull",
        "nameIdentifiers": [{"nameIdentifier": "0000-0000-0000-0000"}],
    }
    item = {"relationType": "Cites", "titles": [{"title": "Terns"}], "creators": [person()], "contributors": [person()]}
    full = record(1, "Mirror", MIRROR, creators=creators, contributors=[person()], relatedItems=[item])
    pages, _ = gathered(Shelf([full]), lexicon=lexicon)
    body = pages[doi(1)].body.decode()
    assert [name for name in ("Gull", "Jane", "0000-0000") if name in body] == []
    assert all(name in body for name in ("Quay University", "Otterwharf", "Terns"))
