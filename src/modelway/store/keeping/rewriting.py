"""A copy of a store file under another key, or under none, checked before anything relies on it."""

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from modelway.errors import StoreError
from modelway.machine.files import sync_file
from modelway.store.files import contents, engine
from modelway.store.files.copying import make_private_file
from modelway.store.files.encryption import Key, keys
from modelway.store.files.stamps import PLAIN

if TYPE_CHECKING:
    from sqlite3 import Connection

STAMPS = ("application_id", "user_version")
SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"


def rewrite(source: Path, target: Path, key: Key | None) -> None:
    """A copy of `source` at `target`, where nothing is yet, for `key` or without; found equal, and synced.

    Nobody may write to the source meanwhile.

    Raises:
        StoreError: the copy does not equal the source, or is not protected as it should be.
    """
    make_private_file(target)
    with closing(engine.connect(source, "ro")) as connection:
        _export(connection, target, key)
        sync_file(target)
        if key:
            keys.add(key)
        _check(connection, target, key)


def _export(connection: "Connection", target: Path, key: Key | None) -> None:
    """Write every row into the target, without a plain byte of it on any disk if there is a key."""
    address = f"{target.resolve().as_uri()}?mode=rw"
    connection.execute("ATTACH DATABASE ? AS rewritten KEY ?", (address, key.blob if key else ""))
    try:
        connection.execute("PRAGMA rewritten.secure_delete = ON")
        connection.execute("SELECT sqlcipher_export('rewritten')").fetchall()
        for stamp in STAMPS:
            number = connection.execute(f"PRAGMA main.{stamp}").fetchone()[0]
            connection.execute(f"PRAGMA rewritten.{stamp} = {number}")
    finally:
        connection.execute("DETACH DATABASE rewritten")


def _check(connection: "Connection", target: Path, key: Key | None) -> None:
    with target.open("rb") as file:
        start = file.read(len(PLAIN))
    if start != (key.salt if key else PLAIN):
        raise _not_as_it_should_be(target, "it is not protected as it should be")
    with closing(engine.connect(target, "ro")) as copy:
        if key and not copy.execute("PRAGMA cipher_version").fetchone():
            raise _not_as_it_should_be(target, "this SQLite cannot encrypt")
        if key and copy.execute("PRAGMA cipher_integrity_check").fetchall():
            raise _not_as_it_should_be(target, "a page of it does not fit its seal")
        if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise _not_as_it_should_be(target, "its pages are out of order")
        if _told_by(copy) != _told_by(connection):
            raise _not_as_it_should_be(target, "its rows differ")


def _told_by(connection: "Connection") -> tuple[object, ...]:
    stamps = tuple(connection.execute(f"PRAGMA {stamp}").fetchone()[0] for stamp in STAMPS)
    schema = connection.execute(SCHEMA).fetchall()
    return stamps, schema, contents.counts(connection), contents.digest(connection)


def _not_as_it_should_be(target: Path, reason: str) -> StoreError:
    return StoreError(
        f"A copy in {os.fspath(target.parent)} is not as it should be ({reason}), and nothing was changed: "
        "see what is wrong with: modelway doctor"
    )
