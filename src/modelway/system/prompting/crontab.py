"""Lines in the user's crontab, where systemd does not run; what else stands there is left alone."""

from datetime import time

from modelway.domain.days.periods import Weekday
from modelway.domain.prompting.schedule import ALL_DAYS, Alarm, alarms
from modelway.errors import Refused
from modelway.system.prompting.calling import Call, read_program, read_schedule
from modelway.system.prompting.commands import Run
from modelway.system.prompting.scheduler import Entry, Installation, Installed, refuse_failure

MARK = "# modelway-remind"
PLACE = "your crontab"
NOT_RUNNING = "No cron runs here now, so nothing calls: start it, as with service cron start."
DAEMONS = ("cron", "crond", "fcron", "busybox")


class Crontab:
    """The user's crontab."""

    NAME = "cron"

    def __init__(self, run: Run) -> None:
        self._run = run

    def runs_here(self) -> bool:
        """Whether there is a crontab command that takes one."""
        done = self._run(("crontab", "-l"))
        return done.code == 0 or (done.code == 1 and "no crontab" in done.err.lower())

    def plan(self, call: Call, day_ends_at: time) -> Installation:
        """A line for each hour."""
        lines = [
            f"{when(alarm)} {escaped(call.shell_line)} {MARK}" for alarm in alarms(call.schedule, day_ends_at)
        ]
        text = "".join(f"{line}\n" for line in lines)
        return Installation(self.NAME, (Entry(PLACE, text),), (("crontab", "-"),))

    def install(self, installation: Installation) -> None:
        """Put the lines below those of the leader's own, instead of earlier ones."""
        own = self._lines_of_others()
        added = "".join(entry.text for entry in installation.entries)
        self._write(own + added)

    def find(self) -> Installed | None:
        """What the lines say."""
        if not self.runs_here():
            return None
        lines = [line for line in self._read().splitlines() if line.endswith(MARK)]
        schedule = read_schedule(lines[0]) if lines else None
        if not schedule:
            return None
        obstacles = () if self._is_running() else (NOT_RUNNING,)
        return Installed(self.NAME, schedule, read_program(unescaped(lines[0])), (PLACE,), obstacles)

    def remove(self) -> None:
        """Take the lines away; a crontab that then holds nothing is removed."""
        left = self._lines_of_others()
        if left.strip():
            self._write(left)
        elif self._read():
            refuse_failure(self._run(("crontab", "-r")), ("crontab", "-r"))

    def _read(self) -> str:
        done = self._run(("crontab", "-l"))
        if done.code and "no crontab" not in done.err.lower():
            # What cannot be read must not be overwritten.
            raise Refused(f"Your crontab cannot be read ({done.reason}): see what crontab -l says.")
        return "" if done.code else done.out

    def _lines_of_others(self) -> str:
        lines = self._read().splitlines()
        return "".join(f"{line}\n" for line in lines if not line.endswith(MARK))

    def _write(self, text: str) -> None:
        refuse_failure(self._run(("crontab", "-"), data=text), ("crontab", "-"))

    def _is_running(self) -> bool:
        return any(self._run(("pgrep", "-x", name)).code != 1 for name in DAEMONS)


def when(alarm: Alarm) -> str:
    """The five fields of a crontab."""
    days = "*" if alarm.days == ALL_DAYS else ",".join(str(_number(day)) for day in alarm.days)
    return f"{alarm.at.minute} {alarm.at.hour} * * {days}"


def escaped(line: str) -> str:
    """The line as cron takes it, which ends a command at a percent sign."""
    return line.replace("%", "\\%")


def unescaped(line: str) -> str:
    """What `escaped` made, as it was."""
    return line.replace("\\%", "%")


def _number(day: Weekday) -> int:
    return (day.number + 1) % 7
