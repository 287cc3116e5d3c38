"""What all tests share."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

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


@pytest.fixture(scope="session")
def written_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the leader of the examples; to be copied, and left as it is."""
    from leader import write_all

    home = tmp_path_factory.mktemp("written") / "home"
    home.mkdir()
    write_all(home)
    return home


@pytest.fixture
def leaders_home(written_home: Path, tmp_path: Path) -> Iterator[Path]:
    """The home of the leader of the examples for one test, which works in it and has a keyring."""
    import keyring

    from keyrings_for_tests import Kept
    from leader import being, surroundings
    from modelway.store.files.encryption import keys

    shutil.copytree(written_home, tmp_path / "home")
    before, kept = keyring.get_keyring(), keys.attempts
    keyring.set_keyring(Kept())
    keys.forget()
    with being(surroundings(tmp_path / "home"), tmp_path / "home"):
        yield tmp_path / "home"
    keys.forget()
    keys.attempts = kept
    Kept.secrets.clear()
    keyring.set_keyring(before)
