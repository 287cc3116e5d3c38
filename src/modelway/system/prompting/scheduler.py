"""The schedulers of the systems: what each is given, and which one this machine has."""

import sys
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import NamedTuple, Protocol

from modelway.domain.prompting.schedule import Schedule
from modelway.errors import Refused
from modelway.system.prompting.calling import Call
from modelway.system.prompting.commands import Done, Run, run_command


class Entry(NamedTuple):
    """A text that a scheduler is given, and where it goes: a file, or a place in words."""

    place: str
    text: str


class Installation(NamedTuple):
    """What a scheduler would be given, and the commands that are run then."""

    scheduler: str
    entries: tuple[Entry, ...]
    commands: tuple[tuple[str, ...], ...]


class Installed(NamedTuple):
    """What a scheduler holds: when it calls, which program first, and what keeps it from it.

    `program` is empty where it cannot be told; `obstacles` are sentences.
    """

    scheduler: str
    schedule: Schedule
    program: str
    places: tuple[str, ...]
    obstacles: tuple[str, ...] = ()


class Scheduler(Protocol):
    """A scheduler of the system, spoken to through its command."""

    def runs_here(self) -> bool:
        """Whether it answers now."""

    def plan(self, call: Call, day_ends_at: time) -> Installation:
        """What it would be given; nothing is done."""

    def install(self, installation: Installation) -> None:
        """Have it call from now on, instead of what it held; raises Refused where it does not take it."""

    def find(self) -> Installed | None:
        """What it holds; None for nothing."""

    def remove(self) -> None:
        """Have it call no more; raises Refused where it does not let go."""


def list_schedulers(environ: Mapping[str, str], run: Run | None = None) -> list[Scheduler]:
    """The schedulers that this system may have, the best first."""
    from modelway.system.prompting.crontab import Crontab
    from modelway.system.prompting.launchd import Launchd
    from modelway.system.prompting.systemd import Systemd
    from modelway.system.prompting.task_scheduler import TaskScheduler

    runs = run or run_command
    if sys.platform == "darwin":
        return [Launchd(environ, runs)]
    if sys.platform == "win32":
        return [TaskScheduler(environ, runs)]
    return [Systemd(environ, runs), Crontab(runs)]


def find_scheduler(environ: Mapping[str, str], run: Run | None = None) -> Scheduler:
    """The scheduler that can be given something now; raises Refused where there is none."""
    for one in list_schedulers(environ, run):
        if one.runs_here():
            return one
    raise Refused(
        "Neither systemd nor cron runs here, so nothing could remind you: install cron, or take "
        "what modelway remind ics FILE writes into your calendar."
    )


def find_holders(environ: Mapping[str, str], run: Run | None = None) -> list[tuple[Scheduler, Installed]]:
    """Every scheduler that was given something, with what it holds; one that does not run now as well.

    A session without systemd, as over ssh or from cron, still has to see the timer of another one.
    """
    found = [(one, one.find()) for one in list_schedulers(environ, run)]
    return [(one, installed) for one, installed in found if installed]


def write_entry(entry: Entry) -> None:
    """Write a file that a scheduler reads; raises Refused where that fails."""
    path = Path(entry.place)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(entry.text, "utf-8")
    except OSError as error:
        reason = (error.strerror or "unknown").lower()
        raise Refused(f"{path} cannot be written ({reason}): allow writing there.") from error


def read_entry(path: Path) -> str:
    """What stands in a file that a scheduler reads; empty where there is none."""
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""


def refuse_failure(done: Done, words: tuple[str, ...]) -> None:
    """Raise Refused, in the words of the command, unless it went well."""
    if done.code:
        raise Refused(
            f"{' '.join(words[:3])} failed ({done.reason}), so nothing is changed: see what it says."
        )
