"""`modelway search` over all that was written."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journals import a_leaders_journal, session_at

Run = Callable[..., Any]


@pytest.fixture
def written(modelway: Run, store: Path) -> Run:
    with session_at(store) as session:
        a_leaders_journal(session)
    return modelway


def found(run: Run, *arguments: str) -> list[tuple[str, str]]:
    data = json.loads(run("search", *arguments, "--json").out)["data"]
    return [(one["what"], one["date"]) for one in data["found"]]


def test_evidence_practices_and_wordings_are_found_the_newest_first(written: Run) -> None:
    assert found(written, "reorganisation") == [("practice", "2026-11-19"), ("evidence", "2026-11-18")]
    assert ("behavior", "2026-11-20") in found(written, "phone", "away")


def test_a_search_can_be_narrowed(written: Run) -> None:
    assert found(written, "reorganisation", "--outcome", "demonstrated") == []
    assert found(written, "phone", "--value", "care", "--to", "2026-11-18") == [("evidence", "2026-11-18")]
    assert found(written, "reorganisation", "-doubts") == [("practice", "2026-11-19")]


def test_the_screen_shows_the_match_and_ends_with_its_night(written: Run) -> None:
    shown = written("search", "doubts").out

    assert "Let the reorganisation pass although I had doubts." in shown
    assert shown.splitlines()[-1].endswith("modelway nights show 2026-11-18")
    assert "Nothing you wrote holds this." in written("search", "zebra").out


def test_what_is_no_search_is_a_usage_error(written: Run) -> None:
    assert written("search").code == 2
    assert written("search", "-budget").code == 2
    assert written("search", "x", "--outcome", "lost").code == 2
