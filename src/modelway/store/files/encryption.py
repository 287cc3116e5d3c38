"""Protected store files: how one is known, and the keys that this process has for them.

A protected file is SQLCipher's. Its first 16 bytes are its salt; from the passphrase and the salt comes its
key, once in a process. The journal and its backups share one salt, and so one key.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol, TypeVar
from weakref import ref

from modelway.errors import Locked, StoreError
from modelway.machine.processes import keep_out_of_core_dumps
from modelway.store.files.stamps import PAGE_BYTES, SALT_BYTES, salt_in

if TYPE_CHECKING:
    from sqlite3 import Connection

KEY_BYTES = 32
# SQLCipher 4's own derivation, so that its other tools open the file with the passphrase alone.
ROUNDS = 256_000


@dataclass(frozen=True, slots=True)
class Key:
    """The key of every file that begins with `salt`; it is never shown."""

    salt: bytes
    raw: bytes = field(repr=False)

    @property
    def blob(self) -> str:
        """Key and salt in the form that SQLCipher takes instead of a passphrase."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"


Attempts = Callable[[Path, bytes], Iterator[str | Key]]
"""Passphrases or keys to try on the file at a path with a salt; it ends, or raises, when none is left."""


def key_from(passphrase: str, salt: bytes) -> Key:
    """The key that a passphrase has with a salt; slow on purpose, about a tenth of a second."""
    from hashlib import pbkdf2_hmac
    from unicodedata import normalize

    # Keyboards differ in how they compose a letter with its accent.
    text = normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
    return Key(salt, pbkdf2_hmac("sha512", text, salt, ROUNDS, KEY_BYTES))


def fresh_key(passphrase: str) -> Key:
    """A key for files that are to be protected anew, with a salt that no file had before."""
    return key_from(passphrase, os.urandom(SALT_BYTES))


def key_in_blob(blob: str) -> Key:
    """The key that `Key.blob` wrote down; raises ValueError for anything else."""
    both = bytes.fromhex(blob.removeprefix("x'").removesuffix("'"))
    if len(both) != KEY_BYTES + SALT_BYTES:
        raise ValueError("this is no key")
    return Key(both[KEY_BYTES:], both[:KEY_BYTES])


def salt_of(path: Path) -> bytes | None:
    """The salt of a protected file; None for a plain one, an empty one, and what is neither.

    Opens the file and closes it again, which gives up every lock that this process has on it: see `Files`.
    """
    with path.open("rb", buffering=0) as file:
        return salt_in(file.read(PAGE_BYTES))


class Keys:
    """The keys of this process, and whom it asks for those it lacks."""

    def __init__(self) -> None:
        self._attempts: Attempts = _nobody
        self._by_salt: dict[bytes, Key] = {}
        self._given_up: dict[bytes, str] = {}

    @property
    def attempts(self) -> Attempts:
        """Whom it asks; whoever is new is asked anew."""
        return self._attempts

    @attempts.setter
    def attempts(self, attempts: Attempts) -> None:
        self._attempts = attempts
        self._given_up.clear()

    def add(self, key: Key) -> None:
        """Have a key for the files with its salt."""
        self._by_salt[key.salt] = key

    def known(self, salt: bytes) -> Key | None:
        """The key for a salt, if this process has it."""
        return self._by_salt.get(salt)

    def forget(self) -> None:
        """Have no key any more."""
        self._by_salt.clear()
        self._given_up.clear()

    def given_up(self, salt: bytes, why: str) -> Locked:
        """What is raised where no key fits; it is remembered, so that nobody is asked for the same again."""
        self._given_up[salt] = why
        return Locked(why)

    def unlocking(self, path: Path, salt: bytes) -> Iterator[Key]:
        """The keys to try on a protected file: the known one, or those that are asked for, one by one.

        Raises:
            Locked: nobody can be asked, or nobody had the key before.
        """
        known = self.known(salt)
        if known:
            yield known
            return
        if salt in self._given_up:
            raise Locked(self._given_up[salt])
        try:
            for attempt in self.attempts(path, salt):
                yield attempt if isinstance(attempt, Key) else key_from(attempt, salt)
        except StoreError as error:
            raise self.given_up(salt, error.sentence) from None


class Closable(Protocol):
    """A connection that says whether it was closed, in whichever thread."""

    is_closed: bool


Made = TypeVar("Made", bound=Closable)


class Files:
    """The files that this process is connected to, each with its salt.

    The system drops a process's locks on a file as soon as that process closes any descriptor of it. So a
    file is only looked into while there is no connection to it.
    """

    def __init__(self) -> None:
        self._looking = Lock()
        self._seen: dict[Path, tuple[int, int]] = {}
        self._connected: dict[tuple[int, int], tuple[bytes | None, list[ref[Closable]]]] = {}

    def connect(
        self, path: Path, made: Callable[[], Made], for_empty: bytes | None = None
    ) -> tuple[Made, bytes | None]:
        """A connection to the file at `path`, and the salt of that file: `for_empty` for an empty one."""
        with self._looking:
            found = path.stat()
            identity = self._seen[path] = found.st_dev, found.st_ino
            salt, others = self._connected.get(identity, (None, []))
            others = [one for one in others if (there := one()) and not there.is_closed]
            if not others:
                salt = salt_of(path) if found.st_size else for_empty
            connection = made()
            self._connected[identity] = salt, [*others, ref(connection)]
            return connection, salt

    def was_replaced(self, path: Path) -> bool:
        """Whether another file lies at `path` now than when it was last connected to."""
        try:
            found = path.stat()
        except OSError:
            return False
        return self._seen.get(path, (found.st_dev, found.st_ino)) != (found.st_dev, found.st_ino)


def _nobody(path: Path, salt: bytes) -> Iterator[str | Key]:
    raise StoreError(
        f"{path} is protected with a passphrase, and nobody can be asked for it here: "
        "use it from a terminal, or name a command in MODELWAY_PASSPHRASE_COMMAND."
    )


keys = Keys()
files = Files()


def set_key(connection: "Connection", key: Key) -> None:
    """Let a connection read and write a protected file; its first statement shows whether the key fits."""
    keep_out_of_core_dumps()
    # It would write to stderr what the caller says in a sentence.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f'PRAGMA key = "{key.blob}"')
