"""Processes of the program that begin as copies of one that has imported it.

Each is a process of its own, with its own streams, environment, folder, signals and exit code. Only the
start of Python and the imports are over, which are nine tenths of what a short command costs. A test of
these, or of what is decided there (encodings, hash seeds, closed streams), starts a process anew.
"""

import multiprocessing
import os
import pkgutil
import runpy
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from multiprocessing import forkserver, reduction
from pathlib import Path
from typing import TextIO

# Read when Python starts, so that a copy would not hear them.
HEARD_AT_THE_START = ("PYTHON", "LC_", "LANG", "LD_")


class Begun:
    """A command that runs in a copy, with the part of `subprocess.Popen` that the tests use."""

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str],
        streams: tuple[int, int, int],
        *,
        terminal: bool = False,
    ) -> None:
        inherited = tuple(_Stream(one) for one in streams)
        self._process = _ready.Process(
            target=_become, args=(command, dict(environ), str(Path.cwd()), inherited, terminal), daemon=True
        )
        self._process.start()
        self.pid = int(self._process.pid or 0)

    def poll(self) -> int | None:
        """The exit code, a signal as its negative number; None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for its end, and give the exit code."""
        self._process.join(timeout)
        return self.poll()

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self._process.kill()


class _Stream:
    """A descriptor that the copy is handed; pickled only while a copy begins."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __reduce__(self) -> tuple[object, ...]:
        return _take_over, (reduction.DupFd(self._number),)


def _take_over(handed: object) -> int:
    return int(handed.detach())  # type: ignore[attr-defined]


def end() -> None:
    """End the process that copies are made of, and wait for it: its time counts as the tests' own."""
    # A public way to end it there is not; the standard library's own tests end it so.
    forkserver._forkserver._stop()


def is_heard_by_a_copy(environ: Mapping[str, str]) -> bool:
    """Return False if any of these variables is one that only the start of a process reads."""
    return not any(name.startswith(HEARD_AT_THE_START) for name in environ)


def _become(
    command: Sequence[str], environ: Mapping[str, str], folder: str, streams: Sequence[int], terminal: bool
) -> None:
    """Become the process that `command` would start: `python -m modelway …` or `python file …`."""
    if terminal:
        os.setsid()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    for stream in streams:
        os.close(stream)
    if terminal:
        # The first terminal that a session opens is its own.
        os.close(os.open(os.ttyname(0), os.O_RDWR))
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(folder)
    time.tzset()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # As Python opens them in the locale C.UTF-8.
    sys.stdin = sys.__stdin__ = _opened(0, "r", "surrogateescape")
    sys.stdout = sys.__stdout__ = _opened(1, "w", "surrogateescape")
    sys.stderr = sys.__stderr__ = _opened(2, "w", "backslashreplace")
    _python, *arguments = command
    if arguments[0] == "-m":
        from modelway import __main__ as program

        sys.argv = [str(program.__file__), *arguments[2:]]
        program.main()
    else:
        sys.argv = arguments
        runpy.run_path(arguments[0], run_name="__main__")


def _opened(stream: int, mode: str, errors: str) -> TextIO:
    return os.fdopen(stream, mode, encoding="utf-8", errors=errors, closefd=False)


def _imported_beforehand() -> list[str]:
    """All of the program that is light, and what it imports first when it asks."""
    import modelway

    found = (one.name for one in pkgutil.walk_packages(modelway.__path__, "modelway."))
    heavy = (
        "modelway.__main__",
        "modelway.store.schema",
        "modelway.store.tables",
        "modelway.store.teaching.tables",
        "modelway.store.together.tables",
        "modelway.store.together.database.",
        "modelway.store.migrations.",
    )
    return [*(name for name in found if not name.startswith(heavy)), "modelway.store.migrations.migrate"]


_ready = multiprocessing.get_context("forkserver")
_ready.set_forkserver_preload(_imported_beforehand())
