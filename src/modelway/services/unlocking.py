"""Where this process gets a passphrase from: a command, the keyring, or the leader."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from modelway.errors import Refused, StoreError
from modelway.store.files.encryption import Key, key_in_blob, keys
from modelway.system import keyring, passphrase

TRIES = 3

Ask = Callable[[Path, int], str]
"""Asks for the passphrase of the file at a path, told how many tries are left; may raise."""

Tell = Callable[[str], None]
"""Tells why the keyring that was to hold the key does not give it."""


def unlock_with(environ: Mapping[str, str], ask: Ask, tell: Tell = lambda sentence: None) -> None:
    """Have protected files opened with what these give, from now on; nothing happens before."""
    keys.attempts = lambda path, salt: _attempts(environ, ask, tell, path, salt)


def keyring_for(path: Path, salt: bytes) -> str | None:
    """The keyring that holds the key of a journal or a backup, if the leader asked for that."""
    found = (keyring.keyring_of(folder, salt) for folder in (path.parent, path.parent.parent))
    return next(filter(None, found), None)


def _attempts(
    environ: Mapping[str, str], ask: Ask, tell: Tell, path: Path, salt: bytes
) -> Iterator[str | Key]:
    given = passphrase.from_command(passphrase.COMMAND, environ)
    if given is not None:
        yield given
        raise StoreError(
            f"The passphrase that {passphrase.COMMAND} gave does not open {path}, and nothing in it was "
            "touched: correct the command, or unset it to be asked."
        )
    yield from _from_keyring(path, salt, tell)
    for left in range(TRIES, 0, -1):
        yield ask(path, left)


def _from_keyring(path: Path, salt: bytes, tell: Tell) -> Iterator[Key]:
    name = keyring_for(path, salt)
    if not name:
        return
    try:
        blob = keyring.recall(name, salt)
    except Refused as refused:
        tell(refused.sentence)
        return
    with suppress(ValueError):
        if blob:
            yield key_in_blob(blob)
    tell("Your keyring does not hold the key any more. To have it hold it again: modelway protect remember")
