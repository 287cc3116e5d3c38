"""`modelway purge` leaves no byte of what it erases, and nothing else is touched."""

import json
import os
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import journals
from modelway.domain.loop.practices import PracticeOutcome
from modelway.errors import ExitCode
from modelway.services.keeping import undo
from modelway.services.loop.nights import delete
from modelway.services.loop.record import record
from modelway.store.files import backups, contents, engine
from modelway.store.keeping import checks

Command = Callable[..., Any]
THURSDAY = journals.FRIDAY - timedelta(days=1)
WEDNESDAY = journals.FRIDAY - timedelta(days=2)


@pytest.fixture
def written(store: Path) -> Path:
    """Two nights full of words that can be looked for; Thursday's were mended once and deleted once."""
    with journals.session_at(store, "2026-11-20T18:00") as session:
        journals.define(session, "Zebrahood", "Courage", "Care")
        record(session, [night(WEDNESDAY, "wed")])
        record(session, [night(THURSDAY, "slip of the thu")])
        record(session, [night(THURSDAY, "thu", told=True)])
        delete(session, THURSDAY)
        undo.undo(session)
    return store


def night(day: date, word: str, *, told: bool = False) -> Any:
    return journals.night(
        day,
        "DFM",
        texts={"1": f"{word} zebra words", "2": f"{word} courage words"},
        plans={"2": f"{word} practice", "1": f"{word} zebra practice"},
        reports={"2": PracticeOutcome.KEPT} if told else None,
        note=f"{word} note",
    )


def bytes_around(store: Path) -> bytes:
    return b"".join(
        Path(folder, name).read_bytes() + name.encode()
        for folder, _, names in os.walk(store.parent)
        for name in names
    )


def rows(store: Path) -> dict[str, set[Any]]:
    with closing(engine.connect(store)) as connection:
        return {
            table: set(contents.rows(connection, table))
            for table in ("night", "reflection", "practice", "value")
        }


def test_a_night_is_gone_from_every_byte_with_its_backups(modelway: Command, written: Path) -> None:
    modelway("backup", "create")
    assert b"thu courage words" in bytes_around(written)
    before = rows(written)
    answered = modelway("purge", "--night", "2026-11-19", "--backups-too", "--yes")
    assert (answered.code, answered.err) == (ExitCode.DONE, "")
    left = bytes_around(written)
    for word in (
        "thu zebra words",
        "thu courage words",
        "thu note",
        "thu practice",
        "slip of the thu",
        "19 November",
    ):
        assert word.encode() not in left, word
    assert b"wed courage words" in left
    after = rows(written)
    assert {row[1] for row in after["night"]} == {"2026-11-18"}
    assert after["reflection"] < before["reflection"]
    assert after["value"] == before["value"]
    assert modelway("doctor").code == ExitCode.DONE
    assert modelway("backup", "verify", "--all").code == ExitCode.DONE


def test_a_practice_told_of_on_the_night_stands_untold_again(modelway: Command, written: Path) -> None:
    modelway("purge", "--night", "2026-11-19", "--yes")
    with closing(engine.connect(written)) as connection:
        told = set(connection.execute("SELECT action, outcome, reported_on FROM practice"))
    assert told == {("wed practice", None, None), ("wed zebra practice", None, None)}
    assert checks.problems_of(written) == []


def test_half_written_answers_are_erased_too(modelway: Command, written: Path) -> None:
    with journals.session_at(written, "2026-11-19T21:00") as session:
        value = session.journal.values()[0].id
        drafts = {
            f"evening/2026-11-18/{value}/evidence": "half a night",
            f"values/{value}/definition": "half a value",
            "week/2026-W47/why": "half a week",
        }
        for question, text in drafts.items():
            session.journal.keep_draft(question, text, session.now, patience=0)
    assert "1 half-written answer" in modelway("purge", "--night", "2026-11-18", "--yes", "--backups-too").out
    assert b"half a night" not in bytes_around(written)
    modelway("purge", "--value", "zebrahood", "--yes", "--backups-too")
    assert b"half a value" not in bytes_around(written)
    modelway("purge", "--history-before", "2026-11-20", "--yes", "--backups-too")
    assert b"half a week" not in bytes_around(written)


def test_backups_that_hold_it_are_named_and_the_command_to_purge_them_works(
    modelway: Command, written: Path
) -> None:
    modelway("backup", "create")
    answered = modelway("purge", "--value", "zebrahood", "--yes")
    assert "Still in these backups" in answered.out
    assert "-purge.db" in answered.out
    assert b"ebrahood" not in written.read_bytes()
    assert b"zebra words" not in written.read_bytes()
    assert b"ebrahood" in bytes_around(written)
    again = answered.out.splitlines()[-1].partition("Next: modelway ")[2].split()
    assert modelway(*again, "--yes").code == ExitCode.DONE
    assert b"ebrahood" not in bytes_around(written)
    assert b"zebra practice" not in bytes_around(written)
    assert b"courage words" in bytes_around(written)
    assert modelway("purge", "--value", "zebrahood", "--yes").code == ExitCode.NOT_FOUND
    assert modelway("doctor").code == ExitCode.DONE
    assert modelway("journal", "--lived", "courage=Still writing").code == ExitCode.DONE


def test_what_was_deleted_long_ago_is_erased_from_the_history_too(modelway: Command, written: Path) -> None:
    modelway("nights", "delete", "2026-11-19", "--yes")
    assert b"thu courage words" in written.read_bytes()
    assert modelway("purge", "--night", "2026-11-19", "--backups-too", "--yes").code == ExitCode.DONE
    assert b"thu courage words" not in bytes_around(written)


def test_older_history_is_forgotten_and_today_stays(
    modelway: Command, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(written)
    assert b"slip of the thu zebra words" in written.read_bytes()
    monkeypatch.setenv("MODELWAY_NOW", "2026-11-22T21:00")
    modelway("journal", "--note", "written later")
    answered = modelway("purge", "--history-before", "2026-11-21", "--backups-too", "--yes")
    assert (answered.code, answered.err) == (ExitCode.DONE, "")
    assert b"slip of the thu zebra words" not in bytes_around(written)
    after = rows(written)
    assert all(before[table] <= after[table] for table in before)
    assert modelway("doctor").code == ExitCode.DONE
    assert modelway("undo").code == ExitCode.FAILED


def test_the_history_says_that_something_was_erased_and_not_what(
    modelway: Command, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> list[tuple[str, int]]:
        commands = json.loads(modelway("history", "--json").out)["data"]["commands"]
        return [(one["words"], len(one["changes"])) for one in commands if one["name"] == "purge"]

    modelway("purge", "--night", "2026-11-19", "--yes")
    modelway("purge", "--value", "zebrahood", "--yes")
    modelway("journal", "--lived", "courage=Still writing")
    assert told() == [("erasing a value", 0), ("erasing a night", 0)]
    shown = modelway("history").out
    assert "erasing a night\n  For good; what was done before can no longer be undone.\n" in shown
    assert "something that was purged" not in shown
    assert "erasing" not in modelway("history", "--value", "courage").out
    monkeypatch.setenv("MODELWAY_NOW", "2026-11-22T21:00")
    modelway("purge", "--history-before", "2026-11-21", "--yes")
    assert told() == [("erasing older history", 0)]
    assert modelway("doctor").code == ExitCode.DONE


def test_before_it_is_erased_the_backup_that_is_made_is_told(modelway: Command, written: Path) -> None:
    asked = " ".join(modelway("purge", "--night", "2026-11-19").out.split())
    assert "One more backup is made before, and holds it too." in asked
    assert "entries in the history" in asked
    asked = " ".join(modelway("purge", "--night", "2026-11-19", "--backups-too").out.split())
    assert "One more backup" not in asked


def test_no_older_history_is_a_plain_sentence(modelway: Command, written: Path) -> None:
    refused = modelway("purge", "--history-before", "2026-01-01", "--yes").err
    said = "There is no history before Thursday 1 January 2026, in your journal or in its backups.\n"
    assert refused == said


def test_nothing_is_erased_without_a_yes(modelway: Command, written: Path) -> None:
    before = written.read_bytes()
    asked = modelway("purge", "--night", "2026-11-19")
    assert asked.code == ExitCode.USAGE
    assert "3 answers" in asked.out
    assert "4 practices" in asked.out
    assert written.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), ExitCode.USAGE),
        (("--night", "2026-11-19", "--value", "care"), ExitCode.USAGE),
        (("--night", "2020-01-01"), ExitCode.NOT_FOUND),
        (("--value", "nothing"), ExitCode.NOT_FOUND),
        (("--history-before", "2026-01-01"), ExitCode.NOT_FOUND),
        (("--night", "neverday"), ExitCode.USAGE),
    ],
)
def test_what_cannot_be_purged_is_a_sentence(
    modelway: Command, written: Path, words: tuple[str, ...], code: ExitCode
) -> None:
    before = rows(written)
    refused = modelway("purge", *words, "--yes")
    assert (refused.code, refused.out) == (code, "")
    assert refused.err.count("\n") == 1
    assert rows(written) == before


def test_before_there_is_a_journal_nothing_is_made(modelway: Command, store: Path) -> None:
    assert modelway("purge", "--night", "today", "--yes").code == ExitCode.NOT_FOUND
    assert not store.parent.exists()


def test_an_error_in_the_middle_erases_nothing(
    modelway: Command, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from modelway.store.keeping import purging

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = rows(written)
    monkeypatch.setattr(purging.mending, "seal_anew", fail)
    assert modelway("purge", "--night", "2026-11-19", "--backups-too", "--yes").code == ExitCode.STORE
    assert rows(written) == before
    assert checks.problems_of(written) == []
    assert all(
        checks.problems_of(backups.folder_of(written) / one.name) == [] for one in backups.backups_of(written)
    )


def test_a_practice_that_was_dropped_is_named_by_no_command_either(modelway: Command, written: Path) -> None:
    modelway("plan", "add", "courage", "--will", "sing in the rain", "--due", "tomorrow")
    listed = modelway("plan", "list").out
    number = next(line.split()[0] for line in listed.splitlines() if "sing in the rain" in line)
    assert modelway("plan", "drop", number, "--yes").code == ExitCode.DONE
    assert b"dropping" in written.read_bytes()
    assert modelway("purge", "--night", "2026-11-20", "--backups-too", "--yes").code == ExitCode.DONE
    assert b"sing in the rain" not in bytes_around(written)
    assert modelway("doctor").code == ExitCode.DONE
