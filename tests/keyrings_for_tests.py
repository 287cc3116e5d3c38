"""Keyrings for tests: one in memory that may hold a key, and others that may not, or do not work."""

from threading import Event
from typing import ClassVar

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class Kept(KeyringBackend):
    """Keeps what it is given as long as the process lives."""

    priority = 1.0
    secrets: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.secrets[service, username]


class Broken(Kept):
    """Fails in a way of its own."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("broken")

    def delete_password(self, service: str, username: str) -> None:
        raise RuntimeError("broken")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(f"broken, and here is the secret: {password}")


class Forgetful(Kept):
    """Takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return


class Locked(Kept):
    """Has to be unlocked, and nobody does it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringLocked


class Silent(Kept):
    """Waits for a person who does not come, until a test is over."""

    over = Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.over.wait(60)
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        self.over.wait(60)

    def delete_password(self, service: str, username: str) -> None:
        self.over.wait(60)


class Clinging(Kept):
    """Says that it gave up what it goes on holding."""

    def delete_password(self, service: str, username: str) -> None:
        return
