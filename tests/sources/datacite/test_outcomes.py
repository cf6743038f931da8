"""What the second week's crawl of DataCite finds at records known from the first."""

import pytest

from lineage.sources import find
from tests.sources.datacite.shelf import Weeks, doi, record

MIRROR = record(1, "Quay mirror", "A mirror of MegaFace.")
OTHER = record(2, "Pier mirror", "A mirror of FairFace.")
LATER = "2026-11-05T00:00:00.000Z"


@pytest.fixture
def weeks(stores, monkeypatch):
    """A shelf whose first week has been crawled: two records."""
    weeks = Weeks(stores, monkeypatch)
    assert {outcome for outcome, _ in weeks.outcomes(MIRROR, OTHER).values()} == {"fetched"}
    return weeks


def changed(number, text, updated=LATER):
    return record(number, "Quay mirror", text, updated=updated)


def test_a_record_with_an_unchanged_token_is_neither_asked_for_nor_read_again(weeks):
    run = weeks.crawl(MIRROR, OTHER)
    assert {visit.outcome.value for visit in run.visits} == {"unchanged"}
    assert run.readings == ()
    assert weeks.shelf.queries("/") == []


def test_while_the_token_stays_no_other_bytes_count(weeks):
    run = weeks.crawl(changed(1, "A mirror of FairFace.", updated=MIRROR["attributes"]["updated"]), OTHER)
    assert run.readings == ()


def test_a_token_that_moved_without_a_change_is_unchanged(weeks):
    run = weeks.crawl(changed(1, "A mirror of MegaFace."), OTHER)
    assert {visit.outcome.value for visit in run.visits} == {"unchanged"}
    assert next(visit for visit in run.visits if visit.document == doi(1)).version == LATER
    assert run.readings == ()


def test_a_changed_record_is_read_again(weeks):
    run = weeks.crawl(changed(1, "A mirror of DiveFace."), OTHER)
    (reading,) = run.readings
    assert "name:DiveFace" in {claim.object for claim in reading.claims}


def test_a_record_whose_update_is_no_date_is_compared_by_its_bytes(stores, monkeypatch):
    weeks = Weeks(stores, monkeypatch)
    timeless = record(1, "Quay mirror", "A mirror of MegaFace.", updated=None)
    weeks.crawl(timeless)
    assert weeks.outcomes(timeless)[doi(1)] == ("unchanged", None)


@pytest.mark.parametrize("status", [404, 410])
def test_a_record_that_is_listed_no_more_and_denied_is_gone_with_its_last_snapshot(status, weeks):
    run = weeks.crawl(OTHER, statuses={doi(1): status})
    visit = next(visit for visit in run.visits if visit.document == doi(1))
    assert (visit.outcome.value, visit.reason) == ("gone", f"answered {status}")
    assert weeks.stores.archive.get(visit.snapshot)


def test_a_record_that_became_a_tombstone_is_gone(weeks):
    tombstone = record(1, "Quay mirror", "A mirror of MegaFace.", state="registered", isActive=False)
    assert weeks.outcomes(tombstone, OTHER)[doi(1)] == ("gone", "tombstone")


def test_a_record_that_is_only_not_found_is_visited_alone(weeks):
    hidden = record(1, "Quay mirror", "Something else now.", updated=LATER)
    found = weeks.outcomes(hidden, OTHER)
    assert weeks.shelf.queries("/") == [f"/dois/{doi(1)}"]
    assert found == {doi(1): ("fetched", None), doi(2): ("unchanged", None)}


def test_a_record_alone_is_the_same_document_as_in_a_list(weeks):
    alone = record(1, "Quay mirror", "A mirror of MegaFace.", updated=LATER, xml="PD94", media=[], prefix="10.66666")
    alone["relationships"] |= {"citations": {"data": []}, "provider": {"data": {"id": "quayside"}}}
    assert weeks.outcomes(OTHER, singles={doi(1): alone})[doi(1)] == ("unchanged", None)


@pytest.mark.parametrize("row", [{}, record(9)], ids=["no record", "another record"])
def test_an_answer_that_is_no_record_of_that_doi_failed(row, weeks):
    found = weeks.outcomes(OTHER, singles={doi(1): row})
    assert found[doi(1)] == ("failed", "its answer is no record of that DOI")


def test_a_refused_record_is_refused_not_gone(weeks):
    assert weeks.outcomes(OTHER, statuses={doi(1): 403})[doi(1)] == ("refused", "answered 403")


def test_a_record_that_comes_back_counts_as_seen_again(weeks):
    assert weeks.outcomes(OTHER)[doi(1)][0] == "gone"
    assert weeks.outcomes(MIRROR, OTHER)[doi(1)] == ("fetched", None)


def test_visits_to_single_records_are_bounded_and_what_is_left_is_noted(weeks, monkeypatch):
    card = find.card("datacite")
    monkeypatch.setattr(find, "card", lambda name: card.model_copy(update={"caps": dict(card.caps) | {"visits": 1}}))
    run = weeks.crawl(record(3, "New mirror", "A mirror of MegaFace."))
    outcomes = {visit.document: visit.outcome.value for visit in run.visits}
    assert outcomes == {doi(1): "gone", doi(2): "skipped", doi(3): "fetched"}
    assert run.seal.notes == ("1 known records were not looked at: one run asks for at most 1",)
