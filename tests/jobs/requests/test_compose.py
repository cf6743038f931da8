"""Letters made from the docket: whose authority it is, how it was checked who asks, and by when."""

from __future__ import annotations

import pytest

from lineage.channels import find
from lineage.errors import ChannelRefused
from lineage.jobs.requests.compose import Composer
from lineage.jobs.requests.desk import desk
from lineage.jobs.requests.identify import reviewed
from lineage.letters import holder
from tests.deletion.making import draft
from tests.jobs.requests import making
from tests.jobs.requests.making import opened, planned

AUTHORITY = "we publish MyDataset"


@pytest.fixture
def letter(stores, monkeypatch):
    """The letter to Acme of a request with a role, as one line."""

    def of(role, *, check=None, carried=False, **more):
        asks = making.REQUESTER.model_copy(update={"authority": AUTHORITY})
        monkeypatch.setattr(making, "REQUESTER", asks)
        made = opened(stores, role=role, **more)
        if check is not None:
            reviewed(stores, made.id, "second desk", satisfied=check, note="looked again")
        planned(stores, made, draft())
        with desk(stores) as at:
            owed = list(at.docket.obligations([made.id]))
            return " ".join(Composer(at, made).notice(owed, None, carried=carried).letter.split())

    return of


@pytest.mark.parametrize("role", ["controller", "authorised_agent"])
@pytest.mark.parametrize("consent", [True, False])
def test_who_writes_says_by_what_authority_with_consent_or_without(letter, role, consent):
    told = letter(role, consent=consent)

    assert AUTHORITY in told
    assert "[withheld]" not in told
    assert ("Ada Heron" in told) is consent


def test_the_last_check_counts_and_one_that_failed_is_none(letter):
    assert "it was done by: second desk." in letter("self", check=True)


def test_a_check_that_failed_is_not_told_as_one(letter):
    assert "we checked" not in letter("self", check=False)


@pytest.mark.parametrize("carried", [True, False])
def test_only_a_letter_that_we_send_ourselves_says_a_day(letter, carried):
    told = letter("self", carried=carried)

    assert ("Please answer by 2026-12-16" in told) is not carried
    assert ("Please answer within one month of receipt" in told) is carried


def to_a_host(stores, name):
    """The notice to the host of a copy that is called by somebody's name, where nothing withholds it."""
    made = opened(stores)
    planned(stores, made, draft("host:github.com", dataset_name=name, place="https://github.com/a/b"))
    with desk(stores) as at:
        owed = list(at.docket.obligations([made.id]))
        return Composer(at, made).notice(owed, None)


@pytest.mark.parametrize("word", ["Ada Heron", "ADA HERON", "ada@heron.example", making.NSID, "1234567890"])
def test_a_public_text_that_would_name_the_person_is_not_even_laid_down(stores, monkeypatch, word):
    asks = making.REQUESTER.model_copy(update={"photos": ("1234567890",)})
    monkeypatch.setattr(making, "REQUESTER", asks)
    monkeypatch.setattr(holder, "_nameless", lambda letter: letter)
    notice = to_a_host(stores, f"Faces of {word}")
    assert word in notice.public

    with pytest.raises(ChannelRefused, match="everybody could read it"):
        find.open("person", stores.settings, stores.clock).deliver(notice)

    assert not (stores.home / "outbox").exists()


def test_who_is_called_like_a_word_of_every_public_text_is_no_obstacle(stores, monkeypatch):
    monkeypatch.setattr(making, "REQUESTER", making.REQUESTER.model_copy(update={"name": "May"}))

    find.open("person", stores.settings, stores.clock).deliver(to_a_host(stores, "Quay Copy"))

    assert len(list(stores.home.glob("outbox/*/*/*/public-*.txt"))) == 1
