"""What all tests share."""

import gc

import pytest
from hypothesis import HealthCheck, settings

import begun
from modelway.__main__ import COLLECT_AFTER
from modelway.store.files import encryption

# How long an example takes says more about the machine than about the code.
settings.register_profile("modelway", deadline=None)
# A changed program is tried in a process that ran the tests before, with the same examples each time.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.differing_executors],
)
settings.load_profile("modelway")
FEW = 1_000


def pytest_collection_finish() -> None:
    """Leave what was collected out of every collection of garbage, and collect as rarely as the program."""
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)


def pytest_sessionfinish() -> None:
    begun.end()


@pytest.fixture
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that is derived at once; for journals that no other process opens with a passphrase."""
    monkeypatch.setattr(encryption, "ROUNDS", FEW)
