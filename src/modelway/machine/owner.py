"""Whose a file is, and who else gets at it."""

import os
import stat
import sys
from pathlib import Path

if sys.platform == "win32":

    def user() -> str:
        """A word for this user that no other user of the machine has."""
        return os.environ.get("USERNAME", "user").lower()

    def is_own(found: os.stat_result) -> bool:
        """True: what a folder of the user's holds is the user's there, and no number says whose a file is."""
        return True

    def others_reach(found: os.stat_result) -> bool:
        """False: the access list of the user's folder keeps others out, and no mode tells of it."""
        return False

    def others_may_write_in(found: os.stat_result) -> bool:
        """False, as for `others_reach`."""
        return False

    def is_root_in_the_home_of_another(home: str) -> bool:
        """False: an administrator's files are no other's there."""
        return False

else:
    OTHERS, MAY_WRITE = 0o077, 0o022

    def user() -> str:
        """A word for this user that no other user of the machine has."""
        return str(os.getuid())

    def is_own(found: os.stat_result) -> bool:
        """Whether what was found belongs to this user."""
        return found.st_uid == os.getuid()

    def others_reach(found: os.stat_result) -> bool:
        """Whether anyone else may read or write what was found."""
        return bool(stat.S_IMODE(found.st_mode) & OTHERS)

    def others_may_write_in(found: os.stat_result) -> bool:
        """Whether anyone else could put a file of theirs in the place of one in the folder that was found."""
        return bool(found.st_mode & MAY_WRITE) and not found.st_mode & stat.S_ISVTX

    def is_root_in_the_home_of_another(home: str) -> bool:
        """Whether root runs this with the home of another user, as `sudo -E` does; False without one."""
        try:
            return os.geteuid() == 0 and bool(home) and Path(home).stat().st_uid != 0
        except OSError:
            return False


def is_private_folder(found: os.stat_result) -> bool:
    """Whether what was found is a folder of this user's alone."""
    return stat.S_ISDIR(found.st_mode) and is_own(found) and not others_reach(found)
