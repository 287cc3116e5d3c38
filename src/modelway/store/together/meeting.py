"""Taking in what other machines did: their commands go into the history, the rows become what all come to.

Every word of theirs stands in the history afterwards, under its own command, also where another one won.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelway.domain.together.commands import Exchanged, without_erased
from modelway.domain.together.merge import Merged, Row, merge
from modelway.domain.together.rules import RULES
from modelway.store import queries
from modelway.store.files import contents
from modelway.store.keeping.restoring import without_triggers
from modelway.store.together import commands as numbered
from modelway.store.together.membership import Membership, put_membership, transaction
from modelway.store.transactions import new_id, stamp

if TYPE_CHECKING:
    from sqlite3 import Connection

BROUGHT_TOGETHER = "bringing your machines together"
ADD_IMAGE = """
INSERT INTO history (command, table_name, row_id, before_image, after_image)
VALUES (:command, :table_name, :row_id, :before_image, :after_image)
"""
STANDS_IN = "SELECT number, table_name, row_id, stands_in FROM exchanged_change"
SET_STANDS_IN = "UPDATE exchanged_change SET stands_in = :id WHERE number = :number"
LOST_REFERENCES = "PRAGMA foreign_key_check"


def register(connection: "Connection", path: Path, membership: Membership) -> Membership:
    """Number what was done here since the last time, in a transaction of its own."""
    with transaction(connection, path):
        membership = numbered.register(connection, membership)
        put_membership(connection, membership)
    return membership


def take_in(
    connection: "Connection", path: Path, membership: Membership, received: Sequence[Exchanged], now: datetime
) -> Membership:
    """Take in the commands that other machines gave, all of them or none; the membership as it is then.

    Without any, the rows become what the known commands come to: what was deleted elsewhere, and lived only
    by an answer that is removed here, goes.
    """
    # No order of inserting and deleting fits references both ways; all are looked at before the end.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        with transaction(connection, path):
            membership = numbered.register(connection, membership)
            if not connection.execute(queries.HAS_STORE).fetchone()[0]:
                connection.execute(queries.ADD_STORE, {"id": new_id(), **stamp(now)})
            with without_triggers(connection):
                _take_in(connection, received, now)
            if connection.execute(LOST_REFERENCES).fetchone():
                raise ValueError("a row is left without another that it belongs to")
            newest = connection.execute(numbered.LAST_COMMAND).fetchone()[0]
            membership = membership._replace(registered=newest)
            put_membership(connection, membership)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return membership


def _take_in(connection: "Connection", received: Sequence[Exchanged], now: datetime) -> None:
    earlier = numbered.read_commands(connection)
    purges = [(one, one.erases) for one in (*earlier, *received) if one.erases]
    news = []
    for command in sorted(received, key=lambda one: one.order):
        left = without_erased(command, purges)
        number = _add_command(connection, left) if left.changes else None
        numbered.add(connection, left, number, replace=left.changes != command.changes)
        news.append((left, number))
    merged = merge([*earlier, *(command for command, _ in news)])
    _note_ids(connection, merged)
    images = _Images(connection)
    for command, number in news:
        if number is not None:
            _tell(images, command, number, merged)
    images.settle(merged, lambda: _add_own_command(connection, now))


class _Images:
    """The rows as they are, and as their newest image in the history says."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self.present: dict[tuple[str, str], Row] = {}
        for table in RULES:
            names = contents.columns(connection, table)
            for row in contents.rows(connection, table):
                self.present[table, row[names.index("id")]] = dict(zip(names, row, strict=True))
        self._newest: dict[tuple[str, str], Row | None] = dict(self.present)

    def newest(self, key: tuple[str, str]) -> Row | None:
        """The row as it was told last; None where it is deleted or was never there."""
        return self._newest.get(key)

    def tell(self, command: int, key: tuple[str, str], row: Row | None) -> None:
        """Add an image of the row as a command left it."""
        before = self._newest.get(key)
        if before == row:
            return
        self._newest[key] = row
        told = {
            "command": command,
            "table_name": key[0],
            "row_id": key[1],
            "before_image": _image(before),
            "after_image": _image(row),
        }
        self._connection.execute(ADD_IMAGE, told)

    def settle(self, merged: Merged, begin_command: Any) -> None:
        """Make the rows what they come to, and tell of each that no command told as it is now."""
        wanted = {(table, row_id): row for table in RULES for row_id, row in merged.rows[table].items()}
        own: int | None = None
        for key in sorted(self._newest.keys() | wanted):
            row = wanted.get(key)
            if row is not None:
                row = wanted[key] = {**(self.present.get(key) or {}), **row}
            if self._newest.get(key) != row:
                own = begin_command() if own is None else own
                self.tell(own, key, row)
        changed = [key for key in self.present if self.present[key] != wanted.get(key)]
        for table, row_id in changed:
            self._connection.execute(f"DELETE FROM {table} WHERE id = :id", {"id": row_id})
        for key, row in wanted.items():
            if self.present.get(key) != row:
                self._connection.execute(
                    f"INSERT INTO {key[0]} ({', '.join(row)}) VALUES (:{', :'.join(row)})", row
                )


def _tell(images: _Images, command: Exchanged, number: int, merged: Merged) -> None:
    """Write what a command of another machine changed into the history of this one."""
    for change in command.changes:
        row_id = merged.ids.get((change.table, change.row_id))
        if row_id is None:
            continue
        key = (change.table, row_id)
        if change.fields is None:
            images.tell(number, key, None)
            continue
        row = {**(images.newest(key) or merged.last[key]), **change.fields, "id": row_id}
        for column, table in RULES[change.table].references.items():
            row[column] = merged.ids.get((table, row[column]), row[column])
        images.tell(number, key, row)


def _add_command(connection: "Connection", command: Exchanged) -> int | None:
    """Add a command to the history; None for one that takes back what a purge left nothing of."""
    undoes = None
    if command.undoes:
        found = connection.execute(numbered.LOCAL, {"id": numbered.id_of(*command.undoes)}).fetchone()
        if not found or found[0] is None:
            return None
        undoes = found[0]
    told = {"name": command.name, "words": command.words, "undoes": undoes}
    return _added(connection, {**told, "at": command.at, "at_offset": command.at_offset})


def _add_own_command(connection: "Connection", now: datetime) -> int:
    told = {"name": numbered.SYNC, "words": BROUGHT_TOGETHER, "undoes": None}
    return _added(connection, {**told, **stamp(now)})


def _added(connection: "Connection", told: dict[str, Any]) -> int:
    number: int = connection.execute(queries.ADD_COMMAND, told).fetchone()[0]
    return number


def _note_ids(connection: "Connection", merged: Merged) -> None:
    """Write down what each id stands for now, where that changed: a purge finds all of a row by it."""
    changed = [
        {"number": number, "id": merged.ids.get((table, row_id))}
        for number, table, row_id, stands_in in connection.execute(STANDS_IN)
        if merged.ids.get((table, row_id)) != stands_in
    ]
    connection.executemany(SET_STANDS_IN, changed)


def _image(row: Row | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False, separators=(",", ":"))
