"""Connections to store files, and the engine's failures as sentences."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from modelway.errors import Damaged, ModelwayError, Refused, StoreError
from modelway.machine.files import engine_syncs_fully
from modelway.machine.owner import is_own, others_reach
from modelway.store.files.encryption import Key, files, keys, salt_of, set_key
from modelway.store.files.stamps import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    # sqlcipher3 ships no types and keeps to the interface of the standard module.
    import sqlite3 as sqlite
else:
    import sqlcipher3.dbapi2 as sqlite

BUSY_SECONDS = 5
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
# Where SQLite's header keeps the application's number; see "The Database File Format" on sqlite.org.
HEADER_BYTES, ID_IN_HEADER = 100, slice(68, 72)

# A copy by pages fails with these words alone; an export with them, and a name that says less.
_NAMES = {"disk I/O error": "SQLITE_IOERR", "database or disk is full": "SQLITE_FULL"}
# DELETE with EXTRA lost no acknowledged answer under power cuts; docs/decisions/0001 has the figures.
_PRAGMAS = """
PRAGMA synchronous = EXTRA;
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
"""
if engine_syncs_fully():
    _PRAGMAS += "PRAGMA fullfsync = ON;\n"


def connect(path: Path, mode: Literal["rw", "ro"] = "rw", *, salt: bytes | None = None) -> sqlite.Connection:
    """A connection to the file at `path`, set up as every one to a store is; its stamps are not looked at.

    For a protected file `keys` gives the key, or asks for it. An empty file becomes protected with the key of
    `salt`, if there is one.
    """
    address = f"{path.resolve().as_uri()}?mode={mode}"
    connection, found = files.connect(path, lambda: _opened(address), salt)
    if found is None:
        return _set_up(connection)
    connection.close()
    return _connect_protected(address, path, found)


def connect_to_memory() -> sqlite.Connection:
    """A connection to an empty file that only lives in memory."""
    return _set_up(_opened("file::memory:"))


def is_there(path: Path) -> bool:
    """Whether anything lies at `path`, even a link to nothing; raises StoreError where one may not look."""
    with engine_failures(path):
        return path.exists() or path.is_symlink()


def stamps_of(connection: sqlite.Connection) -> tuple[int, int]:
    """The application and the version of the schema that the file's header names; (0, 0) in an empty file."""
    # In one statement, so that both are from before another command made the schema, or both from after.
    found = connection.execute("SELECT * FROM pragma_application_id, pragma_user_version").fetchone()
    return found[0], found[1]


def holds_anything(path: Path) -> bool:
    """Whether anything but an empty file lies at `path`; raises StoreError where one may not look."""
    with engine_failures(path):
        try:
            found = path.lstat()
        except FileNotFoundError:
            return False
        return found.st_size > 0 or not stat.S_ISREG(found.st_mode)


def looks_like_a_journal(path: Path) -> bool:
    """Whether the file begins as a journal does, plain or protected; one that is damaged there does not."""
    with engine_failures(path):
        if salt_of(path):
            return True
        with path.open("rb", buffering=0) as file:
            return file.read(HEADER_BYTES)[ID_IN_HEADER] == APPLICATION_ID.to_bytes(4)


@contextmanager
def engine_failures(path: Path | str) -> Iterator[None]:
    """Turn what the engine or the operating system refuses into a sentence with its remedy."""
    try:
        yield
    except sqlite.Error as error:
        raise _as_sentence(error, path) from error
    except UnicodeDecodeError as error:
        # The engine names a damaged part of the schema in a message that is no text.
        raise _damaged(path) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoreError(
            f"The journal at {path} cannot be used: {reason}. "
            "Check the folder's permissions and free space, or name another file with --store."
        ) from error


def refuse_foreign_file(path: Path) -> None:
    """Refuse what is no plain file of this user's own; one that others could read is closed to them.

    Raises:
        StoreError: a link, a folder, another user's file.
        OSError: there is nothing, or it may not be looked at.
    """
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        raise StoreError(
            f"{path} is a link, and modelway only opens a plain file: name the file itself with --store."
        )
    if not stat.S_ISREG(found.st_mode):
        raise StoreError(f"{path} is no file: name a journal file with --store.")
    if not is_own(found):
        raise StoreError(
            f"{path} belongs to another user: ask its owner for it, or name your own journal with --store."
        )
    if others_reach(found):
        # A disk that is mounted to be read only, or keeps no permissions, can still be read.
        with suppress(OSError):
            path.chmod(PRIVATE_FILE)


class _Connection(sqlite.Connection):
    is_closed = False

    def close(self) -> None:
        super().close()
        self.is_closed = True


def failure_name(error: BaseException) -> str:
    """The engine's own name of a failure, such as SQLITE_FULL; empty where it has none."""
    name = _NAMES.get(str(error)) or getattr(error, "sqlite_errorname", None) or ""
    return "_".join(name.split("_")[:2])


def refuse_newer(version: int, path: Path | None) -> None:
    """Refuse a store whose schema is one that this program does not know; raises StoreError."""
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{path} was written by a newer modelway (schema {version}, this one reads up to "
            f"{SCHEMA_VERSION}): upgrade modelway, and nothing in it is touched until then."
        )


def _opened(address: str) -> _Connection:
    return sqlite.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, factory=_Connection)


def _set_up(connection: sqlite.Connection, key: Key | None = None) -> sqlite.Connection:
    try:
        if key:
            set_key(connection, key)
        connection.executescript(_PRAGMAS)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_protected(address: str, path: Path, salt: bytes) -> sqlite.Connection:
    """A connection with the first key that fits.

    Raises:
        Locked: none does.
        sqlite.Error: the key of the other files of this salt does not fit this one.
    """
    has_one = keys.known(salt) is not None
    for key in keys.unlocking(path, salt):
        connection, _ = files.connect(path, lambda: _opened(address), salt)
        try:
            _set_up(connection, key)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite.DatabaseError as error:
            connection.close()
            if has_one or error.sqlite_errorname != "SQLITE_NOTADB":
                raise
        else:
            keys.add(key)
            return connection
    raise keys.given_up(
        salt,
        f"{path} was not opened, and nothing in it was touched: no passphrase that was given fits. "
        "If you are sure of it, the file may be damaged: see modelway backup list",
    )


def salt_behind(connection: sqlite.Connection) -> bytes | None:
    """The salt of the file that a connection is to; None for a plain one."""
    found = connection.execute("PRAGMA cipher_salt").fetchone()
    return bytes.fromhex(found[0]) if found else None


def _as_sentence(error: sqlite.Error, path: Path | str) -> ModelwayError:
    match failure_name(error):
        case "SQLITE_BUSY" | "SQLITE_LOCKED":
            return StoreError(
                f"Another program is writing to {path}: wait until it is done, then run this again."
            )
        case "SQLITE_NOTADB" | "SQLITE_CORRUPT" if files.was_replaced(Path(path)):
            return _replaced(path)
        case "SQLITE_NOTADB":
            return Damaged(
                f"{path} is no journal, or is damaged: check the path given with --store, "
                "or see what can be done with: modelway doctor"
            )
        case "SQLITE_CORRUPT":
            return _damaged(path)
        case "SQLITE_FULL":
            return Refused("The disk is full, and this was not saved: make room, then run it again.")
        case "SQLITE_READONLY" | "SQLITE_PERM":
            if os.access(path, os.W_OK) and os.access(Path(path).parent, os.W_OK):
                return _replaced(path)
            return Refused(
                f"{path} or its folder cannot be written, and this was not saved: "
                "allow writing there, or name another file with --store."
            )
        case "SQLITE_CONSTRAINT":
            return Refused(
                "Another change to the same thing is in the way, and this was not saved: "
                "look at it as it is now, then run this again."
            )
        case "SQLITE_IOERR" | "SQLITE_CANTOPEN":
            return StoreError(
                f"{path} cannot be read or written: check the disk and the folder's permissions, "
                "then try again."
            )
    return StoreError(f"The journal at {path} answered “{error}”: run this again, and tell us if it stays.")


def _damaged(path: Path | str) -> Damaged:
    return Damaged(f"{path} is damaged: leave it as it is, and see what can be done with: modelway doctor")


def _replaced(path: Path | str) -> Refused:
    return Refused(
        f"{path} was replaced by another command while it was open here, and this was not done: run it again."
    )
