import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journals import define, make_journal

Run = Callable[..., Any]


@pytest.fixture
def three(modelway: Run, store: Path) -> Run:
    make_journal(store, define)
    return modelway


def listed(modelway: Run) -> list[dict[str, Any]]:
    told = json.loads(modelway("plan", "list", "--json").out)
    assert told["schema"] == "modelway.plans/1"
    found: list[dict[str, Any]] = told["data"]["plans"]
    return found


def test_nothing_planned_yet(modelway: Run, store: Path) -> None:
    assert modelway("plan").out.endswith("Next: modelway values define\n")
    assert listed(modelway) == []
    assert not store.exists()


def test_alone_it_lists(three: Run) -> None:
    three("plan", "add", "care", "--will", "listen")
    assert three("plan").out == three("plan", "list").out
    assert three("plan", "--json").out == three("plan", "list", "--json").out


def test_a_plan_is_due_tomorrow_unless_told_otherwise(three: Run) -> None:
    ran = three("plan", "add", "1", "--when", "the room goes quiet", "--will", "speak")
    assert (ran.code, ran.err) == (0, "")
    assert "When the room goes quiet, I will speak." in ran.out
    assert three("plan", "add", "care", "--will", "listen", "--due", "+3d").code == 0
    assert three("plan", "add", "courage", "--will", "act", "--due", "today").code == 0
    assert [(one["number"], one["value"], one["due"], one["locked"]) for one in listed(three)] == [
        (1, "courage", "2026-11-20", True),
        (2, "honesty", "2026-11-21", False),
        (3, "care-for-people", "2026-11-23", False),
    ]


def test_a_plan_changes_its_words_and_its_day(three: Run) -> None:
    three("plan", "add", "1", "--when", "the room goes quiet", "--will", "speak")
    assert three("plan", "change", "1", "--will", "ask", "--due", "2026-11-25").code == 0
    assert three("plan", "change", "1", "--when", "").code == 0
    (plan,) = listed(three)
    assert (plan["when"], plan["will"], plan["due"], plan["planned_on"]) == (
        "",
        "ask",
        "2026-11-25",
        "2026-11-20",
    )


def test_a_plan_is_dropped_with_yes_and_comes_back_with_undo(three: Run) -> None:
    three("plan", "add", "1", "--will", "speak")
    ran = three("plan", "drop", "1", "--yes")
    assert ran.code == 0
    assert ran.out.endswith("Next: modelway undo\n")
    assert listed(three) == []
    assert three("undo").code == 0
    assert [one["will"] for one in listed(three)] == ["speak"]


def test_on_its_day_it_keeps_its_words(three: Run) -> None:
    three("plan", "add", "1", "--will", "speak", "--due", "today")
    for arguments in (["change", "1", "--will", "listen"], ["drop", "1", "--yes"]):
        ran = three("plan", *arguments)
        assert ran.code == 1
        assert "its words cannot change" in ran.err
    assert [one["will"] for one in listed(three)] == ["speak"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["add"], 2, "modelway plan add V --will"),
        (["add", "care"], 2, "modelway plan add V --will"),
        (["add", "--will", "listen"], 2, "modelway plan add V --will"),
        (["add", "patience", "--will", "wait"], 3, "There is no value “patience”"),
        (["add", "care", "--will", "listen", "--due", "yesterday"], 2, "is over"),
        (["add", "care", "--will", "listen", "--due", "11/12/2026"], 2, "can be read as"),
        (["change", "1"], 2, "--when TEXT, --will TEXT or --due DAY"),
        (["change", "2", "--will", "act"], 3, "There is no plan 2"),
        (["change", "one", "--will", "act"], 2, "modelway plan change --help"),
        (["change", "1", "--due", "yesterday"], 2, "is over"),
        (["drop", "1"], 2, "--yes"),
        (["drop", "0", "--yes"], 3, "There is no plan 0"),
    ],
)
def test_what_cannot_be_done_changes_nothing(three: Run, arguments: list[str], code: int, said: str) -> None:
    three("plan", "add", "1", "--will", "speak")
    before = listed(three)
    ran = three("plan", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert listed(three) == before


def test_adding_without_values_says_how_to_begin(modelway: Run, store: Path) -> None:
    ran = modelway("plan", "add", "care", "--will", "listen")
    assert ran.code == 3
    assert "modelway values define" in ran.err
    assert not store.exists()
