"""Keyrings for tests: one in memory that may hold a key, and others that may not, or do not work."""

from typing import ClassVar

from keyring.backend import KeyringBackend


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


class Locked(Kept):
    """Cannot be unlocked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(f"locked, and here is the secret: {password}")


class Forgetful(Kept):
    """Takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return
