"""Two homes on one machine: offline on both, met at a folder, a conflict settled, a purge that arrives."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from terminal import Terminal

PROGRAM = [sys.executable, "-m", "modelway"]
VALUES = (
    '{"values": [{"name": "Honesty", "definition": "I say what is so.", "behaviors": ["Say it first."]}]}'
)


class Home:
    """A leader's machine."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / name
        self.folder.mkdir()
        home = str(self.folder)
        self.environ = {
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
            "MODELWAY_NOW": "2026-11-20T21:00+01:00",
        }

    def terminal(self, *arguments: str, rows: int = 60, columns: int = 80) -> Terminal:
        return Terminal([*PROGRAM, *arguments], environ=self.environ, rows=rows, columns=columns)

    def run(self, *arguments: str, data: str = "") -> str:
        """The screen of a command in a terminal, or its output where it is fed."""
        if data:
            whole = {**self.environ, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
            done = subprocess.run(
                [*PROGRAM, *arguments], input=data, capture_output=True, env=whole, text=True, check=True
            )
            return done.stdout
        with self.terminal(*arguments) as terminal:
            assert terminal.wait() == 0, terminal.text()
            return terminal.text()


@pytest.fixture
def homes(tmp_path: Path) -> tuple[Home, Home, Path]:
    (tmp_path / "stick").mkdir()
    return Home(tmp_path, "laptop"), Home(tmp_path, "desk"), tmp_path / "stick"


def test_two_homes_meet_at_a_folder(homes: tuple[Home, Home, Path]) -> None:
    laptop, desk, stick = homes
    laptop.run("values", "define", "--from", "-", data=VALUES)
    began = laptop.run("sync", "init", str(stick), "--name", "laptop")
    code = re.search(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){8}", began)
    assert code is not None, began

    with desk.terminal("sync", "join", str(stick), "--name", "desk") as terminal:
        terminal.wait_for("The recovery code?")
        terminal.send(code[0].lower())
        terminal.send_key("enter")
        terminal.wait_for("1 change from laptop")
        assert terminal.wait() == 0

    night = '{"date": "2026-11-20", "reflections": [{"value": "honesty", "outcome": "%s", "text": "%s"}]}'
    laptop.run("journal", "--from", "-", data=night % ("demonstrated", "Told the board."))
    desk.run("journal", "--from", "-", data=night % ("fell_short", "Softened the numbers."))
    laptop.run("sync")
    assert "modelway sync conflicts" in desk.run("sync")

    with desk.terminal("sync", "conflicts") as terminal:
        terminal.wait_for("which text stands?")
        shown = terminal.text()
        assert "Told the board." in shown
        assert "Softened the numbers." in shown
        number = re.search(r"(\d)  Told the board\.", shown)
        assert number is not None
        terminal.send(number[1])
        terminal.send_key("enter")
        terminal.wait_for("Settled")
        assert terminal.wait() == 0
    desk.run("sync")
    laptop.run("sync")
    assert "nothing to settle" in laptop.run("sync", "conflicts")
    assert "Told the board." in laptop.run("nights", "show", "2026-11-20")

    laptop.run("purge", "--night", "2026-11-20", "--backups-too", "--yes")
    laptop.run("sync")
    assert "Erased here too" in desk.run("sync")
    assert "Told the board." not in desk.run("nights", "list")
    assert "well" in desk.run("doctor")


def test_a_narrow_terminal_shows_the_code_whole(homes: tuple[Home, Home, Path]) -> None:
    laptop, _, stick = homes
    with laptop.terminal("sync", "init", str(stick), columns=40) as terminal:
        assert terminal.wait() == 0
        found = re.findall(r"[A-Z2-7]{4}", " ".join(terminal.screen()))
    assert len(found) >= 9
