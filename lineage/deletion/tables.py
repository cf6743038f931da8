"""The tables of the docket, as the migrations make them. Only docket, pen and audit use them."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text, UniqueConstraint

from lineage.sql import TABLES, AnyText

EVENTS = Table(
    "docket_events",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("request", String(36)),
    Column("kind", String(20), nullable=False),
    Column("notice", String(36)),
    Column("body", AnyText, nullable=False),
    Column("key_id", String(40), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("mac", String(64), nullable=False),
    Index("docket_events_of_a_request", "request", "number"),
    Index("docket_events_of_a_kind", "kind", "number"),
    Index("docket_events_of_a_notice", "notice", "number"),
)
"""What happened: appended, never changed. `kind`, `body` and the rest are what `model.docket.Event` says."""

REQUESTS = Table(
    "docket_requests",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(36), nullable=False, unique=True),
)

NAMES = Table(
    "docket_names",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key", String(64), nullable=False, unique=True),
    Column("id", AnyText, nullable=False),
    Column("name", AnyText, nullable=False),
)
"""Holders and datasets, each once, as they were called when a plan first named them."""

WHYS = Table(
    "docket_whys",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("why", AnyText, nullable=False),
)
"""Why somebody owes something, frozen with its quotes; shared by all whom the same list names."""

OBLIGATIONS = Table(
    "docket_obligations",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("event", Integer, nullable=False),
    Column("request", Integer, nullable=False),
    Column("plan", Integer, nullable=False),
    Column("holder", Integer, nullable=False),
    Column("dataset", Integer, nullable=False),
    Column("owed", String(10), nullable=False),
    Column("answer", String(12), nullable=False),
    Column("place", AnyText, nullable=False),
    Column("why", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("moved", Integer, nullable=False),
    UniqueConstraint("request", "holder", "dataset", "plan", name="one_obligation"),
    Index("docket_obligations_in_a_state", "state", "request"),
)
"""The rows of frozen plans: one for a holder and dataset, and another in a later plan where more is owed.

`state` and `moved` repeat the last of the moves, for speed; the audit compares them.
"""

MOVES = Table(
    "docket_moves",
    TABLES,
    Column("event", Integer, primary_key=True, autoincrement=False),
    Column("obligation", Integer, primary_key=True, autoincrement=False),
    Column("state", String(20), nullable=False),
    Index("docket_moves_of_an_obligation", "obligation", "event"),
)
"""Which event moved which obligation where; its first state, planned, is in its row."""
