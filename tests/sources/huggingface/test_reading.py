"""What is read from the Hub's records, and that a bad one of them is an issue and stops nothing (DESIGN §11)."""

import json

import pytest

from lineage.model.document import Snapshot
from lineage.model.words import Predicate, ThingKind
from lineage.sources.huggingface.source import read
from tests.sources.huggingface.hub import Weeks, croissant, item, listing, readme

GOOD = "tern-7/good"
NOT_A_CREATOR = [
    "Otterwharf",
    {"name": ["Otterwharf"], "@type": "Organization"},
    {"@type": ["Organization"]},
    {"@type": "Organization", "name": "Gull \ud83d"},
    None,
    7,
    [],
]
BAD_ITEMS = {
    "an id without an owner": {"id": "orphan"},
    "an id with too many parts": {"id": "tern-7/deep/er"},
    "a version that is no text": {"sha": 7},
    "a card that is a text": {"cardData": "license: mit"},
    "a card that is a list": {"cardData": ["license"]},
    "a number beyond what JSON can carry everywhere": {"cardData": {"num_bytes": 2**63}},
    "half a character": {"cardData": {"pretty_name": "Quay \ud83d"}},
}


def of(document, body, lexicon, media_type="application/json"):
    """What is read from one snapshot."""
    data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    snapshot = Snapshot(document, ThingKind.DATASET, "https://huggingface.co/x", None, media_type, "a" * 64, data)
    return list(read(snapshot, lexicon))


def test_an_items_metadata_is_read_at_its_pointer(lexicon):
    (claim,) = of("datasets/tern-7/q", item("tern-7/q", cardData={"source_datasets": ["extended|fairface"]}), lexicon)
    assert (claim.predicate, claim.object) == (Predicate.DERIVED_FROM, "name:fairface")
    assert claim.evidence.locator == "/cardData/source_datasets/0"


def test_a_dataset_named_like_its_own_source_is_not_its_source(lexicon):
    assert of("datasets/tern-7/fairface", item("x", cardData={"source_datasets": ["fairface"]}), lexicon) == []


def test_a_models_datasets_are_what_it_was_trained_on(lexicon):
    claims = of("models/tern-7/net", item("tern-7/net", cardData={"datasets": ["megaface"]}), lexicon)
    assert [(claim.subject, claim.predicate) for claim in claims] == [("hf:models/tern-7/net", Predicate.TRAINED_ON)]


def test_an_organisation_that_made_a_record_is_named(lexicon):
    record = croissant("gull/q", {"@type": "Organization", "name": "Gull Institute"})["json"]
    claims = of("datasets/gull/q/croissant", record, lexicon)
    assert [(claim.predicate, claim.object) for claim in claims] == [
        (Predicate.PUBLISHED_BY, "hf:gull"),
        (Predicate.SAME_AS, "name:Gull Institute"),
    ]


def test_a_model_is_published_by_its_account_whose_dataset_names_the_organisation(lexicon):
    record = croissant("gull/q", {"@type": "Organization", "name": "Gull Institute"})["json"]
    claims = of("models/gull/net/owner", record, lexicon)
    assert [(claim.subject, claim.predicate, claim.object) for claim in claims] == [
        ("hf:models/gull/net", Predicate.PUBLISHED_BY, "hf:gull"),
        ("hf:gull", Predicate.SAME_AS, "name:Gull Institute"),
    ]


def test_a_person_that_made_a_record_is_not_named(lexicon):
    record = croissant("gull/q", {"@type": "Person", "name": "Jane Gull"})["json"]
    (claim,) = of("datasets/gull/q/croissant", record, lexicon)
    assert (claim.object, claim.object_kind) == ("anonymous:publisher", ThingKind.INDIVIDUAL)
    assert "Jane" not in claim.model_dump_json()


@pytest.mark.parametrize("creator", NOT_A_CREATOR, ids=repr)
def test_a_creator_in_no_known_form_is_somebody_without_a_name(creator, lexicon):
    (claim,) = of("datasets/gull/q/croissant", croissant("gull/q", creator)["json"], lexicon)
    assert claim.object_kind is ThingKind.INDIVIDUAL


@pytest.mark.parametrize("bad", BAD_ITEMS.values(), ids=BAD_ITEMS)
def test_a_bad_item_does_not_stop_the_run(bad, stores, tmp_path):
    row = item("tern-7/bad", sha="b2") | bad
    card = readme(row["id"], "A mirror of FairFace.")
    run = Weeks(stores, tmp_path).crawl(listing(row, item(GOOD)), card, readme(GOOD, "Hello."))
    assert f"datasets/{GOOD}/README.md" in {visit.document for visit in run.visits}
