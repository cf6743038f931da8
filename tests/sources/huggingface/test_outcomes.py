"""What the second week's crawl of the Hub finds at repositories known from the first."""

import pytest

from tests.sources.huggingface.hub import Weeks, croissant, item, listing, readme, refusal

NAME = "tern-7/mega-mirror"
REPOSITORY, CARD = f"datasets/{NAME}", f"datasets/{NAME}/README.md"
TEXT = "# Mega mirror\n\nA mirror of MegaFace.\n"
PERSON = croissant(NAME, {"@type": "Person", "name": "tern-7"})


@pytest.fixture
def weeks(stores, tmp_path):
    """A Hub whose first week has been crawled: one repository with its card."""
    weeks = Weeks(stores, tmp_path / "weeks")
    first = weeks.outcomes(listing(item(NAME)), readme(NAME, TEXT, etag='"one"'), PERSON)
    assert {outcome for outcome, _ in first.values()} == {"fetched"}
    return weeks


def test_an_unchanged_version_token_asks_for_no_card(weeks):
    found = weeks.outcomes(listing(item(NAME)), PERSON)
    assert found[REPOSITORY] == found[CARD] == ("unchanged", None)


def test_a_card_answered_304_is_unchanged_although_the_repository_moved_on(weeks):
    run = weeks.crawl(listing(item(NAME, sha="b2")), readme(NAME, "not sent", etag='"one"'), PERSON)
    visits = {visit.document: visit for visit in run.visits}
    assert visits[REPOSITORY].outcome == "fetched"
    assert visits[CARD].outcome == "unchanged"
    assert weeks.stores.archive.get(visits[CARD].snapshot) == TEXT.encode()


def test_an_unchanged_card_is_not_read_again(weeks):
    run = weeks.crawl(listing(item(NAME)), PERSON)
    assert run.readings == ()


def test_a_changed_card_is_read_again(weeks):
    run = weeks.crawl(listing(item(NAME, sha="b2")), readme(NAME, "A mirror of FairFace.", etag='"two"'), PERSON)
    assert "name:FairFace" in {claim.object for reading in run.readings for claim in reading.claims}


def test_a_known_repository_that_the_hub_denies_is_gone_with_its_card(weeks):
    found = weeks.outcomes(listing(), refusal("gone", f"api/{REPOSITORY}"))
    assert found[REPOSITORY] == found[CARD] == ("gone", "answered 401 RepoNotFound")


def test_what_is_gone_keeps_its_last_snapshot(weeks):
    run = weeks.crawl(listing(), refusal("gone", f"api/{REPOSITORY}"))
    card = next(visit for visit in run.visits if visit.document == CARD)
    assert weeks.stores.archive.get(card.snapshot) == TEXT.encode()


def test_a_known_repository_that_is_only_not_listed_is_visited(weeks):
    single = {"url": f"https://huggingface.co/api/{REPOSITORY}", "json": item(NAME)}
    found = weeks.outcomes(listing(), single, PERSON)
    assert found[REPOSITORY] == found[CARD] == ("unchanged", None)


def test_a_newly_gated_card_is_refused_not_gone(weeks):
    gated = refusal("gated", f"{REPOSITORY}/raw/main/README.md")
    found = weeks.outcomes(listing(item(NAME, sha="b2", gated="auto")), gated, PERSON)
    assert found[REPOSITORY] == ("fetched", None)
    assert found[CARD] == ("refused", "GatedRepo: Access to this dataset is restricted.")


def test_a_disabled_repository_is_refused_not_gone(weeks):
    found = weeks.outcomes(listing(), refusal("disabled", f"api/{REPOSITORY}"))
    assert found[REPOSITORY] == found[CARD] == ("refused", "refused: Access to this resource is disabled.")


def test_a_card_that_cannot_be_reached_failed_and_the_run_goes_on(weeks):
    found = weeks.outcomes(
        listing(item(NAME, sha="b2"), item("tern-7/other")), readme("tern-7/other", "Hello."), PERSON
    )
    assert found[CARD][0] == "failed"
    assert found["datasets/tern-7/other/README.md"] == ("fetched", None)


def test_a_repository_that_comes_back_counts_as_seen_again(weeks):
    weeks.crawl(listing(), refusal("gone", f"api/{REPOSITORY}"))
    run = weeks.crawl(listing(item(NAME)), readme(NAME, TEXT, etag='"one"'), PERSON)
    assert {visit.document: visit.outcome.validates for visit in run.visits}[CARD]


def test_a_gated_card_that_opens_without_a_new_version_is_asked_again(weeks):
    gated = refusal("gated", f"{REPOSITORY}/raw/main/README.md")
    weeks.crawl(listing(item(NAME, sha="b2", gated="auto")), gated, PERSON)
    found = weeks.outcomes(listing(item(NAME, sha="b2")), readme(NAME, "A mirror of FairFace."), PERSON)
    assert found[CARD] == ("fetched", None)
