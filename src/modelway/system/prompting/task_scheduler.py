"""A task of the Task Scheduler, on Windows; it is run when the machine wakes if its hour was missed."""

import subprocess
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from xml.sax.saxutils import escape, unescape

from modelway.domain.prompting.schedule import Alarm, alarms
from modelway.errors import Refused
from modelway.system.prompting.calling import Call, read_schedule
from modelway.system.prompting.commands import Run
from modelway.system.prompting.scheduler import Entry, Installation, Installed, refuse_failure

TASK = "modelway-remind"
TASK_XML = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Say that tonight's journal waits</Description>
  </RegistrationInfo>
  <Triggers>
{triggers}  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT1M</ExecutionTimeLimit>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
TRIGGER = """\
    <CalendarTrigger>
      <StartBoundary>2026-01-01T{at:%H:%M}:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByWeek>
        <DaysOfWeek>
{days}        </DaysOfWeek>
        <WeeksInterval>1</WeeksInterval>
      </ScheduleByWeek>
    </CalendarTrigger>
"""


class TaskScheduler:
    """The Task Scheduler of Windows."""

    NAME = "a task of the Task Scheduler"

    def __init__(self, environ: Mapping[str, str], run: Run) -> None:
        self._file = Path(environ.get("TEMP") or ".").absolute() / f"{TASK}.xml"
        self._run = run

    def runs_here(self) -> bool:
        """Every Windows has it."""
        return True

    def plan(self, call: Call, day_ends_at: time) -> Installation:
        """The task; its file is needed for the moment of installing alone."""
        text = TASK_XML.format(
            triggers="".join(_trigger(alarm) for alarm in alarms(call.schedule, day_ends_at)),
            command=escape(call.program),
            arguments=escape(subprocess.list2cmdline(call.arguments)),
        )
        create = ("schtasks", "/Create", "/TN", TASK, "/XML", str(self._file), "/F")
        return Installation(self.NAME, (Entry(f"the Task Scheduler, as {TASK}", text),), (create,))

    def install(self, installation: Installation) -> None:
        """Hand the task over through a file that is gone afterwards."""
        try:
            self._file.write_text(installation.entries[0].text, "utf-16")
            refuse_failure(self._run(installation.commands[0]), installation.commands[0])
        except OSError as error:
            reason = (error.strerror or "unknown").lower()
            raise Refused(
                f"{self._file} cannot be written ({reason}): set TEMP to another folder."
            ) from error
        finally:
            self._file.unlink(missing_ok=True)

    def find(self) -> Installed | None:
        """What the task says."""
        done = self._run(("schtasks", "/Query", "/TN", TASK, "/XML"))
        schedule = read_schedule(done.out) if done.code == 0 else None
        if not schedule:
            return None
        program = unescape(done.out.partition("<Command>")[2].partition("</Command>")[0])
        return Installed(self.NAME, schedule, program, (f"the Task Scheduler, as {TASK}",))

    def remove(self) -> None:
        """Delete the task, if it is there."""
        if self.find():
            words = ("schtasks", "/Delete", "/TN", TASK, "/F")
            refuse_failure(self._run(words), words)


def _trigger(alarm: Alarm) -> str:
    days = "".join(f"          <{day.value.capitalize()} />\n" for day in alarm.days)
    return TRIGGER.format(at=alarm.at, days=days)
