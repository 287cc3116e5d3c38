"""Two windows on one night or one week: the second answer never goes over the first without a word."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import processes
from journals import define, make_journal
from terminal import Terminal

Start = Callable[..., Terminal]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Three values, and a practice that is due tonight."""
    path = tmp_path / "journal.db"
    make_journal(path, define)
    processes.run(path, "journal", "--date", "2026-11-19", "--plan", "1=I will tell Ana first")
    return path


@pytest.fixture
def start(store: Path) -> Iterator[Start]:
    with ExitStack() as terminals:
        yield lambda *arguments: terminals.enter_context(
            Terminal([*processes.PROGRAM, *arguments], environ=processes.environment(store), rows=100)
        )


def wait_for_question(terminal: Terminal, words: str) -> None:
    def is_asked() -> bool:
        last = terminal.text().split("\n\n")[-1]
        return words in " ".join(last.split()) and last.endswith("leave")

    terminal.wait_until(is_asked, f"the question {words!r}")


def answer(terminal: Terminal, words: str, typed: str = "") -> None:
    wait_for_question(terminal, words)
    terminal.send(f"{typed}\r")


def tonight(store: Path) -> Any:
    return json.loads(processes.run(store, "nights", "show", "today", "--json").stdout)["data"]


def said(terminal: Terminal) -> str:
    return " ".join(terminal.text().split())


def test_two_windows_answer_the_same_value(start: Start, store: Path) -> None:
    # Given two windows that ask about Honesty
    windows = [start("journal"), start("journal")]
    for window in windows:
        wait_for_question(window, "What became of it?")
    for window in windows:
        answer(window, "What became of it?", "k")
        answer(window, "A line on it")
        wait_for_question(window, "demonstrates Honesty?")
    first, second = windows
    # When both answer
    answer(first, "demonstrates Honesty?", "Told Ana at nine.")
    wait_for_question(first, "demonstrates Courage?")
    answer(second, "demonstrates Honesty?", "Said no to Tom.")
    wait_for_question(second, "demonstrates Courage?")
    # Then the second says so, and the night holds both texts
    assert "Both texts are kept, that one first: • Honesty, demonstrated: Told Ana at nine." in said(second)
    assert tonight(store)["reflections"][0]["text"] == "Told Ana at nine.\n\nSaid no to Tom."


def test_a_report_and_a_skip_meet_what_another_window_wrote(start: Start, store: Path) -> None:
    window = start("journal")
    wait_for_question(window, "What became of it?")
    processes.run(store, "journal", "--kept", "1=At nine.", "--lived", "2=Asked.")
    window.send("p")
    answer(window, "A line on it", " Late.")
    assert "Its words are kept; the outcome is now partly: • Your practice, kept: At nine." in said(window)
    assert "modelway undo brings it back, and takes back what you answer from here on." in said(window)
    wait_for_question(window, "demonstrates Honesty?")
    report = tonight(store)["reports"][0]
    assert (report["outcome"], report["note"]) == ("partly", "At nine. Late.")
    processes.run(store, "journal", "--lived", "1=Told Tom.")
    window.send("\r")
    wait_for_question(window, "Which was it?")
    window.send("s")
    window.wait_for("That answer stays:")
    assert tonight(store)["reflections"][0]["outcome"] == "demonstrated"


def test_two_windows_write_about_the_same_week(start: Start, store: Path) -> None:
    window = start("review", "write")
    wait_for_question(window, "What did I intend?")
    text = json.dumps({"intended": "To listen."}).encode()
    processes.run(store, "review", "write", "--from", "-", data=text)
    answer(window, "What did I intend?", "To ask first.")
    wait_for_question(window, "What happened?")
    assert "Both texts are kept, that one first: • What did I intend?: To listen." in said(window)
    shown = json.loads(processes.run(store, "review", "--json").stdout)["data"]["written"]
    assert shown["intended"] == "To listen.\n\nTo ask first."
