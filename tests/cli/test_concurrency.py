"""Many programs write at once: every answer is kept, and none of them fails."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

import processes
from journals import FRIDAY, define, session_at
from modelway.domain.loop.drafts import ValueDraft
from modelway.services.loop import values
from modelway.store.journal import Journal

AT_ONCE = 20
A_FEW = 8
NAMES = [f"Value {letter}" for letter in "ABCDEFGHIJ"]
# Each writer is loaded first and waits for its input to end, so that all of them come at one moment.
PATIENT = "import sys; from modelway.cli.running import run; sys.stdin.read(); sys.exit(run(sys.argv[1:]))"


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
    running = [
        subprocess.Popen(
            [*processes.PROGRAM[:1], "-c", PATIENT, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=processes.environment(store),
        )
        for command in commands
    ]
    for process in running:
        assert process.stdin
        process.stdin.close()
        process.stdin = None
    told = [process.communicate(timeout=processes.PATIENCE) for process in running]
    failed = [
        (process.returncode, err)
        for process, (_, err) in zip(running, told, strict=True)
        if process.returncode
    ]
    assert failed == []


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
        promises = sorted(one.will for one in journal.practices_due())
        places = journal.rows("SELECT DISTINCT place FROM practice")
        commands = journal.rows("SELECT count(*) FROM command WHERE name = 'journal'")
    assert night is not None
    assert [one.text for one in night.reflections] == [f"Number {number}." for number in range(1, 11)]
    assert night.finished
    assert promises == sorted(f"do it {number}" for number in range(1, 11))
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
