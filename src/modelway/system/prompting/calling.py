"""How a scheduler calls modelway: found again after an upgrade, and where its environment has moved."""

import re
import shlex
import shutil
import sys
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import NamedTuple

from modelway.domain.prompting.schedule import Schedule, parse_clock, parse_days
from modelway.errors import Refused, UsageError
from modelway.system.paths import home

NAME = "modelway"
SPEAK = ("remind", "speak")
# What decides where the settings and the journal lie; a scheduler has none of a shell's variables.
CARRIED = ("MODELWAY_CONFIG", "MODELWAY_DAY_ENDS_AT", "XDG_CONFIG_HOME", "XDG_DATA_HOME")


class Call(NamedTuple):
    """A call of modelway: the program, the options before its command, and the variables it needs."""

    program: str
    schedule: Schedule
    store: str = ""
    variables: tuple[tuple[str, str], ...] = ()

    @property
    def arguments(self) -> list[str]:
        """What comes behind the program."""
        named = ["--store", self.store] if self.store else []
        return [*named, *SPEAK, *self.schedule.options]

    @property
    def shell_line(self) -> str:
        """The call for a POSIX shell: it looks where else the program may be by now, then gives up."""
        settings = "".join(f"{name}={shlex.quote(value)} " for name, value in self.variables)
        prefix = f"export {settings.rstrip()}; " if settings else ""
        return (
            f'{prefix}for m in {shlex.quote(self.program)} "$HOME/.local/bin/{NAME}" {NAME}; do '
            f'command -v "$m" >/dev/null 2>&1 && exec "$m" {shlex.join(self.arguments)}; done; exit 127'
        )


def make_call(schedule: Schedule, environ: Mapping[str, str], overrides: Mapping[str, str | None]) -> Call:
    """The call of this program, for the journal that this command works on.

    Raises Refused where the program cannot be called by a scheduler.
    """
    named = overrides.get("store") or environ.get("MODELWAY_STORE") or ""
    store = str(Path(named).expanduser().absolute()) if named else ""
    variables = tuple((name, environ[name]) for name in CARRIED if environ.get(name))
    call = Call(find_program(), schedule, store, variables)
    if not all(text.isprintable() for text in (call.program, store, *(value for _, value in variables))):
        raise Refused("A path with a line break in it cannot be given to a scheduler: rename that folder.")
    return call


def find_program() -> str:
    """Where modelway is: as the shell finds it if that is this one, else beside this Python.

    Raises Refused where there is no program of its own.
    """
    this = Path(sys.argv[0]).absolute()
    beside = Path(sys.executable).with_name(NAME)
    own = this if this.name in (NAME, f"{NAME}.exe") and this.exists() else beside
    found = shutil.which(NAME)
    if found and (not own.exists() or Path(found).resolve() == own.resolve()):
        return str(Path(found).absolute())
    if own.exists():
        return str(own)
    windows = own.with_suffix(".exe")
    if windows.exists():
        return str(windows)
    raise Refused("There is no program modelway that a scheduler could call: install it, as with pipx.")


def is_program(path: str) -> bool:
    """Whether that program is there still."""
    return shutil.which(path) is not None


def find_elsewhere(environ: Mapping[str, str]) -> str:
    """Where else the call would find modelway; empty for nowhere."""
    beside = home(environ) / ".local" / "bin" / NAME
    return str(beside) if is_program(str(beside)) else shutil.which(NAME, path=environ.get("PATH")) or ""


def read_schedule(text: str) -> Schedule | None:
    """The schedule in the words of an installed call; None where there is none."""
    found = re.search(
        r"remind speak --at ([0-9]{2}:[0-9]{2})(?: --days ([a-z,-]+))?(?: --morning ([0-9]{2}:[0-9]{2}))?",
        text,
    )
    if not found:
        return None
    try:
        days = parse_days(found[2]) if found[2] else Schedule(time()).days
        morning = parse_clock(found[3], "--morning") if found[3] else None
        return Schedule(parse_clock(found[1], "--at"), days, morning)
    except UsageError:
        return None


def read_program(line: str) -> str:
    """The program that an installed shell line calls first; empty where it cannot be told."""
    found = re.search(r'for m in (.*?) "\$HOME', line)
    try:
        words = shlex.split(found[1]) if found else []
    except ValueError:
        words = []
    return words[0] if len(words) == 1 else ""
