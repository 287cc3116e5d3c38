"""Runs whole processes and says what they took: wall time, processor time and peak memory."""

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from resource import struct_rusage

PATIENCE = 120.0
LINES_AND_COLUMNS = (24, 80)


class Case(NamedTuple):
    """One command to be measured.

    `before` prepares it, unmeasured; with `shown` it runs in a terminal, until that text stands there.
    `variables` come into its environment beside those that all share. What takes long is only measured in the
    first `rounds`.
    """

    name: str
    command: Sequence[str]
    before: Callable[[], object] | None = None
    shown: bytes = b""
    variables: Mapping[str, str] = MappingProxyType({})
    rounds: int | None = None


class Taken(NamedTuple):
    """What one process took: wall and processor time in ms, peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def measure(case: Case, environ: Mapping[str, str]) -> Taken:
    """Run the command once; one that fails ends the benchmark."""
    if case.before:
        case.before()
    environ = {**environ, **case.variables}
    return _until_shown(case, environ) if case.shown else _whole(case, environ)


def _whole(case: Case, environ: Mapping[str, str]) -> Taken:
    """From the start to the end, with nothing to read and nobody to write to."""
    nowhere = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
    ]
    started = time.perf_counter()
    process = os.posix_spawn(case.command[0], case.command, environ, file_actions=nowhere)
    _, status, usage = os.wait4(process, 0)
    ended = time.perf_counter()
    if status:
        code = os.waitstatus_to_exitcode(status)
        sys.exit(f"{' '.join(case.command)} failed with exit code {code}.")
    return _taken(ended - started, usage)


def _until_shown(case: Case, environ: Mapping[str, str]) -> Taken:
    """From the start in a terminal until the awaited text stands there; then the process is killed."""
    started = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        termios.tcsetwinsize(0, LINES_AND_COLUMNS)
        os.execve(case.command[0], case.command, environ)
    screen = b""
    while case.shown not in screen:
        ready, _, _ = select.select([terminal], [], [], PATIENCE)
        try:
            fresh = os.read(terminal, 65536) if ready else b""
        except OSError:  # how a terminal says that its process has ended
            fresh = b""
        if not fresh:
            sys.exit(f"{' '.join(case.command)} did not show {case.shown!r}, but {screen!r}.")
        screen += fresh
    ended = time.perf_counter()
    os.kill(process, signal.SIGKILL)
    _, _, usage = os.wait4(process, 0)
    os.close(terminal)
    return _taken(ended - started, usage)


def _taken(seconds: float, usage: "struct_rusage") -> Taken:
    unit = 1 if sys.platform == "darwin" else 1024
    return Taken(seconds * 1e3, (usage.ru_utime + usage.ru_stime) * 1e3, usage.ru_maxrss * unit / 1e6)


def restoring(
    original: Path, copy: Path, reading: Sequence[str], environ: Mapping[str, str]
) -> Callable[[], None]:
    """A step that makes `copy` what `original` is, leaving nothing of it for the disk to do later.

    Then it runs `reading` once, because a large copy drives the program out of the processor's caches.
    """

    def restore() -> None:
        shutil.copyfile(original, copy)
        with copy.open("rb") as file:
            os.fsync(file.fileno())
        nowhere = subprocess.DEVNULL
        subprocess.run(reading, env=environ, stdin=nowhere, stdout=nowhere, check=True)

    return restore
