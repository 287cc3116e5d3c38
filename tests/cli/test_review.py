import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from journals import FRIDAY, define, session_at, write

Run = Callable[..., Any]
ONE_DAY = timedelta(days=1)


@pytest.fixture
def written(modelway: Run, store: Path) -> Run:
    """Five of seven in the week of 9 November, two of two in this one."""
    with session_at(store) as session:
        define(session)
        write(
            session, {date(2026, 11, 9) + number * ONE_DAY: letter for number, letter in enumerate("DDFDDMD")}
        )
        write(session, {FRIDAY - ONE_DAY: "D", FRIDAY: "D"})
    return modelway


def told(modelway: Run, *arguments: str) -> dict[str, Any]:
    envelope = json.loads(modelway("review", "--json", *arguments).out)
    assert envelope["schema"] == "modelway.review/1"
    data: dict[str, Any] = envelope["data"]
    return data


def test_an_empty_journal_can_be_looked_back_on(modelway: Run, store: Path) -> None:
    ran = modelway("review")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("Next: modelway values define\n")
    assert told(modelway)["values"] == []
    assert not store.exists()


def test_this_week_is_told_in_words_and_figures(written: Run) -> None:
    ran = written("review")
    assert ran.code == 0
    assert ran.out.startswith("The week of 16–22 November 2026")
    data = told(written)
    assert data["period"] == {"start": "2026-11-16", "end": "2026-11-22"}
    assert data["coverage"] == {"journaled": 2, "nights": 5, "rest": 0, "rate": 0.4}


@pytest.mark.parametrize("arguments", [["--last"], ["--week", "2026-W46"], ["--week", "2026w46"]])
def test_a_past_week_is_named(written: Run, arguments: list[str]) -> None:
    honesty = told(written, *arguments)["values"][0]
    assert (honesty["demonstrated"], honesty["fell_short"], honesty["missed"]) == (5, 1, 1)
    assert (round(honesty["low"], 6), round(honesty["high"], 6)) == (0.358934, 0.917781)
    assert "5 of 7  71 % (36–92 %)" in written("review", *arguments).out


def test_the_week_starts_where_the_settings_say(written: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELWAY_WEEK_STARTS_ON", "sunday")
    assert told(written)["period"] == {"start": "2026-11-15", "end": "2026-11-21"}
    assert told(written, "--last")["period"] == {"start": "2026-11-08", "end": "2026-11-14"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--week", "2026-W54"], "is no week of 2026"),
        (["--week", "2026-W48"], "has not begun yet"),
        (["--week", "November"], "such as 2026-W47"),
        (["--week", "2026-W46", "--month", "2026-11"], "--week and --month name two periods"),
        (["--year", "2026", "--from", "yesterday"], "--year and --from name two periods"),
        (["--month", "2026"], "is no month: type one such as 2026-11, or this, or last."),
        (["--month", "2026-13"], "is no month: type one from 2026-01 to 2026-12."),
        (["--quarter", "2026-11"], "is no quarter: type one such as 2026-Q4"),
        (["--quarter", "2026-Q5"], "is no quarter: type one from 2026-Q1 to 2026-Q4."),
        (["--year", "2026-W47"], "is no year: type one such as 2026"),
        (["--year", "2027"], "has not begun yet"),
        (["--to", "yesterday"], "say where it begins with --from DAY"),
        (["--from", "2026-11-10", "--to", "2026-11-01"], "type the earlier day first"),
        (["--from", "2026-12-01"], "has not come yet"),
        (["--plain", "--json"], "exclude each other"),
        (["--markdown", "-", "--json"], "exclude each other"),
        (["--yes"], "give both, or leave it out"),
        (["--json", "write"], "Put the options behind the word: modelway review write"),
        (["last"], "modelway review --help"),
    ],
)
def test_a_week_that_cannot_be_told_is_wrong_usage(written: Run, arguments: list[str], said: str) -> None:
    ran = written("review", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_the_53rd_week_runs_into_the_new_year(modelway: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELWAY_NOW", "2027-01-02T21:00")
    assert told(modelway)["period"] == {"start": "2026-12-28", "end": "2027-01-03"}
    assert told(modelway, "--week", "2026-W53") == told(modelway)
    assert "28 December 2026 – 3 January 2027" in modelway("review").out
