"""The backup behind an evening is made however its window goes."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

import processes
from journals import define, make_journal
from modelway.store.files import backups
from modelway.store.files.engine import connect
from modelway.store.keeping import checks
from terminal import Terminal

ENDINGS: dict[str, Callable[[Terminal], object]] = {
    "Ctrl-C": lambda terminal: (terminal.send_key("ctrl-c"), terminal.wait()),
    "closed": lambda terminal: terminal.hang_up(),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_evening_that_was_left_is_backed_up_with_its_answers(tmp_path: Path, ending: str) -> None:
    # Given an evening with its first answer saved
    store = tmp_path / "journal.db"
    make_journal(store, define)
    with Terminal([*processes.PROGRAM, "journal"], environ=processes.environment(store)) as terminal:
        terminal.wait_for("that demonstrates Honesty?")
        terminal.send("Told Ana at nine.\r")
        terminal.wait_for("that demonstrates Courage?")
        # When it is left
        ENDINGS[ending](terminal)
    # Then a backup holds that answer
    until = time.monotonic() + processes.PATIENCE
    while not backups.backups_of(store):
        assert time.monotonic() < until
        time.sleep(0.02)
    processes.wait_for_backups(store)
    (made,) = (backups.folder_of(store) / one.name for one in backups.backups_of(store))
    assert checks.problems_of(made) == []
    assert connect(made).execute("SELECT text FROM reflection").fetchall() == [("Told Ana at nine.",)]
