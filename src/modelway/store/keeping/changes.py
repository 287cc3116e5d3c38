"""The history as it is read: commands newest first, each with the rows it changed, in words."""

import json
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from datetime import date

from modelway.domain.keeping.changes import (
    PURGE,
    UNTOLD,
    Change,
    Count,
    Image,
    Kind,
    Names,
    Order,
    Told,
    change_of,
    count_changes,
    thing_in,
)
from modelway.store.transactions import Store, instant, unreadable_rows_as_damage

Row = tuple[str, Image | None, Image | None]

# A command stands taken back while an undo of it exists that was not itself taken back by a redo.
COMMANDS = """
SELECT done.number, done.name, done.words, done.at, done.at_offset,
  EXISTS (SELECT 1 FROM command AS undo WHERE undo.undoes = done.number
    AND NOT EXISTS (SELECT 1 FROM command AS redo WHERE redo.undoes = undo.number)),
  CASE done.name WHEN 'purge' THEN 0
    ELSE (SELECT COUNT(*) FROM history WHERE history.command = done.number) END
FROM command AS done ORDER BY done.number DESC
"""
CHANGES = """
SELECT table_name, before_image, after_image FROM history
WHERE command = :command AND (:of = '' OR table_name = :of) ORDER BY number
"""
CHANGED = """
SELECT table_name, before_image, after_image FROM history
WHERE command = :command AND before_image IS NOT NULL AND after_image IS NOT NULL ORDER BY number
"""
# Whether an image is there is told without reading it.
COME_AND_GONE = """
SELECT table_name, before_image IS NULL, COUNT(*) FROM history
WHERE command = :command AND (before_image IS NULL OR after_image IS NULL)
GROUP BY table_name, before_image IS NULL ORDER BY MIN(number)
"""
NAMING = """
SELECT table_name, COALESCE(after_image, before_image), after_image IS NULL FROM history
WHERE table_name IN ('value', 'definition', :nights) ORDER BY number DESC
"""
# A command that changed more rows is told by its counts, where counts are enough.
MOST_ROWS = 200


def told(
    store: Store, *, night: date | None = None, value_id: str | None = None, counted: bool = False
) -> Generator[Told, None, None]:
    """Every command that changed something of this night and value, the newest first, with those changes.

    Of a purge only that it was is told, and only where all commands are. With `counted`, a large command
    tells only how much it changed, and no change tells its nights.

    Raises:
        Damaged: a row of the history cannot be read.
    """
    everything = night is None and value_id is None
    # Closed here: a generator that is left half read would be closed after the file.
    with (
        unreadable_rows_as_damage(store.path),
        closing(store.each(NAMING, nights="" if counted else "night")) as naming,
        closing(store.each(COMMANDS)) as commands,
    ):
        names, order = Names(), Order()
        for table, text, gone in naming:
            image = json.loads(text)
            names.learn(table, image)
            if table == "value":
                order.learn(image, gone=bool(gone))
        for number, name, words, at, offset, undone, rows in commands:
            done = Told(number, name, words, instant(at, offset), bool(undone), ())
            if counted and rows > MOST_ROWS:
                _numbered(_rows(store, CHANGES, number, of="value"), order)
                yield replace(done, counts=_count(store, number, names))
                continue
            changed = _numbered(_rows(store, CHANGES, number, of=""), order) if rows else []
            changes = [change_of(*one, names) for one in changed]
            fitting = tuple(one for one in changes if one and _belongs(one, night, value_id))
            if fitting or (everything and name == PURGE):
                yield replace(done, changes=fitting)


def _rows(store: Store, query: str, number: int, **more: str) -> list[Row]:
    found = store.rows(query, command=number, **more)
    return [(table, _image(before), _image(after)) for table, before, after in found]


def _count(store: Store, number: int, names: Names) -> tuple[Count, ...]:
    """Count what a command changed; only of rows that were there and stayed the images are read."""
    come_and_gone = tuple(
        Count(Kind.ADDED if added else Kind.REMOVED, thing_in(table), rows)
        for table, added, rows in store.rows(COME_AND_GONE, command=number)
        if table != UNTOLD
    )
    changes = (change_of(*one, names) for one in _rows(store, CHANGED, number))
    return come_and_gone + count_changes(one for one in changes if one)


def _numbered(changed: list[Row], order: Order) -> list[Row]:
    """The changes of a command, its values with their numbers in the list instead of their bare places.

    `order` stands as the command left it, and then as it found it.
    """
    of_values = [(before, after) for table, before, after in changed if table == "value"]
    if not of_values:
        return changed
    newer = order.numbers()
    order.take_back(of_values)
    older = order.numbers()

    def shown(table: str, image: Image | None, numbers: dict[str, int]) -> Image | None:
        return {**image, "position": numbers.get(image["id"])} if image and table == "value" else image

    return [
        (table, shown(table, before, older), shown(table, after, newer)) for table, before, after in changed
    ]


def _image(text: str | None) -> Image | None:
    return json.loads(text) if text else None


def _belongs(change: Change, night: date | None, value_id: str | None) -> bool:
    return (night is None or night in change.days) and (value_id is None or change.value_id == value_id)
