"""A command that is refused on a machine without a journal leaves nothing behind."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from modelway.errors import ExitCode

REFUSED = [
    ["journal", "--note", "x"],
    ["journal", "--lived", "honesty=Told them."],
    ["journal", "--from", "nothing.json"],
    ["plan", "add", "honesty", "--will", "ask first"],
    ["plan", "drop", "1"],
    ["today", "--will", "ask first"],
    ["values", "edit", "honesty", "--target", "0.5"],
    ["values", "retire", "honesty", "--yes"],
    ["values", "restore", "honesty"],
    ["values", "move", "honesty", "1"],
    ["nights", "delete", "today", "--yes"],
    ["review", "write", "--from", "nothing.json"],
    ["review", "write", "--focus", "honesty"],
    ["undo", "--yes"],
    ["redo"],
    ["purge", "night", "2026-11-19", "--yes"],
    ["backup", "create"],
    ["backup", "restore", "newest", "--yes"],
    ["protect", "off", "--yes"],
]


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_what_is_refused_before_the_first_word_leaves_no_file(
    modelway: Callable[..., Any], store: Path, arguments: list[str]
) -> None:
    ran = modelway(*arguments)
    assert ran.code != 0
    assert ran.err
    assert not store.exists()
    assert not store.parent.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act in the home of another user")
def test_root_makes_no_file_in_the_home_of_another_user(
    modelway: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "leader"
    home.mkdir()
    os.chown(home, 65534, 65534)
    monkeypatch.setenv("HOME", str(home))
    for arguments in [["journal", "--note", "x"], ["values", "list"], ["config", "set", "color", "never"]]:
        ran = modelway(*arguments)
        assert ran.code == ExitCode.FAILED
        assert "run it without sudo" in ran.err
    assert list(home.iterdir()) == []
