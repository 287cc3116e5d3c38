"""What a leader types by instinct behind a command is taken, or the right way is named."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from journals import FRIDAY, define, make_journal, write
from modelway.cli.tree import COMMANDS
from modelway.errors import ExitCode
from modelway.services.session import Session

Run = Callable[..., Any]


@pytest.fixture
def written(modelway: Run, store: Path) -> Run:
    make_journal(store, fill)
    return modelway


def fill(session: Session) -> None:
    define(session)
    write(session, {FRIDAY - timedelta(days=back): "DFM" for back in range(1, 12)})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("review last", "review --last"),
        ("review last week --plain", "review --last --plain"),
        ("review month", "review --month this"),
        ("review last month", "review --month last"),
        ("review 2026-W46", "review --week 2026-W46"),
        ("review 2026-11 --json", "review --month 2026-11 --json"),
        ("values honesty", "values show honesty"),
        ("nights yesterday", "nights show yesterday"),
    ],
)
def test_a_word_that_means_one_thing_is_taken(written: Run, typed: str, meant: str) -> None:
    assert written(*typed.split()).out == written(*meant.split()).out
    assert written(*typed.split()).code == 0


def test_a_day_behind_journal_is_the_night_that_is_written(written: Run) -> None:
    assert written("journal", "yesterday", "--note", "A long day.").code == 0
    assert "A long day." in written("nights", "show", "2026-11-19").out


def test_a_number_behind_undo_is_how_often(written: Run) -> None:
    written("journal", "--note", "One.")
    written("journal", "--lived", "honesty=Two.")
    assert written("undo", "2", "--yes").code == 0
    assert "One." not in written("nights", "show", "today").out


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("plan honesty", "modelway plan add honesty"),
        ("trends honesty", "modelway explain trend honesty"),
        ("today honesty", "modelway today --value honesty"),
        ("history honesty", "modelway history --night honesty, or --value honesty"),
        ("purge honesty", "modelway purge --night honesty, or --value honesty"),
    ],
)
def test_where_it_could_mean_more_the_right_way_is_named(written: Run, typed: str, named: str) -> None:
    ran = written(*typed.split())
    assert ran.code == ExitCode.USAGE
    assert named in ran.err


# A search looks for any words.
@pytest.mark.parametrize("command", sorted(COMMANDS.keys() - {"search"}))
def test_no_command_answers_a_word_with_an_unexpected_argument(written: Run, command: str) -> None:
    ran = written(command, "something", "else")
    assert ran.code in (ExitCode.USAGE, ExitCode.NOT_FOUND), ran
    assert "unexpected extra" not in ran.err
    assert ran.err.count("\n") >= 1
