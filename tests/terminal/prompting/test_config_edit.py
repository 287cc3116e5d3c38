"""Settings that were edited with a slip are opened again to be mended, in a real terminal."""

import shlex
import sys
from pathlib import Path

import pytest

import processes
from terminal import Terminal

EDITOR = """
import pathlib, sys
file, count = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).with_suffix(".count")
count.write_text("more" if count.exists() else "once")
file.write_text('color = "never"' if count.read_text() == "more" else 'color = "nevr"')
"""


@pytest.mark.parametrize(("key", "code", "holds"), [("y", 0, "never\n"), ("n", 2, "auto\n")])
def test_a_slip_can_be_mended_or_left(tmp_path: Path, key: str, code: int, holds: str) -> None:
    store, editor = tmp_path / "journal.db", tmp_path / "editor.py"
    editor.write_text(EDITOR, "utf-8")
    environ = processes.environment(store, MODELWAY_EDITOR=shlex.join([sys.executable, str(editor)]))
    with Terminal([*processes.PROGRAM, "config", "edit"], environ=environ) as terminal:
        terminal.wait_for("Open it again to mend it?")
        terminal.send(key)
        terminal.wait_for("Saved:" if key == "y" else "Nothing was changed")
        assert terminal.wait() == code
    assert processes.run(store, "config", "get", "color").stdout.decode() == holds
