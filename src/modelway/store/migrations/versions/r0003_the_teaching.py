"""The teaching: checks and answers, the vision, what was seen and read, observers' forms, and lenses."""

from pathlib import Path

from alembic import op  # noqa: TID253

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of the `.sql` beside this file; all of them are empty at first."""
    _, statements = Path(__file__).with_suffix(".sql").read_text("utf-8").split("\n\n", 1)
    for statement in statements.split(";\n\n"):
        op.get_bind().exec_driver_sql(statement.rstrip(";\n"))


def downgrade() -> None:
    """There is no way back but the backup that is taken before every migration."""
    raise NotImplementedError
