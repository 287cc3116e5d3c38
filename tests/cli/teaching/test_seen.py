"""The vision, remarks, examples and the library: kept, shown where they help, and left out when shared."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from journals import FRIDAY, define, session_at, write

Run = Callable[..., Any]


@pytest.fixture
def written(modelway: Run, store: Path) -> Run:
    """Three values, and a month of nights in which Courage fell short."""
    with session_at(store) as session:
        define(session)
        write(session, {FRIDAY - timedelta(days=back): "DFD" for back in range(30)})
    return modelway


def data(ran: Any, schema: str) -> Any:
    told = json.loads(ran.out)
    assert told["schema"] == f"modelway.{schema}"
    return told["data"]


def test_a_vision_is_worded_anew_with_hints_and_keeps_its_past(
    modelway: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert modelway("vision").out.endswith("Next: modelway vision edit\n")
    assert "could stand in anyone's" in modelway("vision", "edit", "--text", "Excellent service.").out
    monkeypatch.setenv("MODELWAY_NOW", "2026-11-22T21:00")
    ran = modelway("vision", "edit", "--from", "-", data=b"You talk to someone who can decide.\n")
    assert ran.out.endswith("Next: modelway check run service-vision\n")
    told = data(modelway("vision", "show", "--json"), "vision/1")
    assert (told["text"], told["hints"]) == ("You talk to someone who can decide.", [])
    assert [one["from"] for one in told["versions"]] == ["2026-11-20", "2026-11-22"]
    modelway("undo")
    assert data(modelway("vision", "--json"), "vision/1")["text"] == "Excellent service."


def test_a_vision_needs_words(modelway: Run, store: Path) -> None:
    assert modelway("vision", "edit").code == 2
    ran = modelway("vision", "edit", "--text", "  ")
    assert (ran.code, "The vision is empty" in ran.err) == (1, True)
    assert not store.exists()


def test_a_remark_stands_in_the_review_of_its_week_and_not_in_a_shared_one(written: Run) -> None:
    said = ("observe", "courage", "You let it pass again.", "--by", "Ana Boon", "--on", "yesterday")
    assert written(*said, "--negative").code == 0
    for form in ([], ["--plain"], ["--markdown", "-"], ["--html", "-"], ["--json"]):
        assert "You let it pass again." in written("review", *form).out, form
        shared = written("review", "--share", *form).out
        assert "let it pass" not in shared, form
        assert "Ana Boon" not in shared, form
    (remark,) = data(written("review", "--json"), "review/2")["remarks"]
    assert remark == {
        "value": "courage",
        "date": "2026-11-19",
        "who": "Ana Boon",
        "negative": True,
        "text": "You let it pass again.",
    }


def test_a_remark_needs_a_value_and_a_day_that_has_come(written: Run) -> None:
    assert written("observe", "patience", "So.").code == 3
    assert written("observe", "courage", "So.", "--on", "2026-12-24").code == 2
    assert written("observe", "courage", " ").code == 1


def test_an_example_is_shown_when_its_value_is_reviewed(written: Run) -> None:
    written("examples", "add", "Said it before the vote.", "--value", "courage", "--who", "My first boss")
    written("examples", "add", "Shouted.", "--value", "care", "--negative")
    listed = data(written("examples", "--json"), "examples/1")["examples"]
    assert sorted((one["value"], one["negative"]) for one in listed) == [
        ("care-for-people", True),
        ("courage", False),
    ]
    assert "Worth avoiding" in written("examples").out
    review = written("review").out
    assert "Said it before the vote." in review
    assert "Shouted." not in review


def test_a_month_names_the_checks_that_are_due_and_suggests_to_ask_others(written: Run) -> None:
    month = " ".join(written("review", "--month", "this").out.split())
    assert "It is time for a check: authentic-leader, five-practices, lead-by-example and 3 more." in month
    assert "modelway observers ask" in month
    told = data(written("review", "--month", "this", "--json"), "review/2")
    assert "commitment" not in told["checks_due"]
    assert data(written("review", "--json"), "review/2")["checks_due"] == []


def test_two_books_to_begin_with_by_title_and_author(modelway: Run) -> None:
    shown = modelway("library").out
    assert "The Leadership Challenge, James Kouzes and Barry Posner" in shown
    assert "Authentic Leadership, Bill George" in shown


def test_each_morning_shows_one_lesson_in_its_turn(written: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert data(written("today", "--json"), "today/1")["lesson"] is None
    written("library", "add", "A book", "--by", "Its author", "--value", "care")
    for lesson in ("Ask first.", "Listen to the end.", "Thank by name."):
        assert written("library", "lesson", "a b", lesson).code == 0
    shown = []
    for day in range(20, 26):
        monkeypatch.setenv("MODELWAY_NOW", f"2026-11-{day}T08:00")
        shown.append(data(written("today", "--json"), "today/1")["lesson"]["text"])
    assert shown[:3] == shown[3:]
    assert len({*shown}) == 3
    assert "A book, Its author (Care for people)" in written("today").out


def test_a_source_is_finished_and_dropped_with_its_lessons(modelway: Run) -> None:
    modelway("library", "add", "A book")
    modelway("library", "lesson", "1", "Ask first.")
    assert "finished" in modelway("library", "finish", "1").out
    assert modelway("library", "add", "a BOOK").code == 1
    told = data(modelway("library", "show", "1", "--json"), "source/1")
    assert (told["finished_on"], [one["text"] for one in told["lessons"]]) == ("2026-11-20", ["Ask first."])
    assert modelway("library", "drop", "1", "--yes").code == 0
    assert data(modelway("library", "list", "--json"), "library/1")["sources"] == []
    assert data(modelway("today", "--json"), "today/1")["lesson"] is None
    assert modelway("library", "show", "1").code == 3
    modelway("undo")
    assert len(data(modelway("library", "--json"), "library/1")["sources"][0]["lessons"]) == 1


def test_a_purged_value_takes_what_was_said_about_it_along(written: Run, store: Path) -> None:
    written("observe", "courage", "You let it pass again.")
    written("library", "add", "A book", "--value", "courage")
    ran = written("purge", "--value", "courage", "--yes")
    assert ran.code == 0, ran.err
    assert b"let it pass" not in store.read_bytes()
    assert data(written("library", "--json"), "library/1")["sources"][0]["value"] is None
    assert written("doctor").code == 0
