"""modelway in a process of its own, as a shell starts it, and the limits an operating system can set it."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from ctypes import CDLL
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from begun import Begun, is_heard_by_a_copy
from modelway.store.files.backups import one_at_a_time

DROP_CAPABILITY = 24  # PR_CAPBSET_DROP of prctl
OVERRIDES = (1, 2)  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
PATIENCE = 60
PROGRAM = (sys.executable, "-m", "modelway")


def environment(store: Path, **more: str) -> dict[str, str]:
    """Nothing of the leader's own: the store, a home beside it, a moment unless `more` names one."""
    home = str(store.parent)
    return {
        "PATH": os.environ["PATH"],
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "XDG_DATA_HOME": home,
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "MODELWAY_STORE": str(store),
        "MODELWAY_NOW": "2026-11-20T21:00+01:00",
    } | more


def run(
    store: Path,
    *arguments: str | bytes,
    data: bytes = b"",
    limited: Callable[[], None] | None = None,
    command: Sequence[str] = PROGRAM,
    anew: bool = False,
    **environ: str,
) -> subprocess.CompletedProcess[bytes]:
    """Run a command on the store to its end; `limited` is called in the new process before it begins.

    It begins as a copy of a process that has imported the program, unless it is to start `anew`, or has
    to: for `limited`, another `command`, or a variable that only the start of a process reads.
    """
    whole = environment(store, **environ)
    if not anew and command is PROGRAM and not limited and is_heard_by_a_copy(environ):
        return _run_in_a_copy([*command, *map(os.fsdecode, arguments)], data, whole)
    return subprocess.run(
        [*command, *arguments],
        input=data,
        capture_output=True,
        env=whole,
        preexec_fn=limited,
        timeout=PATIENCE,
        check=False,
    )


def _run_in_a_copy(
    command: Sequence[str], data: bytes, environ: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    with TemporaryFile() as given, TemporaryFile() as out, TemporaryFile() as err:
        given.write(data)
        given.seek(0)
        begun = Begun(command, environ, (given.fileno(), out.fileno(), err.fileno()))
        code = begun.wait(PATIENCE)
        if code is None:
            begun.kill()
            raise subprocess.TimeoutExpired(command, PATIENCE)
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(command, code, out.read(), err.read())


def start(store: Path, *arguments: str, **environ: str) -> subprocess.Popen[bytes]:
    """Start a command and leave it running."""
    return subprocess.Popen(
        [*PROGRAM, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(store, **environ),
    )


def wait_for_backups(store: Path) -> None:
    """Until no command that has ended has a backup being made behind it."""
    with one_at_a_time(store):
        pass


def without_privileges() -> None:
    """Let permissions bind the superuser too, who runs the tests in many a container."""
    if os.getuid() == 0:
        for capability in OVERRIDES:
            if CDLL(None).prctl(DROP_CAPABILITY, capability, 0, 0, 0):
                raise OSError("this machine does not let its superuser give up privileges")


def give_to_another_user(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the file belong to another user than this one; who cannot give it away becomes another one."""
    if os.getuid() == 0:
        os.chown(path, 65534, -1, follow_symlinks=False)
    else:
        monkeypatch.setattr(os, "getuid", lambda: 65534)


def with_files_up_to(size: int) -> Callable[[], None]:
    """No file may grow beyond `size` bytes, as on a disk with no more room."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def dump(store: Path) -> Mapping[str, list[tuple[object, ...]]]:
    """Every row of every table, to compare a store before and after."""
    from modelway.store.opening import open_store

    connection = open_store(store)
    try:
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).fetchall()
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for (name,) in tables}
    finally:
        connection.close()
