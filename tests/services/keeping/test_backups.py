"""Going back to a backup while others have the journal open, and what the first write of a day costs."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

import journals
import processes
from modelway.errors import ExitCode, StoreError
from modelway.services.automatic_backups import back_up_before, back_up_daily
from modelway.services.keeping import backups
from modelway.services.place import Place
from modelway.services.session import Session
from modelway.store.files import backups as files
from modelway.store.files import contents, engine
from modelway.store.keeping import checks

THURSDAY = journals.FRIDAY - timedelta(days=1)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with journals.session_at(tmp_path / "journal.db") as opened:
        journals.define(opened)
        journals.write(opened, {THURSDAY: "DFM"})
        yield opened


def place_of(session: Session) -> Place:
    assert session.place
    return session.place


def days(session: Session) -> list[object]:
    return [night.day for night in session.journal.nights()]


def test_an_evening_that_is_open_goes_on_in_what_was_restored(session: Session) -> None:
    place = place_of(session)
    backup = backups.create(place)
    journals.write(session, {journals.FRIDAY: "DDD"})
    evening = session.command("journal", "the journal of Friday 20 November 2026")
    with session.journal.writing(evening):
        session.journal.set_note(journals.FRIDAY, "before the restore")

    restored = backups.restore(place, backup)

    assert days(session) == [THURSDAY]
    with session.journal.writing(evening):
        session.journal.start_night(journals.FRIDAY, session.now)
        session.journal.set_note(journals.FRIDAY, "after the restore")
    assert days(session) == [THURSDAY, journals.FRIDAY]
    assert checks.problems_of(place.store) == []
    assert restored.safety_copy
    assert checks.problems_of(restored.safety_copy) == []


def test_an_answer_given_just_before_is_in_the_safety_copy(session: Session) -> None:
    place = place_of(session)
    backup = backups.create(place)
    with journals.session_at(place.store) as other:
        journals.write(other, {journals.FRIDAY: "DDD"})
        restored = backups.restore(place, backup)
    assert restored.safety_copy
    with closing(engine.connect(restored.safety_copy)) as copy:
        assert contents.counts(copy)["night"] == 2
    assert days(session) == [THURSDAY]


def test_while_an_answer_is_being_saved_a_restore_waits_and_changes_nothing(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    place = place_of(session)
    backup = backups.create(place)
    with session.journal.writing(session.command("journal", "a note")):
        session.journal.set_note(THURSDAY, "being saved")
        with pytest.raises(StoreError, match="Another program is writing"):
            backups.restore(place, backup)
    night = session.journal.night(THURSDAY)
    assert night
    assert night.note == "being saved"
    assert checks.problems_of(place.store) == []


def test_answers_and_restores_at_once_corrupt_nothing(session: Session) -> None:
    place = place_of(session)
    backup = backups.create(place)
    running = [
        processes.start(place.store, *command)
        for number in range(4)
        for command in (
            ("journal", "--lived", f"honesty=Told them {number}"),
            ("backup", "restore", str(backup), "--yes"),
        )
    ]
    for one in running:
        _, error = one.communicate(timeout=processes.PATIENCE)
        assert one.returncode in (ExitCode.DONE, ExitCode.STORE), error
        assert b"fault" not in error
    processes.wait_for_backups(place.store)
    assert checks.problems_of(place.store) == []
    assert all(
        checks.problems_of(files.folder_of(place.store) / one.name) == [] for one in backups.listed(place)
    )


def test_a_day_gets_one_backup_and_a_clock_set_back_still_gets_its_own(session: Session) -> None:
    place = place_of(session)
    assert back_up_daily(place) is not None
    assert back_up_daily(place) is None
    assert [one.reason for one in backups.listed(place)] == ["daily"]
    journals.define(session, "Patience")
    earlier = place._replace(now=place.now - timedelta(days=40))
    assert back_up_daily(earlier) is not None
    assert len(backups.listed(place)) == 2


def test_two_at_once_make_one_backup_and_the_second_sees_what_came_too_late(session: Session) -> None:
    place = place_of(session)
    with ThreadPoolExecutor(2) as pool:
        with files.one_at_a_time(place.store):
            both = [pool.submit(back_up_daily, place) for _ in range(2)]
        assert [one.result() is None for one in both].count(True) == 1
        with files.one_at_a_time(place.store):
            late = pool.submit(back_up_daily, place)
            journals.define(session, "Patience")
        made = late.result()
    assert made is not None
    assert [one.name for one in backups.listed(place)] == [made.name]


def test_reading_makes_no_backup(tmp_path: Path, session: Session) -> None:
    place = place_of(session)
    assert processes.run(place.store, "nights", "list").returncode == ExitCode.DONE
    assert not files.folder_of(place.store).exists()


def test_before_anything_was_written_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    with journals.session_at(tmp_path / "journal.db") as fresh:
        assert back_up_before(place_of(fresh), "import") is None
    assert not files.folder_of(tmp_path / "journal.db").exists()
