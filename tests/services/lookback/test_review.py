from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from journals import FRIDAY, define, night, session_at, write
from modelway.domain.days.periods import parse_week, week_of
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.errors import BadDate
from modelway.services.lookback.review import review
from modelway.services.loop import plans, values
from modelway.services.loop.record import record
from modelway.services.session import Session

ONE_DAY = timedelta(days=1)
THIS_WEEK = week_of(FRIDAY)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def session(store: Path) -> Iterator[Session]:
    with session_at(store) as opened:
        yield opened


def test_an_empty_journal_can_be_looked_back_on(session: Session) -> None:
    looked_back = review(session, THIS_WEEK)
    assert (looked_back.values, looked_back.coverage.nights, looked_back.is_over) == ((), 0, False)


def test_a_week_that_has_not_begun_is_refused(session: Session) -> None:
    with pytest.raises(BadDate, match="has not begun yet"):
        review(session, parse_week("2026-W48"))


def test_what_was_written_is_what_is_counted(session: Session) -> None:
    define(session)
    write(
        session,
        {THIS_WEEK.start + number * ONE_DAY: letters for number, letters in enumerate(["DN", "FD", "MD"])},
    )
    honesty, courage, care = review(session, THIS_WEEK).values
    assert (honesty.tally.demonstrated, honesty.tally.opportunities) == (1, 3)
    assert (courage.tally.demonstrated, courage.tally.no_opportunity) == (2, 1)
    assert care.tally.opportunities == 0


def test_the_week_before_is_loaded_for_the_comparison(session: Session) -> None:
    define(session)
    write(session, {THIS_WEEK.start - number * ONE_DAY: "F" for number in range(1, 8)})
    write(session, {THIS_WEEK.start + number * ONE_DAY: "D" for number in range(4)})
    honesty = review(session, THIS_WEEK).values[0]
    assert honesty.before is not None
    assert honesty.before.fell_short == 7
    assert honesty.change is not None
    assert honesty.change.difference == 1


def test_a_corrected_night_corrects_the_figures(session: Session) -> None:
    define(session)
    write(session, {FRIDAY: "F"})
    write(session, {FRIDAY: "D"})
    assert review(session, THIS_WEEK).values[0].tally.demonstrated == 1


def test_a_kept_practice_counts_in_the_week_it_was_due(session: Session) -> None:
    define(session)
    sunday = THIS_WEEK.start - ONE_DAY
    record(session, [night(sunday, "D", plans={"honesty": "speak"})])
    record(session, [night(THIS_WEEK.start, "D", reports={"honesty": PracticeOutcome.KEPT})])
    assert review(session, THIS_WEEK).follow_through.kept == 1
    assert review(session, parse_week("2026-W46")).follow_through.decided == 0


def test_tonights_practice_is_not_counted_before_the_day_has_ended(store: Path, session: Session) -> None:
    honesty, *_ = define(session)
    plans.add(session, honesty, "", "speak", FRIDAY)
    assert review(session, THIS_WEEK).follow_through.unreported == 0
    with session_at(store, "2026-11-21T09:00") as next_day:
        assert review(next_day, THIS_WEEK).follow_through.unreported == 1


def test_a_definition_changed_today_starts_its_own_figures(store: Path, session: Session) -> None:
    define(session)
    with session_at(store, "2026-11-26T21:00") as later:
        week = week_of(later.tonight)
        write(later, {week.start: "F", week.start + ONE_DAY: "F"})
        honesty = values.find_named_value(later, "honesty")
        command = later.command("values edit", "rewording")
        values.change(later, honesty, command, definition="I say what is so, early.")
        write(later, {later.tonight: "D"})
        one = review(later, week).values[0]
    assert one.reworded_on == date(2026, 11, 26)
    assert (one.tally.demonstrated, one.tally.fell_short) == (1, 0)
    assert [tally.fell_short for _, tally in one.earlier] == [2]


def test_a_retired_value_keeps_its_past(store: Path, session: Session) -> None:
    honesty, *_ = define(session)
    write(session, {FRIDAY: "D"})
    with session_at(store, "2026-11-27T21:00") as later:
        values.retire(later, honesty)
        this_week = [one.value.slug for one in review(later, week_of(later.tonight)).values]
        last_week = [one.value.slug for one in review(later, THIS_WEEK).values]
    assert this_week == ["honesty", "courage", "care-for-people"]
    assert last_week == ["honesty", "courage", "care-for-people"]
    with session_at(store, "2026-12-04T21:00") as much_later:
        assert [one.value.slug for one in review(much_later, week_of(much_later.tonight)).values] == [
            "courage",
            "care-for-people",
        ]


def test_a_week_may_start_on_sunday(store: Path) -> None:
    with session_at(store, MODELWAY_WEEK_STARTS_ON="sunday") as session:
        define(session)
        write(session, {FRIDAY - 5 * ONE_DAY: "D", FRIDAY - 6 * ONE_DAY: "F"})
        week = week_of(FRIDAY, session.settings.week_starts_on)
        looked_back = review(session, week)
    assert week.start == date(2026, 11, 15)
    assert (looked_back.values[0].tally.demonstrated, looked_back.values[0].tally.fell_short) == (1, 0)


def test_a_week_across_new_year_counts_both_years(store: Path) -> None:
    with session_at(store, "2027-01-03T21:00") as session:
        define(session)
        week = parse_week("2026-W53")
        write(session, dict.fromkeys(week.days(), "D"))
        looked_back = review(session, week)
    assert (week.start, week.end) == (date(2026, 12, 28), date(2027, 1, 3))
    assert looked_back.values[0].tally.demonstrated == 7
    assert looked_back.coverage.rate == 1


def test_no_evidence_of_a_night_that_fell_short(session: Session) -> None:
    define(session)
    record(session, [night(FRIDAY, "FD", texts={"1": "Hid it.", "2": "Spoke first."})])
    looked_back = review(session, THIS_WEEK)
    assert [[text for _, text in one.lines] for one in looked_back.evidence] == [["Spoke first."]]
    assert looked_back.values[0].states[FRIDAY].value == Outcome.FELL_SHORT.value
