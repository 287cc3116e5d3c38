"""The operating system's keyring, which may hold the key of a journal if the leader asked for it.

A small file beside the journal says so, and which keyring it was: then no other has to be looked for. The
library is slow to import, so that happens only where that file is.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelway.errors import Refused

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "modelway"
MARK = ".remembered-"
# What keyring and its backends import for what is not done here; each waits until it is used, which is never.
NOT_NEEDED = frozenset(
    {
        "backports.tarfile",
        "configparser",
        "importlib_metadata",
        "more_itertools",
        "shutil",
        "tarfile",
        "tempfile",
        "urllib.request",
    }
)
ANOTHER_WAY = (
    "use the macOS Keychain, GNOME Keyring, KWallet or KeePassXC, or have your password manager asked "
    "through MODELWAY_PASSPHRASE_COMMAND."
)


def mark_of(folder: Path, salt: bytes) -> Path:
    """The file that says that the key of the files with this salt is in a keyring."""
    return folder / f"{MARK}{salt.hex()}"


def keyring_of(folder: Path, salt: bytes) -> str | None:
    """The name of the keyring that holds the key, as the file in the folder says; None without one."""
    try:
        return mark_of(folder, salt).read_text("ascii").strip()
    except (OSError, ValueError):
        return None


def remember(folder: Path, salt: bytes, secret: str) -> str:
    """Put a key into the operating system's keyring, and say so beside the journal; the keyring's name.

    Raises:
        Refused: there is no keyring, it would keep the key as plain text, or it did not take it.
    """
    backend = _usable(_chosen())
    name = f"{type(backend).__module__}.{type(backend).__qualname__}"
    try:
        backend.set_password(SERVICE, salt.hex(), secret)
        kept = backend.get_password(SERVICE, salt.hex())
    except Exception as error:  # whatever a backend raises
        raise Refused(
            f"Your keyring did not take the key ({type(error).__name__}): unlock it, or {ANOTHER_WAY}"
        ) from None
    if kept != secret:
        raise Refused(f"Your keyring did not give back what was put there: {ANOTHER_WAY}")
    mark = mark_of(folder, salt)
    mark.unlink(missing_ok=True)
    with os.fdopen(os.open(mark, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY, 0o600), "w") as file:
        file.write(f"{name}\n")
    return name


def recall(name: str, salt: bytes) -> str | None:
    """The key in the keyring of that name; None when it holds none, is locked, or may not hold one."""
    with suppress(Exception):
        return _usable(_named(name)).get_password(SERVICE, salt.hex())
    return None


def forget(folder: Path, salt: bytes) -> bool:
    """Take the key out of the keyring; whether it had been there."""
    name = keyring_of(folder, salt)
    if name is None:
        return False
    with suppress(Exception):
        _named(name).delete_password(SERVICE, salt.hex())
    mark_of(folder, salt).unlink(missing_ok=True)
    return True


def refusal(backend: object) -> str | None:
    """Why a keyring may not hold a key: a sentence, or None when it may."""
    kinds = [f"{kind.__module__}.{kind.__qualname__}" for kind in type(backend).__mro__]
    if any(kind.startswith(("keyring.backends.fail.", "keyring.backends.null.")) for kind in kinds):
        return f"There is no keyring on this machine that can hold a key: {ANOTHER_WAY}"
    if any(kind.startswith("keyrings.alt.") or "plaintext" in kind.lower() for kind in kinds):
        name = type(backend).__name__
        return f"The keyring in use here ({name}) may keep the key as plain text: {ANOTHER_WAY}"
    return None


def _usable(backend: Any) -> "KeyringBackend":
    reason = refusal(backend)
    if reason:
        raise Refused(reason)
    usable: KeyringBackend = backend
    return usable


def _chosen() -> Any:
    """The keyring that the library chooses; of a chain of them, the first that may hold a key."""
    with _in_a_hurry():
        import keyring

    backend = keyring.get_keyring()
    chain: Sequence[Any] = getattr(backend, "backends", ())
    safe = [one for one in chain if refusal(one) is None]
    return safe[0] if safe else backend


def _named(name: str) -> Any:
    module, _, kind = name.rpartition(".")
    with _in_a_hurry():
        from keyring.backend import KeyringBackend

        found = getattr(import_module(module), kind)
    if not issubclass(found, KeyringBackend):
        raise Refused(f"{name} is no keyring.")
    return found()


@contextmanager
def _in_a_hurry() -> Iterator[None]:
    """Let imports of what is `NOT_NEEDED` wait until it is used; they are most of what the library costs."""
    finder = _Waiting()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Waiting:
    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name not in NOT_NEEDED:
            return None
        from importlib.util import LazyLoader

        for finder in sys.meta_path:
            found = None if finder is self else finder.find_spec(name, path, target)
            if found and found.loader:
                found.loader = LazyLoader(found.loader)
                return found
        return None
