"""The bodies of the Data Rights Protocol: nobody says for us who we are, and no answer makes us fail."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from lineage.channels import rights
from tests.channels.making import ID, NOON, NSID, REQUEST, notice

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
KEYS = ["request_id", "status", "reason", "issued-at", "expires-at", "extensions", "dataset-lineage", "notice-id"]


def written(**more):
    return json.loads(rights.request(notice(**more), agent="LINEAGE", business="ACME", at=NOON))


def test_a_request_says_what_is_asked_under_which_law():
    said = written()

    assert (said["drp.version"], said["exercise"], said["regime"]) == ("1.0", "deletion", "gdpr")
    assert said["name"] == "Zoë Ångström"


def test_what_the_protocol_has_no_word_for_stands_under_extensions():
    said = written()["extensions"]["dataset-lineage"]

    assert said["flickr-nsid"] == NSID
    assert said["items"] == ["https://live.staticflickr.com/1/1.jpg"]
    assert (said["notice-id"], said["request-id"], said["kind"]) == (ID, REQUEST, "notice")


def test_fields_never_overrule_who_asks_whom_and_when():
    forged = {"agent-id": "EVIL", "business-id": "EVIL", "expires-at": "2099-01-01", "exercise": "access"}
    extensions = {"dataset-lineage": {"notice-id": "another"}, "other": {"kept": True}}

    said = written(fields=forged | {"extensions": extensions})

    assert (said["agent-id"], said["business-id"], said["exercise"]) == ("LINEAGE", "ACME", "deletion")
    assert said["expires-at"] == "2026-11-16T12:10:00Z"
    assert said["extensions"]["dataset-lineage"]["notice-id"] == ID
    assert said["extensions"]["other"] == {"kept": True}


@given(st.binary())
def test_no_bytes_make_reading_an_answer_fail(body):
    assert rights.plain(body) is None or isinstance(rights.plain(body), dict)


@given(st.dictionaries(st.sampled_from(KEYS), JSON | st.fixed_dictionaries({"dataset-lineage": JSON})))
def test_no_answer_makes_understanding_it_fail(answer):
    told, name = rights.told(answer), rights.reference(answer)

    assert told is None or told.basis == "" or told.basis.replace("_", "").isalpha()
    assert name is None or (name.isascii() and name.isprintable() and name.strip("."))
    assert all(isinstance(name, str) for name in rights.recipients(answer))
    assert rights.wrong(answer, notice=ID, known_as="r", at=NOON) is not None
