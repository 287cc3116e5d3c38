"""Meetings of one journal take turns, whoever began them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from modelway.machine.locks import file_locked
from modelway.store.files.engine import engine_failures


@contextmanager
def meeting_turn(store: Path) -> Iterator[None]:
    """Be the only one that meets the others; waits while another one does."""
    with _locked(store.with_name(f".{store.name}.meeting"), wait=True):
        yield


@contextmanager
def next_turn(store: Path) -> Iterator[bool]:
    """Be the one that waits for a turn; False where another one does, which takes all along that is here."""
    with _locked(store.with_name(f".{store.name}.meeting-next"), wait=False) as mine:
        yield mine


@contextmanager
def _locked(path: Path, *, wait: bool) -> Iterator[bool]:
    with ExitStack() as held:
        with engine_failures(path):
            mine = held.enter_context(file_locked(path, wait=wait))
        yield mine
