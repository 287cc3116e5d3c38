from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from journals import FRIDAY, define, night, session_at, write
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.errors import BadDate, NotFound
from modelway.services.keeping.undo import undo
from modelway.services.loop import nights, plans, values
from modelway.services.loop.record import record
from modelway.services.session import Session

ONE_DAY = timedelta(days=1)
THURSDAY = FRIDAY - ONE_DAY


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_at(tmp_path / "journal.db") as opened:
        define(opened)
        yield opened


def days(listing: nights.NightList) -> list[date]:
    return [whole.night.day for whole in listing.nights]


def test_a_night_comes_with_what_it_planned_and_told_of(session: Session) -> None:
    record(session, [night(THURSDAY, "D", plans={"courage": "speak first"})])
    record(
        session,
        [night(FRIDAY, "D", reports={"courage": PracticeOutcome.PARTLY}, plans={"1": "ask"}, note="Rain.")],
    )
    whole = nights.find_night(session, FRIDAY)
    assert [one.sentence for one in whole.planned] == ["I will ask."]
    assert [(one.sentence, one.outcome) for one in whole.reported] == [
        ("I will speak first.", PracticeOutcome.PARTLY)
    ]
    assert whole.night.note == "Rain."
    assert {whole.values[one.value_id].slug for one in whole.reported} == {"courage"}


def test_the_practices_of_a_night_stand_in_the_order_of_their_values(session: Session) -> None:
    record(session, [night(THURSDAY, plans={"care": "listen", "honesty": "say it", "courage": "ask"})])
    reports = dict.fromkeys(["courage", "care", "honesty"], PracticeOutcome.KEPT)
    record(session, [night(FRIDAY, reports=reports)])
    in_order = ["say it", "ask", "listen"]
    assert [one.will for one in nights.find_night(session, THURSDAY).planned] == in_order
    assert [one.will for one in nights.find_night(session, FRIDAY).reported] == in_order


def test_a_night_without_a_word_is_not_found_and_says_how_to_write_it(session: Session) -> None:
    with pytest.raises(NotFound, match="modelway journal --date 2026-11-20"):
        nights.find_night(session, FRIDAY)


def test_nights_are_listed_newest_first_up_to_the_limit(session: Session) -> None:
    write(session, {FRIDAY - number * ONE_DAY: "D" for number in range(5)})
    listing = nights.list_nights(session, limit=2)
    assert (days(listing), listing.more) == ([FRIDAY, THURSDAY], 3)
    everything = nights.list_nights(session)
    assert (len(everything.nights), everything.more) == (5, 0)


def test_an_empty_journal_lists_nothing(session: Session) -> None:
    assert nights.list_nights(session) == nights.NightList((), 0)


def test_a_list_keeps_to_its_days(session: Session) -> None:
    write(session, {FRIDAY - number * ONE_DAY: "D" for number in range(5)})
    listing = nights.list_nights(session, start=FRIDAY - 3 * ONE_DAY, end=THURSDAY)
    assert days(listing) == [THURSDAY, FRIDAY - 2 * ONE_DAY, FRIDAY - 3 * ONE_DAY]
    with pytest.raises(BadDate, match="ends before it starts"):
        nights.list_nights(session, start=FRIDAY, end=THURSDAY)


def test_value_and_outcome_have_to_meet_in_one_answer(session: Session) -> None:
    write(session, {FRIDAY: "DF", THURSDAY: "FD", FRIDAY - 2 * ONE_DAY: " D"})
    honesty = values.find_named_value(session, "honesty")
    assert days(nights.list_nights(session, value=honesty)) == [FRIDAY, THURSDAY]
    assert days(nights.list_nights(session, outcome=Outcome.FELL_SHORT)) == [FRIDAY, THURSDAY]
    assert days(nights.list_nights(session, value=honesty, outcome=Outcome.FELL_SHORT)) == [THURSDAY]


def test_nights_far_apart_come_with_all_that_is_theirs(session: Session) -> None:
    long_ago = FRIDAY - 900 * ONE_DAY
    record(session, [night(long_ago, "D", plans={"1": "speak"}), night(FRIDAY, "F")])
    listing = nights.list_nights(session)
    assert days(listing) == [FRIDAY, long_ago]
    assert [one.will for one in listing.nights[1].planned] == ["speak"]
    assert listing.nights[0].night.reflections[0].outcome is Outcome.FELL_SHORT


def test_deleting_takes_answers_note_and_unreported_plans(session: Session) -> None:
    record(session, [night(FRIDAY, "D", plans={"courage": "speak first"}, note="Rain.")])
    nights.delete(session, FRIDAY)
    with pytest.raises(NotFound):
        nights.find_night(session, FRIDAY)
    assert plans.list_open_practices(session) == []


def test_deleting_makes_a_told_practice_untold_and_keeps_one_told_later(session: Session) -> None:
    record(session, [night(FRIDAY - 2 * ONE_DAY, "D", plans={"courage": "speak first"})])
    record(session, [night(THURSDAY, "D", reports={"courage": PracticeOutcome.KEPT}, plans={"1": "ask"})])
    record(session, [night(FRIDAY, "D", reports={"1": PracticeOutcome.NOT_KEPT})])
    nights.delete(session, THURSDAY)
    (earlier,) = nights.find_night(session, FRIDAY - 2 * ONE_DAY).planned
    assert (earlier.outcome, earlier.reported_on, earlier.note) == (None, None, "")
    (told_later,) = nights.find_night(session, FRIDAY).reported
    assert (told_later.will, told_later.outcome) == ("ask", PracticeOutcome.NOT_KEPT)


def test_a_deleted_night_comes_back_whole(session: Session) -> None:
    record(session, [night(THURSDAY, "D", plans={"courage": "speak first"})])
    record(
        session,
        [night(FRIDAY, "DFN", reports={"courage": PracticeOutcome.KEPT}, plans={"2": "ask"}, note="Rain.")],
    )
    before = nights.find_night(session, FRIDAY)
    nights.delete(session, FRIDAY)
    undo(session)
    assert nights.find_night(session, FRIDAY) == before


def test_deleting_what_is_not_there_changes_nothing(session: Session) -> None:
    with pytest.raises(NotFound):
        nights.delete(session, FRIDAY)
    (undone,) = undo(session)
    assert undone.name == "values define"
