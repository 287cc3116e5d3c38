"""Protecting a journal and its backups with a key, changing it, and taking it away: all of them, or none."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from modelway.store import opening
from modelway.store.files import backups, engine, replacing, seals
from modelway.store.files.encryption import Key, keys, salt_of
from modelway.store.keeping.rewriting import rewrite
from modelway.store.transactions import Store, instant

ROUNDS = 3
LOCKED, DAMAGED, ELSEWHERE = "another passphrase", "damaged", "another disk"


@dataclass(frozen=True, slots=True)
class Converted:
    """What was written anew: how many backups, and which files were not, each with why.

    `linked` are files whose old content still has another name somewhere, so that it was not overwritten.
    """

    backups: int
    left: tuple[tuple[Path, str], ...]
    linked: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Protection:
    """Whether the journal is protected, and how many of its backups are plain, or have another key."""

    salt: bytes | None
    backups: int
    plain_backups: int
    other_backups: int
    unfinished: bool


def protection_of(store: Path) -> Protection:
    """How the journal at `store` and its backups lie on the disk; no passphrase is needed to tell."""
    with engine.engine_failures(store):
        replacing.settle(store)
        engine.refuse_foreign_file(store)
        salt = salt_of(store)
        salts = [salt_of(path) for path in _backups_of(store)]
        return Protection(
            salt,
            len(salts),
            plain_backups=salts.count(None),
            other_backups=sum(1 for one in salts if one not in (salt, None)),
            unfinished=replacing.folder_of(store).exists(),
        )


def convert(store: Path, key: Key | None, tell: Callable[[str], None]) -> Converted:
    """Write the journal and its backups anew for `key`, or plain; at every moment all are old or all are new.

    Others wait with what they write; who had the journal open is told so at the next write. `tell` is called
    with a few words as each step begins.

    Raises:
        StoreError, Refused: nothing was changed.
    """
    with engine.engine_failures(store):
        done = _converted(store, key, tell)
        for _ in range(ROUNDS):
            # A backup may have been made of the old journal until it was replaced.
            known = {path for path, _ in done.left}
            if all(_is_as_wanted(path, key) or path in known for path in _backups_of(store)):
                break
            again = _converted(store, key, tell)
            done = Converted(done.backups + again.backups, again.left, done.linked + again.linked)
        return done


def _converted(store: Path, key: Key | None, tell: Callable[[str], None]) -> Converted:
    with replacing.waiting_room(store) as folder:
        with _locked(store):
            tell("writing your journal anew")
            rewrite(store, folder / "0", key)
            targets, left = [store], list[tuple[Path, str]]()
            for path in _backups_of(store):
                if _is_as_wanted(path, key):
                    continue
                tell(f"writing the backup {path.name} anew")
                reason = _why_not(path, folder)
                if reason:
                    left.append((path, reason))
                    continue
                rewrite(path, folder / str(len(targets)), key)
                targets.append(path)
            if key:
                left += [(path, DAMAGED) for path in plain_remains_of(store)]
            tell("putting the new files in place")
            replacing.replace(folder, targets)
        tell("overwriting the old files")
        return Converted(len(targets) - 1, tuple(left), tuple(replacing.clear(folder)))


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    """Hold the write lock of the file that lies at `store`, not of one that was replaced meanwhile."""
    while True:
        before = store.lstat()
        with closing(engine.connect(store)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            if store.lstat().st_ino == before.st_ino:
                yield
                return


def plain_remains_of(store: Path) -> list[Path]:
    """The damaged files that were set aside and can be read without a passphrase; a change leaves them."""
    return [path for path in backups.set_aside_of(store) if path.exists() and salt_of(path) is None]


def _backups_of(store: Path) -> list[Path]:
    return [backups.folder_of(store) / one.name for one in backups.backups_of(store)]


def _is_as_wanted(path: Path, key: Key | None) -> bool:
    return salt_of(path) == (key.salt if key else None)


def _why_not(path: Path, folder: Path) -> str | None:
    """Why a backup cannot be written anew; None when it can."""
    salt = salt_of(path)
    if salt and not keys.known(salt):
        return LOCKED
    if path.stat().st_dev != folder.stat().st_dev:
        return ELSEWHERE
    return None if _can_be_read(path) else DAMAGED


def _can_be_read(path: Path) -> bool:
    """Whether a backup is sound; raises what is no damage, such as a disk that fails or is full."""
    try:
        with closing(engine.connect(path, "ro")) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except Exception as error:
        if engine.failure_name(error) not in ("SQLITE_CORRUPT", "SQLITE_NOTADB"):
            raise
        return False


def identity_of(store: Store) -> tuple[str, datetime] | None:
    """What the journal is known by and when it was begun; None while nothing was written."""
    rows = store.rows(seals.STORE)
    if not rows:
        return None
    identity, at, offset = rows[0]
    return identity, instant(at, offset)


def cipher() -> str:
    """The name and version of what encrypts here, such as "SQLCipher 4.19.0"."""
    with closing(opening.empty_store()) as connection:
        found = connection.execute("PRAGMA cipher_version").fetchone()
    return f"SQLCipher {found[0].split()[0]}"
