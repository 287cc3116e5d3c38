"""Machines of one leader meet at either kind of place: nothing is lost, a purge arrives, lies are noticed."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from homes import Home, assert_whole, homes_in
from journals import FRIDAY, define, session_at
from meeting_places import KINDS, Key, Shared, SharedDatabase, shared_place
from modelway.domain.keeping.purge import OfNight, OfValue
from modelway.errors import BadText, NotFound, Refused
from modelway.services.keeping import purge, undo
from modelway.services.loop import nights
from modelway.services.together import conflicts, membership, sync
from modelway.store.files import contents, engine
from modelway.store.keeping import checks

THURSDAY = date(2026, 11, 19)


Homes = Callable[..., list[Home]]


@pytest.fixture(params=KINDS)
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shared]:
    """Where they meet."""
    place = shared_place(request.param, tmp_path)
    yield place
    if isinstance(place, SharedDatabase):
        place.close()


@pytest.fixture
def homes(tmp_path: Path, shared: Shared) -> Homes:
    """Machines that have met: the first one defined three values."""

    return lambda number=2: homes_in(tmp_path, number, shared)


def test_what_is_written_on_one_machine_is_read_on_the_other(homes: Homes) -> None:
    laptop, desk = homes()
    laptop.write(FRIDAY, "DFM", "Told the board.")

    sent, came = laptop.meet(), desk.meet()

    assert (sent.sent, came.received) == (1, (("laptop", 1),))
    assert desk.texts() == ["Told the board."]
    assert_whole(laptop, desk)


def test_an_answer_written_on_both_keeps_both_texts_until_it_is_settled(homes: Homes) -> None:
    laptop, desk = homes()
    laptop.write(FRIDAY, "D", "Told the board.")
    desk.write(FRIDAY, "F", "Softened the numbers.", "2026-11-20T22:00")

    laptop.meet()
    assert desk.meet().conflicts == 1
    laptop.meet()

    assert_whole(laptop, desk)
    (found,) = conflicts.unsettled(laptop.place)
    assert [one.text for one in found.texts] == ["Softened the numbers.", "Told the board."]
    assert found.what == "the answer on Honesty, Friday 20 November 2026"
    for home in (laptop, desk):
        images = home.read("SELECT after_image FROM history WHERE table_name = 'reflection'")
        assert any("Told the board." in image for image in images)
        assert any("Softened the numbers." in image for image in images)
    conflicts.settle(laptop.place, 1, keep=2)
    laptop.meet()
    desk.meet()
    assert desk.texts() == ["Told the board."]
    assert conflicts.unsettled(desk.place) == []
    assert_whole(laptop, desk)


def test_the_text_that_stands_already_can_be_confirmed_and_undo_passes_that_by(homes: Homes) -> None:
    laptop, desk = homes()
    laptop.write(FRIDAY, "D", "Told the board.")
    desk.write(FRIDAY, "D", "Told Ana.", "2026-11-20T22:00")
    laptop.meet()
    desk.meet()

    conflicts.settle(desk.place, 1, keep=1)
    desk.meet()
    laptop.meet()

    assert conflicts.unsettled(laptop.place) == conflicts.unsettled(desk.place) == []
    with session_at(desk.store) as session:
        assert undo.undoable(session, 1)[0].name not in ("sync", "sync confirm")
    assert_whole(laptop, desk)


def test_a_conflict_or_a_text_that_is_not_there_is_refused(homes: Homes) -> None:
    laptop, desk = homes()
    with pytest.raises(NotFound, match="no conflict 1"):
        conflicts.settle(laptop.place, 1, keep=1)
    laptop.write(FRIDAY, "D", "Told the board.")
    desk.write(FRIDAY, "D", "Told Ana.")
    laptop.meet()
    desk.meet()
    with pytest.raises(NotFound, match="no text 3"):
        conflicts.settle(desk.place, 1, keep=3)
    with pytest.raises(BadText, match="--keep"):
        conflicts.settle(desk.place, 1)


def test_an_undo_travels_like_any_command(homes: Homes) -> None:
    laptop, desk = homes()
    laptop.write(FRIDAY, "D", "Told the board.")
    laptop.meet()
    desk.meet()
    with session_at(laptop.store) as session:
        undo.undo(session)

    laptop.meet()
    desk.meet()

    assert desk.texts() == []
    assert_whole(laptop, desk)
    with session_at(desk.store) as session:
        undo.redo(session)
    desk.meet()
    laptop.meet()
    assert laptop.texts() == ["Told the board."]
    assert_whole(laptop, desk)


def test_values_of_one_name_from_before_the_machines_met_become_one(tmp_path: Path, shared: Shared) -> None:
    laptop, desk = (Home(tmp_path / name / "journal.db", shared) for name in ("one", "two"))
    for home, day in ((laptop, THURSDAY), (desk, FRIDAY)):
        home.store.parent.mkdir()
        with session_at(home.store) as session:
            define(session)
        home.write(day, "DFM", f"Of {day}.")
    begun = membership.init(laptop.place, shared.address)
    laptop.meet()

    membership.join(desk.place, shared.address, begun.code)
    desk.meet()
    laptop.meet()

    assert laptop.read("SELECT name FROM value ORDER BY position") == [
        "Honesty",
        "Courage",
        "Care for people",
    ]
    assert laptop.texts() == ["Of 2026-11-19.", "Of 2026-11-20."]
    assert_whole(laptop, desk)


@pytest.mark.parametrize("scope", ["night", "value"])
def test_a_purge_reaches_the_other_machine_the_place_and_one_that_joins_later(
    homes: Homes, scope: str, shared: Shared
) -> None:
    laptop, desk, shelf = homes(3)
    desk.write(FRIDAY, "DFM", "A secret of the board.")
    desk.meet()
    laptop.meet()
    before = shared.rows()
    honesty = laptop.read("SELECT id FROM value WHERE name = 'Honesty'")[0]
    of = OfNight(FRIDAY) if scope == "night" else OfValue(honesty, "Honesty")

    purge.purge(laptop.place, purge.weigh(laptop.place, of), backups_too=True)
    laptop.meet()
    met = [desk.meet(), shelf.meet()]

    for home in (laptop, desk, shelf):
        assert b"secret of the board" not in home.store.read_bytes()
        assert "A secret of the board." not in home.texts()
    assert [len(one.purged) for one in met] == [1, 1]
    assert_whole(laptop, desk, shelf)
    after = shared.rows()
    assert any(after[key] != sealed for key, sealed in before.items()), "what holds it is replaced"
    assert not any(held_by(laptop, key, after[key], "secret of the board") for key in after)
    assert any(held_by(laptop, key, before[key], "secret of the board") for key in before)


def held_by(home: Home, key: Key, sealed: bytes, text: str) -> bool:
    """Whether a sealed row, opened with the leader's key, holds a text."""
    with membership.opened(home.place) as store:
        found = membership.membership_in(store)
    sealer = membership.sealer_for(found.secret, found.journal, found.epoch)
    return text in str(sealer.open(key.machine, key.number, sealed))


def test_what_was_written_into_a_purged_night_apart_goes_and_what_is_written_after_stays(
    homes: Homes,
) -> None:
    laptop, desk = homes()
    laptop.write(FRIDAY, "D", "First.")
    laptop.meet()
    desk.meet()
    purge.purge(laptop.place, purge.weigh(laptop.place, OfNight(FRIDAY)), backups_too=True)
    desk.write(FRIDAY, "F", "Written apart.", "2026-11-20T22:00")

    laptop.meet()
    desk.meet()
    laptop.meet()
    assert laptop.texts() == desk.texts() == []
    assert_whole(laptop, desk)
    desk.write(FRIDAY, "D", "Written after.", "2026-11-20T23:00")
    desk.meet()
    laptop.meet()
    assert laptop.texts() == ["Written after."]
    assert_whole(laptop, desk)


def test_what_takes_back_a_purged_night_leaves_nothing_on_the_other_machine(homes: Homes) -> None:
    laptop, desk, shelf = homes(3)
    laptop.write(FRIDAY, "D", "First.")
    laptop.meet()
    desk.meet()
    with session_at(laptop.store) as session:
        undo.undo(session)
    purge.purge(desk.place, purge.weigh(desk.place, OfNight(FRIDAY)), backups_too=True)
    laptop.meet()

    for home in (desk, laptop, shelf, desk):
        home.meet()
    assert_whole(laptop, desk, shelf)


@pytest.mark.parametrize("how", ["deleted", "purged"])
def test_values_that_lived_by_one_answer_go_with_it_on_every_machine(homes: Homes, how: str) -> None:
    laptop, desk = homes()
    desk.write(FRIDAY, "DFM", "Told the board.")
    with session_at(laptop.store) as session:
        undo.undo(session)
    laptop.meet()
    desk.meet()
    assert len(desk.read("SELECT 1 FROM value")) == 3
    if how == "purged":
        purge.purge(desk.place, purge.weigh(desk.place, OfNight(FRIDAY)), backups_too=True)
    else:
        with session_at(desk.store) as session:
            nights.delete(session, FRIDAY)

    desk.meet()
    laptop.meet()

    assert desk.read("SELECT 1 FROM value") == []
    assert_whole(laptop, desk)


def test_older_history_that_machines_meet_by_is_not_erased(homes: Homes) -> None:
    from modelway.domain.keeping.purge import OfHistory

    laptop, _ = homes()
    weighed = purge.weigh(laptop.place, OfHistory(date(2027, 1, 1)))
    with pytest.raises(Refused, match="meet by it"):
        purge.purge(laptop.place, weighed)


def test_nothing_new_writes_nothing_to_the_place(homes: Homes, shared: Shared) -> None:
    laptop, _ = homes()
    before = shared.marks()

    met = laptop.meet()

    assert (met.sent, met.received, met.notices) == (0, (), ())
    assert shared.marks() == before


def test_a_wrong_code_opens_nothing(homes: Homes, tmp_path: Path) -> None:
    from modelway.domain.together.recovery import recovery_code

    laptop, _ = homes()
    other = Home(tmp_path / "other.db", laptop.shared)
    with pytest.raises(Refused, match="opens nothing"):
        membership.join(other.place, laptop.shared.address, recovery_code(b"x" * 20))
    with pytest.raises(BadText, match="no recovery code"):
        membership.join(other.place, laptop.shared.address, "ABCD-EFGH")


def test_a_row_that_was_altered_is_noticed_and_nothing_is_taken(homes: Homes, shared: Shared) -> None:
    laptop, desk = homes()
    laptop.write(FRIDAY, "D", "Told the board.")
    laptop.meet()
    newest = shared.newest()
    content = bytearray(shared.rows()[newest])
    content[40] ^= 1
    shared.write(newest, bytes(content))

    with pytest.raises(Refused, match="altered"):
        desk.meet()

    assert desk.texts() == []
    assert checks.problems_of(desk.store) == []


def rows_of(home: Home) -> list[Key]:
    """The rows that a machine put at the place, in the order of their numbers, without its name."""
    with membership.opened(home.place) as store:
        machine = membership.membership_in(store).machine
    return sorted(key for key in home.shared.rows() if key.machine == machine and key.number)


def test_rows_in_each_others_place_are_noticed(homes: Homes, shared: Shared) -> None:
    laptop, desk = homes()
    laptop.write(THURSDAY, "D")
    laptop.write(FRIDAY, "D")
    laptop.meet()
    first, second = rows_of(laptop)[-2:]
    rows = shared.rows()
    shared.write(first, rows[second])
    shared.write(second, rows[first])

    with pytest.raises(Refused, match="altered"):
        desk.meet()


def test_a_row_played_back_from_under_an_earlier_number_is_noticed(homes: Homes, shared: Shared) -> None:
    laptop, desk = homes()
    laptop.write(FRIDAY, "D")
    laptop.meet()
    newest = rows_of(laptop)[-1]
    shared.write(newest._replace(number=newest.number + 1), shared.rows()[newest])

    with pytest.raises(Refused, match="altered"):
        desk.meet()


def test_a_row_that_is_held_back_is_noticed_and_what_follows_waits(homes: Homes, shared: Shared) -> None:
    laptop, desk = homes()
    laptop.write(THURSDAY, "D", "First.")
    laptop.write(FRIDAY, "D", "Second.")
    laptop.meet()
    held = rows_of(laptop)[-2]
    content = shared.rows()[held]
    shared.remove(held)

    met = desk.meet()
    assert met.received == ()
    assert "is not at the place" in met.notices[0]
    shared.write(held, content)
    assert desk.meet().received == (("laptop", 2),)
    assert_whole(laptop, desk)


def test_a_place_put_back_from_an_old_copy_is_noticed_and_healed(homes: Homes, shared: Shared) -> None:
    laptop, desk = homes()
    old = shared.rows()
    laptop.write(FRIDAY, "D", "Told the board.")
    laptop.meet()
    shared.put_back(old)

    assert "had lost a row" in laptop.meet().notices[0]

    desk.meet()
    assert_whole(laptop, desk)


def test_a_place_that_is_gone_is_told_and_the_journal_stays_whole(homes: Homes, shared: Shared) -> None:
    laptop, desk = homes()
    shared.go()
    laptop.write(FRIDAY, "D", "Told the board.")

    with pytest.raises(Refused, match="nothing is lost"):
        laptop.meet()

    assert sync.standing(laptop.place).to_receive is None
    assert laptop.texts() == ["Told the board."]
    shared.come_back()
    laptop.meet()
    desk.meet()
    assert_whole(laptop, desk)


def test_a_journal_put_back_from_a_copy_takes_a_new_name_and_repeats_no_number(
    homes: Homes, tmp_path: Path
) -> None:
    laptop, desk = homes()
    copy = tmp_path / "copy.db"
    shutil.copy(laptop.store, copy)
    laptop.write(THURSDAY, "D", "Before the disk failed.")
    laptop.meet()
    shutil.copy(copy, laptop.store)
    laptop.write(FRIDAY, "D", "After it.")

    met = laptop.meet()
    desk.meet()

    assert "a machine of its own" in met.notices[0]
    assert desk.texts() == ["After it.", "Before the disk failed."]
    assert_whole(laptop, desk)


def test_a_changed_key_shuts_a_lost_machine_out_and_the_others_need_the_new_code(homes: Homes) -> None:
    laptop, desk, lost = homes(3)
    begun = sync.rotate(laptop.place)
    laptop.write(FRIDAY, "D", "After the theft.")
    laptop.meet()

    for home in (desk, lost):
        with pytest.raises(Refused, match="key was changed"):
            home.meet()
    membership.join(desk.place, desk.shared.address, begun.code)
    desk.meet()

    assert desk.texts() == ["After the theft."]
    assert_whole(laptop, desk)


def test_a_machine_that_left_can_come_back_and_nothing_is_told_twice(homes: Homes, tmp_path: Path) -> None:
    laptop, desk = homes()
    begun = sync.rotate(laptop.place)
    membership.join(desk.place, desk.shared.address, begun.code)
    desk.meet()
    membership.leave(desk.place)
    with pytest.raises(Refused, match="this machine alone"):
        desk.meet()
    desk.write(FRIDAY, "D", "While away.")

    membership.join(desk.place, desk.shared.address, begun.code)

    assert desk.meet().sent == 1
    laptop.meet()
    assert_whole(laptop, desk)


def test_an_evening_that_goes_on_after_a_meeting_is_told_whole(homes: Homes) -> None:
    laptop, desk = homes()
    with session_at(laptop.store) as session:
        command = session.command("journal", "the evening")
        with session.journal.writing(command):
            session.journal.run("UPDATE value SET importance = 5 WHERE name = 'Honesty'")
        laptop.meet()
        with session.journal.writing(command):
            session.journal.run("UPDATE value SET importance = 6 WHERE name = 'Courage'")

    laptop.meet()
    desk.meet()

    assert_whole(laptop, desk)
    assert desk.read("SELECT importance FROM value ORDER BY position") == [5, 6, 10]


def test_every_table_that_a_leader_fills_has_its_rule(homes: Homes) -> None:
    from modelway.domain.together.rules import RULES

    laptop, _ = homes()
    connection = engine.connect(laptop.store)
    assert set(RULES) == set(checks.recorded(connection))
    for table, rule in RULES.items():
        columns = set(contents.columns(connection, table))
        named = {
            *rule.key,
            *rule.alike,
            *rule.references,
            *rule.words,
            *(one for some in rule.as_one for one in some),
        }
        assert named <= columns, table
    connection.close()
