"""The store of keys: what is destroyed is gone for good, and what is there opens with the right master key alone."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest

from lineage.deletion.keys import open_database
from lineage.deletion.masters import Master
from lineage.errors import BadInput, Erased, KeyUnusable
from lineage.sql import transaction
from tests.conftest import NOON
from tests.deletion.vault import NEXT, SECRET, store_at

LATER = NOON + timedelta(hours=1)
TAG = "ab" * 32


@pytest.fixture
def opened(database_url):
    """Opens the one store of this test, each time as another process would."""
    stores = []

    def opened(secret=SECRET, before=(), chance=secrets.token_bytes):
        stores.append(store_at(database_url, secret, before, chance))
        return stores[-1]

    yield opened
    for store in stores:
        store.close()


def test_a_key_is_there_for_whoever_opens_the_store(opened):
    key = opened().make("request:1", NOON)

    assert len(key) == 32
    assert opened().get("request:1") == key


def test_keys_differ(opened):
    store = opened()

    assert store.make("request:1", NOON) != store.make("request:2", NOON)


def test_who_makes_a_key_again_gets_the_same_and_its_tag_stays(opened):
    key = opened().make("request:1", NOON, TAG)

    assert opened().make("request:1", LATER, "other") == key
    assert opened().find(TAG) == ["request:1"]
    assert opened().find("other") == []


def test_a_tag_finds_all_who_have_it_oldest_first(opened):
    store = opened()
    for name, at, tag in (("request:1", LATER, TAG), ("request:2", NOON, TAG), ("request:3", NOON, None)):
        store.make(name, at, tag)

    assert store.find(TAG) == ["request:2", "request:1"]


@pytest.mark.parametrize("prefix", ["request:", "request%", "REQUEST:", "'; --"])
def test_names_are_found_by_how_they_begin(opened, prefix):
    store = opened()
    store.make("request:1", NOON)
    store.make("audit:1", NOON)

    assert store.names(prefix) == (["request:1"] if prefix == "request:" else [])
    assert store.names() == ["audit:1", "request:1"]


def test_what_is_destroyed_is_told_apart_from_what_never_was(opened):
    store = opened()
    store.make("request:1", NOON, TAG)
    store.destroy("request:1")

    with pytest.raises(Erased, match="'request:1' was destroyed"):
        opened().get("request:1")
    for name in ("request:2", "a\0b", "'; --"):
        with pytest.raises(Erased, match=r"No key .* never made, or it was made in another store"):
            opened().get(name)


def test_who_is_forgotten_is_not_recognised_again(opened):
    store = opened()
    store.make("request:1", NOON, TAG)

    store.destroy("request:1")

    assert store.find(TAG) == []
    assert store.names() == []


def test_destroying_again_or_nothing_does_no_harm(opened):
    store = opened()
    store.make("request:1", NOON)
    kept = store.make("request:2", NOON)

    for name in ("request:1", "request:1", "request:3"):
        store.destroy(name)

    assert store.get("request:2") == kept


def test_a_key_that_was_destroyed_cannot_be_made_again(opened):
    store = opened()
    store.make("request:1", NOON)
    store.destroy("request:1")

    with pytest.raises(Erased, match="was destroyed"):
        store.make("request:1", LATER)


def test_another_master_key_opens_nothing_and_says_which_it_takes(opened):
    opened().make("request:1", NOON)

    with pytest.raises(KeyUnusable, match=f"put the secret of {Master.of(SECRET).id}"):
        opened(NEXT).get("request:1")


def test_after_a_rotation_the_former_master_key_is_not_needed(opened):
    keys = {name: opened().make(name, NOON) for name in ("request:1", "request:2", "request:3")}
    opened().destroy("request:3")

    assert opened(NEXT, [SECRET]).rotate() == 2
    assert opened(NEXT, [SECRET]).rotate() == 0

    assert {name: opened(NEXT).get(name) for name in opened(NEXT).names()} == {
        name: keys[name] for name in ("request:1", "request:2")
    }
    with pytest.raises(KeyUnusable):
        opened(SECRET).get("request:1")


def test_a_rotation_that_lacks_a_master_key_changes_nothing(opened):
    key = opened(SECRET).make("request:1", NOON)
    opened("coot" * 8).make("request:2", NOON)

    with pytest.raises(KeyUnusable, match=Master.of("coot" * 8).id):
        opened(NEXT, [SECRET]).rotate()

    assert opened(SECRET).get("request:1") == key


def test_a_rotation_that_was_killed_can_be_done_again(opened):
    keys = {f"request:{number}": opened().make(f"request:{number}", NOON) for number in range(5)}
    chances = iter([b"n" * 12, b"n" * 12])  # and then the process ends

    with pytest.raises(StopIteration):
        opened(NEXT, [SECRET], lambda _: next(chances)).rotate()

    assert opened(NEXT, [SECRET]).rotate() == 5
    assert {name: opened(NEXT).get(name) for name in keys} == keys


def test_the_head_of_a_chain_only_goes_forward(opened):
    assert opened().noted("docket") is None

    assert opened().note("docket", 3, "c" * 64) is True
    assert opened().note("docket", 2, "b" * 64) is False
    assert opened().note("docket", 5, "e" * 64) is True

    noted = opened().noted("docket")
    assert (noted.number, noted.mac) == (5, "e" * 64)


def test_a_head_that_was_noted_otherwise_is_told(opened):
    opened().note("docket", 3, "c" * 64)

    assert opened().note("docket", 3, "c" * 64) is True
    assert opened().note("docket", 3, "d" * 64) is False
    assert opened().noted("docket").mac == "c" * 64


def test_a_head_is_no_key(opened):
    opened().note("audit:1", 3, "c" * 64)

    with pytest.raises(Erased, match="never made"):
        opened().get("audit:1")


def test_a_row_that_was_exchanged_is_told(opened, database_url):
    for name in ("request:1", "request:2"):
        opened().make(name, NOON)
    engine = open_database(database_url)
    with transaction(engine) as connection:
        connection.exec_driver_sql(
            "UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE name = 'request:2') WHERE name = 'request:1'"
        )
    engine.dispose()

    with pytest.raises(KeyUnusable, match=r"'request:1' .* damaged or exchanged"):
        opened().get("request:1")


def test_an_address_that_cannot_be_understood_is_told_by_its_setting():
    with pytest.raises(BadInput, match="LINEAGE_KEYS_URL cannot be understood"):
        open_database("postgresql+psycopg://gull:a@b:c/d")
