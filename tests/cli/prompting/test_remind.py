"""`modelway remind`, with the command of the scheduler faked."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from faked_commands import FakedCommands, FakedCrontab
from journals import FRIDAY, define, session_at, write
from modelway.store.files.encryption import fresh_key, keys
from modelway.store.keeping import protection
from modelway.system.prompting import commands as seam
from modelway.system.prompting import scheduler, speaking

Run = Callable[..., Any]
SPEAK = ("remind", "speak", "--at", "21:30", "--days", "mon-fri", "--morning", "08:00")
TONIGHT = "Tonight waits: three minutes for your journal. Next: modelway journal"


class Cron(FakedCrontab):
    """A crontab and a desktop, and systemd once there is one."""

    systemd = False

    def __call__(self, words: Any, **more: Any) -> Any:
        if words[0] == "systemctl" and not self.systemd:
            return seam.Done(127, "", "")
        return super().__call__(words, **{key: value for key, value in more.items() if key == "data"})

    @property
    def shown(self) -> list[str]:
        """What stood on the desktop."""
        start = "notify-send --app-name modelway modelway "
        return [line.removeprefix(start) for line in self.run if line.startswith(start)]


@pytest.fixture
def cron(monkeypatch: pytest.MonkeyPatch) -> Cron:
    one = Cron()
    for module in (scheduler, speaking):
        monkeypatch.setattr(module, "run_command", one)
    monkeypatch.setattr(scheduler.sys, "platform", "linux")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/bus")
    return one


@pytest.fixture
def begun(store: Path) -> Path:
    store.parent.mkdir(parents=True)
    with session_at(store) as session:
        define(session)
    return store


class TestTurningOnAndOff:
    def test_what_is_installed_is_shown_and_nothing_is_done_unasked(self, modelway: Run, cron: Cron) -> None:
        ran = modelway("remind", "on")
        assert ran.code == 2
        assert "30 21 * * *" in ran.out
        assert "crontab -" in ran.out
        assert "add --yes" in ran.err
        assert cron.text is None

    def test_on_status_off_and_back(self, modelway: Run, cron: Cron, store: Path) -> None:
        done = modelway("remind", "on", "--at", "20:15", "--days", "mon-fri", "--morning", "08:00", "--yes")
        assert (done.code, done.err) == (0, "")
        assert done.out.endswith("Next: modelway remind test\n")
        assert cron.text
        assert f"--store {store} remind speak --at 20:15 --days mon-fri --morning 08:00" in cron.text

        status = json.loads(modelway("remind", "status", "--json").out)
        assert status["schema"] == "modelway.remind/1"
        assert status["data"]["on"] is True
        assert (status["data"]["at"], status["data"]["morning"], status["data"]["wrong"]) == (
            "20:15",
            "08:00",
            [],
        )

        off = modelway("remind", "off")
        again = "modelway remind on --at 20:15 --days mon-fri --morning 08:00"
        assert " ".join(off.out.split()).endswith(f"Next: {again}")
        assert cron.text is None
        assert json.loads(modelway("remind", "--json").out)["data"]["on"] is False
        assert "Nothing reminded you" in modelway("remind", "off").out

    def test_the_hour_of_the_settings_is_taken(
        self, modelway: Run, cron: Cron, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("MODELWAY_EVENING_AT", "19:45")
        modelway("remind", "on", "--yes")
        assert cron.text
        assert cron.text.startswith("45 19 * * * ")

    def test_a_program_that_has_gone_is_said_with_what_is_called_instead(
        self, modelway: Run, cron: Cron, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        modelway("remind", "on", "--yes")
        program = json.loads(modelway("remind", "--json").out)["data"]["program"]
        assert cron.text
        cron.text = cron.text.replace(program, "/old/env/bin/modelway")
        monkeypatch.setenv("PATH", str(tmp_path))
        gone = " ".join(modelway("remind").out.split())
        assert "/old/env/bin/modelway has gone, and no other modelway is found" in gone
        assert gone.endswith("Next: modelway remind on --at 21:30")
        usual = tmp_path / ".local" / "bin" / "modelway"
        usual.parent.mkdir(parents=True)
        usual.touch(0o755)
        wrong = json.loads(modelway("remind", "--json").out)["data"]["wrong"]
        assert wrong == [f"/old/env/bin/modelway has gone; {usual} is called instead."]

    def test_where_systemd_came_it_takes_the_place_of_cron(self, modelway: Run, cron: Cron) -> None:
        modelway("remind", "on", "--at", "20:15", "--yes")
        cron.systemd = True
        done = modelway("remind", "on", "--at", "21:00", "--yes")
        assert "every day at 20:15" in done.out
        assert cron.text is None
        assert json.loads(modelway("remind", "--json").out)["data"]["scheduler"] == "a timer of systemd"

    @pytest.mark.parametrize("wrong", [["--days", "mon-fir"], ["--at", "9"], ["--morning", "13:00"]])
    def test_what_cannot_be_understood_changes_nothing(
        self, modelway: Run, cron: Cron, wrong: list[str]
    ) -> None:
        ran = modelway("remind", "on", "--yes", *wrong)
        assert (ran.code, ran.out) == (2, "")
        assert cron.text is None

    def test_without_a_scheduler(self, modelway: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(scheduler, "run_command", FakedCommands({"systemctl": 127, "crontab": 127}))
        ran = modelway("remind", "on", "--yes")
        assert ran.code == 1
        assert "Neither systemd nor cron" in ran.err
        assert "Nothing reminds you" in modelway("remind").out


class TestSpeaking:
    @pytest.fixture
    def at(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
        return lambda moment: monkeypatch.setenv("MODELWAY_NOW", moment)

    def test_tonight_waits(self, modelway: Run, begun: Path, cron: Cron) -> None:
        assert modelway(*SPEAK) == (0, "", "")
        assert cron.shown == [TONIGHT]

    def test_nothing_once_it_is_written(self, modelway: Run, begun: Path, cron: Cron) -> None:
        with session_at(begun) as session:
            write(session, {FRIDAY: "DDD"})
        modelway(*SPEAK)
        assert cron.shown == []

    def test_nothing_on_a_night_of_rest(self, modelway: Run, begun: Path, cron: Cron) -> None:
        assert modelway("rest", "add", "today").code == 0
        modelway(*SPEAK)
        assert cron.shown == []

    def test_a_machine_that_slept_says_it_of_last_night(
        self, modelway: Run, begun: Path, cron: Cron, at: Callable[[str], None]
    ) -> None:
        at("2026-11-21T07:00")
        modelway(*SPEAK)
        assert cron.shown == ["Last night is not written yet. Next: modelway journal --date yesterday"]

    def test_a_morning(self, modelway: Run, begun: Path, cron: Cron, at: Callable[[str], None]) -> None:
        at("2026-11-20T08:00")
        modelway(*SPEAK)
        assert cron.shown == ["A new day: see what you planned for it. Next: modelway today"]

    def test_a_protected_journal_asks_nobody(
        self, modelway: Run, begun: Path, cron: Cron, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        protection.convert(begun, fresh_key("copper lamp under wide river"), lambda _: None)
        keys.forget()
        monkeypatch.setenv("MODELWAY_PASSPHRASE_COMMAND", "false")
        assert modelway(*SPEAK) == (0, "", "")
        assert cron.shown == [TONIGHT]

    @pytest.mark.parametrize("wrong", [["--at", "x"], ["--days", "never"]])
    def test_whatever_is_wrong_it_is_silent(
        self, modelway: Run, begun: Path, cron: Cron, wrong: list[str]
    ) -> None:
        assert modelway("remind", "speak", *wrong) == (0, "", "")
        begun.write_bytes(b"no journal" * 1000)
        assert modelway(*SPEAK) == (0, "", "")
        assert cron.shown == []


class TestTrying:
    def test_it_is_shown_whatever_hour_it_is(self, modelway: Run, cron: Cron) -> None:
        ran = modelway("remind", "test")
        assert (ran.code, cron.shown) == (0, ["This is how an evening will ask for your journal."])
        assert "on your desktop" in ran.out

    def test_nobody_who_could_be_told(
        self, modelway: Run, cron: Cron, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cron.answers["notify-send"] = 1
        monkeypatch.setattr(speaking, "own_terminals", list)
        ran = modelway("remind", "test")
        assert ran.code == 1
        assert "Install notify-send" in ran.err


def test_words_straight_behind_it_name_the_way(modelway: Run) -> None:
    assert "Say on, off, status or test" in modelway("remind", "me").err


class TestCalendar:
    def test_a_file_for_a_phone(self, modelway: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TZ", "Europe/Berlin")
        file = tmp_path / "modelway.ics"
        ran = modelway("remind", "ics", str(file))
        assert (ran.code, ran.err) == (0, "")
        assert "by the clock of Europe/Berlin" in " ".join(ran.out.split())
        assert file.read_text("utf-8").count("BEGIN:VALARM") == 2
        again = modelway("remind", "ics", str(file))
        assert again.code == 1
        assert "add --yes" in again.err
        assert modelway("remind", "ics", str(file), "--no-morning", "--yes").code == 0
        assert file.read_text("utf-8").count("BEGIN:VALARM") == 1

    def test_to_standard_output(self, modelway: Run) -> None:
        ran = modelway("remind", "ics", "-", "--at", "20:15", "--days", "sat,sun")
        assert ran.out.startswith("BEGIN:VCALENDAR\r\n")
        assert "T201500" in ran.out
        assert "BYDAY=SA,SU" in ran.out
