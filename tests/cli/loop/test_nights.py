import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from journals import FRIDAY, define, make_journal, night, session_at, write
from modelway.services.loop.record import record
from modelway.services.session import Session

Run = Callable[..., Any]


@pytest.fixture
def written(modelway: Run, store: Path) -> Run:
    """Three values and five nights: Friday back to Monday, and the one of 1 November."""
    make_journal(store, fill)
    return modelway


def fill(session: Session) -> None:
    define(session)
    write(session, {FRIDAY - timedelta(days=19): "FFF"})
    record(session, [night(FRIDAY - timedelta(days=3), "DMN", note="Rain.", plans={"2": "speak first"})])
    write(session, {FRIDAY - timedelta(days=number): "DNF" for number in range(3)})


def days(modelway: Run, *arguments: str) -> list[str]:
    told = json.loads(modelway("nights", "list", "--json", *arguments).out)
    assert told["schema"] == "modelway.nights/1"
    assert list(told["data"]) == ["nights"]
    return [one["date"] for one in told["data"]["nights"]]


def test_nothing_written_yet(modelway: Run, store: Path) -> None:
    ran = modelway("nights")
    assert ran.code == 0
    assert ran.out.endswith("Next: modelway values define\n")
    assert days(modelway) == []
    assert not store.exists()


def test_alone_it_lists(written: Run) -> None:
    assert written("nights").out == written("nights", "list").out
    assert written("nights", "--json").out == written("nights", "list", "--json").out


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], ["2026-11-20", "2026-11-19", "2026-11-18", "2026-11-17", "2026-11-01"]),
        (["--limit", "2"], ["2026-11-20", "2026-11-19"]),
        (["--from", "-2d"], ["2026-11-20", "2026-11-19", "2026-11-18"]),
        (["--to", "tuesday"], ["2026-11-17", "2026-11-01"]),
        (["--from", "2026-11-02", "--to", "2026-11-18"], ["2026-11-18", "2026-11-17"]),
        (["--outcome", "fell_short", "--value", "1"], ["2026-11-01"]),
        (["--outcome", "Fell short", "--value", "HON"], ["2026-11-01"]),
        (["--outcome", "fell-short", "--value", "honesty"], ["2026-11-01"]),
        (["--outcome", "missed"], ["2026-11-17"]),
        (["--outcome", "no-opportunity", "--limit", "1"], ["2026-11-20"]),
    ],
)
def test_a_list_holds_what_was_asked_for(written: Run, arguments: list[str], found: list[str]) -> None:
    assert days(written, *arguments) == found


def test_on_a_screen_twenty_are_enough_and_as_json_all_come(modelway: Run, store: Path) -> None:
    with session_at(store) as session:
        define(session)
        write(session, {FRIDAY - timedelta(days=number): "D" for number in range(23)})
    assert "3 older nights not shown: --limit 23 shows all of them." in modelway("nights", "list").out
    assert "not shown" not in modelway("nights", "list", "--limit", "23").out
    assert len(days(modelway)) == 23


@pytest.mark.parametrize("day", ["2026-11-17", "tuesday", "-3d", "3 days ago", "17 Nov 2026"])
def test_a_night_is_shown_by_any_name_of_its_day(written: Run, day: str) -> None:
    ran = written("nights", "show", day)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Evening of Tuesday 17 November 2026")
    assert "I will speak first." in ran.out


def test_a_night_as_json_is_what_journal_reads(written: Run) -> None:
    told = json.loads(written("nights", "show", "-3d", "--json").out)
    assert told == {
        "schema": "modelway.night/1",
        "data": {
            "date": "2026-11-17",
            "note": "Rain.",
            "reflections": [
                {"value": "honesty", "outcome": "demonstrated", "text": ""},
                {"value": "courage", "outcome": "missed", "text": ""},
                {"value": "care-for-people", "outcome": "no_opportunity", "text": ""},
            ],
            "reports": [],
            "plans": [{"value": "courage", "when": "", "will": "speak first", "due": "2026-11-18"}],
        },
    }


def test_what_was_listed_can_be_handed_in_again(written: Run, tmp_path: Path) -> None:
    listing = written("nights", "list", "--json").out
    assert written("journal", "--from", "-", data=listing.encode()).code == 0
    assert written("nights", "list", "--json").out == listing


def test_deleting_says_how_to_take_it_back(written: Run) -> None:
    before = written("nights", "list", "--json").out
    ran = written("nights", "delete", "-3d", "--yes")
    assert ran.code == 0
    assert ran.out.endswith("Next: modelway undo\n")
    assert "2026-11-17" not in days(written)
    assert written("undo").code == 0
    assert written("nights", "list", "--json").out == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["show", "2026-11-02"], 3, "Nothing was written on Monday 2 November 2026"),
        (["show", "tomorrow"], 2, "has not come yet"),
        (["show", "12"], 2, "bare number"),
        (["show"], 2, "Missing argument"),
        (["show", "today", "--jsn"], 2, "modelway nights show --help"),
        (["delete", "today"], 2, "add --yes"),
        (["delete", "2026-11-02", "--yes"], 3, "Nothing was written"),
        (["edit", "today"], 2, "no terminal"),
        (["list", "--outcome", "kept"], 2, "choose one of demonstrated, fell-short, missed, no-opportunity"),
        (["list", "--value", "patience"], 3, "There is no value “patience”"),
        (["list", "--from", "today", "--to", "monday"], 2, "ends before it starts"),
        (["list", "--limit", "0"], 2, "modelway nights list --help"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    written: Run, arguments: list[str], code: int, said: str
) -> None:
    before = written("nights", "list", "--json").out
    ran = written("nights", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert written("nights", "list", "--json").out == before
