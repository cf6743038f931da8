"""Builders for tests of keys and of the chain."""

from __future__ import annotations

import secrets

from lineage.deletion.chain import FIRST, sign
from lineage.deletion.keys import KeyStore, open_database
from lineage.deletion.masters import Masters
from lineage.errors import Erased
from lineage.model.docket import EventKind

SECRET, NEXT, OTHER = ("gull" * 8, "tern" * 8, "coot" * 8)
KEYS = {"k1": b"1" * 32, "k2": b"2" * 32}


def store_at(url, secret=SECRET, before=(), chance=secrets.token_bytes):
    """The store of keys in a database."""
    return KeyStore(open_database(url), Masters.of(secret, before), chance)


def key_of(key_id):
    """A key of ours by its id."""
    if key_id not in KEYS:
        raise Erased("no such key")
    return KEYS[key_id]


def signed(number, previous, key_id="k1", **more):
    """An event of ours."""
    values = {
        "at": "2026-11-16T12:00:00Z", "request": None, "kind": EventKind.SENT, "notice": None, "body": {"n": number},
    }  # fmt: skip
    return sign(**(values | more), number=number, previous=previous, key_id=key_id, key=KEYS[key_id])


def chained(length, bodies=None, key_ids=None):
    """A chain as it is written."""
    events, previous = [], FIRST
    for number in range(1, length + 1):
        body = bodies[number - 1] if bodies else {"n": number}
        events.append(signed(number, previous, key_ids[number - 1] if key_ids else "k1", body=body))
        previous = events[-1].mac
    return events


def renumbered(event, number):
    """The same event under another number, as somebody without a key would do it."""
    return event.model_copy(update={"number": number})
