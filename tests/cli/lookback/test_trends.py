"""`modelway trends` from the command line: its looks, its options, and the keys that programs rely on."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from journals import FRIDAY, define, night, session_at
from modelway.domain.loop.practices import PracticeOutcome
from modelway.services.loop.record import record

Run = Callable[..., Any]

LOOKS = ("", "gaps", "calendar", "weekdays", "follow-through", "lift", "consistency")
VERSIONS = dict.fromkeys(("calendar", "weekdays", "consistency"), 1)
SCHEMAS = {look: look or "trends" for look in LOOKS}
RATE = {"rate", "low", "high"}
FOLLOW_THROUGH = {
    "kept",
    "partly",
    "not_kept",
    "no_chance",
    "unreported",
    "strict",
    "low",
    "high",
    "credited",
    "credited_low",
    "credited_high",
}
TREND = {"verdict", "answers", "z", "p", "adjusted_p", "design_effect", "level", "slope", "weeks"}
TALLY = RATE | {"demonstrated", "opportunities"}
every_look = pytest.mark.parametrize("look", LOOKS)


@pytest.fixture
def written(modelway: Run, store: Path) -> Run:
    """Eight weeks of three values: honesty rises, courage is steady, care is missed on Mondays."""
    first = FRIDAY - timedelta(days=55)
    nights = []
    for number in range(56):
        day = first + timedelta(days=number)
        honesty = "D" if number % 7 < number // 8 else "F"
        nights.append(
            night(
                day,
                honesty + "DNFDDDD"[number % 7] + ("M" if day.weekday() == 0 else "D"),
                texts={"1": "what nobody else may read"},
                reports={"1": PracticeOutcome.KEPT} if number else {},
                plans={"1": "begin with the weakest number"} if number < 55 else {},
            )
        )
    with session_at(store, f"{first}T20:00") as session:
        define(session)
    with session_at(store) as session:
        record(session, nights)
    return modelway


def told(run: Run, look: str, *arguments: str) -> dict[str, Any]:
    ran = run("trends", *([look] if look else []), "--json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    envelope = json.loads(ran.out)
    assert envelope["schema"] == f"modelway.{SCHEMAS[look]}/{VERSIONS.get(look, 2)}"
    data: dict[str, Any] = envelope["data"]
    return data


@every_look
def test_an_empty_journal_shows_what_will_be_there_and_makes_no_file(
    modelway: Run, store: Path, look: str
) -> None:
    for plain in ([], ["--plain"]):
        ran = modelway("trends", *([look] if look else []), *plain)
        assert (ran.code, ran.err) == (0, "")
        assert "Next: modelway" in ran.out.splitlines()[-1]
    assert told(modelway, look)["period"]["end"] == "2026-11-20"
    assert not store.exists()


@every_look
def test_a_look_is_a_screen_sentences_or_json_and_never_shows_a_word_of_the_nights(
    written: Run, look: str
) -> None:
    command = ["trends", *([look] if look else [])]
    screen, plain = written(*command), written(*command, "--plain")
    for ran in (screen, plain):
        assert (ran.code, ran.err) == (0, "")
        assert "Next: modelway" in ran.out.splitlines()[-1]
        assert "\x1b" not in ran.out
        assert "nobody else may read" not in ran.out
    assert screen.out != plain.out
    assert "nobody else may read" not in json.dumps(told(written, look))


@every_look
def test_more_weeks_or_all_of_them_can_be_asked_for(written: Run, look: str) -> None:
    assert told(written, look, "--weeks", "3")["period"]["start"] == "2026-11-02"
    assert told(written, look, "--all")["period"]["start"] == "2026-09-26"


def test_without_a_wish_it_is_twelve_weeks_and_a_year_in_the_calendar(written: Run) -> None:
    assert told(written, "")["period"] == {"start": "2026-08-31", "end": "2026-11-20"}
    assert told(written, "calendar")["period"]["start"] == "2025-11-24"


def test_the_keys_of_trends_are_frozen(written: Run) -> None:
    data = told(written, "")
    assert set(data) == {"period", "values", "follow_through"}
    (honesty, *_) = data["values"]
    counts = {"demonstrated", "fell_short", "missed", "no_opportunity", "unanswered"}
    assert set(honesty) == {"value", "since", "weeks", "trend"} | counts | RATE
    assert set(honesty["trend"]) == TREND
    assert set(honesty["weeks"][0]) == {"start", "demonstrated", "opportunities", "rate"}
    assert set(data["follow_through"]) == FOLLOW_THROUGH | {"weeks", "trend"}
    assert set(data["follow_through"]["weeks"][0]) == {"start", "kept", "decided", "rate"}
    assert set(data["follow_through"]["trend"]) == TREND


def test_the_keys_of_the_other_looks_are_frozen(written: Run) -> None:
    gaps = told(written, "gaps")
    assert set(gaps) == {"period", "values"}
    assert set(gaps["values"][0]) == TALLY | {
        "nights_needed",
        "value",
        "since",
        "target",
        "importance",
        "gap",
        "priority",
        "verdict",
        "targets",
    }
    calendar = told(written, "calendar")
    assert set(calendar) == {"period", "nights", "values"}
    assert set(calendar["nights"][0]) == {"date", "state", "demonstrated", "opportunities"}
    assert set(calendar["values"][0]) == {"value", "days"}
    assert set(calendar["values"][0]["days"][0]) == {"date", "state"}
    weekdays = told(written, "weekdays")
    assert set(weekdays) == {"period", "opportunities", "comparisons"}
    assert set(weekdays["comparisons"][0]) == {
        "value",
        "weekday",
        "demonstrated",
        "opportunities",
        "other_demonstrated",
        "other_opportunities",
        "p",
        "adjusted_p",
        "stands_out",
    }
    practices = told(written, "follow-through")
    assert set(practices) == {"period", "overall", "values"}
    assert set(practices["overall"]) == FOLLOW_THROUGH | {"practices"}
    assert set(practices["values"][0]) == FOLLOW_THROUGH | {"practices", "value"}
    lift = told(written, "lift")
    assert set(lift) == {"period", "values"}
    assert set(lift["values"][0]) == {"value", "since", "planned", "unplanned", "lift"}
    assert set(lift["values"][0]["planned"]) == TALLY
    assert lift["values"][0]["lift"] is None
    consistency = told(written, "consistency")
    assert set(consistency) == {"period", "score", "streak", "coverage", "weeks"}
    assert set(consistency["coverage"]) == {"journaled", "nights", "rest", "rate"}
    assert set(consistency["weeks"][0]) == {"start", "journaled", "nights", "rate"}


def test_the_figures_are_those_of_the_journal(written: Run) -> None:
    honesty, courage, care = told(written, "")["values"]
    assert (honesty["trend"]["verdict"], courage["trend"]["verdict"]) == ("up", "unclear")
    assert honesty["trend"]["slope"] > 0.05
    assert (courage["no_opportunity"], care["missed"]) == (8, 8)
    comparisons = told(written, "weekdays")["comparisons"]
    clear = {(one["value"], one["weekday"]): one["demonstrated"] for one in comparisons if one["stands_out"]}
    assert clear["care-for-people", "monday"] == 0
    assert told(written, "follow-through")["overall"]["kept"] == 55
    consistency = told(written, "consistency")
    assert (consistency["streak"], consistency["coverage"]["rate"]) == (56, 1.0)


def test_what_cannot_be_told_is_null(modelway: Run, store: Path) -> None:
    with session_at(store) as session:
        define(session)
        record(session, [night(FRIDAY, "N")])
    honesty = told(modelway, "")["values"][0]
    assert [honesty[key] for key in ("rate", "low", "high")] == [None] * 3
    assert honesty["trend"] == {
        "verdict": "too_few",
        "answers": 0,
        "z": None,
        "p": None,
        "adjusted_p": None,
        "design_effect": None,
        "level": None,
        "slope": None,
        "weeks": 0,
    }
    assert told(modelway, "lift")["values"][0]["lift"] is None
    assert told(modelway, "follow-through")["overall"]["strict"] is None
    gap = told(modelway, "gaps")["values"][0]
    assert (gap["gap"], gap["priority"], gap["verdict"]) == (None, None, "too_few")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--weeks", "3", "--all"], "--weeks and --all exclude each other: choose one."),
        (["gaps", "--all", "--weeks", "2"], "--weeks and --all exclude each other: choose one."),
        (["--weeks", "3", "gaps"], "Put the options behind the word: modelway trends gaps …"),
        (["--weeks", "0"], "0 is not in the range"),
        (["--weeks", "99999"], "99999 is not in the range"),
        (["gap"], "No such command 'gap'"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(
    modelway: Run, arguments: list[str], words: str
) -> None:
    ran = modelway("trends", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_a_century_can_be_looked_at(written: Run) -> None:
    assert told(written, "", "--weeks", "5218")["period"]["start"] < "1927"
    assert len(told(written, "")["values"][0]["weeks"]) == 9


def test_weeks_start_on_another_day_when_the_settings_say_so(
    written: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODELWAY_WEEK_STARTS_ON", "sunday")
    weeks = told(written, "")["values"][0]["weeks"]
    assert {date.fromisoformat(week["start"]).weekday() for week in weeks} == {6}
    assert "\n  Su " in written("trends", "calendar").out


def test_the_store_may_be_named_before_or_behind_the_look(written: Run, tmp_path: Path) -> None:
    other = str(tmp_path / "other.db")
    for arguments in (["--store", other], ["gaps", "--store", other], ["--store", other, "gaps"]):
        assert "There is no value in use" in written("trends", *arguments).out


def test_consistency_leads_on_from_a_night_that_is_written(modelway: Run, store: Path) -> None:
    with session_at(store, "2026-11-19T21:00") as session:
        define(session)
        record(session, [night(FRIDAY - timedelta(days=1), "DFM")])
    for plain in ((), ("--plain",)):
        assert modelway("trends", "consistency", *plain).out.endswith("Next: modelway journal\n")
    modelway("journal", "--lived", "honesty=Told them first", "--no-opportunity", "2", "--lived", "3=Asked")
    for words in ((), ("--plain",), ("--weeks", "1"), ("--all",)):
        assert modelway("trends", "consistency", *words).out.endswith("Next: modelway trends\n")
