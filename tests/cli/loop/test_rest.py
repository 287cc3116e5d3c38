"""`modelway rest`: nights that are not asked for, past ones and those to come."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from journals import FRIDAY, define, session_at, write

Run = Callable[..., Any]


@pytest.fixture
def with_a_gap(modelway: Run, store: Path) -> Run:
    """Friday and the four nights before, with two missed between them and the three before those."""
    with session_at(store) as session:
        define(session)
        write(session, {FRIDAY - timedelta(days=back): "DDD" for back in (0, 1, 2, 5, 6, 7)})
    return modelway


def rests(run: Run) -> list[Any]:
    found: list[Any] = json.loads(run("rest", "list", "--json").out)["data"]["rests"]
    return found


def coverage(run: Run) -> Any:
    return json.loads(run("review", "--from", "2026-11-10", "--to", "2026-11-20", "--json").out)["data"][
        "coverage"
    ]


def test_a_rest_over_past_nights_mends_the_coverage(with_a_gap: Run) -> None:
    before = coverage(with_a_gap)
    done = with_a_gap("rest", "add", "2026-11-16", "--to", "2026-11-17", "--reason", "Ill.")
    after = coverage(with_a_gap)

    assert (done.code, "Monday 16 November 2026 to Tuesday 17 November 2026 (Ill.)" in done.out) == (0, True)
    assert after["rest"] - before["rest"] == 2
    assert after["rate"] > before["rate"]


def test_a_weekly_rest_lets_that_weekday_rest_up_to_its_end(with_a_gap: Run) -> None:
    with_a_gap("rest", "add", "2026-11-22", "--weekly", "--to", "2026-12-12")

    assert [one["from"] for one in rests(with_a_gap)] == ["2026-11-22", "2026-11-29", "2026-12-06"]


def test_a_rest_of_one_value_is_taken_away_by_its_number_and_undo_brings_it_back(with_a_gap: Run) -> None:
    with_a_gap("rest", "add", "2026-12-24", "--to", "2027-01-01", "--value", "courage")
    assert [(one["value"], one["to"]) for one in rests(with_a_gap)] == [("courage", "2027-01-01")]

    assert with_a_gap("rest", "remove", "1").code == 0
    assert rests(with_a_gap) == []
    with_a_gap("undo")
    assert len(rests(with_a_gap)) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["add", "2026-11-20", "--to", "2026-11-19"], 2),
        (["add", "sunday", "--weekly"], 2),
        (["add", "2026-11-20", "--value", "grit"], 3),
        (["remove", "7"], 3),
    ],
)
def test_what_cannot_rest_is_said(with_a_gap: Run, arguments: list[str], code: int) -> None:
    done = with_a_gap("rest", *arguments)

    assert (done.code, done.err.count("\n")) == (code, 1)


def test_the_list_ends_with_a_command(with_a_gap: Run) -> None:
    assert with_a_gap("rest").out.splitlines()[-1].endswith("modelway rest add sunday")
    with_a_gap("rest", "add", "2026-11-22")
    assert with_a_gap("rest").out.splitlines()[-1].endswith("modelway rest remove 1")
