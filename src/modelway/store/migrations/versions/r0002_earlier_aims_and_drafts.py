"""Targets and importances as they were before each change, and answers half typed.

Where the history tells that a target or an importance was changed, what it was until that day is written
down as part of the command that changed it, as if this schema had been there then.
"""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa  # noqa: TID253
from alembic import op  # noqa: TID253

revision = "0002"
down_revision = "0001"
changes_rows_of = {"history"}
rewrites_history = True

CHANGES = """
SELECT history.command, history.row_id, before_image, after_image, at, at_offset
FROM history JOIN command ON command.number = history.command
WHERE history.table_name = 'value' AND history.before_image IS NOT NULL AND history.after_image IS NOT NULL
ORDER BY history.number
"""
UNDOING = "SELECT number, undoes FROM command WHERE undoes IS NOT NULL ORDER BY number DESC"
ADD_AIM = """
INSERT INTO earlier_aim (id, value_id, until, target, importance)
VALUES (:id, :value_id, :until, :target, :importance)
"""
ADD_IMAGE = """
INSERT INTO history (command, table_name, row_id, before_image, after_image)
SELECT :command, 'earlier_aim', id, NULL,
  json_object('id', id, 'value_id', value_id, 'until', until, 'target', target, 'importance', importance)
FROM earlier_aim WHERE id = :id
"""


def upgrade() -> None:
    """Add both tables, then fill that of earlier aims from the history."""
    op.create_table(
        "earlier_aim",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("value_id", sa.Text, sa.ForeignKey("value.id"), nullable=False),
        sa.Column("until", sa.Text, nullable=False),
        sa.Column("target", sa.REAL, nullable=False),
        sa.Column("importance", sa.Integer, nullable=False),
        sa.UniqueConstraint("value_id", "until"),
        sa.CheckConstraint("importance BETWEEN 1 AND 10"),
        sa.CheckConstraint("target BETWEEN 0 AND 1"),
        sqlite_strict=True,
    )
    op.create_table(
        "draft",
        sa.Column("question", sa.Text, primary_key=True, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("at_offset", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    connection = op.get_bind()
    undone = _undone(connection)
    known = {value for (value,) in connection.execute(sa.text("SELECT id FROM value"))}
    written: set[tuple[str, str]] = set()
    for command, value_id, before, after, at, offset in connection.execute(sa.text(CHANGES)).fetchall():
        earlier, later = _aim_in(before), _aim_in(after)
        day = (datetime.fromisoformat(at) + timedelta(minutes=offset)).date().isoformat()
        if command in undone or not earlier or earlier == later:
            continue
        if value_id not in known or (value_id, day) in written:
            continue
        written.add((value_id, day))
        target, importance = earlier
        aim = {"id": str(uuid4()), "value_id": value_id, "until": day}
        connection.execute(sa.text(ADD_AIM), {**aim, "target": target, "importance": importance})
        connection.execute(sa.text(ADD_IMAGE), {"command": command, "id": aim["id"]})


def downgrade() -> None:
    """There is no way back but the backup that is taken before every migration."""
    raise NotImplementedError


def _undone(connection: sa.Connection) -> set[int]:
    """The numbers of the commands that were taken back and not brought again, and of those that took back."""
    found: set[int] = set()
    for number, undoes in connection.execute(sa.text(UNDOING)):
        if number not in found:
            found.add(undoes)
        found.add(number)
    return found


def _aim_in(image: str) -> tuple[float, int] | None:
    """Target and importance in an image of a value; None where the image cannot be read."""
    try:
        row: dict[str, Any] = json.loads(image)
        return float(row["target"]), int(row["importance"])
    except (ValueError, KeyError, TypeError):
        return None
