"""The operating system's keyring, which may hold the key of a journal if the leader asked for it.

A small file beside the journal says so, and which keyring it was: then no other has to be looked for. The
library is slow to import, so that happens only where that file is, and not to read from a Secret Service.
A locked Secret Service is left locked by who reads; who puts in or takes out may be asked in a window.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from modelway.errors import Refused
from modelway.machine import NEW_FILE
from modelway.system import secret_service
from modelway.system.secret_service import HasToAsk, Locked, Unanswered, Unreachable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "modelway"
MARK = ".remembered-"
SECRET_SERVICE = "keyring.backends.SecretService.Keyring"
# Long enough for a person to answer in the window of a keyring: one that comes by the way, and one expected.
WHILE_READING, WHEN_ASKED = 30.0, 60.0
MOST_OF_A_NAME = 8
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
    try:
        name = _within(WHEN_ASKED, lambda: _put(salt, secret))
        kept = recall(name, salt)
    except Locked:
        raise Refused(
            f"Your keyring is locked, so it did not take the key: unlock it, or {ANOTHER_WAY}"
        ) from None
    except (Unanswered, Unreachable):
        raise Refused(
            f"Your keyring did not answer: see whether it waits for you in a window, or {ANOTHER_WAY}"
        ) from None
    if kept != secret:
        raise Refused(f"Your keyring did not give back what was put there: {ANOTHER_WAY}")
    mark = mark_of(folder, salt)
    mark.unlink(missing_ok=True)
    with os.fdopen(os.open(mark, NEW_FILE, 0o600), "w") as file:
        file.write(f"{name}\n")
    return name


def recall(name: str, salt: bytes) -> str | None:
    """The key in the keyring of that name; None when it holds none.

    Raises:
        Locked, Unanswered, Unreachable: it was not to be had, and nobody was kept waiting for it.
        Refused: that keyring may not hold one.
    """
    if name == SECRET_SERVICE:
        with suppress(HasToAsk):
            return _in_secret_service(salt)
    return _within(WHILE_READING, lambda: _held(name, salt))


def reach(folder: Path, salt: bytes) -> None:
    """Have the keyring that holds the key, if one does, unlocked; it may ask for that in a window of its own.

    Raises:
        Refused: it is not to be had, so that it would go on holding the key.
    """
    name = keyring_of(folder, salt)
    if name is not None:
        with _told("would go on holding the key", mark_of(folder, salt)):
            _rouse(name, salt)
            _within(WHEN_ASKED, lambda: _named(name).get_password(SERVICE, salt.hex()))


def forget(folder: Path, salt: bytes) -> bool:
    """Take the key out of the keyring; whether it had been there.

    Raises:
        Refused: it may still be there.
    """
    name = keyring_of(folder, salt)
    if name is None:
        return False
    mark = mark_of(folder, salt)
    with _told("may still hold the key", mark):
        _rouse(name, salt)
        _within(WHEN_ASKED, lambda: _take_out(name, salt))
    mark.unlink(missing_ok=True)
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


def _put(salt: bytes, secret: str) -> str:
    backend = _usable(_chosen())
    name = f"{type(backend).__module__}.{type(backend).__qualname__}"
    _rouse(name, salt)
    try:
        backend.set_password(SERVICE, salt.hex(), secret)
    except Exception as error:  # whatever a backend raises
        if _is_locked(error):
            raise Locked from None
        raise Refused(f"Your keyring did not take the key ({type(error).__name__}): {ANOTHER_WAY}") from None
    return name


def _in_secret_service(salt: bytes) -> str | None:
    return secret_service.secret_of({"service": SERVICE, "username": salt.hex()})


def _rouse(name: str, salt: bytes) -> None:
    """Know at once, not after a minute, that a Secret Service says nothing; a locked one may ask."""
    if name == SECRET_SERVICE:
        with suppress(Locked, HasToAsk):
            _in_secret_service(salt)


def _held(name: str, salt: bytes) -> str | None:
    try:
        backend = _usable(_named(name))
    except Refused:
        raise
    except Exception:  # whatever an import raises
        raise Unreachable from None
    try:
        return backend.get_password(SERVICE, salt.hex())
    except Exception as error:  # whatever a backend raises
        if _is_locked(error):
            raise Locked from None
        raise Unreachable from None


def _take_out(name: str, salt: bytes) -> None:
    backend = _named(name)
    # A keyring may hold several of the same name, put there by different programs of its own.
    for _ in range(MOST_OF_A_NAME):
        try:
            backend.delete_password(SERVICE, salt.hex())
        except Exception as error:
            # Backends differ in what they say of a key that is not there; what counts is that it is not.
            if _is_locked(error) or backend.get_password(SERVICE, salt.hex()) is not None:
                raise
            return
    if backend.get_password(SERVICE, salt.hex()) is not None:
        raise Unreachable("Your keyring does not give up the key.")


@contextmanager
def _told(but: str, mark: Path) -> Iterator[None]:
    """Say of a keyring that is not to be had what follows, and what can be done."""
    try:
        yield
    except Exception as error:  # whatever a backend raises
        if _is_locked(error):
            raise Refused(f"Your keyring is locked and {but}: unlock it, then try this again.") from None
        trouble = "does not answer" if isinstance(error, Unanswered) else "cannot be reached from here"
        raise Refused(
            f"Your keyring {trouble} and {but}: try this again where it does answer; "
            f"if that keyring is gone for good, delete {mark} and you are asked again."
        ) from None


def _is_locked(error: Exception) -> bool:
    return isinstance(error, Locked) or type(error).__name__ == "KeyringLocked"


Answer = TypeVar("Answer")


def _within(patience: float, ask: Callable[[], Answer]) -> Answer:
    """What `ask` gives or raises; Unanswered when that takes longer than so many seconds."""
    answers: list[Answer] = []
    errors: list[Exception] = []

    def work() -> None:
        try:
            answers.append(ask())
        except Exception as error:
            errors.append(error)

    # Nothing can break off a library that waits; a thread of this kind does not keep the process alive.
    thread = Thread(target=work, daemon=True)
    thread.start()
    thread.join(patience)
    if errors:
        raise errors[0]
    if not answers:
        raise Unanswered
    return answers[0]


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
