import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journals import define, session_at

Run = Callable[..., Any]


@pytest.fixture
def three(modelway: Run, store: Path) -> Run:
    with session_at(store) as session:
        define(session)
    return modelway


def wills(modelway: Run) -> list[str]:
    return [plan["will"] for plan in json.loads(modelway("plan", "list", "--json").out)["data"]["plans"]]


@pytest.mark.parametrize(
    ("command", "said"), [("undo", "Nothing is left"), ("redo", "nothing to bring back")]
)
def test_a_new_journal_has_nothing_to_take_back(modelway: Run, store: Path, command: str, said: str) -> None:
    ran = modelway(command)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert not store.exists()


def test_undo_says_what_it_took_back_and_redo_brings_it(three: Run) -> None:
    three("plan", "add", "1", "--will", "speak")
    undone = three("undo")
    assert (undone.code, undone.err) == (0, "")
    assert "the plan for Honesty on Saturday 21 November 2026" in undone.out
    assert undone.out.endswith("Next: modelway redo\n")
    assert wills(three) == []
    redone = three("redo")
    assert "the plan for Honesty on Saturday 21 November 2026" in redone.out
    assert wills(three) == ["speak"]


def test_several_steps_at_once(three: Run) -> None:
    for will in ("speak", "listen", "ask"):
        three("plan", "add", "1", "--will", will)
    assert three("undo", "--steps", "2").out.endswith("Next: modelway redo --steps 2\n")
    assert wills(three) == ["speak"]
    assert "Nothing before that is left" in three("undo", "--steps", "9").out
    assert "That was all" in three("redo", "--steps", "9").out
    assert len(wills(three)) == 3


@pytest.mark.parametrize("command", ["undo", "redo"])
@pytest.mark.parametrize("steps", ["0", "-1", "two"])
def test_steps_are_counted_from_one(three: Run, command: str, steps: str) -> None:
    ran = three(command, "--steps", steps)
    assert (ran.code, ran.out) == (2, "")
    assert f"modelway {command} --help" in ran.err
    assert three("undo").code == 0
