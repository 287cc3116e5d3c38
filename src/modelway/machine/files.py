"""Files written through to the disk, and put in the place of others."""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from modelway.machine import AS_IT_IS, NO_LINK

WAIT, STEP = 5.0, 0.05

if sys.platform == "win32":
    # A file that anybody has open keeps its name there, and none can take it.
    REPLACES_OPEN_FILES = False

    def sync(descriptor: int) -> None:
        """Have the disk hold what was written to an open file."""
        os.fsync(descriptor)

    def sync_file(path: Path) -> None:
        """Have the disk hold a file's bytes; only who may write to it can."""
        descriptor = os.open(path, os.O_RDWR | AS_IT_IS)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def sync_folder(folder: Path) -> None:
        """Do nothing: the log of NTFS holds the names, and no folder can be opened to be synced."""

    def write_at(descriptor: int, data: bytes, start: int) -> None:
        """Write to an open file from a byte on."""
        os.lseek(descriptor, start, os.SEEK_SET)
        os.write(descriptor, data)

    def put_in_place(new: Path, target: Path) -> None:
        """Give a file the name of another, which goes; waits a while for a program that has that one open."""
        end = time.monotonic() + WAIT
        while True:
            try:
                new.replace(target)
                return
            except PermissionError:
                if time.monotonic() > end:
                    raise
                time.sleep(STEP)

    def give_second_name(path: Path, second: Path) -> None:
        """Have a file lie under a second name too; where the disk knows none, under that one alone."""
        try:
            os.link(path, second)
        except FileExistsError:
            raise
        except OSError:
            path.rename(second)

    def keep_old(path: Path, old: Path) -> None:
        """Let a file that is about to be replaced lie at `old`, so that nobody opens it meanwhile."""
        put_in_place(path, old)

else:
    REPLACES_OPEN_FILES = True

    def sync(descriptor: int) -> None:
        """Have the disk hold what was written to an open file."""
        if sys.platform == "darwin":
            import fcntl

            # There fsync ends at the disk's own memory, which a power cut empties.
            with suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
        os.fsync(descriptor)

    def sync_file(path: Path) -> None:
        """Have the disk hold a file's bytes."""
        _sync(path, os.O_RDONLY)

    def sync_folder(folder: Path) -> None:
        """Have the disk hold a folder's names."""
        _sync(folder, os.O_RDONLY | os.O_DIRECTORY)

    def write_at(descriptor: int, data: bytes, start: int) -> None:
        """Write to an open file from a byte on."""
        os.pwrite(descriptor, data, start)

    def put_in_place(new: Path, target: Path) -> None:
        """Give a file the name of another, which goes."""
        new.rename(target)

    def give_second_name(path: Path, second: Path) -> None:
        """Have a file lie under a second name too."""
        os.link(path, second, follow_symlinks=False)

    def keep_old(path: Path, old: Path) -> None:
        """Let a file that is about to be replaced lie at `old` too; some disks know no second names."""
        with suppress(OSError):
            os.link(path, old, follow_symlinks=False)

    def _sync(path: Path, flags: int) -> None:
        descriptor = os.open(path, flags | NO_LINK)
        try:
            sync(descriptor)
        finally:
            os.close(descriptor)


def engine_syncs_fully() -> bool:
    """Return True where the engine has to be told to have each commit reach the disk itself."""
    return sys.platform == "darwin"
