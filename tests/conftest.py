"""What all tests share."""

import pytest
from hypothesis import settings

import begun
from modelway.store.files import encryption

# How long an example takes says more about the machine than about the code.
settings.register_profile("modelway", deadline=None)
settings.load_profile("modelway")
FEW = 1_000


def pytest_sessionfinish() -> None:
    begun.end()


@pytest.fixture
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that is derived at once; for journals that no other process opens with a passphrase."""
    monkeypatch.setattr(encryption, "ROUNDS", FEW)
