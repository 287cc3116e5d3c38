"""An agent of launchd, on macOS; it catches up when the machine wakes."""

import os
import plistlib
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Any

from modelway.domain.prompting.schedule import ALL_DAYS, Alarm, alarms
from modelway.system.paths import home
from modelway.system.prompting.calling import Call, read_program, read_schedule
from modelway.system.prompting.commands import Run
from modelway.system.prompting.scheduler import (
    Entry,
    Installation,
    Installed,
    read_entry,
    refuse_failure,
    write_entry,
)

LABEL = "modelway.remind"
NOT_LOADED = "launchd has not loaded the agent: turn it on anew."


class Launchd:
    """The user's launchd."""

    NAME = "an agent of launchd"

    def __init__(self, environ: Mapping[str, str], run: Run) -> None:
        self._file = home(environ) / "Library" / "LaunchAgents" / f"{LABEL}.plist"
        self._run = run
        self._domain = f"gui/{os.getuid()}"

    def runs_here(self) -> bool:
        """Every macOS has it."""
        return True

    def plan(self, call: Call, day_ends_at: time) -> Installation:
        """The agent's property list."""
        intervals = [one for alarm in alarms(call.schedule, day_ends_at) for one in _intervals(alarm)]
        agent: dict[str, Any] = {
            "Label": LABEL,
            "ProgramArguments": ["/bin/sh", "-c", call.shell_line],
            "StartCalendarInterval": intervals,
            "ProcessType": "Background",
        }
        text = plistlib.dumps(agent, sort_keys=False).decode()
        bootstrap = ("launchctl", "bootstrap", self._domain, str(self._file))
        return Installation(self.NAME, (Entry(str(self._file), text),), (bootstrap,))

    def install(self, installation: Installation) -> None:
        """Write the agent and load it; where it cannot be loaded, what was there before is back."""
        before = read_entry(self._file)
        self._unload()
        for entry in installation.entries:
            write_entry(entry)
        for words in installation.commands:
            done = self._run(words)
            if done.code:
                self._file.unlink(missing_ok=True)
                if before:
                    write_entry(Entry(str(self._file), before))
                    self._run(words)
                refuse_failure(done, words)

    def find(self) -> Installed | None:
        """What the agent says, and whether it is loaded."""
        line = _line_in(self._file)
        schedule = read_schedule(line)
        if not schedule:
            return None
        loaded = self._run(("launchctl", "print", f"{self._domain}/{LABEL}")).code == 0
        obstacles = () if loaded else (NOT_LOADED,)
        return Installed(self.NAME, schedule, read_program(line), (str(self._file),), obstacles)

    def remove(self) -> None:
        """Unload the agent, and remove its file."""
        self._unload()
        self._file.unlink(missing_ok=True)

    def _unload(self) -> None:
        self._run(("launchctl", "bootout", f"{self._domain}/{LABEL}"))


def _intervals(alarm: Alarm) -> list[dict[str, int]]:
    moment = {"Hour": alarm.at.hour, "Minute": alarm.at.minute}
    if alarm.days == ALL_DAYS:
        return [moment]
    return [{**moment, "Weekday": (day.number + 1) % 7} for day in alarm.days]


def _line_in(file: Path) -> str:
    try:
        agent = plistlib.loads(read_entry(file).encode())
        return str(agent["ProgramArguments"][-1])
    except (ValueError, KeyError, IndexError, TypeError, plistlib.InvalidFileException):
        return ""
