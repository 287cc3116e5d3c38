"""The history of changes as it travels: every command, and every image of a row before and after."""

from collections.abc import Iterable

from modelway.domain.exchange.records import CHANGE, COMMAND, Kind, Record
from modelway.errors import BadFile
from modelway.store.keeping import checks, mending
from modelway.store.keeping.restoring import without_triggers
from modelway.store.transactions import Store

NEWEST = "SELECT max(number) FROM command"
SET_CURRENT = "UPDATE current_command SET command = :number"


def has_no_past(store: Store) -> bool:
    """Return True in a journal whose first command is the one that runs, or has yet to come."""
    return (
        not store.rows("SELECT 1 FROM history LIMIT 1")
        and store.rows("SELECT count(*) FROM command")[0][0] < 2
    )


def replace_past(store: Store, commands: Iterable[Record], changes: Iterable[Record], source: str) -> None:
    """Put a history that came with the rows in the place of the one that their coming left; inside `writing`.

    Raises:
        BadFile: it does not lead to the rows.
    """
    connection = store.connection
    connection.execute("PRAGMA defer_foreign_keys = ON")
    with without_triggers(connection):
        connection.execute("DELETE FROM history")
        connection.execute("DELETE FROM command")
        for kind, records in ((COMMAND, commands), (CHANGE, changes)):
            connection.executemany(_insert(kind), records)
        connection.execute(SET_CURRENT, {"number": connection.execute(NEWEST).fetchone()[0]})
        mending.seal_anew(connection)
    if checks.images(connection):
        raise BadFile(
            f"The history in {source} does not lead to the rest of it: export it again, with it or without."
        )
    store.take_seals()


def _insert(kind: Kind) -> str:
    names = [field.name for field in kind.fields]
    return f"INSERT INTO {kind.name} ({', '.join(names)}) VALUES (:{', :'.join(names)})"
