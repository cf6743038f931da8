"""A later plan may have a row of its own for a holder and dataset of an earlier one, where more is owed."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Have obligations be unique within their plan. SQLite copies the table: it cannot change a constraint."""
    with op.batch_alter_table("docket_obligations") as table:
        table.drop_constraint("one_obligation", type_="unique")
        table.create_unique_constraint("one_obligation", ["request", "holder", "dataset", "plan"])
