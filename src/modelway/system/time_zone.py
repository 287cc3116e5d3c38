"""The name of the leader's time zone."""

import os
from collections.abc import Mapping
from pathlib import Path

LOCAL_TIME = Path("/etc/localtime")
FOLDER = "zoneinfo/"


def zone_name(environ: Mapping[str, str], local_time: Path = LOCAL_TIME) -> str:
    """Such as Europe/Berlin: what TZ names, else what the system is set to; empty where none is known."""
    named = environ.get("TZ", "").removeprefix(":")
    if named:
        return _known(named.rpartition(FOLDER)[2] if named.startswith("/") else named)
    return _known(os.path.realpath(local_time).rpartition(FOLDER)[2])


def _known(name: str) -> str:
    """The name, if there are rules for it."""
    from zoneinfo import ZoneInfo

    for kind in ("posix/", "right/"):
        name = name.removeprefix(kind)
    try:
        return ZoneInfo(name).key or "" if name else ""
    except (ValueError, OSError, KeyError):
        return ""
