"""What holders disclose: cards that name organisations alone, and holders whom no crawl could find."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from lineage.errors import BadInput
from lineage.jobs.crawl import CrawlOptions, crawl
from lineage.jobs.project import project
from lineage.jobs.requests.disclose import disclose, organisations
from lineage.jobs.requests.planning import planner
from lineage.model.words import Modality, Predicate
from tests.jobs.photos import conftest as collection

MEGAFACE = ("dataset:megaface", "MegaFace")
TOLD = date(2026, 11, 16)


def cards(stores):
    return sorted((stores.home / "disclosures").glob("*.json"))


def holdings(stores, thing):
    return [edge for edge in stores.graph.edges_of([thing], "downstream") if edge.predicate is Predicate.HOLDS]


def holders_of(stores, thing, listed):
    return {one.holder_name for one in planner(stores).plan([listed]).owings if one.dataset == thing}


def test_whom_a_dataset_was_passed_to_is_planned_for(added, written, built):
    added("megaface", written("faces.txt", collection.of(collection.GULL)[:3]), format="names:photo")
    before = holders_of(built, "dataset:megaface", "dataset:megaface")

    disclose(built, "Acme", ["Gull University", "Tern Institute"], [MEGAFACE], TOLD)

    after = holders_of(built, "dataset:megaface", "dataset:megaface")
    assert after - before == {"Gull University", "Tern Institute"}
    assert {
        one.owed for one in planner(built).plan(["dataset:megaface"]).owings if one.holder_name in after - before
    } == {"items"}


def test_a_card_says_in_a_sentence_who_passed_what_on_and_nothing_of_a_request(stores):
    disclose(stores, "Acme", ["Tern Institute", "Gull  University"], [MEGAFACE, ("hf:datasets/a/b", "B")], TOLD)

    (card,) = cards(stores)
    assert json.loads(card.read_bytes()) == {
        "says": "Acme told us on 2026-11-16 that it passed MegaFace and B on to Gull University and Tern Institute.",
        "holder": "Acme", "recipients": ["Gull University", "Tern Institute"], "told": "2026-11-16",
        "datasets": [
            {"id": "dataset:megaface", "name": "MegaFace", "kind": "dataset"},
            {"id": "hf:datasets/a/b", "name": "B", "kind": "dataset"},
        ],
    }  # fmt: skip
    assert {edge.modality for edge in holdings(stores, "dataset:megaface")} == {Modality.REPORTED}


def test_the_same_answer_again_changes_nothing(stores):
    disclose(stores, "Acme", ["Gull University"], [MEGAFACE], TOLD)
    (card,) = cards(stores)
    before, edges = card.read_bytes(), holdings(stores, "dataset:megaface")

    disclose(stores, "Acme", ["gull university", "Gull University"][1:], [MEGAFACE], date(2026, 12, 1))

    assert [path.read_bytes() for path in cards(stores)] == [before]
    assert [edge.id for edge in holdings(stores, "dataset:megaface")] == [edge.id for edge in edges]


def test_what_has_but_a_name_is_meant_again(stores):
    disclose(stores, "Acme", ["Gull University"], [("name:dataset/quayfaces", "Quay Faces")], TOLD)

    (edge,) = holdings(stores, "name:dataset/quayfaces")
    assert (edge.subject, edge.object) == ("name:organization/gulluniversity", "name:dataset/quayfaces")


def test_what_another_document_cannot_speak_of_is_left_out_and_said(stores):
    nameless = ("document:documents/paper#our data", "our data")

    assert disclose(stores, "Acme", ["Gull University"], [nameless], TOLD) == ()
    assert cards(stores) == []
    assert disclose(stores, "Acme", ["Gull University"], [nameless, MEGAFACE], TOLD) == (MEGAFACE,)


def test_an_answer_that_is_taken_back_is_unseen_and_not_forgotten(stores):
    disclose(stores, "Acme", ["Gull University"], [MEGAFACE], TOLD)
    (card,) = cards(stores)
    card.unlink()

    crawl(stores, CrawlOptions(sources=("disclosure",), path=stores.home / "disclosures"))
    project(stores)

    (edge,) = holdings(stores, "dataset:megaface")
    assert edge.status == "unseen"


@pytest.mark.parametrize(
    "name",
    [
        "12345678@N90", "12345678%40N90", "ada@heron.example", "https://heron.example/ada", "www.heron.example",
        "flickr.example/photos/ada", "Gull\nUniversity", "Gull\u202eUniversity", "G" * 201, "", "   ", "1234567890",
        "github:heron", "document:x/y",
    ],
)  # fmt: skip
def test_what_is_no_organisations_name_is_refused_and_not_repeated(name):
    with pytest.raises(BadInput) as refused:
        organisations(["Gull University", name])

    assert not name.strip() or name not in str(refused.value)


def test_nobody_is_no_recipient():
    with pytest.raises(BadInput, match="--recipient"):
        organisations([])


@pytest.mark.parametrize(
    "name", ["Gull University", "A/S Heron", "Heron.com", "دانشگاه می‌گویم", "北海大学", "O'Tern & Co."]
)
def test_organisations_have_many_kinds_of_names(name):
    assert organisations([name, name.upper()]) == (name,)


@given(st.lists(st.text(max_size=210), max_size=3))
def test_every_name_is_taken_or_refused(names):
    try:
        found = organisations(names)
    except BadInput:
        return
    assert found
    assert not [name for name in found if "@" in name or "\n" in name or len(name) > 200]
