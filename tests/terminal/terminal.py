"""A real pseudo-terminal with a program in it, and the screen a leader would see."""

import fcntl
import os
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

from begun import Begun

KEYS = {
    "enter": "\r",
    "alt-enter": "\x1b\r",
    "escape": "\x1b",
    "tab": "\t",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
} | {f"ctrl-{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"}
PATIENCE = 15.0


class Screen(pyte.Screen):
    """The emulator's screen; it drops the rest of a line at a joiner, so an emoji is shown in its parts."""

    def draw(self, data: str) -> None:
        super().draw(data.replace("\u200d", "").replace("\ufe0f", ""))

    def line(self, row: int) -> str:
        """One line, without the blanks at its end; the second cell of a wide character holds nothing."""
        cells = self.buffer[row]
        return "".join(cells[column].data for column in range(self.columns)).rstrip()


class Terminal:
    """Runs a command in a pseudo-terminal; what is waited for is never slept for.

    A context manager: the command is ended with the block. Nothing of the caller's environment
    reaches the command but PATH and HOME, unless `environ` names it.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        environ: Mapping[str, str] | None = None,
        columns: int = 80,
        rows: int = 24,
    ) -> None:
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        usual = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
        self.raw = b""
        self._lines: dict[int, str] = {}
        self._screen = Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._side, other = os.openpty()
        termios.tcsetwinsize(self._side, (rows, columns))
        self._program = _start(command, inherited | usual | dict(environ or {}), other)
        os.close(other)
        self._is_open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def send(self, text: str) -> None:
        """Type a text as it is."""
        self.send_bytes(text.encode())

    def send_bytes(self, left: bytes) -> None:
        """Type bytes, which need not be a text."""
        while left:
            left = left[os.write(self._side, left) :]

    def send_key(self, *names: str) -> None:
        """Press keys by their names: "enter", "alt-enter", "left", "ctrl-c", …"""
        for name in names:
            self.send(KEYS[name])

    def paste(self, text: str) -> None:
        """Paste a text the way a terminal does it."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def screen(self) -> list[str]:
        """The lines on the screen now, without the blanks at their ends and the empty ones at the bottom."""
        for row in self._screen.dirty:
            self._lines[row] = self._screen.line(row)
        self._screen.dirty.clear()
        lines = [self._lines.get(row, "") for row in range(self._screen.lines)]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def text(self) -> str:
        """The lines on the screen as one text."""
        return "\n".join(self.screen())

    def cursor(self) -> tuple[int, int]:
        """The cursor's row and column, from 0."""
        return self._screen.cursor.y, self._screen.cursor.x

    def wait_for(self, text: str, *, patience: float = PATIENCE) -> None:
        """Read until the text stands on the screen.

        Raises:
            AssertionError: It did not in `patience` seconds, or the program ended before.
        """
        self.wait_until(lambda: text in self.text(), f"{text!r} on the screen", patience=patience)

    def wait_gone(self, text: str, *, patience: float = PATIENCE) -> None:
        """Read until the text no longer stands on the screen.

        Raises:
            AssertionError: It still did after `patience` seconds.
        """
        self.wait_until(lambda: text not in self.text(), f"{text!r} gone", patience=patience)

    def wait_until(self, is_so: Callable[[], bool], what: str, *, patience: float = PATIENCE) -> None:
        """Read until `is_so`.

        Raises:
            AssertionError: It was not in `patience` seconds, or the program ended before.
        """
        end = time.monotonic() + patience
        while not is_so():
            alive = self._read(end - time.monotonic())
            if not alive or time.monotonic() > end:
                assert is_so(), f"waited for {what}; the screen:\n{self.text()}"

    def wait(self, *, patience: float = PATIENCE) -> int:
        """Read until the program ends, and give its exit code (a signal as its negative number).

        Raises:
            AssertionError: It did not end in `patience` seconds.
        """
        end = time.monotonic() + patience
        while self._read(end - time.monotonic()):
            assert time.monotonic() < end, f"it did not end; the screen:\n{self.text()}"
        return self._exit_code(end)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._screen.resize(rows, columns)
        termios.tcsetwinsize(self._side, (rows, columns))

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self._program.pid, number)

    def hang_up(self, *, patience: float = PATIENCE) -> int:
        """Close the terminal under the program, as closing its window does, and give the exit code.

        Raises:
            AssertionError: It did not end in `patience` seconds.
        """
        self._close()
        return self._exit_code(time.monotonic() + patience)

    def kill(self) -> None:
        """End the program, whatever it is doing, and give its terminal back."""
        if self._program.poll() is None:
            self._program.kill()
            self._program.wait()
        self._close()

    def _close(self) -> None:
        if self._is_open:
            os.close(self._side)
            self._is_open = False

    def _read(self, seconds: float) -> bool:
        """Take what the program wrote; False when it has ended."""
        if not select.select([self._side], [], [], max(seconds, 0))[0]:
            return True
        try:
            data = os.read(self._side, 65536)
        except OSError:  # nobody holds the other side any more
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)

    def _exit_code(self, end: float) -> int:
        code = self._program.wait(max(end - time.monotonic(), 0))
        assert code is not None, f"it did not end; the screen:\n{self.text()}"
        return code


def _start(
    command: Sequence[str], environ: Mapping[str, str], side: int
) -> "Begun | subprocess.Popen[bytes]":
    """Start the program in a copy, and any other one anew, with a terminal of its own."""
    if command[0] == sys.executable:
        return Begun(command, environ, (side, side, side), terminal=True)
    return subprocess.Popen(
        command,
        stdin=side,
        stdout=side,
        stderr=side,
        env=environ,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY),
    )
