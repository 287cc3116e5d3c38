"""A sentence reaches the desktop, else the leader's own terminals that take messages."""

import os
import pty
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from faked_commands import FakedCommands
from modelway.system.prompting import speaking
from modelway.system.prompting.speaking import Way, own_terminals, speak

SENTENCE = "Tonight waits. Next: modelway journal"
BUS = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1/bus"}


@pytest.fixture
def terminal() -> Iterator[tuple[int, Path]]:
    """What a terminal shows, and its path."""
    shows, device = pty.openpty()
    path = Path(os.ttyname(device))
    path.chmod(0o620)
    yield shows, path
    os.close(shows)
    os.close(device)


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch, terminal: tuple[int, Path]) -> None:
    """No terminal but that one: others may be a tester's."""
    monkeypatch.setattr(
        speaking, "own_terminals", lambda: [path for path in own_terminals() if path == terminal[1]]
    )


def test_the_desktop_first() -> None:
    commands = FakedCommands()
    assert speak(SENTENCE, BUS, commands) is Way.DESKTOP
    assert commands.run == [f"notify-send --app-name modelway modelway {SENTENCE}"]


@pytest.mark.usefixtures("only")
def test_else_a_terminal_that_takes_messages(terminal: tuple[int, Path]) -> None:
    assert speak(SENTENCE, BUS, FakedCommands({"notify-send": 1})) is Way.TERMINALS
    assert SENTENCE in os.read(terminal[0], 1000).decode()


@pytest.mark.usefixtures("only")
def test_a_terminal_that_takes_none_is_left_alone(terminal: tuple[int, Path]) -> None:
    terminal[1].chmod(0o600)
    assert speak(SENTENCE, {}, FakedCommands({"notify-send": 1})) is Way.NONE


@pytest.mark.parametrize(("platform", "program"), [("darwin", "osascript -e"), ("win32", "powershell ")])
def test_other_systems_have_their_own(monkeypatch: pytest.MonkeyPatch, platform: str, program: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    commands = FakedCommands()
    assert speak(SENTENCE, {}, commands) is Way.DESKTOP
    assert commands.run[0].startswith(program)
    assert SENTENCE in commands.run[0]
