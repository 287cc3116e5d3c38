"""What each scheduler is given, judged by the schedulers' own tools and by readers of their formats."""

import plistlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faked_commands import FakedCommands, FakedCrontab
from modelway.domain.days.periods import Weekday
from modelway.domain.prompting.schedule import ALL_DAYS, Schedule
from modelway.errors import Refused
from modelway.system.prompting import crontab, scheduler, systemd
from modelway.system.prompting.calling import Call, find_program, make_call, read_program, read_schedule
from modelway.system.prompting.commands import run_command
from modelway.system.prompting.crontab import Crontab
from modelway.system.prompting.launchd import Launchd
from modelway.system.prompting.systemd import Systemd
from modelway.system.prompting.task_scheduler import TaskScheduler

FOUR = time(4)
DAILY = Schedule(time(21, 30))
WEEKDAYS = Schedule(time(21, 30), ALL_DAYS[:5], time(8))
CALL = Call("/home/ann/.local/bin/modelway", WEEKDAYS)
# All that one of the formats takes for something else.
WILD = "/home/ann/100% mine/$HOME `x` \"a\" 'b' \\c <&> ;/modelway"
WILD_CALL = Call(WILD, DAILY, "/data/50% \"$x\" 'y'/j.db", (("MODELWAY_CONFIG", "/etc/a b%c.toml"),))
ANALYZE = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not here")
SCHEDULES = st.builds(
    Schedule,
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sets(st.sampled_from(Weekday), min_size=1).map(lambda days: tuple(sorted(days, key=ALL_DAYS.index))),
    st.none() | st.times(FOUR, time(11, 59)).map(lambda at: at.replace(second=0, microsecond=0)),
)


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"HOME": str(tmp_path), "TEMP": str(tmp_path)}


def text_of(planned: scheduler.Installation, number: int = 0) -> str:
    return planned.entries[number].text


def answered_by(line: str, home: Path, *, path: str = "/usr/bin:/bin") -> tuple[int, str]:
    """What a shell makes of a line, with nothing of this environment."""
    done = subprocess.run(
        ["/bin/sh", "-c", line], env={"HOME": str(home), "PATH": path}, capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode()


def program_at(path: Path) -> Path:
    """A modelway that says where it is, how it was called, and one of its variables."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('#!/bin/sh\nprintf "%s\\n" "$0" "$@" "config=$MODELWAY_CONFIG"\n', "utf-8")
    path.chmod(0o755)
    return path


class TestCalling:
    def test_every_word_arrives_as_it_is(self, tmp_path: Path) -> None:
        program = program_at(tmp_path / WILD.lstrip("/"))
        call = WILD_CALL._replace(program=str(program))
        assert answered_by(call.shell_line, tmp_path) == (
            0,
            f"{program}\n--store\n{call.store}\nremind\nspeak\n--at\n21:30\nconfig=/etc/a b%c.toml\n",
        )

    def test_a_program_that_moved_is_found_in_the_usual_place_and_on_the_path(self, tmp_path: Path) -> None:
        line = Call(str(tmp_path / "gone" / "modelway"), DAILY).shell_line
        assert answered_by(line, tmp_path)[0] == 127
        on_path = program_at(tmp_path / "bin" / "modelway")
        assert answered_by(line, tmp_path, path=str(on_path.parent))[1].startswith(f"{on_path}\n")
        usual = program_at(tmp_path / ".local" / "bin" / "modelway")
        assert answered_by(line, tmp_path, path=str(on_path.parent))[1].startswith(f"{usual}\n")

    @given(SCHEDULES)
    def test_the_schedule_is_read_back_from_the_call(self, schedule: Schedule) -> None:
        assert read_schedule(Call("/bin/modelway", schedule).shell_line) == schedule

    @given(st.text(st.characters(exclude_characters="\0\n", exclude_categories=["Cs"]), min_size=1))
    def test_the_program_is_read_back_from_the_call(self, program: str) -> None:
        line = Call(program, DAILY).shell_line
        assert read_program(line) == program
        assert read_program(systemd.unescaped(systemd.escaped(line))) == program
        assert read_program(crontab.unescaped(crontab.escaped(line))) == program

    def test_a_journal_named_in_the_command_is_called_by_its_whole_path(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert make_call(DAILY, {}, {"store": "j.db"}).store == str(tmp_path / "j.db")
        assert make_call(DAILY, {"MODELWAY_STORE": "/a.db"}, {}).store == "/a.db"
        assert make_call(DAILY, {}, {}).store == ""

    def test_a_line_break_in_a_path_is_refused(self) -> None:
        with pytest.raises(Refused, match="line break"):
            make_call(DAILY, {"MODELWAY_CONFIG": "/a\nb"}, {})

    def test_the_program_of_this_environment_is_found(self) -> None:
        assert Path(find_program()).is_file()


class TestSystemd:
    @pytest.fixture
    def commands(self) -> FakedCommands:
        return FakedCommands({"loginctl": (0, "Linger=no\nState=active\n")})

    @ANALYZE
    @pytest.mark.parametrize("call", [CALL, WILD_CALL], ids=["plain", "wild"])
    def test_both_units_are_accepted(self, environ: dict[str, str], tmp_path: Path, call: Call) -> None:
        planned = Systemd(environ, FakedCommands()).plan(call, FOUR)
        for entry in planned.entries:
            (tmp_path / Path(entry.place).name).write_text(entry.text, "utf-8")
        timer = tmp_path / "modelway-remind.timer"
        done = subprocess.run(
            ["systemd-analyze", "verify", "--user", "--man=no", "--recursive-errors=one", str(timer)],
            capture_output=True,
            check=False,
            env={
                "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
                "HOME": str(tmp_path),
                "XDG_RUNTIME_DIR": str(tmp_path),
            },
        )
        said = done.stderr.decode()
        assert (done.returncode, "modelway" in said) == (0, False), said

    @ANALYZE
    @pytest.mark.parametrize(
        ("schedule", "normal"),
        [
            (DAILY, ["*-*-* 21:30:00"]),
            (WEEKDAYS, ["Mon..Fri *-*-* 21:30:00", "Mon..Fri *-*-* 08:00:00"]),
            (Schedule(time(0, 30), ALL_DAYS[:5]), ["Tue..Sat *-*-* 00:30:00"]),
        ],
    )
    def test_its_calendar_means_what_the_schedule_says(
        self, environ: dict[str, str], schedule: Schedule, normal: list[str]
    ) -> None:
        timer = text_of(Systemd(environ, FakedCommands()).plan(Call("modelway", schedule), FOUR), 1)
        events = re.findall("^OnCalendar=(.*)$", timer, re.MULTILINE)
        said = subprocess.run(
            ["systemd-analyze", "calendar", *events], capture_output=True, check=True
        ).stdout
        found = re.findall("(?:Normalized form|Original form): (.*)", said.decode())
        assert set(normal) <= set(found)
        assert len(events) == len(normal)
        assert "Persistent=true" in timer

    def test_is_written_started_found_and_removed(
        self, environ: dict[str, str], commands: FakedCommands
    ) -> None:
        one = Systemd(environ, commands)
        one.install(one.plan(CALL, FOUR))
        assert commands.run == [
            "systemctl --user daemon-reload",
            "systemctl --user enable modelway-remind.timer",
            "systemctl --user restart modelway-remind.timer",
        ]
        found = one.find()
        assert found
        assert (found.schedule, found.program, found.obstacles) == (WEEKDAYS, CALL.program, ())
        one.remove()
        assert one.find() is None
        assert not any(Path(place).exists() for place in found.places)

    def test_a_timer_that_does_not_start_leaves_nothing(
        self, environ: dict[str, str], tmp_path: Path
    ) -> None:
        one = Systemd(environ, FakedCommands({"systemctl --user restart": (1, "Unit is masked.\nmore")}))
        with pytest.raises(Refused, match=r"failed \(Unit is masked\), so nothing is changed"):
            one.install(one.plan(CALL, FOUR))
        assert not list((tmp_path / ".config" / "systemd" / "user").iterdir())

    def test_where_it_does_not_start_the_earlier_one_is_back(
        self, environ: dict[str, str], commands: FakedCommands
    ) -> None:
        one = Systemd(environ, commands)
        one.install(one.plan(CALL, FOUR))
        commands.answers["systemctl --user restart"] = 1
        with pytest.raises(Refused):
            one.install(one.plan(CALL._replace(schedule=DAILY), FOUR))
        found = one.find()
        assert found
        assert found.schedule == WEEKDAYS

    @pytest.mark.parametrize(
        ("answers", "said"),
        [
            ({"systemctl --user is-active": 3}, [systemd.STOPPED]),
            ({"loginctl": (0, "Linger=no\nState=closing")}, [systemd.LOGGED_OUT]),
            ({"systemctl": 1, "loginctl": (1, "not logged in")}, [systemd.LOGGED_OUT]),
            ({"loginctl": (1, "is not logged in or lingering")}, [systemd.LOGGED_OUT]),
            ({"loginctl": (0, "Linger=yes\nState=lingering")}, []),
        ],
    )
    def test_what_keeps_it_from_calling_is_said(
        self, environ: dict[str, str], commands: FakedCommands, answers: dict[str, Any], said: list[str]
    ) -> None:
        one = Systemd(environ, commands)
        one.install(one.plan(CALL, FOUR))
        commands.answers |= answers
        found = one.find()
        assert found
        assert list(found.obstacles) == said


class TestCrontab:
    OWN = "# mine\nMAILTO=ann\n5 4 * * sun backup --all # weekly\n"

    def test_each_line_is_one_that_cron_reads(self) -> None:
        lines = text_of(Crontab(FakedCrontab()).plan(CALL, FOUR)).splitlines()
        assert [fields_of(line)[0] for line in lines] == [
            ({30}, {21}, {1, 2, 3, 4, 5}),
            ({0}, {8}, {1, 2, 3, 4, 5}),
        ]

    def test_sunday_and_midnight(self) -> None:
        planned = Crontab(FakedCrontab()).plan(
            Call("modelway", Schedule(time(0, 5), (Weekday.SATURDAY,))), FOUR
        )
        assert fields_of(text_of(planned).strip())[0] == ({5}, {0}, {0})

    def test_its_command_calls_as_it_should(self, tmp_path: Path) -> None:
        program = program_at(tmp_path / WILD.lstrip("/"))
        planned = Crontab(FakedCrontab()).plan(WILD_CALL._replace(program=str(program)), FOUR)
        code, said = answered_by(fields_of(text_of(planned).strip())[1], tmp_path)
        assert (code, said.splitlines()[0], said.splitlines()[2]) == (0, str(program), WILD_CALL.store)

    def test_what_else_stands_there_stays(self) -> None:
        commands = FakedCrontab(self.OWN)
        one = Crontab(commands)
        for schedule in (WEEKDAYS, DAILY):
            one.install(one.plan(Call("/bin/sh", schedule), FOUR))
            found = one.find()
            assert found
            assert (found.schedule, found.program, found.obstacles) == (schedule, "/bin/sh", ())
        assert commands.text
        assert commands.text.startswith(self.OWN)
        assert len(commands.text.splitlines()) == 4
        one.remove()
        assert commands.text == self.OWN

    def test_a_crontab_of_its_own_is_gone_with_it(self) -> None:
        commands = FakedCrontab()
        one = Crontab(commands)
        one.install(one.plan(CALL, FOUR))
        one.remove()
        assert commands.text is None
        one.remove()
        assert one.find() is None

    def test_one_that_cannot_be_read_is_never_overwritten(self) -> None:
        commands = FakedCommands({"crontab -l": (1, "permission denied")})
        one = Crontab(commands)
        with pytest.raises(Refused, match=r"cannot be read \(permission denied\)"):
            one.install(one.plan(CALL, FOUR))
        assert "crontab -" not in commands.run

    def test_a_cron_that_does_not_run_is_said(self) -> None:
        commands = FakedCrontab()
        commands.answers["pgrep"] = 1
        one = Crontab(commands)
        one.install(one.plan(CALL, FOUR))
        found = one.find()
        assert found
        assert found.obstacles == (crontab.NOT_RUNNING,)


class TestLaunchd:
    def test_its_property_list_is_read_back(self, environ: dict[str, str], tmp_path: Path) -> None:
        program = program_at(tmp_path / WILD.lstrip("/"))
        call = WILD_CALL._replace(program=str(program), schedule=WEEKDAYS)
        agent = plistlib.loads(text_of(Launchd(environ, FakedCommands()).plan(call, FOUR)).encode())
        assert agent["Label"] == "modelway.remind"
        assert agent["StartCalendarInterval"][0] == {"Hour": 21, "Minute": 30, "Weekday": 1}
        assert agent["StartCalendarInterval"][-1] == {"Hour": 8, "Minute": 0, "Weekday": 5}
        assert len(agent["StartCalendarInterval"]) == 10
        assert agent["ProgramArguments"][:2] == ["/bin/sh", "-c"]
        assert answered_by(agent["ProgramArguments"][2], tmp_path)[1].startswith(f"{program}\n")

    def test_every_day_needs_no_weekday(self, environ: dict[str, str]) -> None:
        text = text_of(Launchd(environ, FakedCommands()).plan(Call("modelway", DAILY), FOUR))
        assert plistlib.loads(text.encode())["StartCalendarInterval"] == [{"Hour": 21, "Minute": 30}]

    def test_is_loaded_found_and_unloaded(self, environ: dict[str, str]) -> None:
        commands = FakedCommands()
        one = Launchd(environ, commands)
        one.install(one.plan(CALL, FOUR))
        assert [line.split()[1] for line in commands.run] == ["bootout", "bootstrap"]
        found = one.find()
        assert found
        assert (found.schedule, found.program, found.obstacles) == (WEEKDAYS, CALL.program, ())
        one.remove()
        assert one.find() is None

    def test_an_agent_that_cannot_be_loaded_leaves_nothing(self, environ: dict[str, str]) -> None:
        one = Launchd(environ, FakedCommands({"launchctl bootstrap": (5, "Input/output error")}))
        with pytest.raises(Refused, match="Input/output error"):
            one.install(one.plan(CALL, FOUR))
        assert one.find() is None

    def test_where_it_cannot_be_loaded_the_earlier_one_is_back(self, environ: dict[str, str]) -> None:
        commands = FakedCommands()
        one = Launchd(environ, commands)
        one.install(one.plan(CALL, FOUR))
        commands.answers["launchctl bootstrap"] = 5
        with pytest.raises(Refused):
            one.install(one.plan(CALL._replace(schedule=DAILY), FOUR))
        found = one.find()
        assert found
        assert found.schedule == WEEKDAYS


class TestTaskScheduler:
    SPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"

    def test_the_task_has_what_its_schema_requires_in_its_order(self, environ: dict[str, str]) -> None:
        task = ElementTree.fromstring(self.parsed(environ, CALL))
        assert task.tag == f"{self.SPACE}Task"
        assert task.get("version") == "1.2"
        names = [child.tag.removeprefix(self.SPACE) for child in task]
        assert names == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
        triggers = task.findall(f".//{self.SPACE}CalendarTrigger")
        assert [self.found(one, "StartBoundary") for one in triggers] == [
            "2026-01-01T21:30:00",
            "2026-01-01T08:00:00",
        ]
        days = [day.tag.removeprefix(self.SPACE) for day in triggers[0].iter() if day.tag.endswith("day")]
        assert days == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
        for one in triggers:
            order = [child.tag.removeprefix(self.SPACE) for child in one]
            assert order == ["StartBoundary", "Enabled", "ScheduleByWeek"]
        assert self.found(task, "StartWhenAvailable") == "true"
        assert self.found(task, "LogonType") == "InteractiveToken"
        assert self.found(task, "Command") == CALL.program

    def test_every_word_arrives_as_it_is(self, environ: dict[str, str]) -> None:
        task = ElementTree.fromstring(self.parsed(environ, WILD_CALL))
        assert self.found(task, "Command") == WILD
        assert (
            self.found(task, "Arguments") == '--store "/data/50% \\"$x\\" \'y\'/j.db" remind speak --at 21:30'
        )

    def test_is_handed_over_in_a_file_found_and_deleted(
        self, environ: dict[str, str], tmp_path: Path
    ) -> None:
        text = text_of(TaskScheduler(environ, FakedCommands()).plan(CALL, FOUR))
        commands = FakedCommands({"schtasks /Query": (0, text)})
        one = TaskScheduler(environ, commands)
        one.install(one.plan(CALL, FOUR))
        assert commands.run[0].startswith("schtasks /Create /TN modelway-remind /XML")
        assert not list(tmp_path.iterdir())
        found = one.find()
        assert found
        assert (found.schedule, found.program) == (WEEKDAYS, CALL.program)
        one.remove()
        assert commands.run[-1] == "schtasks /Delete /TN modelway-remind /F"

    def parsed(self, environ: dict[str, str], call: Call) -> str:
        text = text_of(TaskScheduler(environ, FakedCommands()).plan(call, FOUR))
        return text.removeprefix('<?xml version="1.0" encoding="UTF-16"?>\n')

    def found(self, task: ElementTree.Element, name: str) -> str:
        return task.findtext(f".//{self.SPACE}{name}") or ""


class TestWhichOne:
    @pytest.mark.parametrize(
        ("platform", "answers", "kind"),
        [
            ("linux", {}, Systemd),
            ("linux", {"systemctl": 1}, Crontab),
            ("linux", {"systemctl": 127, "crontab": (1, "no crontab for ann")}, Crontab),
            ("darwin", {}, Launchd),
            ("win32", {}, TaskScheduler),
        ],
    )
    def test_is_the_one_that_answers(
        self,
        environ: dict[str, str],
        monkeypatch: pytest.MonkeyPatch,
        platform: str,
        answers: Any,
        kind: type,
    ) -> None:
        monkeypatch.setattr(scheduler.sys, "platform", platform)
        assert isinstance(scheduler.find_scheduler(environ, FakedCommands(answers)), kind)

    def test_a_timer_is_seen_from_where_systemd_does_not_answer(self, environ: dict[str, str]) -> None:
        one = Systemd(environ, FakedCommands())
        one.install(one.plan(CALL, FOUR))
        over_ssh = FakedCommands({"systemctl": 1, "loginctl": 1, "crontab": (1, "no crontab for ann")})
        ((holder, held),) = scheduler.find_holders(environ, over_ssh)
        assert (held.schedule, held.obstacles) == (WEEKDAYS, (systemd.LOGGED_OUT,))
        holder.remove()
        assert scheduler.find_holders(environ, over_ssh) == []

    def test_without_any_it_is_said(self, environ: dict[str, str]) -> None:
        with pytest.raises(Refused, match="Neither systemd nor cron runs here"):
            scheduler.find_scheduler(environ, FakedCommands({"systemctl": 127, "crontab": 127}))


class TestRunning:
    def test_gives_input_and_takes_what_is_written(self) -> None:
        assert run_command(("cat",), data="ä") == (0, "ä", "")

    def test_a_failure_is_told_in_its_own_words(self) -> None:
        assert run_command(("sh", "-c", "echo so. >&2; exit 3")).reason == "so"
        assert run_command(("false",)).reason == "exit code 1"

    def test_a_program_that_is_not_there(self) -> None:
        assert run_command(("no-program-of-this-name",)).code == 127


def fields_of(line: str) -> tuple[tuple[set[int], ...], str]:
    """Minute, hour and weekdays of a crontab's line, and its command as cron hands it to a shell."""
    minute, hour, day, month, weekday, command = line.split(None, 5)
    assert (day, month) == ("*", "*")
    sets = tuple(
        set(range(most)) if field == "*" else {int(one) for one in field.split(",")}
        for field, most in ((minute, 60), (hour, 24), (weekday, 7))
    )
    assert all(numbers <= set(range(most)) for numbers, most in zip(sets, (60, 24, 7), strict=True))
    first, *data = re.split(r"(?<!\\)%", command)
    assert not data, "cron would give this to the command as its input"
    return sets, first.replace("\\%", "%")
