"""Texts that look as if they claimed something of a known dataset, and don't: no claim is stronger than a mention.

`false_friends.jsonl` was written without a look at the reader. `allowed` is the most that may be said of the `objects`:
nothing, a mention, or a statement that is denied, planned or about somebody else.
"""

import json
from pathlib import Path

import pytest

from lineage.jobs.extract import claims_of
from lineage.reading.loose import to_document

ROWS = [json.loads(line) for line in Path(__file__).with_name("false_friends.jsonl").read_text().splitlines()]


def taken(row, lexicon):
    """The claims about the row's objects that assert more than is allowed."""
    document = to_document({"doc_id": row["id"], **{k: row.get(k) for k in ("kind", "title", "owner", "url", "text")}})
    return [
        (claim["predicate"], claim["object"], claim["rule"])
        for claim in claims_of(document, lexicon)
        if claim["object"] in row["objects"]
        and claim["predicate"] != "MENTIONS"
        and (claim["polarity"], claim["modality"]) == ("asserted", "asserted")
        and not (row["allowed"] == "third_party" and claim["about"] == "third_party")
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['id']}-{row['trap']}")
def test_no_false_friend_becomes_a_claim(row, lexicon):
    assert taken(row, lexicon) == []


def test_there_are_a_hundred_of_them():
    assert len(ROWS) >= 100
