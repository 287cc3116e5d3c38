import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journals import FRIDAY, define, make_journal, session_at
from modelway.services.loop import plans

Run = Callable[..., Any]


@pytest.fixture
def three(modelway: Run, store: Path) -> Run:
    make_journal(store, define)
    return modelway


def practices(modelway: Run) -> list[dict[str, Any]]:
    told = json.loads(modelway("today", "--json").out)
    assert told["schema"] == "modelway.today/1"
    assert told["data"]["date"] == "2026-11-20"
    found: list[dict[str, Any]] = told["data"]["practices"]
    return found


def test_without_a_terminal_it_only_shows(three: Run, store: Path) -> None:
    with session_at(store) as session:
        plans.add(session, session.journal.values()[1], "the room goes quiet", "speak", FRIDAY)
    ran = three("today")
    assert (ran.code, ran.err) == (0, "")
    assert "When the room goes quiet, I will speak." in ran.out
    assert "Courage is what people can see me do." in ran.out
    assert ran.out.endswith("This evening, tell what became of it.  Next: modelway journal\n")
    assert len(practices(three)) == 1


def test_will_becomes_a_practice_due_today(three: Run) -> None:
    ran = three("today", "--will", "let Ana finish", "--when", "she speaks", "--value", "CARE")
    assert (ran.code, ran.err) == (0, "")
    assert "When she speaks, I will let Ana finish." in ran.out
    assert practices(three) == [
        {
            "value": "care-for-people",
            "when": "she speaks",
            "will": "let Ana finish",
            "due": "2026-11-20",
            "outcome": None,
        }
    ]


def test_without_a_value_the_offered_one_is_taken(three: Run) -> None:
    assert three("today", "--will", "speak").code == 0
    assert [one["value"] for one in practices(three)] == ["honesty"]


def test_with_json_it_says_what_stands_then(three: Run) -> None:
    told = json.loads(three("today", "--will", "speak", "--json").out)
    assert [one["will"] for one in told["data"]["practices"]] == ["speak"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--when", "she speaks"], 2, "--will TEXT"),
        (["--value", "care"], 2, "--will TEXT"),
        (["--will", "speak", "--value", "patience"], 3, "There is no value “patience”"),
        (["--will", "   "], 1, "is empty"),
        (["--will", "x" * 301], 1, "shorten it to 300"),
        (["--will", "speak\x1b[2J"], 1, "control character"),
    ],
)
def test_what_cannot_be_planned_changes_nothing(
    three: Run, arguments: list[str], code: int, said: str
) -> None:
    ran = three("today", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert practices(three) == []


def test_without_values_a_practice_says_how_to_begin_and_makes_no_file(modelway: Run, store: Path) -> None:
    ran = modelway("today", "--will", "speak")
    assert (ran.code, ran.out) == (3, "")
    assert "modelway values define" in ran.err
    assert not store.exists()
    assert modelway("today").out.endswith("Next: modelway values define\n")


def test_practices_for_several_values_leave_the_choice_to_the_leader(three: Run) -> None:
    for value in ("honesty", "courage"):
        assert three("today", "--will", "speak", "--value", value).code == 0
    ran = three("today", "--will", "listen")
    assert ran.code == 2
    assert "--value honesty or courage" in ran.err
    assert three("undo").code == 0
    assert [one["value"] for one in practices(three)] == ["honesty"]
