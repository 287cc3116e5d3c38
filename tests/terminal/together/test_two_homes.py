"""Two homes on one machine: offline on both, met at either kind of place, a conflict settled, a purge."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from meeting_places import KINDS, Shared, SharedDatabase, shared_place
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
def homes(tmp_path: Path) -> tuple[Home, Home]:
    return Home(tmp_path, "laptop"), Home(tmp_path, "desk")


@pytest.fixture(params=KINDS)
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shared]:
    """Where they meet."""
    place = shared_place(request.param, tmp_path)
    yield place
    if isinstance(place, SharedDatabase):
        place.close()


NIGHT = '{"date": "2026-11-20", "reflections": [{"value": "honesty", "outcome": "%s", "text": "%s"}]}'


def begin(laptop: Home, desk: Home, shared: Shared) -> None:
    """Let the desk join the laptop, with the code typed in."""
    laptop.run("values", "define", "--from", "-", data=VALUES)
    began = laptop.run("sync", "init", shared.address, "--name", "laptop")
    code = re.search(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){8}", began)
    assert code is not None, began

    with desk.terminal("sync", "join", shared.address, "--name", "desk") as terminal:
        terminal.wait_for("The recovery code?")
        terminal.send(code[0].lower())
        terminal.send_key("enter")
        terminal.wait_for("1 change from laptop")
        assert terminal.wait() == 0


def test_two_homes_meet(homes: tuple[Home, Home], shared: Shared) -> None:
    laptop, desk = homes
    begin(laptop, desk, shared)
    # Offline on both: the place is out of reach while both write.
    shared.go()
    laptop.run("journal", "--from", "-", data=NIGHT % ("demonstrated", "Told the board."))
    desk.run("journal", "--from", "-", data=NIGHT % ("fell_short", "Softened the numbers."))
    with laptop.terminal("sync") as terminal:
        terminal.wait_for("nothing is lost")
        assert terminal.wait() == 1
    shared.come_back()
    laptop.run("sync")
    assert "modelway sync conflicts" in desk.run("sync")

    with desk.terminal("sync", "conflicts") as terminal:
        terminal.wait_for("which text stands?")
        choose(terminal, "Told the board.")
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


def choose(terminal: Terminal, text: str) -> None:
    """Choose the text by its number, where both are shown."""
    shown = terminal.text()
    assert "Told the board." in shown
    assert "Softened the numbers." in shown
    number = re.findall(rf"(\d)  {re.escape(text)}", shown)
    assert number, shown
    terminal.send(number[-1])
    terminal.send_key("enter")
    terminal.wait_for("Settled")


def until(found: Callable[[], bool]) -> None:
    """Wait for what is done behind a command."""
    latest = time.monotonic() + 30
    while not found():
        assert time.monotonic() < latest
        time.sleep(0.05)


def test_two_homes_meet_by_themselves_and_the_next_evening_asks(
    homes: tuple[Home, Home], shared: Shared
) -> None:
    laptop, desk = homes
    begin(laptop, desk, shared)
    for home in homes:
        home.run("config", "set", "sync_auto", "on")
    rows = len(shared.rows())
    laptop.run("journal", "--from", "-", data=NIGHT % ("demonstrated", "Told the board."))
    until(lambda: len(shared.rows()) > rows)

    desk.run("journal", "--from", "-", data=NIGHT % ("fell_short", "Softened the numbers."))
    until(lambda: any(path.name.endswith(".conflicts") for path in desk.folder.rglob(".*")))

    desk.environ["MODELWAY_NOW"] = "2026-11-21T21:00+01:00"
    with desk.terminal("journal") as terminal:
        terminal.wait_for("which text stands?")
        choose(terminal, "Told the board.")
        terminal.wait_for("that demonstrates Honesty?")
        terminal.send("Told Ana at nine.\r")
        terminal.wait_for("keep practising")
        terminal.send_key("ctrl-c")
        terminal.wait()
    laptop.environ["MODELWAY_NOW"] = desk.environ["MODELWAY_NOW"]
    until(lambda: bool(laptop.run("sync")) and "2026-11-21" in laptop.run("nights", "list", "--json"))
    assert "Told Ana at nine." in laptop.run("nights", "show", "2026-11-21")
    assert "Told the board." in laptop.run("nights", "show", "2026-11-20")
    assert "nothing to settle" in laptop.run("sync", "conflicts")


def test_a_place_that_does_not_answer_delays_no_evening_and_is_one_line_the_next_time(
    homes: tuple[Home, Home], tmp_path: Path
) -> None:
    laptop, _ = homes
    laptop.run("values", "define", "--from", "-", data=VALUES)
    stick = shared_place("folder", tmp_path)
    laptop.run("sync", "init", stick.address, "--name", "laptop")
    stick.go()
    laptop.run("config", "set", "sync_auto", "on")
    laptop.run("journal", "--lived", "honesty=Told the board.")
    until(lambda: any(path.name.endswith(".sync-told") for path in laptop.folder.rglob(".*")))
    shown = laptop.run("journal", "--lived", "honesty=Told the board and Ana.")
    assert shown.count("The last sync did not come about by itself") == 1


def test_a_narrow_terminal_shows_the_code_whole(homes: tuple[Home, Home], tmp_path: Path) -> None:
    laptop, _ = homes
    stick = shared_place("folder", tmp_path)
    with laptop.terminal("sync", "init", stick.address, columns=40) as terminal:
        assert terminal.wait() == 0
        found = re.findall(r"[A-Z2-7]{4}", " ".join(terminal.screen()))
    assert len(found) >= 9
