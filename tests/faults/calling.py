"""Commands called within this process, many thousand times, away from the leader's own files."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from modelway.cli.running import run
from modelway.errors import ExitCode

NOW = "2026-11-20T21:00"
PLANNED = frozenset(ExitCode)


class Ran(NamedTuple):
    """What a command answered."""

    code: int
    out: bytes
    err: bytes


def call(*arguments: str, data: bytes = b"") -> Ran:
    """Run one command as the shell would; `data` is its standard input."""
    streams = sys.stdin, sys.stdout, sys.stderr
    out, err = BytesIO(), BytesIO()
    sys.stdin = TextIOWrapper(BytesIO(data), encoding="utf-8")
    sys.stdout, sys.stderr = TextIOWrapper(out, "utf-8"), TextIOWrapper(err, "utf-8")
    try:
        code = run(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
        return Ran(int(code), out.getvalue(), err.getvalue())
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams


@contextmanager
def away_from_home(store: Path, **environ: str) -> Iterator[None]:
    """Have commands find this journal, a home beside it, and a fixed moment unless another one is named."""
    before, folder = dict(os.environ), Path.cwd()
    store.parent.mkdir(parents=True, exist_ok=True)
    home = dict.fromkeys(
        ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), str(store.parent)
    )
    fixed = {"MODELWAY_STORE": str(store), "MODELWAY_NOW": NOW, "COLUMNS": "80", "TZ": "UTC"}
    os.environ.clear()
    os.environ.update({"PATH": before["PATH"], **home, **fixed, **environ})
    os.chdir(store.parent)
    time.tzset()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        os.chdir(folder)
        time.tzset()


def assert_told(ran: Ran, what: object) -> None:
    """An exit code that is planned; whatever fails is told in a sentence, and is no fault of the program."""
    said = ran.err.decode()
    assert ran.code in PLANNED, (what, ran)
    assert "Traceback" not in said, (what, said)
    assert "has a fault" not in said, (what, said)
    if ran.code and ran.code != ExitCode.INTERRUPTED and not ran.out:
        assert said.strip(), (what, ran)
        assert len(said) < 2_000, (what, said[:200])
