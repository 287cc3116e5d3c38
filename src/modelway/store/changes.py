"""The history as it is read: commands newest first, each with the rows it changed, in words."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from itertools import groupby
from typing import Any

from modelway.domain.changes import Change, Names, Told, change_of
from modelway.store.transactions import Store

# A command stands taken back while an undo of it exists that was not itself taken back by a redo.
HISTORY = """
SELECT command.number, command.name, command.words, command.at, command.at_offset,
  EXISTS (SELECT 1 FROM command AS undo WHERE undo.undoes = command.number
    AND NOT EXISTS (SELECT 1 FROM command AS redo WHERE redo.undoes = undo.number)),
  history.table_name, history.before_image, history.after_image
FROM command JOIN history ON history.command = command.number
ORDER BY command.number DESC, history.number
"""
NAMING = """
SELECT table_name, COALESCE(after_image, before_image) FROM history
WHERE table_name IN ('value', 'definition', 'night') ORDER BY number DESC
"""


def told(store: Store, *, night: date | None = None, value_id: str | None = None) -> Iterator[Told]:
    """Every command that changed something of this night and value, the newest first, with those changes."""
    names = Names()
    for table, image in store.each(NAMING):
        names.learn(table, json.loads(image))
    rows = store.each(HISTORY)
    for (number, name, words, at, offset, undone), changed in groupby(rows, key=lambda row: tuple(row[:6])):
        changes = [_change(row, names) for row in changed]
        fitting = tuple(one for one in changes if one and _belongs(one, night, value_id))
        if fitting:
            zone = timezone(timedelta(minutes=offset))
            yield Told(
                number, name, words, datetime.fromisoformat(at).astimezone(zone), bool(undone), fitting
            )


def _change(row: Any, names: Names) -> Change | None:
    *_, table, before, after = row
    return change_of(
        table, json.loads(before) if before else None, json.loads(after) if after else None, names
    )


def _belongs(change: Change, night: date | None, value_id: str | None) -> bool:
    return (night is None or night in change.days) and (value_id is None or change.value_id == value_id)
