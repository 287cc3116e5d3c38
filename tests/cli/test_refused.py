"""A command that is refused on a machine without a journal leaves nothing behind."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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
