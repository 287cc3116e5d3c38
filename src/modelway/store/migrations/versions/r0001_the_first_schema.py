"""The first schema: values, nights, practices, rests, week reviews, and the history of every change."""

from pathlib import Path

from alembic import op  # noqa: TID253

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables and indexes that user_version 1 names, from the `schema.sql` of its time."""
    _, statements = Path(__file__).with_suffix(".sql").read_text("utf-8").split("\n\n", 1)
    for statement in statements.split(";\n\n"):
        if statement.startswith(("CREATE TABLE", "CREATE INDEX")):
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """There is no way back but the backup that is taken before every migration."""
    raise NotImplementedError
