import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import processes
from journals import define, make_journal, session_at
from modelway.services.keeping import undo as services
from modelway.services.keeping.undo import undo, undoable

Run = Callable[..., Any]


@pytest.fixture
def three(modelway: Run, store: Path) -> Run:
    make_journal(store, define)
    return modelway


def all_written(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row but those that say how things came about."""
    return {
        table: rows
        for table, rows in processes.dump(store).items()
        if table not in ("command", "current_command", "history")
    }


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


@pytest.mark.parametrize(
    "command",
    [
        "journal --from -",
        "journal --date 2026-11-19 --fell-short honesty=Softened",
        "journal --lived honesty=Told",
        "nights delete 2026-11-19 --yes",
        "values edit honesty --definition Otherwise --behavior Another",
        "values edit honesty --name Candour --correct",
        "values retire courage --yes",
        "values restore humour",
        "values move 3 1",
        "values add --from -",
        "plan add honesty --will speak",
        "plan change 2 --will listen",
        "plan drop 2 --yes",
        "review write --from -",
        "backup restore 2026-11-19 --yes",
    ],
)
def test_whatever_was_done_is_taken_back_and_brought_again(three: Run, store: Path, command: str) -> None:
    handed_in = {
        "journal --from -": [{"date": f"2026-11-{day}", "note": "A long day."} for day in (16, 17, 18)],
        "values add --from -": {"values": [{"name": "Calm", "definition": "Breathe", "behaviors": ["Wait"]}]},
        "review write --from -": {"happened": "A good week."},
    }
    three("backup", "create", str(store.with_name("2026-11-19")))
    three("journal", "--date", "2026-11-19", "--lived", "honesty=Told", "--plan", "honesty=speak")
    three("plan", "add", "courage", "--will", "speak")
    three("values", "add", "--name", "Humour", "--definition", "Laugh", "--behavior", "Smile")
    three("values", "retire", "humour", "--yes")
    command = command.replace("restore 2026-11-19", f"restore {store.with_name('2026-11-19')}")
    before = all_written(store)

    done = three(*command.split(), data=json.dumps(handed_in.get(command)).encode())

    assert done.code == 0, done.err
    after = all_written(store)
    assert after != before
    assert three("undo").code == 0
    assert all_written(store) == before
    assert three("redo").code == 0
    assert all_written(store) == after
    assert three("doctor").code == 0


def test_several_steps_at_once(three: Run) -> None:
    for will in ("speak", "listen", "ask"):
        three("plan", "add", "1", "--will", will)
    assert three("undo", "--steps", "2").out.endswith("Next: modelway redo --steps 2\n")
    assert wills(three) == ["speak"]
    assert "Nothing before that is left" in three("undo", "--steps", "5").out
    assert "That was all" in three("redo", "--steps", "9").out
    assert len(wills(three)) == 3


def test_more_than_five_steps_are_shown_and_asked_for(three: Run, store: Path) -> None:
    three("plan", "add", "1", "--will", "speak")
    before = all_written(store)
    asked = three("undo", "--steps", "6")
    assert asked.code == 2
    assert "add --yes" in asked.err
    assert "the plan for Honesty" in asked.out
    assert "defining values" in asked.out
    assert all_written(store) == before
    done = three("undo", "--steps", "6", "--yes")
    assert (done.code, done.err) == (0, "")
    assert wills(three) == []
    assert three("undo", "--steps", "6").code == 1
    three("redo", "--steps", "6")
    assert three("undo", "--steps", "9" * 30, "--yes").code == 0
    assert three("redo", "--steps", "9" * 30).code == 0


def test_what_is_shown_before_the_question_is_what_undo_takes(three: Run, store: Path) -> None:
    for will in ("speak", "listen", "ask"):
        three("plan", "add", "1", "--will", will)
    three("undo")
    three("purge", "--night", "2026-11-20", "--yes")
    three("plan", "add", "2", "--will", "speak")
    three("journal", "--note", "A long day")
    with session_at(store) as session:
        shown = [one.number for one in undoable(session, 99)]
        assert shown == [one.number for one in undo(session, 99)]
    assert len(shown) == 2


def test_a_great_many_are_looked_for_once(three: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for will in ("speak", "listen", "ask"):
        three("plan", "add", "1", "--will", will)
    asked: list[int] = []
    look = services.standing
    monkeypatch.setattr(
        services, "standing", lambda journal, limit: asked.append(limit) or look(journal, limit)
    )
    assert three("undo", "--steps", "3").code == 0
    assert asked == [3]


@pytest.mark.parametrize("command", ["undo", "redo"])
@pytest.mark.parametrize("steps", ["0", "-1", "two"])
def test_steps_are_counted_from_one(three: Run, command: str, steps: str) -> None:
    ran = three(command, "--steps", steps)
    assert (ran.code, ran.out) == (2, "")
    assert f"modelway {command} --help" in ran.err
    assert three("undo").code == 0
