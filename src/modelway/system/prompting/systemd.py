"""A timer of the user's own systemd: it catches up on what a sleeping machine missed."""

import getpass
import re
from collections.abc import Mapping
from datetime import time
from pathlib import Path

from modelway.domain.days.periods import Weekday
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

UNIT = "modelway-remind"
CONTROL = ("systemctl", "--user")
SERVICE = """\
[Unit]
Description=Say that tonight's journal waits

[Service]
Type=oneshot
ExecStart=/bin/sh -c "{line}"
"""
TIMER = """\
[Unit]
Description=When modelway says that tonight's journal waits

[Timer]
{calendar}
Persistent=true

[Install]
WantedBy=timers.target
"""
LOGGED_OUT = (
    "Lingering is off and you are not logged in, so the timer stands still: "
    "log in, or run loginctl enable-linger."
)
STOPPED = "The timer is not running: turn it on anew."


class Systemd:
    """The user's own systemd."""

    NAME = "a timer of systemd"

    def __init__(self, environ: Mapping[str, str], run: Run) -> None:
        named = environ.get("XDG_CONFIG_HOME", "")
        config = Path(named) if named.startswith("/") else home(environ) / ".config"
        self._folder = config / "systemd" / "user"
        self._run = run

    def runs_here(self) -> bool:
        """Whether a systemd of the user's own answers."""
        return self._run((*CONTROL, "show", "--property=Version")).code == 0

    def plan(self, call: Call, day_ends_at: time) -> Installation:
        """A service that speaks, and the timer that calls it."""
        calendar = "\n".join(
            f"OnCalendar={on_calendar(alarm)}" for alarm in alarms(call.schedule, day_ends_at)
        )
        return Installation(
            self.NAME,
            (
                Entry(str(self._service), SERVICE.format(line=escaped(call.shell_line))),
                Entry(str(self._timer), TIMER.format(calendar=calendar)),
            ),
            (
                (*CONTROL, "daemon-reload"),
                (*CONTROL, "enable", f"{UNIT}.timer"),
                (*CONTROL, "restart", f"{UNIT}.timer"),
            ),
        )

    def install(self, installation: Installation) -> None:
        """Write both units and start the timer; where it does not start, what was there before is back."""
        before = [Entry(entry.place, read_entry(Path(entry.place))) for entry in installation.entries]
        for entry in installation.entries:
            write_entry(entry)
        for words in installation.commands:
            done = self._run(words)
            if done.code:
                self._unlink()
                for entry in before:
                    if entry.text:
                        write_entry(entry)
                self._run((*CONTROL, "daemon-reload"))
                refuse_failure(done, words)

    def find(self) -> Installed | None:
        """What the units say, and whether the timer runs."""
        service = read_entry(self._service)
        schedule = read_schedule(service)
        if not schedule or not read_entry(self._timer):
            return None
        places = (str(self._service), str(self._timer))
        return Installed(self.NAME, schedule, read_program(unescaped(service)), places, self._obstacles())

    def remove(self) -> None:
        """Stop the timer, and remove both units."""
        self._run((*CONTROL, "disable", "--now", f"{UNIT}.timer"))
        self._unlink()
        self._run((*CONTROL, "daemon-reload"))

    @property
    def _service(self) -> Path:
        return self._folder / f"{UNIT}.service"

    @property
    def _timer(self) -> Path:
        return self._folder / f"{UNIT}.timer"

    def _unlink(self) -> None:
        # The link that enables a timer is left where systemd does not answer.
        link = self._folder / "timers.target.wants" / self._timer.name
        for path in (self._service, self._timer, link):
            path.unlink(missing_ok=True)

    def _obstacles(self) -> tuple[str, ...]:
        user = self._run(
            ("loginctl", "show-user", getpass.getuser(), "--property=Linger", "--property=State")
        )
        said = dict(line.partition("=")[::2] for line in user.out.splitlines())
        if said.get("Linger") != "yes" and said.get("State") not in ("active", "online"):
            return (LOGGED_OUT,)
        runs = self._run((*CONTROL, "is-active", f"{UNIT}.timer")).code == 0
        return () if runs else (STOPPED,)


def on_calendar(alarm: Alarm) -> str:
    """The alarm as an event of systemd's calendar."""
    days = "" if alarm.days == ALL_DAYS else f"{','.join(map(_short, alarm.days))} "
    return f"{days}*-*-* {alarm.at:%H:%M}:00"


def escaped(line: str) -> str:
    """The line between double quotes of a unit, where % and $ mean something too."""
    return line.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")


def unescaped(text: str) -> str:
    """What `escaped` made, as it was."""
    return re.sub(r"\\(.)|%(%)|\$(\$)", lambda found: found[found.lastindex or 0], text)


def _short(day: Weekday) -> str:
    return day.value[:3].capitalize()
