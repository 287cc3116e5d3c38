"""Locks between processes: a folder for one of them alone, and the lock that the engine itself takes."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from modelway.machine import AS_IT_IS, NO_LINK

# Where SQLite's own locks lie; a file that is in use holds one of these bytes.
LOCKED_FROM, LOCKED_BYTES = 0x4000_0000, 512

if sys.platform == "win32":
    import msvcrt

    STEP = 0.05

    @contextmanager
    def folder_locked(folder: Path, *, wait: bool) -> Iterator[bool]:
        """Whether this process has the folder for itself until the end; `wait` waits for that."""
        if not os.path.lexists(folder):
            yield False
            return
        # No folder can be opened there: a file beside it is locked in its stead, and stays.
        mark = folder.with_name(f".{folder.name.lstrip('.')}.lock")
        with file_locked(mark, wait=wait) as taken:
            yield taken and os.path.lexists(folder)

    @contextmanager
    def file_locked(path: Path, *, wait: bool) -> Iterator[bool]:
        """Whether this process has a file for itself until the end; it is made, and `wait` waits for that."""
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | AS_IT_IS, 0o600)
        try:
            taken = _taken(descriptor, 0, 1)
            while wait and not taken:
                time.sleep(STEP)
                taken = _taken(descriptor, 0, 1)
            yield taken
        finally:
            os.close(descriptor)

    @contextmanager
    def locked_out(store: Path) -> Iterator[bool]:
        """Whether nobody is in the journal now; it cannot be replaced while anybody has it open."""
        try:
            descriptor = os.open(store, os.O_RDWR | AS_IT_IS)
        except FileNotFoundError:
            yield True
            return
        try:
            alone = engine_lock(descriptor)
        finally:
            os.close(descriptor)
        yield alone

    def engine_lock(descriptor: int) -> bool:
        """Take the engine's lock of an open file, if nobody has it."""
        return _taken(descriptor, LOCKED_FROM, LOCKED_BYTES)

    def _taken(descriptor: int, start: int, length: int) -> bool:
        before = os.lseek(descriptor, 0, os.SEEK_CUR)
        os.lseek(descriptor, start, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, length)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, before, os.SEEK_SET)
        return True

else:
    import fcntl

    @contextmanager
    def folder_locked(folder: Path, *, wait: bool) -> Iterator[bool]:
        """Whether this process has the folder for itself until the end; `wait` waits for that."""
        try:
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | NO_LINK)
        except FileNotFoundError:
            yield False
            return
        try:
            yield _taken(descriptor, wait=wait) and _is_at(descriptor, folder)
        finally:
            os.close(descriptor)

    @contextmanager
    def file_locked(path: Path, *, wait: bool) -> Iterator[bool]:
        """Whether this process has a file for itself until the end; it is made, and `wait` waits for that."""
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | NO_LINK, 0o600)
        try:
            yield _taken(descriptor, wait=wait)
        finally:
            os.close(descriptor)

    @contextmanager
    def locked_out(store: Path) -> Iterator[bool]:
        """Whether nobody is writing to the journal; others are kept from writing meanwhile."""
        try:
            descriptor = os.open(store, os.O_RDWR | NO_LINK)
        except FileNotFoundError:
            yield True
            return
        try:
            yield engine_lock(descriptor)
        finally:
            os.close(descriptor)

    def engine_lock(descriptor: int) -> bool:
        """Take the engine's lock of an open file, if nobody has it."""
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, LOCKED_BYTES, LOCKED_FROM)
        except OSError:
            return False
        return True

    def _taken(descriptor: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True

    def _is_at(descriptor: int, folder: Path) -> bool:
        """Whether the folder still lies there: who was alone in it before may have removed it."""
        return os.path.lexists(folder) and os.path.samestat(os.fstat(descriptor), folder.lstat())
