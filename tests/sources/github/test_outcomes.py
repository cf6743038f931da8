"""What the second week's crawl of GitHub finds at repositories known from the first."""

import pytest

from tests.sources.github.forge import Weeks, answers, found, moved, readme, record

NAME, REPOSITORY, README = "tern-7/mega-mirror", "repositories/1", "repositories/1/readme"
TEXT = "# Mega mirror\n\nThis is a mirror of MegaFace.\n"
PERSON = answers("users/tern-7", {"login": "tern-7", "type": "User", "name": "Jane Gull", "company": None})
NEWER = "2026-11-08T08:00:00Z"
BLOCKED = {"message": "Repository access blocked", "block": {"reason": "dmca", "created_at": "2026-11-08"}}


@pytest.fixture
def weeks(stores, tmp_path):
    """A GitHub whose first week has been crawled: one repository of a person, with its README."""
    weeks = Weeks(stores, tmp_path / "weeks")
    first = weeks.outcomes(found(record(NAME)), readme(NAME, TEXT, etag='"one"'), PERSON)
    assert first == dict.fromkeys((REPOSITORY, README, f"{REPOSITORY}/owner"), ("fetched", None))
    return weeks


def test_beside_an_unchanged_repository_nothing_is_asked(weeks):
    found_again = weeks.outcomes(found(record(NAME, stargazers_count=99)))
    assert set(found_again.values()) == {("unchanged", None)}


def test_a_readme_answered_304_is_unchanged_although_something_was_pushed(weeks):
    run = weeks.crawl(found(record(NAME, pushed=NEWER)), readme(NAME, "not sent", etag='"one"'), PERSON)
    visit = next(visit for visit in run.visits if visit.document == README)
    assert (visit.outcome, visit.version) == ("unchanged", NEWER)
    assert weeks.stores.archive.get(visit.snapshot) == TEXT.encode()


def test_a_changed_readme_is_read_again(weeks):
    run = weeks.crawl(found(record(NAME, pushed=NEWER)), readme(NAME, "A mirror of FairFace.", etag='"two"'), PERSON)
    assert "name:FairFace" in {claim.object for reading in run.readings for claim in reading.claims}


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (404, {"message": "Not Found"}, "answered 404"),
        (451, BLOCKED, "answered 451: access blocked (dmca)"),
        (451, {"block": "broken"}, "answered 451"),
    ],
)
def test_a_deleted_or_blocked_repository_is_gone_with_all_that_lay_beside_it(status, body, reason, weeks):
    second = weeks.outcomes(found(), answers("repositories/1", body, status=status))
    assert second == dict.fromkeys((REPOSITORY, README, f"{REPOSITORY}/owner"), ("gone", reason))


def test_what_breaks_githubs_terms_is_refused(weeks):
    second = weeks.outcomes(found(), answers("repositories/1", BLOCKED, status=403))
    assert second[README] == ("refused", "answered 403: access blocked (dmca)")


def test_what_is_gone_keeps_its_last_snapshot(weeks):
    run = weeks.crawl(found(), answers("repositories/1", {}, status=404))
    visit = next(visit for visit in run.visits if visit.document == README)
    assert weeks.stores.archive.get(visit.snapshot) == TEXT.encode()


def test_a_repository_that_is_only_not_listed_is_visited_by_its_number(weeks):
    second = weeks.outcomes(found(), answers("repositories/1", record(NAME), etag='"r1"'))
    third = weeks.outcomes(found(), answers("repositories/1", "not sent", etag='"r1"'))
    assert set(second.values()) == set(third.values()) == {("unchanged", None)}


def test_a_number_that_answers_with_another_repository_failed(weeks):
    second = weeks.outcomes(found(), answers("repositories/1", record(NAME, 2)))
    assert second[REPOSITORY] == second[README] == ("failed", "its record cannot be read")


def test_a_readme_that_cannot_be_reached_failed_and_is_asked_again(weeks):
    second = weeks.outcomes(found(record(NAME, pushed=NEWER)), PERSON)
    third = weeks.outcomes(found(record(NAME, pushed=NEWER)), readme(NAME, TEXT), PERSON)
    assert second[README][0] == "failed"
    assert third[README] == ("fetched", None)


def test_a_repository_without_readme_is_not_asked_for_it_again(stores, tmp_path):
    weeks = Weeks(stores, tmp_path / "weeks")
    nothing = answers(f"repos/{NAME}/readme", {"message": "Not Found"}, status=404)
    first = weeks.outcomes(found(record(NAME)), nothing)
    second = weeks.outcomes(found(record(NAME)))
    assert first[README] == second[README] == ("gone", "answered 404")


def test_a_repository_that_comes_back_counts_as_seen_again(weeks):
    weeks.crawl(found(), answers("repositories/1", {}, status=404))
    third = weeks.outcomes(found(record(NAME)), readme(NAME, TEXT, etag='"one"'), PERSON)
    assert {outcome for outcome, _ in third.values()} <= {"fetched", "unchanged"}


NEW = "tern-7/mega-mirror-v2"


def same_as(run):
    claims = [claim for reading in run.readings for claim in reading.claims]
    return [(claim.subject, claim.object) for claim in claims if claim.evidence.rule == "renamed"]


def test_a_renamed_repository_stays_one_document_and_one_identity(weeks):
    run = weeks.crawl(found(record(NEW)), moved(NAME, 1), answers("repositories/1", record(NEW)))
    outcomes = {
        visit.document: visit.outcome.value for visit in run.visits if visit.url.startswith("https://github.com/tern")
    }
    assert outcomes == {
        REPOSITORY: "fetched",
        README: "unchanged",
        f"{REPOSITORY}/owner": "unchanged",
        f"{REPOSITORY}/formerly/{NAME}": "fetched",
    }
    assert same_as(run) == [(f"github:{NEW}", f"github:{NAME}")]


def test_a_rename_is_seen_though_no_search_finds_the_new_name(weeks):
    run = weeks.crawl(found(), moved(NAME, 1), answers("repositories/1", record(NEW)))
    assert same_as(run) == [(f"github:{NEW}", f"github:{NAME}")]


def test_a_name_that_somebody_else_took_over_says_nothing(weeks):
    run = weeks.crawl(found(record(NEW)), answers(f"repos/{NAME}", record(NAME, 2)))
    assert same_as(run) == []


def test_a_former_name_is_asked_again_only_when_something_was_pushed(weeks):
    weeks.crawl(found(record(NEW)), moved(NAME, 1), answers("repositories/1", record(NEW)))
    third = weeks.outcomes(found(record(NEW)))
    assert third[f"{REPOSITORY}/formerly/{NAME}"] == ("unchanged", None)
