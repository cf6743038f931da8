"""Whose a model is: what the records of its account's datasets say, asked for once an account."""

import json

import pytest

from lineage.model.document import Visit
from lineage.model.words import Outcome, ThingKind
from tests.sources.huggingface.hub import HUB, NEWEST, croissant, item, listing, refusal, walk

NET, PIER = "quay-lab/net", {"@type": "Organization", "name": "Quay Laboratory"}
MODELS = f"cardData=true&{NEWEST}"


def of_account(*names, owner="quay-lab"):
    """The listing of an account's datasets."""
    return listing(*(item(name) for name in names), at=f"author={owner}&limit=3")


def models(folder, *rows, names=(NET,), known=()):
    """The pages of the models' shard; every card speaks of the family."""
    cards = [{"url": f"{HUB}/{name}/raw/main/README.md", "text": "Trained on MegaFace."} for name in names]
    first = listing(*(item(name) for name in names), at=MODELS, shard="models")
    return walk(folder, first, *cards, *rows, shard="models", says=lambda page: True, known=known)[0]


def test_a_models_maker_is_told_by_the_record_of_another_of_its_datasets(tmp_path):
    pages = models(tmp_path, of_account("quay-lab/gulls"), croissant("quay-lab/gulls", PIER))

    page = pages[f"models/{NET}/owner"]
    assert json.loads(page.body)["creator"] == PIER
    assert page.url == f"{HUB}/api/datasets/quay-lab/gulls/croissant"


def test_a_record_that_is_refused_is_not_the_last_word(tmp_path):
    refused = refusal("gated", "api/datasets/quay-lab/closed/croissant")
    pages = models(
        tmp_path, of_account("quay-lab/closed", "quay-lab/gulls"), refused, croissant("quay-lab/gulls", PIER)
    )

    assert json.loads(pages[f"models/{NET}/owner"].body)["creator"] == PIER


def test_an_account_is_asked_for_once(tmp_path):
    more = "quay-lab/other-net"
    pages = models(
        tmp_path, of_account("quay-lab/gulls"), croissant("quay-lab/gulls", PIER), names=(NET, more)
    )  # a recording answers what it has: a second, different question would fail

    assert pages[f"models/{NET}/owner"].body == pages[f"models/{more}/owner"].body


@pytest.mark.parametrize("others", [(), ("gull-lab/terns",)], ids=["no dataset", "only another's"])
def test_an_account_without_datasets_has_no_such_page(others, tmp_path):
    assert f"models/{NET}/owner" not in models(tmp_path, of_account(*others))


def test_why_nobody_told_is_kept(tmp_path):
    pages = models(tmp_path, of_account("quay-lab/closed"), refusal("gated", "api/datasets/quay-lab/closed/croissant"))

    assert pages[f"models/{NET}/owner"].outcome is Outcome.REFUSED


def test_an_unchanged_model_has_the_owner_it_had(tmp_path):
    document = f"models/{NET}/owner"
    before = Visit(
        document=document, kind=ThingKind.MODEL, url="https://x.example", outcome=Outcome.FETCHED,
        snapshot="a" * 64, media_type="application/json", version=item(NET)["sha"], fetched_at="2026-11-01T00:00:00Z",
        reader="huggingface/1",
    )  # fmt: skip

    pages = models(tmp_path, known={document: before}.items())

    assert (pages[document].outcome, pages[document].url) == (Outcome.UNCHANGED, before.url)
