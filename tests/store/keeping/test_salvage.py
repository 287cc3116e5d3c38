"""What a rescue knows of what it brought over: from where, and what is lost."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import journals
from modelway.domain.keeping.findings import Rescue, Rescued
from modelway.store.files import engine
from modelway.store.keeping.salvage import salvage
from modelway.views.keeping.doctor import KINDS

NOW = datetime(2026, 11, 21, 21, 0, tzinfo=UTC)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    with journals.session_at(path) as session:
        journals.define(session)
        journals.write(session, {journals.FRIDAY - timedelta(days=back): "DFM" for back in range(1, 6)})
    return path


def damage(path: Path, *statements: str) -> None:
    """Change the file behind the back of its triggers."""
    with closing(engine.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


def rescued(path: Path) -> dict[str, Rescued]:
    told: Rescue = salvage(path, path.with_name("rescued.db"), NOW)
    return {one.table: one for one in told.tables}


def test_of_a_sound_journal_nothing_is_lost_and_nothing_mended(written: Path) -> None:
    told = rescued(written).values()
    assert not [one for one in told if one.lost or one.from_history]


def test_a_flipped_letter_is_mended_from_the_history_and_told(written: Path) -> None:
    damage(written, "UPDATE reflection SET text = 'flipped' WHERE rowid = 3")
    answers = rescued(written)["reflection"]
    assert (answers.rescued, answers.lost, answers.from_history) == (15, 0, 1)


def test_a_row_that_only_the_history_tells_of_counts_as_taken_from_it(written: Path) -> None:
    damage(written, "DELETE FROM reflection WHERE rowid <= 2")
    answers = rescued(written)["reflection"]
    assert (answers.rescued, answers.lost, answers.from_history) == (15, 0, 2)


def test_a_kind_that_was_all_lost_is_known_by_what_names_it(written: Path) -> None:
    damage(written, "DELETE FROM history", "DELETE FROM night")
    told = rescued(written)
    assert (told["night"].rescued, told["night"].lost) == (0, 5)
    assert (told["reflection"].rescued, told["reflection"].lost) == (0, 15)
    assert (told["value"].rescued, told["value"].lost) == (3, 0)


def test_a_name_that_one_row_alone_has_may_be_a_flipped_letter(written: Path) -> None:
    damage(written, "DELETE FROM history", "UPDATE reflection SET night_id = 'flipped' WHERE rowid = 1")
    told = rescued(written)
    assert (told["night"].rescued, told["night"].lost) == (5, 0)
    assert (told["reflection"].rescued, told["reflection"].lost) == (14, 1)


def test_every_kind_that_is_rescued_has_its_words(written: Path) -> None:
    assert set(rescued(written)) == set(KINDS)
