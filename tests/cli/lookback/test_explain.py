import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from journals import FRIDAY, define, make_journal, write
from modelway.domain.lookback.explaining.explanation import Figure
from modelway.services.session import Session

Run = Callable[..., Any]
ONE_DAY = timedelta(days=1)


@pytest.fixture
def written(modelway: Run, store: Path) -> Run:
    """Five of seven in the week of 9 November, two of two in this one."""
    make_journal(store, fill)
    return modelway


def fill(session: Session) -> None:
    define(session)
    write(session, {date(2026, 11, 9) + number * ONE_DAY: letter for number, letter in enumerate("DDFDDMD")})
    write(session, {FRIDAY - ONE_DAY: "D", FRIDAY: "D"})


def told(modelway: Run, *arguments: str) -> dict[str, Any]:
    envelope = json.loads(modelway("explain", *arguments, "--json").out)
    assert envelope["schema"] == "modelway.explain/2"
    data: dict[str, Any] = envelope["data"]
    return data


def test_without_a_figure_all_are_listed(modelway: Run) -> None:
    ran = modelway("explain")
    assert (ran.code, ran.err) == (0, "")
    assert all(f"  {figure.value}  " in ran.out for figure in Figure)
    envelope = json.loads(modelway("explain", "--json").out)
    assert envelope["schema"] == "modelway.figures/1"
    assert len(envelope["data"]["figures"]) == len(Figure)


def test_a_rate_is_worked_out_step_by_step(written: Run) -> None:
    ran = written("explain", "rate", "honesty", "--week", "2026-W46")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Demonstration rate · Honesty  ")
    assert "71 % (23–98 %): 5 of 7 nights." in ran.out
    assert "5 / (5 + 1 + 1) = 0.714286" in ran.out
    assert ran.out.endswith("Next: modelway explain gap honesty\n")
    assert "5 / (5 + 1 + 1)" in ran.out


def test_the_figure_is_the_one_of_the_review(written: Run) -> None:
    review = json.loads(written("review", "--json", "--last").out)["data"]["values"][0]
    rate = told(written, "rate", "honesty", "--week", "2026-W46")["result"]
    gap = told(written, "gap", "honesty", "--week", "2026-W46")["result"]
    assert (rate["rate"], rate["low"], rate["high"]) == (review["rate"], review["low"], review["high"])
    assert gap["gap"] == review["gap"]
    assert gap["verdict"] == review["verdict"]


def test_the_figure_is_the_one_of_the_trends(written: Run) -> None:
    gaps = json.loads(written("trends", "gaps", "--json").out)["data"]["values"]
    for one in gaps:
        explained = told(written, "gap", one["value"])["result"]
        assert (explained["gap"], explained["priority"]) == (one["gap"], one["priority"])


@pytest.mark.parametrize(
    ("options", "start", "end"),
    [
        ([], "2026-08-31", "2026-11-20"),
        (["--weeks", "1"], "2026-11-16", "2026-11-20"),
        (["--week", "2026-W46"], "2026-11-09", "2026-11-15"),
        (["--month", "2026-11"], "2026-11-01", "2026-11-30"),
        (["--from", "2026-11-10", "--to", "2026-11-12"], "2026-11-10", "2026-11-12"),
        (["--from", "monday"], "2026-11-16", "2026-11-20"),
        (["--to", "2026-11-12"], "2026-11-09", "2026-11-12"),
        (["--to", "2026-11-01"], "2026-11-01", "2026-11-01"),
        (["--all"], "2026-11-09", "2026-11-20"),
    ],
)
def test_a_stretch_can_be_chosen(written: Run, options: list[str], start: str, end: str) -> None:
    assert told(written, "rate", "honesty", *options)["period"] == {"start": start, "end": end}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["happiness"], 3, "choose one of rate, gap, follow-through"),
        (["rate", "patience"], 3, "There is no value"),
        (["streak", "honesty"], 2, "leave “honesty” out"),
        (["rate", "--week", "2026-W46", "--all"], 2, "choose one"),
        (["rate", "--month", "2026-W46"], 2, "and “2026-W46” is none."),
        (["rate", "--month", "2026-12"], 2, "has not begun yet"),
        (["rate", "--from", "2026-11-12", "--to", "2026-11-10"], 2, "ends before it starts"),
        (["rate", "--weeks", "0"], 2, "--weeks"),
        (["rate", "honesty", "courage"], 2, "modelway explain --help"),
    ],
)
def test_what_cannot_be_explained_is_said_in_a_sentence(
    written: Run, arguments: list[str], code: int, said: str
) -> None:
    ran = written("explain", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_a_slip_of_the_pen_is_understood(written: Run) -> None:
    assert told(written, "demonstrtion-rate")["figure"] == "rate"


def test_an_empty_journal_gets_the_formula_and_no_file(modelway: Run, store: Path) -> None:
    ran = modelway("explain", "rate")
    assert (ran.code, ran.err) == (0, "")
    assert "There are no values yet." in ran.out
    assert ran.out.endswith("Next: modelway values define\n")
    assert not store.exists()


def test_every_figure_can_be_explained_over_every_stretch(written: Run) -> None:
    for figure in Figure:
        for options in ([], ["--all"], ["--week", "2026-W30"], ["--month", "2026-11"]):
            ran = written("explain", figure.value, *options)
            assert (ran.code, ran.err) == (0, "")
            assert told(written, figure.value, *options)["figure"] == figure.value
