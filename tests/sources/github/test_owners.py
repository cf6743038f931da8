"""Whose a repository is: organisations by account and name, persons never, but for the company they give."""

import pytest

from tests.sources.github.forge import Weeks, answers, found, readme, record, walk

TEXT = "This is a mirror of MegaFace.\n"
ORGANIZATION = answers(
    "users/gull", {"login": "gull", "type": "Organization", "name": "Gull Institute", "email": "x@y"}
)


def person(company):
    profile = {"login": "tern-7", "type": "User", "name": "Jane Gull", "bio": "Sings.", "email": "jane@gull.example"}
    return answers("users/tern-7", profile | {"company": company})


def published(run):
    claims = [claim for reading in run.readings for claim in reading.claims]
    return [
        (claim.subject, claim.predicate.value, claim.object)
        for claim in claims
        if claim.predicate in ("PUBLISHED_BY", "AFFILIATED_WITH") or claim.evidence.rule == "account-name"
    ]


@pytest.fixture
def weeks(stores, tmp_path):
    return Weeks(stores, tmp_path / "weeks")


def test_an_organisations_repository_is_published_by_its_account_which_has_a_name(weeks):
    run = weeks.crawl(found(record("gull/m", owner="Organization")), readme("gull/m", TEXT), ORGANIZATION)
    assert published(run) == [
        ("github:gull", "SAME_AS", "name:Gull Institute"),
        ("github:gull/m", "PUBLISHED_BY", "github:gull"),
    ]


def test_a_persons_repository_is_published_by_somebody(weeks):
    run = weeks.crawl(found(record("tern-7/m")), readme("tern-7/m", TEXT), person(None))
    assert published(run) == [("github:tern-7/m", "PUBLISHED_BY", "anonymous:publisher")]


def test_nothing_of_a_persons_profile_is_kept_but_its_organisations(weeks):
    weeks.crawl(found(record("tern-7/m")), readme("tern-7/m", TEXT), person("Gull University"))
    archive = weeks.stores.home / "archive"
    kept = [weeks.stores.archive.get(path.name.partition(".")[0]) for path in archive.rglob("*.gz")]
    assert b'{"company":"Gull University","type":"User"}' in kept
    assert [body for body in kept if b"Jane" in body or b"Sings" in body or b"jane@" in body] == []


@pytest.mark.parametrize(
    ("company", "named"),
    [
        ("Gull University", ["name:Gull University"]),
        ("IBM", ["name:IBM"]),
        ("@gull", ["github:gull"]),
        ("Gull University @gull", ["github:gull", "name:Gull University"]),
        ("@gull, Tern College", ["github:gull", "name:Tern College"]),
        ("GSU", ["name:GSU"]),
        ("Gull State", ["name:Gull State"]),
        ("CEO", []),
        ("@jane-7", []),
        ("Jane Gull", []),
        ("Freelance", []),
        ("mail@gull.example", []),
        (7, []),
        ("half \ud83d University", ["name:half ? University"]),
    ],
)
def test_a_company_counts_where_it_is_known_to_be_an_organisation(company, named, weeks):
    friend = answers("users/jane-7", {"login": "jane-7", "type": "User"})
    run = weeks.crawl(found(record("tern-7/m")), readme("tern-7/m", TEXT), person(company), ORGANIZATION, friend)
    assert sorted(o for s, p, o in published(run) if p == "AFFILIATED_WITH") == named
    assert "jane-7" not in str(run.visits)


def test_the_owner_of_what_does_not_concern_the_family_is_not_asked_for(tmp_path, lexicon):
    texts = readme("tern-7/m", "MegaFace is large."), readme("tern-7/n", "Our pier was built from HarborPairs.")
    _, asked, _ = walk(tmp_path, lexicon, found(record("tern-7/m", 1), record("tern-7/n", 2)), *texts)
    assert "users/tern-7" not in asked.paths


def test_a_person_with_two_repositories_is_asked_for_once(tmp_path, lexicon):
    items = found(record("tern-7/m", 1), record("tern-7/n", 2))
    pages, asked, _ = walk(tmp_path, lexicon, items, readme("tern-7/m", TEXT), readme("tern-7/n", TEXT), person(None))
    assert asked.paths.count("users/tern-7") == 1
    assert {"repositories/1/owner", "repositories/2/owner"} <= set(pages)
    assert all(request.personal for request in asked.requests if "/users/" in request.url)


def test_an_owner_that_cannot_be_reached_failed_and_the_run_goes_on(weeks):
    outcomes = weeks.outcomes(found(record("tern-7/m")), readme("tern-7/m", TEXT))
    assert outcomes["repositories/1/owner"][0] == "failed"
    assert outcomes["repositories/1/readme"] == ("fetched", None)


def test_an_organisation_is_visited_though_its_repositories_are_gone(weeks):
    weeks.crawl(found(record("gull/m", owner="Organization")), readme("gull/m", TEXT), ORGANIZATION)
    second = weeks.outcomes(found(), answers("repositories/1", {}, status=404), ORGANIZATION)
    assert second["organizations/gull"] == ("unchanged", None)
