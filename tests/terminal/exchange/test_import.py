"""An import in a real terminal: what names no value is asked for once each, and nothing else."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import processes
from journals import define, session_at
from modelway.errors import ExitCode
from terminal import Terminal

Start = Callable[..., Terminal]
JOURNAL = """\
[2026-11-09 21:04] A day.
@truth: Told the board.

[2026-11-10 21:04] Another.
@truth missed: Said nothing.
@garden: Planted a tree.
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    with session_at(path) as session:
        define(session)
    (tmp_path / "jrnl.txt").write_text(JOURNAL, "utf-8")
    return path


@pytest.fixture
def start(store: Path, tmp_path: Path) -> Iterator[Start]:
    with ExitStack() as terminals:

        def begin(*options: str) -> Terminal:
            command = [*processes.PROGRAM, "import", str(tmp_path / "jrnl.txt"), *options]
            whole = processes.environment(store)
            return terminals.enter_context(Terminal(command, environ=whole, columns=80, rows=60))

        yield begin


def nights(store: Path) -> list[tuple[str, str, list[str]]]:
    with session_at(store) as session:
        return [
            (str(one.day), one.note, [answer.text for answer in one.reflections if answer.text])
            for one in session.journal.nights()
        ]


def answer(terminal: Terminal, name: str, typed: str) -> None:
    terminal.wait_for(f"What does “{name}” in it stand for")
    terminal.send(typed)
    terminal.send_key("enter")


def test_each_tag_that_names_no_value_is_asked_for_once(start: Start, store: Path) -> None:
    terminal = start()
    answer(terminal, "truth", "1")
    answer(terminal, "garden", "")

    assert terminal.wait() == ExitCode.DONE
    assert nights(store) == [
        ("2026-11-09", "A day.", ["Told the board."]),
        ("2026-11-10", "Another.", ["Said nothing.\n@garden: Planted a tree."]),
    ]
    assert terminal.screen()[-1].endswith("Next: modelway undo")


def test_who_leaves_changes_nothing(start: Start, store: Path) -> None:
    terminal = start()
    terminal.wait_for("What does “truth” in it stand for")
    terminal.send_key("ctrl-c")

    assert terminal.wait() == ExitCode.INTERRUPTED
    assert "Nothing was changed." in terminal.text()
    assert nights(store) == []


def test_what_was_named_is_not_asked_for(start: Start, store: Path) -> None:
    terminal = start("--map", "@truth=1", "--map", "@garden=2")

    assert terminal.wait() == ExitCode.DONE
    assert "stand for" not in terminal.text()
    assert nights(store)[1][2] == ["Said nothing.", "Planted a tree."]


def test_all_that_are_left_can_be_passed_over_at_once(start: Start, store: Path) -> None:
    terminal = start()
    answer(terminal, "truth", "5")

    assert terminal.wait() == ExitCode.DONE
    assert "“garden”" not in terminal.text()
    assert nights(store)[0] == ("2026-11-09", "A day.\n@truth: Told the board.", [])
