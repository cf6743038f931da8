"""The docket of deletion requests: events, the obligations of frozen plans, and the ways that explain them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables. Names and reasons are written once and meant by number: a plan has a hundred thousand rows."""
    op.create_table(
        "docket_events",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("request", sa.String(36)),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("notice", sa.String(36)),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("key_id", sa.String(40), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("mac", sa.String(64), nullable=False),
    )
    op.create_index("docket_events_of_a_request", "docket_events", ["request", "number"])
    op.create_index("docket_events_of_a_kind", "docket_events", ["kind", "number"])
    op.create_index("docket_events_of_a_notice", "docket_events", ["notice", "number"])
    op.create_table(
        "docket_requests",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(36), nullable=False, unique=True),
    )
    op.create_table(
        "docket_names",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table(
        "docket_whys",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_table(
        "docket_obligations",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("event", sa.Integer, nullable=False),
        sa.Column("request", sa.Integer, nullable=False),
        sa.Column("plan", sa.Integer, nullable=False),
        sa.Column("holder", sa.Integer, nullable=False),
        sa.Column("dataset", sa.Integer, nullable=False),
        sa.Column("owed", sa.String(10), nullable=False),
        sa.Column("answer", sa.String(12), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("why", sa.Integer, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("moved", sa.Integer, nullable=False),
        sa.UniqueConstraint("request", "holder", "dataset", name="one_obligation"),
    )
    op.create_index("docket_obligations_in_a_state", "docket_obligations", ["state", "request"])
    op.create_table(
        "docket_moves",
        sa.Column("event", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("obligation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("state", sa.String(20), nullable=False),
    )
    op.create_index("docket_moves_of_an_obligation", "docket_moves", ["obligation", "event"])
