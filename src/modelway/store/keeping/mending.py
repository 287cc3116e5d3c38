"""Bringing the history in line with the rows again, after a purge or a rescue, and sealing it anew."""

from typing import TYPE_CHECKING

from modelway.store.files import contents, seals
from modelway.store.keeping import checks

if TYPE_CHECKING:
    from sqlite3 import Connection

ADD_IMAGE = """
INSERT INTO history (command, table_name, row_id, before_image, after_image)
VALUES (:command, :table, :row_id, :before, {})
"""
UNSEAL = "UPDATE history SET digest = NULL"


def image_of(table: str, names: list[str]) -> str:
    """The SQL that gives the image of a row by its :row_id, as the triggers write it."""
    pairs = ", ".join(f"'{name}', {name}" for name in names)
    return f"(SELECT json_object({pairs}) FROM {table} WHERE id = :row_id)"


def add_missing_images(connection: "Connection", recorded: list[str], command: int) -> int:
    """Give every row that is not as its newest image one that is, under `command`; how many those were."""
    newest, _ = checks.newest_images(connection)
    added = 0
    for table in recorded:
        image = image_of(table, contents.columns(connection, table))
        for row_id in list(checks.differing_rows(connection, table, newest)):
            connection.execute(
                ADD_IMAGE.format(image),
                {
                    "command": command,
                    "table": table,
                    "row_id": row_id,
                    "before": newest.get((table, row_id)),
                },
            )
            added += 1
    return added


def seal_anew(connection: "Connection") -> None:
    """Seal the whole history from its first row on; the triggers that keep it as it is must not run."""
    connection.execute(UNSEAL)
    seals.seal_after(connection, (0, None))
