"""Who else can get at the journal's files, and closing them."""

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from modelway.machine import owner

OTHERS = 0o077


def is_own(path: Path) -> bool:
    """Whether the file itself, not what a link leads to, belongs to this user."""
    return owner.is_own(path.lstat())


def may_read(path: Path) -> bool:
    """Whether this user may read the file."""
    return os.access(path, os.R_OK)


def may_write(path: Path) -> bool:
    """Whether this user may write to the file, or put files into the folder."""
    return os.access(path, os.W_OK)


def others_reach(path: Path) -> bool:
    """Whether anyone else may read or write the file."""
    return owner.others_reach(path.lstat())


def others_may_write_in(folder: Path) -> bool:
    """Whether anyone else could put a file of theirs in the place of one in the folder."""
    return owner.others_may_write_in(folder.stat())


def close_to_others(path: Path) -> bool:
    """Take every right of others at a file or folder away; whether that worked."""
    with suppress(OSError):
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS, follow_symlinks=True)
        return not others_reach(path)
    return False


def free_bytes(folder: Path) -> int:
    """How much room the disk of the folder has left for this user."""
    return shutil.disk_usage(folder).free
