"""Many programs write at once: every answer is kept, and none of them fails."""

import os
import sys
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryFile

import pytest

import processes
from begun import Begun
from journals import FRIDAY, define, session_at
from modelway.domain.loop.drafts import ValueDraft
from modelway.services.loop import values
from modelway.store.journal import Journal

AT_ONCE = 20
A_FEW = 8
NAMES = [f"Value {letter}" for letter in "ABCDEFGHIJ"]
PATIENT = str(Path(__file__).with_name("patient.py"))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    store = tmp_path / "journal.db"
    with session_at(store) as session:
        define(session, *NAMES[:5])
        more = [ValueDraft(name, "What people see.", ("Show it.",)) for name in NAMES[5:]]
        values.define(session, more, session.command("values add", "more"), beyond_five=True)
    return store


def all_at_once(store: Path, commands: list[list[str]]) -> None:
    """Run the commands in a process each, let go together; none may fail."""
    with ExitStack() as files:
        told = [files.enter_context(TemporaryFile()) for _ in commands]
        waiting, gate = os.pipe()
        writers = [
            Begun(
                [sys.executable, PATIENT, *command],
                processes.environment(store),
                (waiting, one.fileno(), one.fileno()),
            )
            for command, one in zip(commands, told, strict=True)
        ]
        os.close(waiting)
        os.close(gate)
        codes = [writer.wait(processes.PATIENCE) for writer in writers]
        for one in told:
            one.seek(0)
        assert [(code, one.read()) for code, one in zip(codes, told, strict=True) if code != 0] == []


def test_twenty_answers_on_twenty_nights(store: Path) -> None:
    days = [FRIDAY - timedelta(days=number) for number in range(AT_ONCE)]
    all_at_once(store, [["journal", "--date", str(day), "--lived", f"1=On {day}."] for day in days])
    with Journal.open(store) as journal:
        kept = {night.day: [one.text for one in night.reflections] for night in journal.nights()}
    assert kept == {day: [f"On {day}."] for day in days}


def test_twenty_answers_on_one_night(store: Path) -> None:
    answers = [["--lived", f"{number}=Number {number}."] for number in range(1, 11)]
    plans = [["--plan", f"{number}=Do it {number}"] for number in range(1, 11)]
    all_at_once(store, [["journal", *option] for option in answers + plans])
    with Journal.open(store) as journal:
        night = journal.night(FRIDAY)
        practices = sorted(one.will for one in journal.practices_due())
        places = journal.rows("SELECT DISTINCT place FROM practice")
        commands = journal.rows("SELECT count(*) FROM command WHERE name = 'journal'")
    assert night is not None
    assert [one.text for one in night.reflections] == [f"Number {number}." for number in range(1, 11)]
    assert night.finished
    assert practices == sorted(f"do it {number}" for number in range(1, 11))
    assert len(places) == 10
    assert commands == [(AT_ONCE,)]


def test_first_answers_on_one_value_leave_one_of_them_and_all_in_the_history(store: Path) -> None:
    all_at_once(store, [["journal", "--lived", f"1=Number {number}."] for number in range(A_FEW)])
    with Journal.open(store) as journal:
        rows = journal.rows("SELECT after_image FROM history WHERE table_name = 'reflection'")
        night = journal.night(FRIDAY)
    assert night is not None
    assert len(night.reflections) == 1
    assert all(any(f"Number {number}." in image for (image,) in rows) for number in range(A_FEW))
