"""The settings that a shell's prompt needs, read without what makes reading all of them slow.

It takes simple lines of the file alone, and tells its caller to read everything where there is more.
"""

import os
import stat
from collections.abc import Mapping

from modelway.machine import AT_ONCE, USES_XDG

NEEDED = ("store", "day_ends_at", "evening_at", "glyphs")
LONGEST = 65_536
CONFIG_VARIABLE = "MODELWAY_CONFIG"


def simple_settings(environ: Mapping[str, str]) -> dict[str, str] | None:
    """What the settings file says, and over it the variables, by the name of the setting, not yet checked.

    None where it takes more than this to be read: a file that is not made of lines such as `color = "auto"`,
    a folder that is not where Linux has it.
    """
    home = environ.get("HOME", "")
    if not USES_XDG or not home.startswith("/"):
        return None
    found = {"store": f"{_folder(environ, 'XDG_DATA_HOME', f'{home}/.local/share')}/journal.db"}
    named = environ.get(CONFIG_VARIABLE)
    in_file = _in_file(named or f"{_folder(environ, 'XDG_CONFIG_HOME', f'{home}/.config')}/config.toml")
    if in_file is None or (named and not in_file):
        return None
    in_environ = {name: text for name in NEEDED if (text := environ.get(f"MODELWAY_{name.upper()}"))}
    for name, text in (*in_file.items(), *in_environ.items()):
        found[name] = f"{home}{text[1:]}" if name == "store" and text.startswith("~/") else text
    return found if found["store"].startswith("/") else None


def marks_of_shells(environ: Mapping[str, str]) -> str | None:
    """The folder that remembers what was said to a shell; None where only platformdirs knows it."""
    home = environ.get("HOME", "")
    if not USES_XDG or not home.startswith("/"):
        return None
    return _folder(environ, "XDG_STATE_HOME", f"{home}/.local/state")


def _folder(environ: Mapping[str, str], variable: str, otherwise: str) -> str:
    named = environ.get(variable, "")
    return f"{named if named.startswith('/') else otherwise}/modelway"


def _in_file(path: str) -> dict[str, str] | None:
    """The settings of a file of simple lines; none where there is no file, None where it is not simple."""
    try:
        file = os.open(path, os.O_RDONLY | AT_ONCE)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            return None
        text = os.read(file, LONGEST).decode()
    finally:
        os.close(file)
    found: dict[str, str] = {}
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, _, rest = line.partition("=")
        quote, _, rest = rest.strip().partition('"')
        words, closing, behind = rest.partition('"')
        if quote or not closing or "\\" in words or (behind.strip() and not behind.lstrip().startswith("#")):
            return None
        if not name.strip().isidentifier() or name.strip() in found or not words.isprintable():
            return None
        found[name.strip()] = words
    return found if len(text) < LONGEST else None
