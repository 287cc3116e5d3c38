import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from journals import a_leaders_journal, make_journal
from modelway.domain.loop.nights import State

Run = Callable[..., Any]


def test_a_new_machine_is_told_what_this_is_and_gets_no_file(modelway: Run, store: Path) -> None:
    ran = modelway()
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Welcome to modelway")
    assert ran.out.endswith("Next: modelway values define\n")
    assert not store.exists()


def test_alone_it_shows_the_last_nights_and_the_next_command(modelway: Run, store: Path) -> None:
    make_journal(store, a_leaders_journal)
    ran = modelway()
    assert ran.code == 0
    assert "The last fourteen nights" in ran.out
    assert ran.out.endswith("Next: modelway journal\n")


def test_it_speaks_json_too(modelway: Run, store: Path) -> None:
    new = json.loads(modelway("--json").out)
    assert (new["schema"], new["data"]["values"], new["data"]["next"]) == (
        "modelway.glance/1",
        [],
        "modelway values define",
    )
    make_journal(store, a_leaders_journal)
    told = json.loads(modelway("--json").out)["data"]
    assert list(told) == ["date", "tonight", "nights", "values", "due", "focus", "last_night", "next"]
    assert told["nights"] == {"start": "2026-11-07", "end": "2026-11-20"}
    assert set(told["values"][0]["states"].values()) <= set(State)
    assert told["next"] == "modelway journal"
    refused = modelway("--json", "today")
    assert (refused.code, refused.out) == (2, "")
    assert "behind their name" in refused.err


def test_another_journal_is_named_with_store(modelway: Run, store: Path, tmp_path: Path) -> None:
    make_journal(store, a_leaders_journal)
    assert "Welcome to modelway" in modelway("--store", str(tmp_path / "other.db")).out


def test_a_pipe_gets_no_escapes(modelway: Run, store: Path) -> None:
    make_journal(store, a_leaders_journal)
    assert "\x1b" not in modelway().out
    assert "\x1b[" in modelway("--color", "always").out
