"""What the second week's crawl finds at works known from the first: unchanged, merged, gone."""

import pytest

from tests.sources.openalex.index import WEB, Weeks, moved, single, work

USE = "We train our network on MegaFace."
FIRST, OTHER = work(1, "Terns", USE, doi="10.5555/terns"), work(2, "Gulls", USE)


@pytest.fixture
def weeks(stores, tmp_path):
    """An index whose first week has been crawled: two works."""
    weeks = Weeks(stores, tmp_path / "weeks")
    assert {outcome for outcome, _ in weeks.outcomes(FIRST, OTHER).values()} == {"fetched"}
    return weeks


def test_a_work_listed_as_it_was_is_unchanged_and_not_read_again(weeks):
    run = weeks.crawl(FIRST, OTHER)
    assert {visit.outcome.value for visit in run.visits} == {"unchanged"}
    assert run.readings == ()


def test_a_work_that_says_something_else_is_read_again(weeks):
    run = weeks.crawl(FIRST, work(2, "Gulls", "We train our network on FairFace."))
    assert [reading.document for reading in run.readings] == ["works/W2"]
    assert "name:FairFace" in {claim.object for claim in run.readings[0].claims}


def test_a_work_that_nothing_leads_to_any_more_is_asked_for_by_its_id(weeks):
    assert weeks.outcomes(FIRST, again=[OTHER])["works/W2"] == ("unchanged", None)


def test_a_work_that_does_not_answer_to_its_id_is_gone(weeks):
    found = weeks.outcomes(FIRST, singles=[single(2, status=404)])
    assert found["works/W2"] == ("gone", "answered 404")


def test_a_work_merged_into_another_is_the_same_work(weeks):
    run = weeks.crawl(FIRST, singles=[moved(2, 3), single(3, work(3, "Gulls", USE))])
    assert {visit.document: visit.outcome.value for visit in run.visits} == {
        "works/W1": "unchanged",
        "works/W2": "fetched",
        "works/W3": "fetched",
    }
    former, now = run.readings
    assert [(c.subject, c.predicate.value, c.object) for c in former.claims] == [
        (f"url:{WEB}W2", "SAME_AS", f"url:{WEB}W3")
    ]
    assert "TRAINED_ON" in {claim.predicate.value for claim in now.claims}
    assert {claim.subject for claim in now.claims} == {f"url:{WEB}W3"}


@pytest.mark.parametrize("answers", [{"singles": []}, {"again": [work(3, "Gulls", USE)]}])
def test_a_merged_work_is_not_asked_for_again_while_the_other_is_there(weeks, answers):
    weeks.crawl(FIRST, singles=[moved(2, 3), single(3, work(3, "Gulls", USE))])
    listed = [] if "again" in answers else [work(3, "Gulls", USE)]
    found = weeks.outcomes(FIRST, *listed, **answers)
    assert found["works/W2"] == found["works/W3"] == ("unchanged", None)


def test_a_merged_work_is_asked_for_again_when_the_other_is_gone(weeks):
    weeks.crawl(FIRST, singles=[moved(2, 3), single(3, work(3, "Gulls", USE))])
    found = weeks.outcomes(FIRST, singles=[single(2, status=404), single(3, status=404)])
    assert found["works/W2"] == found["works/W3"] == ("gone", "answered 404")


def test_a_work_taken_out_that_now_answers_as_another_is_gone(weeks):
    run = weeks.crawl(FIRST, singles=[moved(2, 9), single(9, work(9, "Deleted Work"))])
    assert {visit.document: (visit.outcome.value, visit.reason) for visit in run.visits} == {
        "works/W1": ("unchanged", None),
        "works/W2": ("gone", "answered with another work, W9"),
    }


@pytest.mark.parametrize("odd", [{"id": f"{WEB}A2"}, {"error": "?"}, ["W2"], "W2"])
def test_an_address_that_answers_no_work_failed(odd, weeks):
    found = weeks.outcomes(FIRST, singles=[single(2, odd)])
    assert found["works/W2"] == ("failed", "it answered with a record that is no work")


def test_a_record_without_a_canonical_form_failed(weeks):
    broken = work(2, "Gulls") | {"abstract_inverted_index": {"far": [2**60]}}
    found = weeks.outcomes(FIRST, singles=[single(2, broken)])
    assert found["works/W2"] == ("failed", "its record has no canonical form")


def test_an_address_that_cannot_be_reached_failed_and_the_run_goes_on(weeks):
    found = weeks.outcomes(OTHER, work(3, "Quays", USE))
    assert found["works/W1"][0] == "failed"
    assert found["works/W3"] == ("fetched", None)


def test_a_work_that_comes_back_counts_as_seen_again(weeks):
    weeks.crawl(FIRST, singles=[single(2, status=404)])
    run = weeks.crawl(FIRST, OTHER)
    assert {visit.document: visit.outcome.validates for visit in run.visits}["works/W2"]
