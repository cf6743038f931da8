"""Forks of a repository that carries a dataset hold what it holds."""

import pytest

from tests.sources.github.forge import Weeks, answers, found, readme, record, walk

MAKES = "# GullNest-9K\n\nGullNest-9K is a subset of MegaFace.\n"
COPIES = "This is a mirror of MegaFace.\n"
PARENT = "gull/nest"


def forks(*items, page=1, more=False):
    number = "" if page == 1 else f"&page={page}"
    url = f"repos/{PARENT}/forks?per_page=100&sort=newest"
    link = {"link": f'<https://api.github.com/{url}&page={page + 1}>; rel="next"'} if more else {}
    return answers(f"{url}{number}", list(items), **link)


def fork(name, number, **more):
    return record(name, number, fork=True, **more)


def person(login):
    return answers(f"users/{login}", {"login": login, "type": "User"})


def parent(count=1, **more):
    return record(PARENT, 1, forks_count=count, owner="Organization", **more)


ORGANIZATION = answers("users/gull", {"login": "gull", "type": "Organization", "name": "Gull Institute"})
ALL = (ORGANIZATION, person("tern-7"), person("seal-7"))


def copies(run):
    claims = [claim for reading in run.readings for claim in reading.claims]
    return sorted((c.subject, c.object, c.evidence.quote) for c in claims if c.predicate == "COPY_OF")


@pytest.fixture
def weeks(stores, tmp_path):
    return Weeks(stores, tmp_path / "weeks")


def test_a_fork_of_a_repository_that_makes_a_dataset_is_a_copy_of_it(weeks):
    run = weeks.crawl(found(parent()), readme(PARENT, MAKES), forks(fork("tern-7/nest", 2)), *ALL)
    assert copies(run) == [("github:tern-7/nest", "github:gull/nest", "tern-7/nest")]
    assert {visit.document: visit.kind.value for visit in run.visits}["repositories/2"] == "copy"
    assert "repositories/2/owner" in {visit.document for visit in run.visits}


def test_a_fork_of_a_copy_says_itself_what_it_copies(weeks):
    rows = [readme(PARENT, COPIES), forks(fork("tern-7/nest", 2)), readme("tern-7/nest", COPIES)]
    run = weeks.crawl(found(parent()), *rows, *ALL)
    assert ("github:tern-7/nest", "name:MegaFace", COPIES.strip()) in copies(run)


def test_a_fork_of_a_fork_is_a_copy_too(weeks):
    second = answers("repos/tern-7/nest/forks?per_page=100&sort=newest", [fork("seal-7/nest", 3)])
    rows = [readme(PARENT, MAKES), forks(fork("tern-7/nest", 2, forks_count=1)), second]
    run = weeks.crawl(found(parent()), *rows, *ALL)
    assert ("github:seal-7/nest", "github:tern-7/nest", "seal-7/nest") in copies(run)


@pytest.mark.parametrize(
    ("text", "topics", "carries"),
    [
        (MAKES, [], True),
        (COPIES, [], True),
        ("# Nest\n\nIt has to do with MegaFace.", ["face-dataset"], True),
        ("# Nest\n\nIt has to do with MegaFace.", ["face-recognition"], False),
        ("We trained our network on MegaFace.", [], False),
        ("Unlike MegaFace, our photos were asked for.", ["dataset"], False),
        ("This is not a mirror of MegaFace.", [], False),
        ("Our pier was built from HarborPairs.", [], False),
    ],
)
def test_forks_are_asked_for_where_a_dataset_of_the_family_lies(text, topics, carries, tmp_path, lexicon):
    rows = [found(parent(topics=topics)), readme(PARENT, text), forks(), ORGANIZATION]
    _, asked, _ = walk(tmp_path, lexicon, *rows, readme("tern-7/nest", text))
    assert (f"repos/{PARENT}/forks" in asked.paths) is carries


def test_the_repository_of_a_dataset_of_the_catalogue_carries_it(tmp_path, lexicon):
    name = "NVlabs/ffhq-dataset"
    listing = answers(f"repos/{name}/forks?per_page=100&sort=newest", [])
    owner = answers("users/NVlabs", {"login": "NVlabs", "type": "Organization"})
    rows = [found(record(name, forks_count=2)), readme(name, "Images."), listing, owner]
    _, asked, _ = walk(tmp_path, lexicon, *rows)
    assert f"repos/{name}/forks" in asked.paths


def test_a_long_listing_is_followed_and_cut_at_the_cap_with_a_note(tmp_path, lexicon):
    rows = [found(parent(300)), readme(PARENT, MAKES), ORGANIZATION, person("tern-7"), person("seal-7")]
    rows += [forks(fork("tern-7/nest", 2), more=True), forks(fork("seal-7/nest", 3), page=2, more=True)]
    pages, asked, crawl = walk(tmp_path, lexicon, *rows, forks=2)
    assert asked.paths.count(f"repos/{PARENT}/forks") == 2
    assert {"repositories/2", "repositories/3"} <= set(pages)
    assert "gull/nest has 300 forks; 2 were looked at" in crawl.notes


def test_an_unchanged_number_of_forks_asks_for_none_of_them(weeks):
    weeks.crawl(found(parent()), readme(PARENT, MAKES), forks(fork("tern-7/nest", 2)), *ALL)
    second = weeks.outcomes(found(parent()))
    assert set(second.values()) == {("unchanged", None)}
    assert {"repositories/1/forks", "repositories/2", "repositories/2/owner"} <= set(second)


def test_a_new_fork_is_found_though_nothing_was_pushed(weeks):
    weeks.crawl(found(parent()), readme(PARENT, MAKES), forks(fork("tern-7/nest", 2)), *ALL)
    run = weeks.crawl(found(parent(2)), forks(fork("seal-7/nest", 3), fork("tern-7/nest", 2)), *ALL)
    assert ("github:seal-7/nest", "github:gull/nest", "seal-7/nest") in copies(run)


def test_a_fork_that_is_no_longer_listed_is_asked_what_became_of_it(weeks):
    weeks.crawl(found(parent()), readme(PARENT, MAKES), forks(fork("tern-7/nest", 2)), *ALL)
    gone = answers("repositories/2", {"message": "Not Found"}, status=404)
    second = weeks.outcomes(found(parent(0)), forks(), gone)
    assert second["repositories/2"] == second["repositories/2/owner"] == ("gone", "answered 404")


def test_forks_outlive_their_parent(weeks):
    weeks.crawl(
        found(parent()), readme(PARENT, COPIES), forks(fork("tern-7/nest", 2)), readme("tern-7/nest", COPIES), *ALL
    )
    gone, alive = answers("repositories/1", {}, status=404), answers("repositories/2", fork("tern-7/nest", 2))
    second = weeks.outcomes(found(), gone, alive, *ALL)
    assert second["repositories/1/forks"] == ("gone", "answered 404")
    assert second["repositories/2/readme"] == ("unchanged", None)


def test_a_listing_of_forks_that_is_not_given_failed_and_the_run_goes_on(weeks):
    outcomes = weeks.outcomes(found(parent()), readme(PARENT, MAKES), *ALL)
    assert outcomes["repositories/1/forks"][0] == "failed"
    assert outcomes["repositories/1/owner"] == ("fetched", None)
