"""Where a system keeps what belongs to its user."""

import sys
from pathlib import Path


def home_of_account() -> Path:
    """The home folder that the system has for this user; raises KeyError or RuntimeError without one."""
    if sys.platform == "win32":
        return Path.home()
    else:  # noqa: RET505 - mypy reads one side at a time
        import os
        import pwd

        return Path(pwd.getpwuid(os.getuid()).pw_dir)
