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
    with unreadable_rows_as_damage(store.path), store.writing(command):
        changes = store.rows(queries.CHANGES_OF, command=command.undoes)
        store.run(queries.DEFER_REFERENCES)
        for table, before, after in changes:
            put_image(store, table, expected=_image(after), wanted=_image(before))
    return len(changes)


def put_image(store: Store, table: str, *, expected: Image | None, wanted: Image | None) -> None:
    """Make a row `wanted`, with None for no row; inside `writing`.

    Raises:
        Refused: it is not as `expected`.
    """
    columns = list(expected or wanted or {})
    row_id = (expected or wanted or {})["id"]
    found = store.rows(f"SELECT {', '.join(columns)} FROM {table} WHERE id = :id", id=row_id)
    present = dict(zip(columns, found[0], strict=True)) if found else None
    if present != expected:
        raise Refused("A later change stands on this one: take that back first.")
    if wanted is None:
        store.run(f"DELETE FROM {table} WHERE id = :id", id=row_id)
    elif expected is None:
        store.run(f"INSERT INTO {table} ({', '.join(columns)}) VALUES (:{', :'.join(columns)})", **wanted)
    else:
        pairs = ", ".join(f"{column} = :{column}" for column in columns)
        store.run(f"UPDATE {table} SET {pairs} WHERE id = :id", **wanted)


def _image(text: str | None) -> Image | None:
    return json.loads(text) if text else None


def _done(row: Any) -> Done:
    number, name, words, at, offset = row
    return Done(number, name, words, instant(at, offset))
