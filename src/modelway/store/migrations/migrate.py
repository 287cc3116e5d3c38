"""Bringing the store at a path up to this schema: on a copy, whose rows then take the place of the old ones.

The file stays the same one, and is changed in a single transaction, so that whoever has it open meets the
engine's own locks. Killed at any moment, the store is the old one or the new one. What a killed migration
left beside it is removed by the next one.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from modelway.errors import Damaged, Interrupted, Locked, ModelwayError, StoreError
from modelway.store.files import backups, contents, copying, engine
from modelway.store.files.stamps import APPLICATION_ID
from modelway.store.migrations.revisions import (
    SHIPPED,
    Chain,
    CheckError,
    check_rows,
    check_schema,
    check_whole,
    upgrade,
)

if TYPE_CHECKING:
    # sqlcipher3 ships no types and keeps to the interface of the standard module.
    import sqlite3 as sqlite
    from sqlite3 import Connection
else:
    import sqlcipher3.dbapi2 as sqlite

COPY = ".migrating"
# Whoever finds another command migrating waits for it rather than turn the leader away.
PATIENCE_MILLISECONDS = 30_000
NO_ROOM = frozenset(("SQLITE_FULL", errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
# The engine says so of a disk that fails, and of one whose quota is used up.
NO_ANSWER = frozenset(("SQLITE_IOERR", errno.EIO))
NO_WRITING = frozenset(
    ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", errno.EACCES, errno.EPERM, errno.EROFS)
)
SAID_BY_THE_ENGINE = frozenset(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CORRUPT", "SQLITE_NOTADB"))


def migrate(path: Path, *, chain: Chain | None = None, tell: Callable[[str], None] | None = None) -> None:
    """Bring the store at `path` up to the chain's version; nothing happens where it is there already.

    Others read the old store meanwhile and wait with what they write. A backup is kept. `tell` is called with
    a few words as each step begins.

    Raises:
        StoreError: it could not be done; nothing is lost, and the sentence says what to do.
    """

    def keep() -> None:
        backups.keep(path, datetime.now(UTC), "migration")

    _bring_up(path, chain or SHIPPED, tell or (lambda _: None), keep)


@contextmanager
def in_this_schema(backup: Path, folder: Path, *, chain: Chain | None = None) -> Iterator[Path]:
    """The backup itself, or where its schema is older a copy of it in `folder` that was brought up.

    Raises:
        StoreError: it could not be brought up.
    """
    chain = chain or SHIPPED
    if not _is_older(backup, chain):
        yield backup
        return
    copy = folder / f".{backup.name}.{os.getpid()}{COPY}"
    try:
        copying.copy_checked(backup, copy)
        _bring_up(copy, chain, tell=lambda _: None, keep=lambda: None)
        yield copy
    finally:
        with suppress(OSError):
            _remove(copy)


def _is_older(path: Path, chain: Chain) -> bool:
    """Whether the file is a journal of an older schema; not when it cannot be read, as others will tell."""
    try:
        with closing(engine.connect(path)) as connection:
            application, version = engine.stamps_of(connection)
    except (Interrupted, Locked):
        raise
    except (ModelwayError, sqlite.Error, OSError, UnicodeDecodeError):
        return False
    return application == APPLICATION_ID and 0 < version < chain.version


def _bring_up(path: Path, chain: Chain, tell: Callable[[str], None], keep: Callable[[], None]) -> None:
    # Slow to import, so before the lock is taken.
    import alembic.command  # noqa: F401
    import sqlalchemy  # noqa: F401

    copy = path.with_name(path.name + COPY)
    with _sentences(path), closing(engine.connect(path)) as store, _one_transaction(store):
        version = store.execute("PRAGMA user_version").fetchone()[0]
        if version >= chain.version:
            return
        if version < 1:
            raise CheckError(f"no modelway ever wrote a schema {version}")
        _remove(copy)
        try:
            tell("copying your journal")
            _copy(path, copy)
            tell(f"bringing the copy from schema {version} to {chain.version}")
            with closing(engine.connect(copy)) as migrated:
                upgrade(migrated, version, chain)
                tell("keeping a backup of it as it was")
                keep()
                tell("putting the copy in its place")
                _put_in_place(migrated, store, chain)
        except BaseException:
            with suppress(OSError):
                _remove(copy)
            raise
        # Before all is committed, for nobody would look for it afterwards.
        _remove(copy)


@contextmanager
def _one_transaction(store: "Connection") -> Iterator[None]:
    """Hold the write lock, with foreign keys off; all that is changed inside is kept, or none of it."""
    store.execute("PRAGMA foreign_keys = OFF")
    store.execute(f"PRAGMA busy_timeout = {PATIENCE_MILLISECONDS}")
    store.execute("BEGIN IMMEDIATE")
    try:
        yield
        store.execute("COMMIT")
    except BaseException:
        if store.in_transaction:
            store.execute("ROLLBACK")
        raise


def _copy(path: Path, copy: Path) -> None:
    """A whole copy for the owner alone; another connection holds the write lock of the original."""
    copying.make_private_file(copy)
    with closing(engine.connect(path, "ro")) as original:
        copying.copy_pages(original, copy)
        with closing(engine.connect(copy)) as made:
            try:
                check_whole(made)
                check_rows(contents.counts(original), contents.counts(made))
            except CheckError as failed:
                raise Damaged(
                    f"{path} is damaged ({failed}): leave it as it is, "
                    "and see what can be done with: modelway doctor"
                ) from failed


def _put_in_place(migrated: "Connection", store: "Connection", chain: Chain) -> None:
    """Make the schema of the store that of a new one, and its rows those of the migrated copy."""
    for table in contents.tables(store):
        store.execute(f"DROP TABLE {table}")
    for statement in chain.shape():
        store.execute(statement)
    for table in contents.tables(store):
        names = contents.columns(store, table)
        places = ", ".join("?" for _ in names)
        rows = migrated.execute(f"SELECT {', '.join(names)} FROM {table}")
        store.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", rows)
    for statement in chain.guards():
        store.execute(statement)
    if (contents.counts(store), contents.digest(store)) != (
        contents.counts(migrated),
        contents.digest(migrated),
    ):
        raise CheckError("what was put in place is not what was checked")
    check_whole(store)
    check_schema(store, chain)


def _remove(copy: Path) -> None:
    """Remove a copy, and first its rollback journal, which would be played into the next one."""
    copy.with_name(f"{copy.name}-journal").unlink(missing_ok=True)
    copy.unlink(missing_ok=True)


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    """Say what stood in the way, that nothing is lost, and what to do."""
    try:
        yield
    except Exception as error:
        cause = _cause_of(error)
        if isinstance(cause, StoreError):
            raise
        if _code(cause) in SAID_BY_THE_ENGINE:
            with engine.engine_failures(path):
                raise cause from error
        raise StoreError(
            f"Your journal at {path} has to be brought up to this modelway, and could not be; "
            f"nothing in it is lost. {_reason_and_remedy(cause)}"
        ) from error


def _cause_of(error: Exception) -> Exception:
    """What the engine or the system said, where a backup or SQLAlchemy has put it in other words."""
    if isinstance(error, ModelwayError) and isinstance(error.__cause__, OSError | sqlite.Error):
        return error.__cause__
    inner: Exception | None = getattr(error, "orig", None)
    return inner or error


def _code(cause: BaseException) -> str | int | None:
    return engine.failure_name(cause) or getattr(cause, "errno", None)


def _reason_and_remedy(cause: BaseException) -> str:
    if _code(cause) in NO_ROOM:
        return "There is no room for a copy of it: make some, then run this again."
    if _code(cause) in NO_ANSWER:
        return "The disk did not take a copy of it: see whether it is well and has room, then run this again."
    if _code(cause) in NO_WRITING:
        return "Its folder cannot be written: allow writing there, then run this again."
    if isinstance(cause, ModelwayError):
        return cause.sentence
    # A failure of another kind may carry the leader's words, so only its name is told.
    reason = str(cause) if isinstance(cause, CheckError | sqlite.Error) else type(cause).__name__
    return f"The reason is “{reason}”: go on with the modelway that you had until now, and tell us."
