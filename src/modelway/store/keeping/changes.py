"""The history as it is read: commands newest first, each with the rows it changed, in words."""

import json
from collections.abc import Generator
from contextlib import closing
from datetime import date
from itertools import groupby

from modelway.domain.keeping.changes import PURGE, Change, Image, Names, Order, Told, change_of
from modelway.store.transactions import Store, instant, unreadable_rows_as_damage

Row = tuple[str, Image | None, Image | None]

# A command stands taken back while an undo of it exists that was not itself taken back by a redo.
HISTORY = """
SELECT command.number, command.name, command.words, command.at, command.at_offset,
  EXISTS (SELECT 1 FROM command AS undo WHERE undo.undoes = command.number
    AND NOT EXISTS (SELECT 1 FROM command AS redo WHERE redo.undoes = undo.number)),
  history.table_name, history.before_image, history.after_image
FROM command LEFT JOIN history ON history.command = command.number AND command.name <> 'purge'
WHERE history.number IS NOT NULL OR command.name = 'purge'
ORDER BY command.number DESC, history.number
"""
NAMING = """
SELECT table_name, COALESCE(after_image, before_image), after_image IS NULL FROM history
WHERE table_name IN ('value', 'definition', 'night') ORDER BY number DESC
"""


def told(
    store: Store, *, night: date | None = None, value_id: str | None = None
) -> Generator[Told, None, None]:
    """Every command that changed something of this night and value, the newest first, with those changes.

    Of a purge only that it was is told, and only where all commands are.

    Raises:
        Damaged: a row of the history cannot be read.
    """
    everything = night is None and value_id is None
    # Both closed here: a generator that is left half read would be closed after the file.
    with (
        unreadable_rows_as_damage(store.path),
        closing(store.each(NAMING)) as naming,
        closing(store.each(HISTORY)) as rows,
    ):
        names, order = Names(), Order()
        for table, text, gone in naming:
            image = json.loads(text)
            names.learn(table, image)
            if table == "value":
                order.learn(image, gone=bool(gone))
        for (number, name, words, at, offset, undone), found in groupby(rows, key=lambda row: tuple(row[:6])):
            changed = [(table, _image(before), _image(after)) for *_, table, before, after in found if table]
            changes = [change_of(*one, names) for one in _numbered(changed, order)]
            fitting = tuple(one for one in changes if one and _belongs(one, night, value_id))
            if fitting or (everything and name == PURGE):
                yield Told(number, name, words, instant(at, offset), bool(undone), fitting)


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
