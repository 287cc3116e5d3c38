"""Opening a journal's store: made where there is none, brought up where it is of an older schema."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from modelway.errors import StoreError
from modelway.machine import NEW_FILE
from modelway.store.files.engine import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    connect,
    connect_to_memory,
    engine_failures,
    is_there,
    refuse_foreign_file,
    refuse_newer,
    stamps_of,
)
from modelway.store.files.stamps import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    import sqlite3 as sqlite

UNFINISHED = ".protecting"


def open_store(
    path: Path, *, salt: bytes | None = None, tell: Callable[[str], None] | None = None
) -> "sqlite.Connection":
    """Open the store at `path`, making it first where there is none; one of an older schema is migrated.

    A store that is made becomes protected with the key of `salt`, if there is one. `tell` is called with
    a few words as each step of a migration begins.

    Raises:
        StoreError: it cannot be opened, and the sentence says why and what to do.
    """
    with engine_failures(path):
        if os.path.lexists(f"{path}{UNFINISHED}"):
            from modelway.store.files import replacing

            replacing.settle(path)
        if not is_there(path):
            if os.path.lexists(f"{path}{UNFINISHED}"):
                raise StoreError("Your journal is being written anew: wait until that is done.")
            _make_private_file(path)
        refuse_foreign_file(path)
        connection = connect(path, salt=salt)
        try:
            older = _check_stamps(connection, path) < SCHEMA_VERSION
        except BaseException:
            connection.close()
            raise
        if not older:
            return connection
        connection.close()
        from modelway.store.migrations.migrate import migrate

        migrate(path, tell=tell)
        return open_store(path)


def empty_store() -> "sqlite.Connection":
    """A store in memory with nothing in it: what a reader sees before the first word is written."""
    connection = connect_to_memory()
    _create_schema(connection)
    return connection


def _make_private_file(path: Path) -> None:
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, NEW_FILE, PRIVATE_FILE))
    except FileExistsError:
        return  # another command was first; the schema is made by whoever gets the lock


def _check_stamps(connection: "sqlite.Connection", path: Path) -> int:
    """The version of the schema; a store that is empty yet gets this program's."""
    application, version = stamps_of(connection)
    if (application, version) == (0, 0):
        _create_schema(connection)
        return SCHEMA_VERSION
    if application != APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program: name your journal with --store.")
    refuse_newer(version, path)
    return version


def _create_schema(connection: "sqlite.Connection") -> None:
    statements = (Path(__file__).parent / "schema.sql").read_text("utf-8").split(";\n\n")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if stamps_of(connection) == (0, 0):
            if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
                raise StoreError("This is a database of another program: name your journal with --store.")
            for statement in statements:
                connection.execute(statement)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
