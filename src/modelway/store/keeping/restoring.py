"""Going back to a backup, whole or not at all, whoever else has the journal open.

A sound journal goes back to a backup of its own by a command like any other: what the leader wrote becomes
what it was, the history tells of it, and it can be taken back. One that is damaged, or another journal, gets
every row of the backup, its history too. Both happen in one transaction on the file that is there, so that a
program that has it open meets the engine's own locks. Only a file that the engine cannot read is replaced by
another one.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from modelway.errors import StoreError
from modelway.machine.files import give_second_name, put_in_place, sync_folder
from modelway.machine.locks import locked_out
from modelway.store import queries
from modelway.store.files import contents, engine
from modelway.store.files.copying import copy_checked
from modelway.store.keeping import checks
from modelway.store.keeping.history import Image, put_image
from modelway.store.transactions import Command, Store

if TYPE_CHECKING:
    import sqlite3 as sqlite
    from sqlite3 import Connection
else:
    import sqlcipher3.dbapi2 as sqlite

TRIGGERS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"


def go_back(store: Store, backup: Path, command: Command, keep_present: Callable[[], None]) -> int:
    """Make what the leader wrote what it was in the backup, as one command; how many rows changed.

    `keep_present` is called once nobody else can write any more, so that it saves the very last answer.

    Raises:
        StoreError, Refused: nothing was changed.
    """
    with (
        engine.engine_failures(backup),
        closing(engine.connect(backup, "ro")) as source,
        store.writing(command),
    ):
        keep_present()
        changed = take_rows(source, store)
        written = checks.recorded(store.connection)
        if contents.digest(store.connection, written) != contents.digest(source, written):
            raise _not_equal()
        return changed


def take_rows(source: "Connection", store: Store) -> int:
    """Make every row that leaves images in the history what it is in `source`; how many changed."""
    found = [
        (table, before, after)
        for table in checks.recorded(store.connection)
        for before, after in _differing(source, store.connection, table)
    ]
    gone = [one for one in found if one[2] is None]
    changed = [one for one in found if one[1] and one[2]]
    new = [one for one in found if one[1] is None]
    store.run(queries.DEFER_REFERENCES)
    for table, before, _ in gone:
        put_image(store, table, expected=before, wanted=None)
    in_the_way = [one for one in changed if not _changed(store, *one)]
    for table, before, _ in in_the_way:
        put_image(store, table, expected=before, wanted=None)
    for table, _, after in [*in_the_way, *new]:
        put_image(store, table, expected=None, wanted=after)
    return len(found)


def _changed(store: Store, table: str, before: Image | None, after: Image | None) -> bool:
    """Change a row; False when another one is in the way, as when two values have swapped their names."""
    try:
        put_image(store, table, expected=before, wanted=after)
    except sqlite.IntegrityError:
        return False
    return True


def _differing(
    source: "Connection", connection: "Connection", table: str
) -> Iterator[tuple[Image | None, Image | None]]:
    """The rows of a table that are not the same here and in `source`: as they are, and as they are there."""
    names = contents.columns(source, table)
    wanted: dict[str, Image] = {
        row[0]: dict(zip(names, row, strict=True)) for row in contents.rows(source, table)
    }
    for row in contents.rows(connection, table):
        present, other = dict(zip(names, row, strict=True)), wanted.pop(row[0], None)
        if present != other:
            yield present, other
    for other in wanted.values():
        yield None, other


def replace_rows(store: Path, backup: Path, keep_present: Callable[[], None]) -> None:
    """Make every row of the journal what the backup holds, in one transaction.

    `keep_present` is called once nobody else can write any more, so that it saves the very last answer.

    Raises:
        StoreError, Refused: nothing was changed.
    """
    with (
        engine.engine_failures(store),
        closing(engine.connect(backup, "ro")) as source,
        closing(engine.connect(store)) as connection,
    ):
        expected = contents.counts(source), contents.digest(source)
        connection.execute("BEGIN IMMEDIATE")
        try:
            keep_present()
            copy_rows(source, connection)
            check_rows(connection, expected)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def copy_rows(source: "Connection", connection: "Connection") -> None:
    """Put all rows of `source` in the place of those of `connection`; neither is a change of the leader's."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    with without_triggers(connection):
        for table in contents.tables(connection):
            connection.execute(f"DELETE FROM {table}")
            names = contents.columns(source, table)
            places = ", ".join("?" for _ in names)
            connection.executemany(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", contents.rows(source, table)
            )


def check_rows(connection: "Connection", expected: tuple[dict[str, int], str]) -> None:
    """Compare what is about to be committed with the counts and the digest of the backup."""
    if (contents.counts(connection), contents.digest(connection)) != expected:
        raise _not_equal()


def _not_equal() -> StoreError:
    return StoreError(
        "What was restored does not equal the backup, and was taken back: try another backup, "
        "and see what is wrong with: modelway doctor"
    )


@contextmanager
def without_triggers(connection: "Connection") -> Iterator[None]:
    """A stretch of a transaction in which no trigger runs; they are made again word for word."""
    triggers = connection.execute(TRIGGERS).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, statement in triggers:
        connection.execute(statement)


def swap_file(store: Path, backup: Path, aside: Path) -> None:
    """Put a checked copy of the backup in the place of a journal that cannot be read, or that is gone.

    The damaged file and what a broken write left beside it stay at `aside`. At every moment the old file or
    the new one lies at `store`, never a part of one.

    Raises:
        StoreError, Refused: the damaged file is in use, or the backup cannot be copied; it stays where it is.
    """
    fresh = store.with_name(f".{store.name}.{os.getpid()}.restored")
    with engine.engine_failures(store):
        try:
            copy_checked(backup, fresh)
            with locked_out(store) as alone:
                if not alone:
                    raise StoreError(
                        f"Another program is using {store}: wait until it is done, then run this again."
                    )
                move_aside(store, aside)
                put_in_place(fresh, store)
                sync_folder(store.parent)
        finally:
            with suppress(OSError):
                fresh.unlink()


def move_aside(store: Path, aside: Path) -> None:
    """Keep the damaged file under another name as well, and take its unfinished write along.

    Left beside the new file, that unfinished write would be taken for one of the new file's.
    """
    if not os.path.lexists(store):
        return
    give_second_name(store, aside)
    unfinished = Path(f"{store}-journal")
    with suppress(FileNotFoundError):
        unfinished.rename(f"{aside}-journal")
    sync_folder(aside.parent)
    sync_folder(store.parent)
