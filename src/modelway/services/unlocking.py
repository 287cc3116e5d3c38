"""Where this process gets a passphrase from: a command, the keyring, or the leader."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from modelway.errors import StoreError
from modelway.store.encryption import Key, key_in_blob, keys
from modelway.system import keyring, passphrase

TRIES = 3

Ask = Callable[[Path, int], str]
"""Asks for the passphrase of the file at a path, told how many tries are left; may raise."""


def unlock_with(environ: Mapping[str, str], ask: Ask) -> None:
    """Have protected files opened with what these give, from now on; nothing happens before."""
    keys.attempts = lambda path, salt: _attempts(environ, ask, path, salt)


def keyring_for(path: Path, salt: bytes) -> str | None:
    """The keyring that holds the key of a journal or a backup, if the leader asked for that."""
    found = (keyring.keyring_of(folder, salt) for folder in (path.parent, path.parent.parent))
    return next(filter(None, found), None)


def _attempts(environ: Mapping[str, str], ask: Ask, path: Path, salt: bytes) -> Iterator[str | Key]:
    given = passphrase.from_command(passphrase.COMMAND, environ)
    if given is not None:
        yield given
        raise StoreError(
            f"The passphrase that {passphrase.COMMAND} gave does not open {path}, and nothing in it was "
            "touched: correct the command, or unset it to be asked."
        )
    yield from _from_keyring(path, salt)
    for left in range(TRIES, 0, -1):
        yield ask(path, left)


def _from_keyring(path: Path, salt: bytes) -> Iterator[Key]:
    name = keyring_for(path, salt)
    if name:
        blob = keyring.recall(name, salt)
        with suppress(ValueError):
            if blob:
                yield key_in_blob(blob)
