"""`modelway history` as a shell would use it."""

import json
import random
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import journals
from modelway.errors import ExitCode
from modelway.services.session import Session
from modelway.store.files import engine

Command = Callable[..., Any]


@pytest.fixture
def written(store: Path) -> Path:
    journals.make_journal(store, fill, "2026-11-19T21:00")
    return store


def fill(session: Session) -> None:
    journals.define(session)
    journals.write(session, {journals.FRIDAY - timedelta(days=number): "DFM" for number in range(1, 4)})


def commands(modelway: Command, *options: str) -> list[dict[str, Any]]:
    answered = json.loads(modelway("history", *options, "--json").out)
    assert answered["schema"] == "modelway.history/1"
    return list(answered["data"]["commands"])


def test_before_the_first_word_there_is_nothing(modelway: Command, store: Path) -> None:
    assert "nothing yet" in modelway("history").out
    assert not store.parent.exists()


def test_an_answer_and_its_mending_are_told_before_and_after(modelway: Command, written: Path) -> None:
    modelway("journal", "--lived", "honesty=Told them first")
    modelway("journal", "--fell-short", "honesty=Told them late")
    newest = commands(modelway)[0]
    assert list(newest) == ["number", "at", "name", "words", "undone", "changes"]
    assert newest["words"] == "the journal of Friday 20 November 2026"
    assert newest["changes"] == [
        {
            "what": "the answer on Honesty",
            "change": "changed",
            "dates": ["2026-11-20"],
            "fields": [
                {"field": "outcome", "before": "demonstrated", "after": "fell_short"},
                {"field": "words", "before": "Told them first", "after": "Told them late"},
            ],
        }
    ]
    assert "“Told them first” → “Told them late”" in " ".join(modelway("history").out.split())


def test_what_was_taken_back_is_marked(modelway: Command, written: Path) -> None:
    modelway("journal", "--note", "A long day")
    modelway("undo")
    assert [one["undone"] for one in commands(modelway)[:2]] == [False, True]
    assert "taken back" in modelway("history").out
    modelway("redo")
    assert [one["undone"] for one in commands(modelway)[:3]] == [False, True, False]


def test_it_can_be_narrowed_to_a_night_and_a_value(modelway: Command, written: Path) -> None:
    modelway("journal", "--lived", "courage=Said it")
    of_night = commands(modelway, "--night", "2026-11-18")
    assert [one["words"] for one in of_night] == ["the journal of 3 nights"]
    assert len(of_night[0]["changes"]) == 4
    of_value = commands(modelway, "--value", "courage")
    assert {change["what"] for one in of_value for change in one["changes"]} >= {"the answer on Courage"}
    assert not any("Honesty" in change["what"] for one in of_value for change in one["changes"])
    both = commands(modelway, "--night", "2026-11-20", "--value", "courage")
    assert [len(one["changes"]) for one in both] == [1]


def test_a_limit_says_that_there_is_more(modelway: Command, written: Path) -> None:
    assert len(commands(modelway, "--limit", "1")) == 1
    assert "goes further back" in modelway("history", "--limit", "1").out
    assert "goes further back" not in modelway("history").out


def test_the_next_step_is_one_that_works(modelway: Command, written: Path) -> None:
    def leads_to(*words: str) -> str:
        return str(modelway("history", *words).out.splitlines()[-1].partition("Next: ")[2])

    assert leads_to() == "modelway undo"
    assert leads_to("--night", "2026-10-20") == "modelway history"
    modelway("undo", "--steps", "2")
    assert modelway("undo").code == ExitCode.FAILED
    assert leads_to() == "modelway redo"
    modelway("redo", "--steps", "2")
    modelway("purge", "--night", "2026-11-18", "--yes")
    assert modelway("undo").code == ExitCode.FAILED
    assert leads_to() == "modelway"


def test_a_place_is_the_number_that_the_list_shows(modelway: Command, written: Path) -> None:
    modelway("values", "retire", "honesty", "--yes")
    assert "retired on Fri 20 Nov\n" in modelway("history", "--limit", "1").out
    modelway("values", "move", "care", "1")
    moved = [change for change in commands(modelway)[0]["changes"] if "Care" in change["what"]]
    assert moved[0]["fields"] == [{"field": "place", "before": "2", "after": "1"}]
    modelway("undo", "--steps", "2")
    told = [(one["name"], one["changes"]) for one in commands(modelway)[:2]]
    assert told[0][1][0]["fields"] == [{"field": "retired on", "before": "2026-11-20", "after": ""}]
    assert {"field": "place", "before": "1", "after": "2"} in told[1][1][-1]["fields"]


def test_going_back_to_a_backup_is_told_in_counts(modelway: Command, written: Path, tmp_path: Path) -> None:
    kept = str(tmp_path / "kept.db")
    modelway("backup", "create", kept)
    nights = [{"date": f"2026-10-{day:02}", "note": "A long day."} for day in range(1, 21)]
    modelway("journal", "--from", "-", data=json.dumps(nights).encode())
    modelway("backup", "restore", kept, "--yes")
    newest = modelway("history", "--limit", "1").out
    assert "going back to a backup" in newest
    assert "removed: 20 nights\n" in newest
    of_one = modelway("history", "--night", "2026-10-03").out
    assert "the night of Sat 3 Oct: “A long day.”" in of_one


def test_what_was_typed_cannot_harm_the_terminal(modelway: Command, written: Path) -> None:
    modelway("journal", "--lived", "honesty=\x1b]52;c;aGk=\x07[red]so[/red]")
    shown = modelway("history")
    assert shown.code == ExitCode.DONE
    assert "\x1b" not in shown.out
    assert "\x07" not in shown.out
    assert "[red]so[/red]" in shown.out


@pytest.mark.parametrize("words", [("--value", "nothing"), ("--night", "neverday"), ("--limit", "0")])
def test_what_cannot_be_looked_for_is_a_sentence(
    modelway: Command, written: Path, words: tuple[str, str]
) -> None:
    refused = modelway("history", *words)
    assert refused.code in (ExitCode.USAGE, ExitCode.NOT_FOUND)
    assert (refused.out, refused.err.count("\n")) == ("", 1)


DROP = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'history_refuses%'"


def flip_a_bit(path: Path, chance: random.Random) -> None:
    """Flip one bit in one image of the history, behind the back of its triggers."""
    with closing(engine.connect(path)) as connection:
        for (name,) in connection.execute(DROP).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        column = chance.choice(["before_image", "after_image"])
        images = connection.execute(
            f"SELECT number, CAST({column} AS BLOB) FROM history WHERE {column} IS NOT NULL"
        ).fetchall()
        number, image = chance.choice(images)
        damaged = bytearray(image)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(7)
        connection.execute(
            f"UPDATE history SET {column} = CAST(? AS TEXT) WHERE number = ?", (bytes(damaged), number)
        )


@pytest.mark.parametrize("seed", range(40))
def test_a_flipped_bit_in_an_image_is_damage_and_no_fault(
    modelway: Command, written: Path, seed: int
) -> None:
    modelway("journal", "--fell-short", "honesty=Told them late")
    flip_a_bit(written, random.Random(seed))
    for arguments in (["history"], ["history", "--json"], ["undo", "--yes"], ["redo"]):
        ran = modelway(*arguments)
        assert "has a fault" not in ran.err
        assert "Traceback" not in ran.err
        if ran.code == ExitCode.STORE:
            assert "is damaged" in ran.err
            assert "modelway doctor" in ran.err
