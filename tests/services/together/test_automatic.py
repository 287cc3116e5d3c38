"""Machines that meet by themselves: behind what is written, and telling the next command what came of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from homes import Home, assert_whole, homes_in
from journals import FRIDAY, session_at
from modelway.domain.keeping.purge import OfNight
from modelway.services.keeping import purge
from modelway.services.together import conflicts, membership, sync
from modelway.services.together.automatic import sync_behind
from modelway.store.together.turns import meeting_turn, next_turn


@pytest.fixture
def homes(tmp_path: Path) -> tuple[Home, Home]:
    laptop, desk = homes_in(tmp_path)
    return laptop, desk


def remarks_of(home: Home) -> list[str]:
    """What the next command that writes tells besides."""
    with session_at(home.store) as session:
        return session.remarks


def test_what_was_written_is_there_for_the_other_machine(homes: tuple[Home, Home]) -> None:
    laptop, desk = homes
    laptop.write(FRIDAY, "D", "Told the board.")
    sync_behind(laptop.place)
    sync_behind(desk.place)
    assert desk.texts() == ["Told the board."]
    assert remarks_of(laptop) == remarks_of(desk) == []
    assert_whole(laptop, desk)


def test_a_failure_is_one_line_of_the_next_command_and_told_once(homes: tuple[Home, Home]) -> None:
    laptop, _ = homes
    laptop.shared.go()
    for _ in range(3):
        sync_behind(laptop.place)
    (told,) = remarks_of(laptop)
    assert told.startswith("The last sync did not come about by itself: The place ")
    assert "nothing is lost" in told
    assert remarks_of(laptop) == []


def test_a_failure_that_a_later_sync_made_up_for_is_not_told(homes: tuple[Home, Home]) -> None:
    laptop, _ = homes
    laptop.shared.go()
    sync_behind(laptop.place)
    laptop.shared.come_back()
    sync_behind(laptop.place)
    assert remarks_of(laptop) == []


def test_a_fault_of_the_program_is_told_too(
    homes: tuple[Home, Home], monkeypatch: pytest.MonkeyPatch
) -> None:
    from modelway.services.together import automatic

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(automatic, "meet_others", fail)
    sync_behind(homes[0].place)
    assert "ZeroDivisionError" in remarks_of(homes[0])[0]


def test_a_purge_that_came_by_itself_is_told_with_the_backups_that_hold_it(homes: tuple[Home, Home]) -> None:
    laptop, desk = homes
    desk.write(FRIDAY, "D", "A secret of the board.")
    sync_behind(desk.place)
    sync_behind(laptop.place)
    purge.purge(laptop.place, purge.weigh(laptop.place, OfNight(FRIDAY)), backups_too=True)
    sync_behind(laptop.place)
    sync_behind(desk.place)
    told = remarks_of(desk)
    assert told[0].startswith("Erased here too")
    assert desk.texts() == []


def test_a_journal_on_one_machine_meets_nobody_and_says_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "journal.db", None)  # type: ignore[arg-type]
    sync_behind(home.place)
    assert not home.store.exists()
    with session_at(home.store):
        pass
    before = sorted(tmp_path.iterdir())
    sync_behind(home.place)
    assert sorted(tmp_path.iterdir()) == before
    assert remarks_of(home) == []


def test_of_many_at_once_one_meets_one_waits_and_the_others_go(homes: tuple[Home, Home]) -> None:
    laptop, desk = homes
    laptop.write(FRIDAY, "D", "Told the board.")
    with next_turn(laptop.store) as mine:
        assert mine
        sync_behind(laptop.place)
    assert desk.meet().received == (), "whoever waits takes it along"
    sync_behind(laptop.place)
    assert desk.meet().received == (("laptop", 1),)
    with meeting_turn(laptop.store), next_turn(laptop.store) as mine:
        assert mine


@pytest.fixture
def in_conflict(homes: tuple[Home, Home]) -> tuple[Home, Home]:
    laptop, desk = homes
    laptop.write(FRIDAY, "D", "Told the board.")
    desk.write(FRIDAY, "F", "Softened the numbers.", "2026-11-20T22:00")
    sync_behind(laptop.place)
    sync_behind(desk.place)
    return laptop, desk


def settled(home: Home) -> None:
    conflicts.settle(home.place, 1, keep=1)


def settled_elsewhere(home: Home) -> None:
    others = home.store.parent.with_name("home0") / "journal.db"
    laptop = Home(others, home.shared)
    laptop.meet()
    settled(laptop)
    laptop.meet()
    home.meet()


def left(home: Home) -> None:
    membership.leave(home.place)


@pytest.mark.parametrize("then", [settled, settled_elsewhere, left])
def test_a_mark_says_that_words_wait_until_they_do_no_more(
    in_conflict: tuple[Home, Home], then: Callable[[Home], None]
) -> None:
    _, desk = in_conflict
    assert desk.place.conflicts_marker.exists()
    assert len(conflicts.unsettled_marked(desk.place)) == 1
    then(desk)
    assert not desk.place.conflicts_marker.exists()
    assert conflicts.unsettled_marked(desk.place) == []


def test_a_mark_that_is_out_of_date_goes(homes: tuple[Home, Home]) -> None:
    laptop, _ = homes
    laptop.place.conflicts_marker.touch()
    assert conflicts.unsettled_marked(laptop.place) == []
    assert not laptop.place.conflicts_marker.exists()


def test_a_sync_that_was_asked_for_waits_for_the_one_behind(homes: tuple[Home, Home]) -> None:
    laptop, _ = homes
    told: list[str] = []
    sync.sync(laptop.place, told.append)
    assert told[0] == "waiting for another sync to end"
