"""Rescuing what can be read of a damaged journal into a new one.

Three sources, the better one first: the newest image of a row in the history where its seal fits, the row as
the engine reads it, the row as its bytes lie in a page. The engine is asked for ever smaller spans of rows:
a broken page costs its own rows only.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelway.domain.keeping.findings import Rescue, Rescued
from modelway.errors import Refused
from modelway.store import opening
from modelway.store.files import contents, engine, seals
from modelway.store.files.encryption import salt_of
from modelway.store.keeping import checks, mending, raw_pages
from modelway.store.keeping.restoring import without_triggers
from modelway.store.transactions import stamp

if TYPE_CHECKING:
    import sqlite3 as sqlite
    from sqlite3 import Connection
else:
    import sqlcipher3.dbapi2 as sqlite

KINDS = "SELECT name, type, \"notnull\", pk FROM pragma_table_info('{}') ORDER BY cid"
SPAN = "SELECT rowid, {} FROM {} WHERE rowid BETWEEN ? AND ?"
HIGHEST = ("SELECT max(rowid) FROM {0}", "SELECT max(rowid) FROM {0} INDEXED BY sqlite_autoindex_{0}_1")
BYTES_OF_A_ROW = 16
ADD_HISTORY = """
INSERT INTO history (number, command, table_name, row_id, before_image, after_image)
VALUES (:number, :command, :table_name, :row_id, :before_image, :after_image)
"""
LOST_COMMAND = "a command whose words were lost"
ADD_COMMAND = """
INSERT INTO command (number, name, words, at, at_offset) VALUES (:number, 'salvage', :words, :at, :at_offset)
"""
NAMED = {"value_id": "value", "definition_id": "definition", "night_id": "night"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DROP_LOST = "DELETE FROM {} WHERE rowid = ?"

Row = dict[str, Any]


@dataclass(slots=True)
class _Table:
    """What was found of one table: `rows` by their key, and the keys that are known to have been there.

    `from_history` are the keys of the rows that the history told otherwise than the table did, or told alone.
    """

    names: list[str]
    rows: dict[Any, Row] = field(default_factory=dict)
    known: set[Any] = field(default_factory=set)
    from_history: set[Any] = field(default_factory=set)
    unreadable: set[Any] = field(default_factory=set)


def salvage(damaged: Path, target: Path, now: datetime) -> Rescue:
    """Bring every readable row of the journal at `damaged` into a new one at `target`; the losses, by table.

    Raises:
        Refused: something lies at `target` already, or nothing at all could be read.
        StoreError: the new journal cannot be written.
    """
    if engine.is_there(target):
        raise Refused(f"{target} is there already: name a file that is not, or move that one away.")
    with closing(opening.empty_store()) as fresh:
        recorded = checks.recorded(fresh)
        found = {table: _Table(contents.columns(fresh, table)) for table in contents.tables(fresh)}
        _read_by_engine(damaged, found)
        _read_by_bytes(damaged, found, fresh)
    _take_images(found, recorded)
    if not any(table.rows for table in found.values()):
        raise Refused(f"Nothing in {damaged} can be read. Take your last backup: modelway backup list")
    connection = opening.open_store(target, salt=salt_of(damaged))
    return Rescue(tuple(_write(found, recorded, connection, target, now)), raw_pages.missing_pages(damaged))


def _read_by_engine(damaged: Path, found: dict[str, _Table]) -> None:
    try:
        connection = checks.open_to_check(damaged)
    except (*checks.UNREADABLE, OSError):
        return
    with closing(connection):
        for name, table in found.items():
            try:
                for row in _rows_of(connection, name, table.names, damaged.stat().st_size):
                    if all(not isinstance(value, str) or _is_text(value) for value in row):
                        _keep(table, dict(zip(table.names, row, strict=True)))
                    else:
                        table.unreadable.add(row[0])
            except checks.UNREADABLE:
                continue  # its root cannot be found; its pages may still be read by their bytes


def _rows_of(connection: "Connection", table: str, names: list[str], size: int) -> Iterator[Any]:
    """Every row of a table that can be read, in ever smaller spans around what cannot."""
    statement = SPAN.format(", ".join(names), table)
    connection.execute(f"{statement} LIMIT 0", (0, 0))
    spans = [(1, _highest(connection, table, size // BYTES_OF_A_ROW))]
    while spans:
        first, last = spans.pop()
        try:
            yield from [row[1:] for row in connection.execute(statement, (first, last))]
        except checks.UNREADABLE:
            middle = (first + last) // 2
            spans += [(middle + 1, last), (first, middle)] if first < last else []


def _highest(connection: "Connection", table: str, at_most: int) -> int:
    for statement in HIGHEST:
        try:
            return int(connection.execute(statement.format(table)).fetchone()[0] or 0)
        except (*checks.UNREADABLE, ValueError):
            continue
    return at_most


def _read_by_bytes(damaged: Path, found: dict[str, _Table], fresh: "Connection") -> None:
    """Add rows that only their bytes still tell; a row belongs to the table whose kinds of columns it has."""
    try:
        raw = list(raw_pages.rows_in(damaged))
        most = damaged.stat().st_size // BYTES_OF_A_ROW
    except OSError:
        return
    kinds = {name: fresh.execute(KINDS.format(name)).fetchall() for name in found}
    for number, columns in raw:
        if any(columns[0] in table.rows for table in found.values() if isinstance(columns[0], str)):
            continue  # no two tables share a key
        for name, table in found.items():
            if _fits(columns, kinds[name]):
                numbered = [
                    number if pk and kind == "INTEGER" else value
                    for value, (_, kind, _, pk) in zip(columns, kinds[name], strict=True)
                ]
                row = dict(zip([column for column, *_ in kinds[name]], numbered, strict=True))
                key = row[table.names[0]]
                # A broken number could be anything; no file has room for more rows than this.
                if key not in table.rows and (isinstance(key, str) or 0 < key <= most):
                    _keep(table, row)


def _fits(columns: list[raw_pages.Cell], kinds: list[Any]) -> bool:
    if len(columns) != len(kinds):
        return False
    # Tables may have the same kinds of columns; only some are keyed by a UUID.
    if isinstance(columns[0], str) and bool(UUID.fullmatch(columns[0])) != (kinds[0][0] == "id"):
        return False
    for value, (_, kind, required, pk) in zip(columns, kinds, strict=True):
        if value is None:
            if required and not (pk and kind == "INTEGER"):
                return False
        elif isinstance(value, str) != (kind == "TEXT"):
            return False
    return True


def _keep(table: _Table, row: Row) -> None:
    key = row[table.names[0]]
    table.rows.setdefault(key, row)
    table.known.add(key)


def _take_images(found: dict[str, _Table], recorded: list[str]) -> None:
    """Let the newest image of each row speak where its seal fits, or where there is nothing better."""
    history, commands = found["history"].rows, found["command"].rows
    newest: dict[tuple[str, str], tuple[str | None, bool]] = {}
    last_lost = max({*_gaps_in(history), *found["history"].unreadable} - history.keys(), default=0)
    for number in sorted(history):
        row = history[number]
        if row["table_name"] in recorded:
            # What is lost may have been a newer image of the same row.
            speaks = number > last_lost and _is_sealed(row, history, commands)
            newest[row["table_name"], row["row_id"]] = row["after_image"], speaks
    told_of: dict[str, list[Any]] = {name: [] for name in recorded}
    for (name, key), (image, sealed) in newest.items():
        table = found[name]
        if image is None:
            continue  # a row that is there all the same was brought back by a change that is lost
        told = _row_of(image, table)
        if told and told[table.names[0]] == key:
            table.known.add(key)
            if sealed or key not in table.rows:
                if table.rows.get(key) != told:
                    table.from_history.add(key)
                table.rows[key] = told
                told_of[name].append(key)
    for name, keys in told_of.items():
        _put_first(found[name], keys)
        _drop_from_others(found, name, keys)


def _gaps_in(history: dict[Any, Row]) -> set[int]:
    """The numbers that no row of the history has, below the newest."""
    return set(range(1, max(history, default=0))) - history.keys()


def _drop_from_others(found: dict[str, _Table], name: str, keys: list[Any]) -> None:
    """Take rows that are known to belong to one table out of those that have the same kinds of columns."""
    for other, table in found.items():
        for key in keys if other != name else ():
            if isinstance(key, str):
                table.rows.pop(key, None)
                table.known.discard(key)


def _put_first(table: _Table, keys: list[Any]) -> None:
    """Put the rows that the history tells of before the others, and leave out doubles under a damaged key."""
    trusted = {key: table.rows[key] for key in keys}
    contents_of_trusted = [_without_key(row, table) for row in trusted.values()]
    for key, row in table.rows.items():
        if key in trusted or _without_key(row, table) not in contents_of_trusted:
            trusted[key] = row
        else:
            table.known.discard(key)
    table.rows = trusted


def _without_key(row: Row, table: _Table) -> list[Any]:
    return [row[name] for name in table.names[1:]]


def _is_sealed(row: Row, history: dict[Any, Row], commands: dict[Any, Row]) -> bool:
    """Whether a row of the history fits its seal; without the row before it nobody can tell: it does not."""
    previous = history.get(row["number"] - 1)
    command = commands.get(row["command"], {})
    parts = [row[name] for name in ("number", "table_name", "row_id", "before_image", "after_image")]
    parts += [command.get(name) for name in ("number", "name", "words", "at", "at_offset", "undoes")]
    return bool(previous and row["digest"] == seals.digest([previous["digest"], *parts]))


def _row_of(image: str, table: _Table) -> Row | None:
    try:
        row = json.loads(image)
    except ValueError:
        return None
    return {name: row.get(name) for name in table.names} if isinstance(row, dict) else None


def _write(
    found: dict[str, _Table], recorded: list[str], connection: "Connection", target: Path, now: datetime
) -> list[Rescued]:
    with engine.engine_failures(target), closing(connection):
        connection.execute("BEGIN IMMEDIATE")
        with without_triggers(connection):
            connection.execute("PRAGMA defer_foreign_keys = ON")
            _name_lost_commands(found, now)
            _know_the_named(found)
            for name, table in found.items():
                if name not in ("current_command", "history"):
                    _insert(connection, name, table)
            _drop_orphans(connection, found)
            number = max([0, *found["command"].rows]) + 1
            words = "rescuing what could be read"
            connection.execute(ADD_COMMAND, {"number": number, "words": words, **stamp(now)})
            connection.executemany(ADD_HISTORY, _bridged(found["history"], number))
            lost = {name: _lost(name, table) for name, table in found.items()}
            mending.add_missing_images(connection, recorded, number)
            mending.seal_anew(connection)
        connection.execute("COMMIT")
        return [
            Rescued(name, len(table.rows), lost[name], len(table.from_history & table.rows.keys()))
            for name, table in found.items()
            if name not in ("current_command", "store")
        ]


def _lost(name: str, table: _Table) -> int:
    """How many rows are known to be lost; the history is numbered without gaps."""
    if name == "history":
        return int(max([0, *table.rows])) - len(table.rows)
    return len(table.known - table.rows.keys())


def _name_lost_commands(found: dict[str, _Table], now: datetime) -> None:
    """Stand in for commands that the history names and nothing else tells of."""
    commands, history = found["command"], found["history"]
    for row in [*history.rows.values()]:
        number = row["command"]
        commands.known.add(number)
        if number not in commands.rows:
            lost = {"number": number, "name": "salvage", "words": LOST_COMMAND, "undoes": None, **stamp(now)}
            commands.rows[number] = lost
    for row in commands.rows.values():
        if row["undoes"] not in commands.rows:
            row["undoes"] = None


def _know_the_named(found: dict[str, _Table]) -> None:
    """Know of every value, wording and night that two rows or more name; one alone may be damaged."""
    held = Counter(key for table in found.values() for key in table.rows if isinstance(key, str))
    for column, named in NAMED.items():
        of_table = [
            row[column]
            for table in found.values()
            if column in table.names
            for key, row in table.rows.items()
            if held[key] < 2  # else it may belong to another table
        ]
        found[named].known |= {key for key, often in Counter(of_table).items() if key and often > 1}


def _bridged(history: _Table, command: int) -> list[Row]:
    """The history numbered anew; where changes between two images of a row are lost, `command` bridges."""
    newest: dict[tuple[str, str], str | None] = {}
    rows: list[Row] = []
    for _, row in sorted(history.rows.items()):
        key = row["table_name"], row["row_id"]
        if key in newest and newest[key] != row["before_image"]:
            bridge = {"command": command, "before_image": newest[key], "after_image": row["before_image"]}
            rows.append({**row, **bridge})
        newest[key] = row["after_image"]
        rows.append(row)
    return [{**row, "number": number} for number, row in enumerate(rows, start=1)]


def _insert(connection: "Connection", name: str, table: _Table) -> None:
    statement = f"INSERT INTO {name} ({', '.join(table.names)}) VALUES (:{', :'.join(table.names)})"
    for key, row in [*table.rows.items()]:
        try:
            connection.execute(statement, row)
        except sqlite.IntegrityError:
            del table.rows[key]  # a damaged row that the schema refuses is no row
            table.known.discard(key)


def _drop_orphans(connection: "Connection", found: dict[str, _Table]) -> None:
    """Take rows away whose value, night or wording is lost, until every row that is named is there."""
    while orphans := connection.execute("PRAGMA foreign_key_check").fetchall():
        for name, rowid, *_ in orphans:
            key_name = found[name].names[0]
            key = connection.execute(f"SELECT {key_name} FROM {name} WHERE rowid = ?", (rowid,)).fetchone()
            connection.execute(DROP_LOST.format(name), (rowid,))
            if key:
                found[name].rows.pop(key[0], None)
                if any(key[0] in table.rows for table in found.values()):
                    found[name].known.discard(key[0])  # it belongs to another table


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
