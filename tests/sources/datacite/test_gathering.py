"""How a crawl gets from the catalogue's names to what was made of what was made of them, and where it stops."""

import pytest

from lineage.model.words import Outcome, Predicate
from tests.making import claim
from tests.sources.datacite.shelf import Shelf, doi, gathered, record, related

QUAY = record(1, "QuayFaces-9K", "QuayFaces-9K was sampled from MegaFace.")
PIER = record(2, "PierFaces", "PierFaces was sampled from QuayFaces-9K.")
MAST = record(3, "MastFaces", "We cropped all masts out of PierFaces.")


def test_what_was_made_from_a_find_is_found_by_the_find_s_name_at_any_depth(lexicon):
    pages, crawl = gathered(Shelf([MAST, PIER, QUAY, record(4, "HeronFaces")]), lexicon=lexicon)
    assert set(pages) == {doi(1), doi(2), doi(3)}
    assert crawl.notes == []


def test_a_dataset_that_another_source_found_is_searched_by_its_name(lexicon):
    found = [claim("name:GullNest-9K", Predicate.DERIVED_FROM, "name:MegaFace")]
    pages, _ = gathered(Shelf([record(1, "Birds", "A mirror of GullNest-9K.")]), lexicon=lexicon, family=found)
    assert set(pages) == {doi(1)}


def test_what_declares_a_find_as_its_source_is_found_by_its_doi(lexicon):
    part = record(5, "Some pictures", "Nothing to see.", related("IsPartOf", doi(1)))
    pages, _ = gathered(Shelf([QUAY, part]), lexicon=lexicon)
    assert set(pages) == {doi(1), doi(5)}


def test_the_record_that_a_find_points_to_is_looked_up_and_so_on(lexicon):
    above = related("IsDerivedFrom", doi(7)), related("IsDerivedFrom", doi(8))
    chain = [record(6, "MegaFace crop", "Cut.", above[0]), record(7, "Sea", "", above[1]), record(8, "Sky")]
    pages, _ = gathered(Shelf(chain), lexicon=lexicon)
    assert set(pages) == {doi(6), doi(7), doi(8)}


def test_what_a_find_is_the_source_of_belongs_to_the_family_though_it_does_not_say_so(lexicon):
    quay = record(1, "QuayFaces-9K", "QuayFaces-9K was sampled from MegaFace.", related("IsSourceOf", doi(2)))
    pier, mast = record(2, "PierFaces", "Silent."), record(3, "Masts", "We cropped all masts out of PierFaces.")
    pages, _ = gathered(Shelf([quay, pier, mast]), lexicon=lexicon)
    assert set(pages) == {doi(1), doi(2), doi(3)}


def test_what_only_mentions_the_family_leads_nowhere(lexicon):
    other = record(1, "QuayFaces-9K", "Unlike MegaFace, it has no faces.")
    pages, _ = gathered(Shelf([other, PIER]), lexicon=lexicon)
    assert set(pages) == {doi(1)}


@pytest.mark.parametrize("title", ["Supplementary data", "S1", "Data for a paper about faces of gulls 2"])
def test_a_title_that_is_no_name_is_not_searched_for(title, lexicon):
    shelf = Shelf([record(1, title, "This is a mirror of MegaFace.")])
    gathered(shelf, lexicon=lexicon)
    assert shelf.queries('"') == ['"MegaFace"']
    assert shelf.queries("relatedIdentifiers.relatedIdentifier") == [
        f'relatedIdentifiers.relatedIdentifier:("{doi(1)}")'
    ]


def test_a_name_before_a_colon_and_an_alternative_title_are_searched_for(lexicon):
    titles = [{"title": "QuayFaces-9K: gulls"}, {"title": "QF9K (quay)", "titleType": "AlternativeTitle"}]
    shelf = Shelf([record(1, "", "A mirror of MegaFace.", titles=titles)])
    gathered(shelf, lexicon=lexicon)
    assert shelf.queries('"') == ['"MegaFace"', '"QuayFaces-9K" OR "QF9K"']


def test_what_was_swept_leads_on_like_what_was_searched_for(lexicon):
    swept = record(1, "QuayFaces-9K", "Silent.", related("IsDerivedFrom", "https://github.com/quay/faces", "URL"))
    pages, _ = gathered(Shelf([swept, PIER]), terms=(), lexicon=lexicon)
    assert set(pages) == {doi(1), doi(2)}


def test_steps_are_bounded_and_what_is_left_is_noted(lexicon):
    pages, crawl = gathered(Shelf([MAST, PIER, QUAY]), lexicon=lexicon, rounds=2)
    assert set(pages) == {doi(1), doi(2)}
    assert crawl.notes == ["what is more than 2 steps away was not searched for"]


def test_leads_are_bounded_and_what_is_left_is_noted(lexicon):
    pages, crawl = gathered(Shelf([MAST, PIER, QUAY]), lexicon=lexicon, leads=2)
    assert set(pages) == {doi(1), doi(2)}
    assert crawl.notes == ["3 names and DOIs of records found were not searched for in turn"]


def test_nothing_is_asked_twice(lexicon):
    around = [
        record(n, f"QuayFaces-{n}K", "A mirror of MegaFace.", related("IsDerivedFrom", doi(n % 3))) for n in range(3)
    ]
    shelf = Shelf(around)
    gathered(shelf, lexicon=lexicon)
    assert len(shelf.asked) == len(set(shelf.asked))


def test_a_tombstone_counts_as_gone_and_leads_nowhere(lexicon):
    gone = record(
        1, "QuayFaces-9K", "A mirror of MegaFace.", state="registered", isActive=False, reason="withdrawn by its makers"
    )
    pages, _ = gathered(Shelf([gone, PIER]), lexicon=lexicon)
    assert set(pages) == {doi(1)}
    assert (pages[doi(1)].outcome, pages[doi(1)].reason) == (Outcome.GONE, "tombstone: withdrawn by its makers")
