"""Taking a command back, and bringing it again: each changed row is put to its image from before."""

import json
from typing import Any

from modelway.domain.keeping.done import Done
from modelway.errors import Refused
from modelway.store import queries
from modelway.store.transactions import Command, Store, instant, unreadable_rows_as_damage

Image = dict[str, Any]

# The largest number that the engine takes.
LARGEST = 2**63 - 1
BATCH = 1000
CHANGED_LATER = "A later change stands on this one: take that back first."


def standing(store: Store, limit: int) -> list[Done]:
    """The newest commands that so many undos would take back, the newest first."""
    with unreadable_rows_as_damage(store.path):
        return [_done(row) for row in store.rows(queries.STANDING, limit=min(limit, LARGEST))]


def last_to_undo(store: Store) -> Done | None:
    """The newest command that still stands; None when there is nothing to take back."""
    return next(iter(standing(store, 1)), None)


def last_to_redo(store: Store) -> Done | None:
    """The last undo, told as the command it took back; None once something new was done since."""
    with unreadable_rows_as_damage(store.path):
        return next(map(_done, store.rows(queries.LAST_TO_REDO)), None)


def take_back(store: Store, command: Command) -> int:
    """Put every row that `command.undoes` changed to what it was before; the number of rows.

    Raises:
        Refused: a row was changed again by a command that still stands.
        Damaged: an image in the history cannot be read.
    """
    number, last = 0, LARGEST
    with unreadable_rows_as_damage(store.path), store.writing(command):
        store.run(queries.DEFER_REFERENCES)
        # In batches, each sealed while it is still in the engine's memory: an import is a command as well.
        while changes := store.rows(queries.CHANGES_OF, command=command.undoes, before=last, limit=BATCH):
            for last, table, before, after in changes:  # noqa: B007 - the next batch goes on behind it
                put_image(store, table, expected=_image(after), wanted=_image(before))
            number += len(changes)
            store.seal()
    return number


def put_image(store: Store, table: str, *, expected: Image | None, wanted: Image | None) -> None:
    """Make a row `wanted`, with None for no row; inside `writing`.

    Raises:
        Refused: it is not as `expected`.
    """
    columns = list(expected or wanted or {})
    if expected is None and wanted is not None:
        if store.rows(f"SELECT 1 FROM {table} WHERE id = :id", id=wanted["id"]):
            raise Refused(CHANGED_LATER)
        store.run(f"INSERT INTO {table} ({', '.join(columns)}) VALUES (:{', :'.join(columns)})", **wanted)
        return
    is_as_expected = " AND ".join(f"{column} IS :was_{column}" for column in columns)
    if wanted is None:
        change = f"DELETE FROM {table}"
    else:
        change = f"UPDATE {table} SET {', '.join(f'{column} = :{column}' for column in columns)}"
    was = {f"was_{column}": value for column, value in (expected or {}).items()}
    if store.run(f"{change} WHERE {is_as_expected}", **was, **(wanted or {})) != 1:
        raise Refused(CHANGED_LATER)


def _image(text: str | None) -> Image | None:
    return json.loads(text) if text else None


def _done(row: Any) -> Done:
    number, name, words, at, offset = row
    return Done(number, name, words, instant(at, offset))
