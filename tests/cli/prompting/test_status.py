"""`modelway status` as a prompt and a shell call it: at once, and silent whatever is wrong."""

import fcntl
import json
import os
import struct
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shlex import quote
from typing import Any

import pytest

import processes
from journals import FRIDAY, define, session_at, write
from modelway.store.files.encryption import fresh_key, keys
from modelway.store.keeping import protection

Run = Callable[..., Any]
SHORT = ("status", "--short")
EVENING = ("status", "--evening")


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    keys.forget()
    yield
    keys.forget()


@pytest.fixture
def begun(store: Path) -> Path:
    with session_at(store) as session:
        define(session)
        write(session, {FRIDAY: "DF "})
    return store


@pytest.fixture
def protected(begun: Path) -> Path:
    protection.convert(begun, fresh_key("copper lamp under wide river"), lambda _: None)
    return begun


def said(store: Path, *arguments: str, **environ: str) -> str:
    """What a process of its own says; it never fails, and never says anything on stderr."""
    done = processes.run(store, *arguments, **environ)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


class TestForAPrompt:
    def test_a_sign_for_each_value_and_the_hour_while_the_night_waits(self, begun: Path) -> None:
        assert said(begun, *SHORT) == "●◐· 21:30\n"
        assert said(begun, *SHORT, MODELWAY_EVENING_AT="20:15", MODELWAY_GLYPHS="ascii") == "#/. 20:15\n"

    def test_the_signs_alone_once_it_is_written(self, begun: Path) -> None:
        with session_at(begun) as session:
            write(session, {FRIDAY: "DND"})
        assert said(begun, *SHORT) == "●–●\n"

    def test_signs_that_the_encoding_carries(self, begun: Path) -> None:
        assert said(begun, *SHORT, LANG="C", PYTHONIOENCODING="ascii") == "#/. 21:30\n"

    def test_a_night_lasts_until_the_day_ends(self, begun: Path) -> None:
        assert said(begun, *SHORT, MODELWAY_NOW="2026-11-21T03:59+01:00") == "●◐· 21:30\n"
        assert said(begun, *SHORT, MODELWAY_NOW="2026-11-21T04:00+01:00") == "··· 21:30\n"

    def test_a_protected_journal_tells_whether_the_night_waits_and_asks_nobody(self, protected: Path) -> None:
        assert said(protected, *SHORT, MODELWAY_PASSPHRASE_COMMAND="echo asked >&2; exit 1") == "· 21:30\n"
        with session_at(protected) as session:
            write(session, {FRIDAY: "DND"})
        assert said(protected, *SHORT) == "✓\n"

    def test_nothing_before_there_are_values(self, store: Path) -> None:
        store.parent.mkdir()
        assert said(store, *SHORT) == ""
        assert not store.exists()

    def test_another_store_behind_it(self, begun: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.db"
        assert said(begun, *SHORT, "--store", str(other)) == ""
        assert said(other, "--store", str(begun), *SHORT) == "●◐· 21:30\n"


class TestNothingIsSaid:
    @pytest.fixture(params=[SHORT, EVENING], ids=["short", "evening"])
    def option(self, request: pytest.FixtureRequest) -> tuple[str, ...]:
        return tuple(request.param)

    @pytest.mark.parametrize(
        "environ",
        [
            {"MODELWAY_DAY_ENDS_AT": "noon"},
            {"MODELWAY_EVENING_AT": "24:00"},
            {"MODELWAY_GLYPHS": "emoji"},
            {"MODELWAY_NOW": "once upon a time"},
            {"MODELWAY_CONFIG": "/not/there.toml"},
        ],
        ids=lambda environ: "".join(environ),
    )
    def test_where_a_setting_is_wrong(
        self, begun: Path, option: tuple[str, ...], environ: dict[str, str]
    ) -> None:
        assert said(begun, *option, **environ) == ""

    def test_of_a_damaged_journal(self, begun: Path, option: tuple[str, ...]) -> None:
        content = bytearray(begun.read_bytes())
        content[100:4096] = bytes(3996)
        begun.write_bytes(content)
        assert said(begun, *option) == ""

    def test_in_the_place_of_a_pipe_that_nobody_writes_to(
        self, tmp_path: Path, option: tuple[str, ...]
    ) -> None:
        pipe = tmp_path / "pipe.db"
        os.mkfifo(pipe)
        assert said(pipe, *option) == ""

    def test_while_another_program_writes(self, begun: Path, option: tuple[str, ...]) -> None:
        # An exclusive lock on the bytes that SQLite locks, as a program has it in the middle of a write.
        with begun.open("rb+") as file:
            lock = struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, 0x40000000, 512, 0)
            fcntl.fcntl(file, fcntl.F_SETLK, lock)
            assert said(begun, *option) == ""

    @pytest.mark.parametrize("output", [">&-", ">/dev/full", "| true"])
    def test_where_nobody_can_be_told(self, begun: Path, output: str) -> None:
        program = " ".join(quote(word) for word in processes.PROGRAM)
        done = processes.run(begun, f"{program} status --short {output}", command=["sh", "-c"])
        assert done.stderr == b""


class TestForAShell:
    NEWS = "Tonight is begun; go on where you left off. Next: modelway journal\n"

    def test_the_first_one_of_an_evening_alone_says_that_it_waits(self, begun: Path) -> None:
        at = {"MODELWAY_NOW": "2026-11-20T18:00+01:00"}
        assert said(begun, *EVENING, **at) == self.NEWS
        assert said(begun, *EVENING, **at) == ""

    def test_another_evening_says_it_anew_and_forgets_the_one_before(
        self, begun: Path, tmp_path: Path
    ) -> None:
        said(begun, *EVENING)
        assert "waits" in said(begun, *EVENING, MODELWAY_NOW="2026-11-21T22:00+01:00")
        marks = begun.parent / ".local" / "state" / "modelway"
        assert [mark.name for mark in marks.iterdir()] == ["told-2026-11-21"]

    @pytest.mark.parametrize(
        ("hour", "evening_at", "speaks"),
        [
            ("17:59", "21:30", False),
            ("18:00", "21:30", True),
            ("16:59", "17:00", False),
            ("17:00", "17:00", True),
            ("17:59", "00:30", False),
            ("23:00", "00:30", True),
        ],
    )
    def test_it_is_evening_from_six_or_from_an_earlier_hour_of_yours(
        self, begun: Path, hour: str, evening_at: str, speaks: bool
    ) -> None:
        moment = {"MODELWAY_NOW": f"2026-11-20T{hour}+01:00", "MODELWAY_EVENING_AT": evening_at}
        assert bool(said(begun, *EVENING, **moment)) is speaks

    def test_nothing_once_the_night_is_written(self, begun: Path) -> None:
        with session_at(begun) as session:
            write(session, {FRIDAY: "DND"})
        assert said(begun, *EVENING) == ""

    def test_nothing_where_it_could_not_be_remembered(self, begun: Path) -> None:
        (begun.parent / ".local").write_text("no folder")
        assert said(begun, *EVENING) == ""


class TestInFull:
    def test_words_for_a_leader(self, begun: Path, modelway: Run) -> None:
        ran = modelway("status")
        assert (ran.code, ran.err) == (0, "")
        assert "tonight is begun" in ran.out
        assert "2 of 3 values" in ran.out
        assert ran.out.endswith("Go on where you left off.  Next: modelway journal\n")

    def test_data_for_other_programs(self, begun: Path, modelway: Run) -> None:
        assert json.loads(modelway("status", "--json").out) == {
            "schema": "modelway.status/1",
            "data": {
                "date": date(2026, 11, 20).isoformat(),
                "tonight": "begun",
                "answers": ["demonstrated", "fell_short", None],
                "evening_at": "21:30",
                "prompt": "●◐· 21:30",
            },
        }

    def test_of_a_protected_journal_without_its_passphrase(self, protected: Path, modelway: Run) -> None:
        ran = modelway("status")
        assert (ran.code, ran.err) == (0, "")
        assert "only with the passphrase" in " ".join(ran.out.split())

    def test_what_is_wrong_is_said(self, begun: Path, modelway: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MODELWAY_EVENING_AT", "24:00")
        ran = modelway("status")
        assert ran.code == 2
        assert "MODELWAY_EVENING_AT" in ran.err

    def test_one_thing_at_a_time(self, modelway: Run) -> None:
        assert modelway("status", "--short", "--json").code == 2
