"""Runs the program within the test, away from the leader's own files, at a fixed moment."""

import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

import pytest

from modelway.cli.running import run


class Ran(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where the journal of the test lies; there is none yet."""
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def modelway(
    store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> Callable[..., Ran]:
    """Runs one command as the shell would; `data` is its standard input."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in ("NO_COLOR", "MODELWAY_CONFIG", "MODELWAY_COLOR", "MODELWAY_GLYPHS", "MODELWAY_EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MODELWAY_STORE", str(store))
    monkeypatch.setenv("MODELWAY_NOW", "2026-11-20T21:00")
    monkeypatch.setenv("COLUMNS", "80")

    def command(*arguments: str, data: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data), encoding="utf-8"))
        code = run(list(arguments))
        out, err = capsysbinary.readouterr()
        return Ran(int(code), out.decode(), err.decode())

    return command
