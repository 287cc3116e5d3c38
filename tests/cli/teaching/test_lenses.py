"""Lenses on values, answers and practices: set, counted, taken back, and gone with what carried them."""

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
    with session_at(store) as session:
        define(session)
        write(session, {FRIDAY: "DFD", FRIDAY - timedelta(days=1): "DFD"})
    return modelway


def lived(modelway: Run) -> dict[str, tuple[int, int]]:
    told = json.loads(modelway("trends", "lenses", "--json").out)
    assert told["schema"] == "modelway.lived-lenses/1"
    found = told["data"]["lenses"]
    return {one["lens"]: (one["demonstrated"], one["opportunities"]) for one in found if one["opportunities"]}


def test_without_any_lens_the_screens_say_how_to_begin(written: Run) -> None:
    assert "modelway lenses value V LENS" in written("lenses").out
    assert "carries a lens yet" in written("trends", "lenses").out
    assert "carries a lens yet" in written("trends", "lenses", "--plain").out


def test_lenses_are_counted_and_taken_back(written: Run) -> None:
    assert written("lenses", "value", "honesty", "model-the-way").code == 0
    assert written("lenses", "value", "courage", "challenge").code == 0
    assert written("lenses", "answer", "honesty", "heart", "--on", "yesterday").code == 0
    assert lived(written) == {"model-the-way": (1, 1), "challenge-the-process": (0, 2), "heart": (1, 1)}
    shown = written("trends", "lenses").out
    assert "Model the way  shown on 1 of 1 answer" in shown
    assert "Never in these weeks: Inspire a shared vision" in " ".join(shown.split())
    written("lenses", "value", "honesty", "none")
    assert "model-the-way" not in lived(written)
    written("undo")
    assert lived(written)["model-the-way"] == (1, 1)
    listed = json.loads(written("lenses", "--json").out)["data"]
    assert listed["answers"] == [{"date": "2026-11-19", "value": "honesty", "lens": "heart"}]


def test_a_practice_carries_a_lens(written: Run) -> None:
    written("plan", "add", "care", "--will", "listen")
    assert (
        "The practice for Care for people carries the lens discipline"
        in written("lenses", "practice", "1", "disc").out
    )
    assert written("plan", "drop", "1", "--yes").code == 0
    assert written("undo").code == 0
    assert "discipline" in written("history").out


@pytest.mark.parametrize(
    "arguments", [("value", "patience", "heart"), ("value", "care", "grit"), ("practice", "1", "heart")]
)
def test_what_is_not_there_is_named(written: Run, arguments: tuple[str, ...]) -> None:
    assert written("lenses", *arguments).code == 3


def test_an_answer_that_was_not_given_carries_none(written: Run) -> None:
    ran = written("lenses", "answer", "care", "heart", "--on", "2026-11-10")
    assert (ran.code, "has no answer on" in ran.err) == (3, True)


def test_a_night_that_is_deleted_or_purged_takes_its_lenses_along(written: Run, store: Path) -> None:
    written("lenses", "answer", "honesty", "heart")
    assert written("nights", "delete", "2026-11-20", "--yes").code == 0
    assert lived(written) == {}
    assert written("undo").code == 0
    assert lived(written) == {"heart": (1, 1)}
    assert written("purge", "--night", "2026-11-20", "--yes").code == 0
    assert lived(written) == {}
    assert written("doctor").code == 0
