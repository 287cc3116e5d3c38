"""A change belongs to a command, and is saved whole or not at all."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from modelway.errors import Refused
from modelway.store import queries
from modelway.store.files.engine import sqlite
from modelway.store.journal import Journal
from modelway.store.transactions import Command, stamp

NOW = datetime(2026, 11, 20, 21, 0, tzinfo=timezone(timedelta(hours=1)))
FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.db") as journal:
        yield journal


def journaling() -> Command:
    return Command("journal", "the journal of Friday", NOW)


def write_and_fail(journal: Journal, day: date, error: BaseException, command: Command) -> None:
    with journal.writing(command):
        journal.start_night(day, NOW)
        raise error


def commands(journal: Journal) -> list[tuple[int, str]]:
    return [
        (row[0], row[1])
        for row in journal.rows("SELECT number, name, words FROM command ORDER BY number DESC")
    ]


def test_what_is_saved_in_a_transaction_is_there_for_others_afterwards(journal: Journal) -> None:
    with journal.writing(journaling()):
        journal.start_night(FRIDAY, NOW)
    assert journal.path
    with Journal.open(journal.path) as other:
        assert other.night(FRIDAY) is not None


def test_a_failure_inside_leaves_nothing_behind(journal: Journal) -> None:
    command = journaling()
    with pytest.raises(Refused):
        write_and_fail(journal, FRIDAY, Refused("Something did not fit."), command)
    assert journal.nights() == []
    assert commands(journal) == []
    assert command.number is None


def test_an_interruption_inside_leaves_nothing_behind(journal: Journal) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_and_fail(journal, FRIDAY, KeyboardInterrupt(), journaling())
    assert journal.nights() == []
    with journal.writing(journaling()):
        journal.start_night(FRIDAY, NOW)
    assert [night.day for night in journal.nights()] == [FRIDAY]


def test_a_transaction_that_changes_nothing_leaves_no_command(journal: Journal) -> None:
    with journal.writing(journaling()):
        journal.start_night(FRIDAY, NOW)
    again = journaling()
    with journal.writing(again):
        journal.start_night(FRIDAY, NOW)
        journal.set_note(FRIDAY, "")
    assert commands(journal) == [(1, "journal")]
    assert again.number is None


def test_the_first_command_that_changes_nothing_leaves_the_store_as_new(journal: Journal) -> None:
    with journal.writing(journaling()):
        pass
    assert commands(journal) == []
    assert journal.rows(queries.HAS_STORE) == [(0,)]


def test_one_command_may_span_several_transactions(journal: Journal) -> None:
    evening = journaling()
    for day in (FRIDAY, SATURDAY):
        with journal.writing(evening):
            journal.start_night(day, NOW)
    assert commands(journal) == [(1, "journal")]
    assert len(journal.rows(queries.CHANGES_OF, command=1, before=2**62, limit=10)) == 2


def test_a_failed_transaction_keeps_what_the_command_saved_before(journal: Journal) -> None:
    evening = journaling()
    with journal.writing(evening):
        journal.start_night(FRIDAY, NOW)
    with pytest.raises(Refused):
        write_and_fail(journal, SATURDAY, Refused("Something did not fit."), evening)
    assert [night.day for night in journal.nights()] == [FRIDAY]
    assert evening.number == 1


def test_commands_are_numbered_in_their_order(journal: Journal) -> None:
    for day in (FRIDAY, SATURDAY):
        with journal.writing(journaling()):
            journal.start_night(day, NOW)
    assert [number for number, _ in commands(journal)] == [2, 1]


@pytest.mark.parametrize("statement", ["UPDATE history SET after_image = NULL", "DELETE FROM history"])
def test_the_history_is_only_ever_added_to(journal: Journal, statement: str) -> None:
    with journal.writing(journaling()):
        journal.start_night(FRIDAY, NOW)
    before = journal.rows("SELECT * FROM history")
    with pytest.raises(sqlite.IntegrityError, match="append-only"):
        journal.run(statement)
    assert journal.rows("SELECT * FROM history") == before != []


def test_a_store_is_born_once(journal: Journal) -> None:
    for day in (FRIDAY, SATURDAY):
        with journal.writing(journaling()):
            journal.start_night(day, NOW)
    assert journal.rows("SELECT created_at, created_offset FROM store") == [("2026-11-20T20:00:00Z", 60)]


@pytest.mark.parametrize("hours", [-12, -3.5, 0, 5.75, 14])
def test_an_instant_is_kept_in_utc_with_its_offset_beside_it(hours: float) -> None:
    moment = datetime(2026, 11, 20, 21, 0, tzinfo=timezone(timedelta(hours=hours)))
    kept = stamp(moment)
    assert kept["at_offset"] == hours * 60
    assert datetime.fromisoformat(kept["at"]) == moment.astimezone(UTC)
    assert kept["at"].endswith("Z")
