"""Meetings of one journal take turns, whoever began them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from modelway.store.files.engine import PRIVATE_FILE, engine_failures


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
    with engine_failures(path):
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, PRIVATE_FILE)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)
