"""Several machines: how this one meets the others, and the commands that they exchange."""

import sqlalchemy as sa  # noqa: TID253
from alembic import op  # noqa: TID253

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the three tables; all of them are empty at first."""
    op.create_table(
        "together",
        sa.Column("id", sa.Integer, primary_key=True, nullable=False),
        sa.Column("journal", sa.Text, nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("machine", sa.Text, nullable=False),
        sa.Column("names", sa.Text, nullable=False),
        sa.Column("registered", sa.Integer, nullable=False),
        sa.Column("sent", sa.Integer, nullable=False),
        sa.Column("met_at", sa.Text),
        sa.CheckConstraint("id = 1"),
        sqlite_strict=True,
    )
    op.create_table(
        "exchanged_command",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("machine", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("seconds", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("undoes", sa.Text),
        sa.Column("erases", sa.Text),
        sa.Column("command", sa.Integer),
        sa.Column("replace", sa.Integer, nullable=False),
        sa.CheckConstraint("replace IN (0, 1)"),
        sqlite_strict=True,
    )
    op.create_table(
        "exchanged_change",
        sa.Column("number", sa.Integer, primary_key=True, nullable=False),
        sa.Column("exchanged", sa.Text, sa.ForeignKey("exchanged_command.id"), nullable=False),
        sa.Column("table_name", sa.Text, nullable=False),
        sa.Column("row_id", sa.Text, nullable=False),
        sa.Column("fields", sa.Text),
        sa.Column("stands_in", sa.Text),
        sqlite_strict=True,
    )
    op.create_index("exchanged_change_by_command", "exchanged_change", ["exchanged"])
    op.create_index("exchanged_change_by_row", "exchanged_change", ["table_name", "row_id"])


def downgrade() -> None:
    """There is no way back but the backup that is taken before every migration."""
    raise NotImplementedError
