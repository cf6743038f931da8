"""Things that share a name are told apart."""

from __future__ import annotations

from lineage.letters.namesakes import told_apart

NAMES = {"doi:10.5072/poses": "Gull Poses", "github:somebody/gull-poses": "gull poses", "name:gullposes": "Gull Poses"}


def test_by_a_doi_or_an_address_or_that_there_is_none():
    assert told_apart(NAMES, {}) == {
        "doi:10.5072/poses": "Gull Poses (doi.org/10.5072/poses)",
        "github:somebody/gull-poses": "gull poses (github.com/somebody/gull-poses)",
        "name:gullposes": "Gull Poses (by name only)",
    }


def test_a_name_of_its_own_stays_as_it_is():
    assert told_apart({"name:gullset": "GullSet", "name:auk": "Auk"}, {}) == {
        "name:gullset": "GullSet",
        "name:auk": "Auk",
    }


def test_an_account_that_may_be_a_person_s_is_not_shown():
    told = told_apart(NAMES, {}, private={"github:somebody/gull-poses"})

    assert told["github:somebody/gull-poses"] == "gull poses (at github.com)"


def test_what_else_is_known_of_a_thing_tells_it_apart():
    told = told_apart(NAMES, {"name:gullposes": ["url:https://gull.example/poses"]})

    assert told["name:gullposes"] == "Gull Poses (gull.example/poses)"
