"""Asks for a passphrase: nothing that is typed is shown, and stdin and stdout may be something else."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, NoReturn, Self

from modelway.cli.ask.wrapping import NARROWEST, WIDEST, arranged, wrapped
from modelway.errors import Interrupted, ModelwayError, StoreError, UsageError
from modelway.machine.processes import CLOSING
from modelway.machine.terminal import Terminal

KEYS = ("hidden as you type", "Enter done", "Ctrl-C leave")
MOST_BYTES = 4096
TRIES = 5
CLOSED = (
    "Your journal is protected with a passphrase, and there is no terminal to ask for it: "
    "name a command that writes it in MODELWAY_PASSPHRASE_COMMAND."
)


def can_ask() -> bool:
    """Return True if somebody sits at a terminal: one of the three streams is one."""
    return any(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


class SecretAsker:
    """Asks on the terminal of this process for what nobody may see; a context manager around the questions.

    What is typed is not echoed from the first question to the last, also between two of them.

    Args:
        color: Whether the question stands out; "auto" follows NO_COLOR.
        without_terminal: What is raised where there is no terminal.
    """

    def __init__(self, *, color: str = "auto", without_terminal: ModelwayError) -> None:
        self._without_terminal = without_terminal
        plain = os.environ.get("TERM", "dumb") in ("", "dumb", "unknown")
        self._styled = not plain and (
            color == "always" or (color == "auto" and not os.environ.get("NO_COLOR"))
        )
        self._terminal: Terminal
        self._asked = self._spoken = False
        self._handlers: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        if not can_ask():
            raise self._without_terminal
        try:
            self._terminal = Terminal()
        except OSError:
            raise self._without_terminal from None
        for number in CLOSING:
            self._handlers[number] = signal.signal(number, _leave)
        # What was typed before the question was no answer to it.
        self._terminal.silence()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._write("\n")
        self._terminal.close()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def secret(self, question: str) -> str:
        """What is typed until Enter, as it is; it is never shown, not even its length.

        Raises:
            Interrupted: the leader left.
        """
        width = self._width()
        asked = wrapped(question, width)
        if self._spoken:
            self._say("")
        self._say(*(f"\x1b[1m{line}\x1b[0m" if self._styled else line for line in asked))
        if not self._asked:
            self._say(*arranged(KEYS, width, " | "))
        self._asked = self._spoken = True
        self._write("> ")
        line = self._line()
        self._write("(hidden)\n")
        return line.decode("utf-8", "surrogateescape")

    def say(self, words: str) -> None:
        """A remark between two questions."""
        self._spoken = True
        self._say(*wrapped(words, self._width(), "  ", "  "))

    def _line(self) -> bytes:
        typed = b""
        while not typed.endswith(b"\n"):
            more = self._terminal.read(MOST_BYTES)
            if not more:
                raise Interrupted("Nothing was changed.")
            typed += more
        return typed.rstrip(b"\r\n")

    def _say(self, *lines: str) -> None:
        self._write("".join(f"{line}\n" for line in lines))

    def _write(self, text: str) -> None:
        self._terminal.write(text.encode(self._terminal.encoding, "replace"))

    def _width(self) -> int:
        with suppress(OSError):
            return max(NARROWEST, min(self._terminal.columns() or WIDEST, WIDEST))
        return WIDEST


def ask_passphrase(path: Path, left: int, *, color: str = "auto") -> str:
    """The passphrase of the file at `path`, with so many tries left."""
    with SecretAsker(color=color, without_terminal=StoreError(CLOSED)) as asker:
        if left == 2:
            asker.say("That one does not fit. Two tries are left.")
        elif left == 1:
            asker.say("That one does not fit either. One try is left.")
        return asker.secret(f"The passphrase of {path.name}?")


def new_passphrase(*, color: str = "auto", change: bool = False) -> str:
    """A passphrase typed twice the same, with a hint on how hard it is to guess.

    Raises:
        Interrupted: the leader left, or it was never twice the same.
        UsageError: there is no terminal.
    """
    from modelway.domain.keeping.passphrase import complaint, strength

    variable = "MODELWAY_NEW_PASSPHRASE_COMMAND" if change else "MODELWAY_PASSPHRASE_COMMAND"
    nobody = (
        "A new passphrase is asked for in a terminal, and there is none: run this in one, "
        f"or name a command that writes it in {variable}."
    )
    with SecretAsker(color=color, without_terminal=UsageError(nobody)) as asker:
        question = "The new passphrase?" if change else "A passphrase for your journal?"
        for _ in range(TRIES):
            typed = asker.secret(question)
            said = complaint(typed)
            if said:
                asker.say(said)
                continue
            asker.say(strength(typed))
            if asker.secret("The same once more, to be sure?") == typed:
                return typed
            asker.say("The two were not the same.")
        raise Interrupted("Nothing was changed. Try it again whenever you like.")


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    raise Interrupted("Stopped; nothing was changed.")
