"""A lookup in a Secret Service (GNOME Keyring, KeePassXC, KWallet), spoken to directly.

The keyring library can do it too, for several times the time: it imports ciphers for a secret that goes from
one process of the leader's to another. It would also wait without end, for the service or for a window of the
service's that may be on no screen here; this asks for no window, and waits `PATIENCE` for an answer.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from modelway.errors import Refused

# Long enough for the bus to start a service that is not running yet.
PATIENCE = 3.0
BUS_NAME = "org.freedesktop.secrets"
SERVICE = "/org/freedesktop/secrets", "org.freedesktop.Secret.Service"
KEYRING = "/org/freedesktop/secrets/aliases/default", "org.freedesktop.Secret.Collection"


class Locked(Refused):
    """The service is there, and has to be unlocked first."""

    def __init__(self, sentence: str = "Your keyring is locked.") -> None:
        super().__init__(sentence)


class Unanswered(Refused):
    """The service is there, and says nothing."""

    def __init__(self, sentence: str = "Your keyring does not answer.") -> None:
        super().__init__(sentence)


class Unreachable(Refused):
    """There is no service, or no bus to one."""

    def __init__(self, sentence: str = "Your keyring cannot be reached from here.") -> None:
        super().__init__(sentence)


class HasToAsk(Refused):
    """The service is unlocked, and gives this secret only to whom the leader lets have it, in a window."""


def secret_of(attributes: Mapping[str, str]) -> str | None:
    """The secret with these attributes; None when the service is unlocked and holds none.

    Raises:
        Locked, Unanswered, Unreachable, HasToAsk: it was not to be had.
    """
    try:
        blocking = import_module("jeepney.io.blocking")
        with blocking.open_dbus_connection() as bus:
            return _looked_up(_Service(bus), dict(attributes))
    except TimeoutError:
        raise Unanswered from None
    except (ImportError, OSError, LookupError, ValueError):
        raise Unreachable from None


def _looked_up(service: "_Service", attributes: dict[str, str]) -> str | None:
    open_ones, closed_ones = service.call(*SERVICE, "SearchItems", "a{ss}", attributes)
    if open_ones:
        _, session = service.call(*SERVICE, "OpenSession", "sv", "plain", ("s", ""))
        (secrets,) = service.call(*SERVICE, "GetSecrets", "aoo", open_ones[:1], session)
        return bytes(secrets[open_ones[0]][2]).decode()
    if service.is_locked():
        raise Locked
    if closed_ones:
        raise HasToAsk("Your keyring wants to ask you first.")
    return None


class _Service:
    def __init__(self, bus: Any) -> None:
        self._bus = bus
        self._jeepney = import_module("jeepney")

    def call(self, path: str, interface: str, method: str, signature: str, *body: object) -> Any:
        """What a method answers; one that fails raises LookupError."""
        there = self._jeepney.DBusAddress(path, BUS_NAME, interface)
        message = self._jeepney.new_method_call(there, method, signature, body)
        answer = self._bus.send_and_get_reply(message, timeout=PATIENCE)
        if answer.header.message_type is self._jeepney.MessageType.error:
            raise LookupError(method)
        return answer.body

    def is_locked(self) -> bool:
        """Whether the leader's own keyring is; one that is not there is not."""
        path, interface = KEYRING
        try:
            ((_, locked),) = self.call(
                path, "org.freedesktop.DBus.Properties", "Get", "ss", interface, "Locked"
            )
        except LookupError:
            return False
        return bool(locked)
