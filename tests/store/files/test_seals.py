"""Every row of the history carries a seal that fits what it says, and no flipped letter fits."""

from pathlib import Path

import pytest

import journals
from modelway.services.keeping import undo
from modelway.store.files import engine, seals

SOME_COLUMNS = [
    ("history", "after_image", "number = 3", "replace(after_image, 'a', 'b')"),
    ("history", "before_image", "before_image IS NOT NULL", "replace(before_image, 'a', 'b')"),
    ("history", "row_id", "number = 2", "'another'"),
    ("history", "command", "number = 2", "2"),
    ("command", "words", "number = 2", "'another'"),
    ("command", "at", "number = 1", "'2020-01-01T00:00:00Z'"),
    ("store", "created_offset", "1", "created_offset + 1"),
]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    with journals.session_at(path) as session:
        journals.a_leaders_journal(session)
        undo.undo(session)
        undo.redo(session)
    return path


def broken(path: Path, damage: str = "") -> list[int]:
    connection = engine.sqlite.connect(str(path), isolation_level=None)
    try:
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        if damage:
            assert connection.execute(damage).rowcount
        return list(seals.broken_seals(connection))
    finally:
        connection.close()


def test_what_the_program_wrote_undid_and_did_again_is_sealed_row_for_row(written: Path) -> None:
    assert broken(written) == []


@pytest.mark.parametrize(("table", "column", "where", "changed"), SOME_COLUMNS)
def test_a_change_behind_the_programs_back_breaks_a_seal(
    written: Path, table: str, column: str, where: str, changed: str
) -> None:
    assert broken(written, f"UPDATE {table} SET {column} = {changed} WHERE {where}")


def test_a_row_that_vanishes_breaks_the_seal_of_the_next(written: Path) -> None:
    assert broken(written, "DELETE FROM history WHERE number = 5") == [6]


def test_a_sealed_row_takes_no_other_seal(written: Path) -> None:
    connection = engine.sqlite.connect(str(written), isolation_level=None)
    with pytest.raises(engine.sqlite.IntegrityError, match="append-only"):
        connection.execute("UPDATE history SET digest = 'forged' WHERE number = 1")
    connection.close()


def test_parts_never_run_into_each_other() -> None:
    assert (
        len({seals.digest(parts) for parts in (["ab", "c"], ["a", "bc"], ["abc"], [None, "abc"], [1], ["1"])})
        == 6
    )
