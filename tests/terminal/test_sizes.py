"""A long answer while it is typed: broken between words at every width, and whole after every resize."""

import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from modelway.cli.ask.wrapping import answer_width, wrapped
from terminal import Terminal

QUESTIONS = [sys.executable, str(Path(__file__).with_name("questions.py"))]
TEXT = (
    "I listened to Ana 田中さん before I spoke, 🌱 and wrote down what she meant; "
    "then we decided it together, all of us."
)
WIDTHS = [20, 27, 40, 63, 80, 81, 120]


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    with Terminal([*QUESTIONS, "key", "line"], rows=30) as terminal:
        terminal.wait_for("[k] kept")
        terminal.send("k")
        terminal.wait_for("Enter done")
        yield terminal


def rows_of(text: str, columns: int) -> list[str]:
    return wrapped(text, answer_width(columns), "> ", "  ")


def typed(screen: list[str]) -> list[str]:
    """The rows of the answer: those from the last "> " to the keys below it."""
    rows: list[str] = []
    for row in screen:
        if row.startswith("> ") and row != "> kept":
            rows = [row]
        elif rows and row.startswith("  ") and "Enter done" not in row:
            rows.append(row)
        elif rows:
            break
    return rows


def stands_once(screen: list[str], columns: int) -> bool:
    """Whether the answer stands there whole, broken between words, and no copy of any part of it."""
    once = sum("listened" in row for row in screen) == sum("together" in row for row in screen) == 1
    return once and typed(screen) == rows_of(TEXT, columns)


def is_drawn_again(terminal: Terminal, columns: int) -> bool:
    """Whether the answer stands once, and behind what stood before it."""
    screen = [row for row in terminal.screen() if row]
    return stands_once(screen, columns) and screen[:2] == ["What became of it?", "> kept"]


@pytest.mark.parametrize("columns", WIDTHS)
def test_it_is_broken_between_words_as_once_it_is_taken(columns: int) -> None:
    with Terminal([*QUESTIONS, "line"], columns=columns, rows=30) as terminal:
        terminal.wait_for("leave")
        terminal.send(TEXT)
        rows = rows_of(TEXT, columns)
        # While the keys below are drawn the cursor is there; it comes back behind the text.
        terminal.wait_until(
            lambda: (
                typed(terminal.screen()) == rows
                and terminal.screen()[terminal.cursor()[0] :][:1] == rows[-1:]
            ),
            "the rows, and the cursor behind them",
        )
        row, column = terminal.cursor()
        last = len(terminal._screen.display[row].rstrip())
        assert column == last
        terminal.send_key("enter")
        assert terminal.wait() == 0
        assert typed(terminal.screen()) == rows_of(TEXT, columns)


def test_up_and_down_go_from_row_to_row_and_keep_the_column() -> None:
    with Terminal([*QUESTIONS, "line"], columns=30) as terminal:
        terminal.wait_for("leave")
        terminal.send("one two three four five six 田 seven eight nine ten eleven")
        # > one two three four five six
        #   田 seven eight nine ten
        #   eleven
        terminal.wait_for("\n  eleven")
        for keys, place in (
            (["up"], (3, 8)),  # the column stays
            (["up"], (2, 8)),
            (["up"], (2, 8)),  # there is no row above
            (["down"], (3, 8)),
            (["home", "right", "right", "right"], (2, 5)),
            (["down"], (3, 5)),  # behind the wide sign and the blank
            (["end", "up"], (3, 8)),
            (["down"], (4, 8)),
            (["down"], (4, 8)),
        ):
            terminal.send_key(*keys)
            terminal.wait_until(lambda: terminal.cursor() == place, f"the cursor at {place} after {keys}")  # noqa: B023


@pytest.mark.parametrize(
    "sizes",
    [
        [(120, 30), (40, 30), (120, 30)],
        [(20, 30), (80, 30)],
        [(63, 14), (100, 24)],
        [(81, 30), (79, 30), (40, 30)],
    ],
)
def test_after_the_last_resize_one_line_stands(terminal: Terminal, sizes: list[tuple[int, int]]) -> None:
    terminal.send(TEXT)
    terminal.wait_for("together, all of us.")
    for columns, rows in sizes:
        terminal.resize(columns, rows)
        is_whole = partial(is_drawn_again, terminal, columns)
        terminal.wait_until(is_whole, f"the answer in {columns} columns")
    terminal.send(" Yes.")
    terminal.send_key("enter")
    assert terminal.wait() == 0
    assert f"{TEXT} Yes." in " ".join(terminal.text().split())


@pytest.mark.skipif(
    not shutil.which("tmux"), reason="tmux wraps lines anew when it is resized; it is not there"
)
def test_a_terminal_that_wraps_lines_anew_keeps_no_copy_either(tmp_path: Path) -> None:
    def tmux(*words: str) -> str:
        command = ["tmux", "-f", "/dev/null", "-S", str(tmp_path / "socket"), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def screen() -> list[str]:
        return [row.rstrip() for row in tmux("capture-pane", "-p").splitlines()]

    def wait_for(columns: int) -> None:
        end = time.monotonic() + 15
        while not stands_once(screen(), columns):
            assert time.monotonic() < end, "\n".join(screen())
            time.sleep(0.05)

    tmux(
        "-u",
        "new-session",
        "-d",
        "-x",
        "80",
        "-y",
        "30",
        f"PYTHONDONTWRITEBYTECODE=1 exec {shlex.join([*QUESTIONS, 'line'])}",
    )
    try:
        while "Enter done" not in "\n".join(screen()):
            time.sleep(0.05)
        tmux("send-keys", "-l", TEXT)
        wait_for(80)
        for columns in (120, 40, 120, 33, 80):
            tmux("resize-window", "-x", str(columns), "-y", "30")
            wait_for(columns)
            assert "What did you do today?" in "\n".join(screen())
    finally:
        tmux("kill-server")
