"""All that a store holds, table by table: for counting, comparing and moving it to another file."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite3 import Connection

TABLES = """
SELECT name FROM sqlite_schema
WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name
"""


def tables(connection: "Connection") -> list[str]:
    """The names of all tables, in order."""
    return [name for (name,) in connection.execute(TABLES)]


def holds_anything(connection: "Connection") -> bool:
    """Whether a command ever wrote to the store."""
    has_table = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'command'").fetchone()
    return bool(has_table and connection.execute("SELECT 1 FROM command LIMIT 1").fetchone())


def columns(connection: "Connection", table: str) -> list[str]:
    """The names of a table's columns, the key first."""
    found = connection.execute(f"SELECT name FROM pragma_table_info('{table}') ORDER BY pk = 0, cid")
    return [name for (name,) in found]


def rows(connection: "Connection", table: str) -> Iterator[tuple[Any, ...]]:
    """Every row of a table as `columns` has them, in the order of its key."""
    names = columns(connection, table)
    yield from connection.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY {names[0]}")


def counts(connection: "Connection") -> dict[str, int]:
    """How many rows each table holds."""
    return {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in tables(connection)
    }


def digest(connection: "Connection", of: Iterable[str] | None = None) -> str:
    """A digest of every row of every table, or of some, in the order of keys: equal for equal contents."""
    from hashlib import blake2b

    made = blake2b(digest_size=16)
    for table in tables(connection) if of is None else of:
        made.update(repr((table, columns(connection, table))).encode())
        for row in rows(connection, table):
            made.update(repr(row).encode("utf-8", "surrogateescape"))
    return made.hexdigest()
