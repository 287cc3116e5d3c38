from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from journals import FRIDAY, define, night, session_at, write
from modelway.domain.loop.next_steps import Tonight
from modelway.domain.loop.nights import State
from modelway.errors import NotFound, UsageError
from modelway.services.loop import evening, plans, values
from modelway.services.loop.glance import glance
from modelway.services.loop.record import record
from modelway.services.loop.today import lead_by_example, today
from modelway.services.session import Session

ONE_DAY = timedelta(days=1)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_at(tmp_path / "journal.db") as opened:
        yield opened


def test_an_empty_journal_has_nothing_to_show(session: Session) -> None:
    seen = glance(session)
    assert (seen.day, seen.values, seen.due, seen.last_night) == (FRIDAY, (), (), None)
    assert (seen.state.tonight, seen.is_back) == (Tonight.OPEN, False)


def test_the_last_fourteen_days_end_tonight(session: Session) -> None:
    seen = glance(session)
    assert seen.days == tuple(date(2026, 11, day) for day in range(7, 21))


def test_states_begin_with_the_first_night_and_leave_an_open_tonight_out(session: Session) -> None:
    first, second, _ = define(session)
    write(session, {FRIDAY - 3 * ONE_DAY: "DN", FRIDAY - ONE_DAY: "FM"})
    states = glance(session).states
    # The values were defined tonight: an answer counts all the same, a night without one was not asked for.
    assert states[first.id] == {FRIDAY - 3 * ONE_DAY: State.DEMONSTRATED, FRIDAY - ONE_DAY: State.FELL_SHORT}
    assert states[second.id] == {FRIDAY - 3 * ONE_DAY: State.NO_OPPORTUNITY, FRIDAY - ONE_DAY: State.MISSED}


def test_tonights_answer_counts_before_the_day_has_ended(session: Session) -> None:
    first, *_ = define(session)
    write(session, {FRIDAY: "D"})
    assert glance(session).states[first.id] == {FRIDAY: State.DEMONSTRATED}


def test_a_retired_value_is_not_shown_but_its_practice_of_today_is(session: Session) -> None:
    first, *_ = define(session)
    plans.add(session, first, "", "speak first", FRIDAY)
    values.retire(session, first)
    seen = glance(session)
    assert [value.name for value in seen.values] == ["Courage", "Care for people"]
    assert [(practice.will, value.name) for practice, value in seen.due] == [("speak first", "Honesty")]


@pytest.mark.parametrize(
    ("letters", "tonight"),
    [("", Tonight.OPEN), ("D", Tonight.BEGUN), ("DDN", Tonight.WRITTEN), ("DDF", Tonight.BEGUN)],
)
def test_tonight_is_written_once_nothing_is_left_to_ask(
    session: Session, letters: str, tonight: Tonight
) -> None:
    define(session)
    if letters:
        write(session, {FRIDAY: letters})
    assert glance(session).state.tonight is tonight


def test_a_night_that_the_conversation_went_through_is_written(session: Session) -> None:
    define(session)
    command = evening.evening_command(session, FRIDAY)
    evening.finish(session, command, FRIDAY)
    assert glance(session).state.tonight is Tonight.WRITTEN


@pytest.mark.parametrize(("away", "is_back"), [(1, False), (3, False), (4, True), (40, True)])
def test_the_leader_is_back_after_three_nights_without_a_word(
    session: Session, away: int, is_back: bool
) -> None:
    define(session)
    write(session, {FRIDAY - away * ONE_DAY: "D"})
    assert glance(session).is_back is is_back


def test_who_has_begun_tonight_is_back_already(session: Session) -> None:
    define(session)
    write(session, {FRIDAY - 40 * ONE_DAY: "D", FRIDAY: "D"})
    assert not glance(session).is_back


@pytest.mark.parametrize(
    ("moment", "morning"),
    [
        ("2026-11-20T04:00", True),
        ("2026-11-20T11:59", True),
        ("2026-11-20T12:00", False),
        ("2026-11-21T01:00", False),
    ],
)
def test_the_morning_lasts_until_noon_and_begins_when_the_night_ends(
    tmp_path: Path, moment: str, morning: bool
) -> None:
    with session_at(tmp_path / "journal.db", moment) as session:
        assert glance(session).state.is_morning is morning


def test_today_shows_reported_practices_too(session: Session) -> None:
    from modelway.domain.loop.practices import PracticeOutcome

    define(session)
    record(session, [night(FRIDAY - ONE_DAY, "D", plans={"courage": "speak first"})])
    record(session, [night(FRIDAY, reports={"courage": PracticeOutcome.KEPT})])
    ((practice, value),) = today(session).practices
    assert (practice.will, practice.outcome, value.slug) == ("speak first", PracticeOutcome.KEPT, "courage")


def test_the_practices_of_a_day_stand_in_the_order_of_their_values(session: Session) -> None:
    define(session)
    plans_made = {"care": "listen", "honesty": "say it", "courage": "ask"}
    record(session, [night(FRIDAY - ONE_DAY, plans=plans_made)])
    assert [practice.will for practice, _ in glance(session).due] == ["say it", "ask", "listen"]
    assert glance(session).due == today(session).practices


def test_today_offers_what_fell_short_last_night(session: Session) -> None:
    define(session)
    write(session, {FRIDAY - 2 * ONE_DAY: "FDD", FRIDAY - ONE_DAY: "DDM"})
    offered = today(session).offered
    assert offered is not None
    assert offered.slug == "care-for-people"


def test_without_values_nothing_is_offered(session: Session) -> None:
    assert today(session).offered is None
    with pytest.raises(NotFound, match="modelway values define"):
        lead_by_example(session, "", "speak first")


def test_leading_by_example_takes_the_value_of_the_days_only_practice(session: Session) -> None:
    first, second, _ = define(session)
    plans.add(session, second, "", "speak first", FRIDAY)
    practice, value = lead_by_example(session, "when the room goes quiet", "I will ask")
    assert (value.slug, practice.due_on, practice.sentence) == (
        "courage",
        FRIDAY,
        "When the room goes quiet, I will ask.",
    )
    named, _ = lead_by_example(session, "", "ask again", "hon")
    assert named.value_id == first.id


def test_with_practices_for_several_values_one_has_to_be_named(session: Session) -> None:
    first, second, _ = define(session)
    for value in (first, second):
        plans.add(session, value, "", "speak first", FRIDAY)
    with pytest.raises(UsageError, match="--value honesty or courage"):
        lead_by_example(session, "", "ask")
