"""What humans decided, when the next request may leave, what unsealed runs have fetched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the three tables. Keys are hashes: an index holds no text of any length."""
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("judgement", sa.Text, nullable=False),
    )
    op.create_table(
        "rate_limits",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("bucket", sa.Text, nullable=False),
        sa.Column("arrival", sa.Float, nullable=False),
        sa.Column("held_until", sa.Float, nullable=False),
    )
    op.create_table(
        "journal",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("run_key", sa.String(64), nullable=False),
        sa.Column("asked_key", sa.String(64), nullable=False),
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
    )
    op.create_index("journal_of_a_run", "journal", ["run_key", "asked_key"])
