from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from journals import FRIDAY, define, night, session_at, write
from modelway.domain.days.periods import Period, parse_week
from modelway.domain.lookback.explaining.explanation import Explanation, Figure
from modelway.domain.loop.practices import PracticeOutcome
from modelway.errors import BadDate, NotFound, UsageError
from modelway.services.lookback.explain import everything, explain_figure, last_weeks
from modelway.services.lookback.review import review
from modelway.services.lookback.trends import gaps, practices, trends
from modelway.services.loop import values
from modelway.services.loop.record import record
from modelway.services.session import Session

ONE_DAY = timedelta(days=1)
TWELVE_WEEKS_AGO = date(2026, 8, 31)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_at(tmp_path / "journal.db") as opened:
        yield opened


@pytest.fixture
def written(session: Session) -> Session:
    """Twelve weeks of three values; courage is the one furthest from its target."""
    define(session)
    days = [TWELVE_WEEKS_AGO + number * ONE_DAY for number in range(80)]
    write(session, {day: "DFD" if number % 3 else "FMD" for number, day in enumerate(days)})
    record(session, [night(FRIDAY - 2 * ONE_DAY, "DFD", plans={"courage": "speak first"})])
    record(session, [night(FRIDAY - ONE_DAY, "DDD", reports={"courage": PracticeOutcome.KEPT})])
    return session


def test_without_a_period_it_is_the_last_twelve_weeks(written: Session) -> None:
    told = explain_figure(written, "rate", "honesty")
    assert told.period == last_weeks(written) == Period(TWELVE_WEEKS_AGO, FRIDAY)
    assert not told.chosen


def test_without_a_value_it_is_the_one_to_look_at_first(written: Session) -> None:
    told = explain_figure(written, "rate")
    assert told.value == gaps(written, 12).ranked[0].value
    assert (told.of, told.chosen) == ("Courage", True)


def test_it_says_what_the_trends_say(written: Session) -> None:
    shown = trends(written, 12)
    for one in shown.values:
        told = explain_figure(written, "rate", one.series.value.slug).result
        assert (told.figures["rate"], told.n) == (one.series.tally.rate, one.series.tally.opportunities)
        assert (
            explain_figure(written, "slope", one.series.value.slug).result.figures["slope"] == one.trend.slope
        )
    overall = explain_figure(written, "follow-through")
    assert overall.result.figures["strict"] == practices(written, 12).overall.strict == 1
    assert (overall.of, overall.value, overall.chosen) == ("All values", None, False)


def test_a_week_is_what_the_review_says(written: Session) -> None:
    week = parse_week("2026-W46")
    looked_back = review(written, week)
    for one in looked_back.values:
        told = explain_figure(written, "change", one.value.slug, week).result.figures
        assert one.change is not None
        assert (told["difference"], told["low"], told["high"]) == (
            one.change.difference,
            one.change.low,
            one.change.high,
        )
    assert (
        explain_figure(written, "coverage", period=week).result.figures["rate"] == looked_back.coverage.rate
    )


def test_score_and_streak_look_back_to_the_first_night(written: Session) -> None:
    assert explain_figure(written, "streak", period=last_weeks(written, 1)).result.figures == {"streak": 81}
    assert explain_figure(written, "consistency", period=last_weeks(written, 1)).counts["journaled"] == 81


def test_neglect_looks_at_fourteen_nights_whatever_the_period(written: Session) -> None:
    told = explain_figure(written, "neglected", "courage", last_weeks(written, 1))
    assert told.period == Period(FRIDAY - 14 * ONE_DAY, FRIDAY - ONE_DAY)
    assert told.counts["demonstrated"] == 1


def test_trend_and_slope_take_the_practices_too(written: Session) -> None:
    told = explain_figure(written, "trend", "practices")
    assert (told.value, told.of, told.counts["answers"]) == (None, "Practices", 1)
    with pytest.raises(NotFound):
        explain_figure(written, "rate", "practices")


def test_a_value_named_practices_comes_before_the_practices(session: Session) -> None:
    define(session, "Practices", "Courage", "Care")
    told = explain_figure(session, "trend", "practices")
    assert told.value is not None
    assert told.value.slug == "practices"


def test_a_figure_of_the_journal_takes_no_value(written: Session) -> None:
    with pytest.raises(UsageError, match="leave “honesty” out, as in: modelway explain streak"):
        explain_figure(written, "streak", "honesty")


def test_an_unknown_value_or_figure_is_not_found(written: Session) -> None:
    with pytest.raises(NotFound, match="There is no value"):
        explain_figure(written, "rate", "patience")
    with pytest.raises(NotFound, match="There is no figure"):
        explain_figure(written, "happiness")


def test_a_period_that_has_not_begun_is_refused(written: Session) -> None:
    with pytest.raises(BadDate, match="has not begun yet"):
        explain_figure(written, "rate", period=parse_week("2026-W48"))


@pytest.mark.parametrize("figure", Figure)
def test_an_empty_journal_has_no_figure_and_its_formula_all_the_same(
    session: Session, figure: Figure
) -> None:
    told = explain_figure(session, figure.value)
    assert told.result.needs
    assert told.formula
    assert not told.chosen


@pytest.mark.parametrize("figure", Figure)
def test_values_without_a_night_have_no_figure_yet(session: Session, figure: Figure) -> None:
    define(session)
    assert explain_figure(session, figure.value).result.needs


def test_everything_begins_with_the_first_night(session: Session, written: Session) -> None:
    assert everything(written) == Period(TWELVE_WEEKS_AGO, FRIDAY)


def test_everything_of_an_empty_journal_is_this_week(session: Session) -> None:
    assert everything(session) == Period(date(2026, 11, 16), FRIDAY)


def told_on(store: Path, moment: str, name: str, **environ: str) -> Explanation:
    with session_at(store, moment, **environ) as session:
        return explain_figure(session, name, "honesty", last_weeks(session, 1))


def test_the_week_starts_where_the_settings_say(tmp_path: Path) -> None:
    store = tmp_path / "journal.db"
    with session_at(store) as session:
        define(session)
        write(session, {date(2026, 11, 15): "F", FRIDAY: "D"})
    assert told_on(store, "2026-11-20T21:00", "rate").result.n == 1
    sunday = told_on(store, "2026-11-20T21:00", "rate", MODELWAY_WEEK_STARTS_ON="sunday")
    assert sunday.result.n == 2


def test_a_retired_value_can_still_be_explained(tmp_path: Path) -> None:
    store = tmp_path / "journal.db"
    with session_at(store) as session:
        honesty, *_ = define(session)
        write(session, {FRIDAY: "DFF"})
    with session_at(store, "2026-11-22T21:00") as session:
        values.retire(session, honesty)
        assert explain_figure(session, "rate", "honesty").result.n == 1
        assert explain_figure(session, "gap", "honesty").result.figures["place"] == 3
        assert explain_figure(session, "gap", "courage").result.words.endswith("number 1 of 2 values.")
    with session_at(store, "2027-03-05T21:00") as session:
        why = explain_figure(session, "rate", "honesty").result.words
    assert why == "Honesty was retired on 22 November 2026, before this period."


def test_a_week_across_new_year_counts_both_years(tmp_path: Path) -> None:
    with session_at(tmp_path / "journal.db", "2027-01-03T21:00") as session:
        define(session)
        week = parse_week("2026-W53")
        write(session, dict.fromkeys(week.days(), "D"))
        assert explain_figure(session, "rate", "honesty", week).result.n == 7
        assert explain_figure(session, "slope", "honesty", week).steps[0].name == "2026-W53"


def test_a_gap_is_placed_among_all_that_were_answered_even_before_they_were_defined(written: Session) -> None:
    told = explain_figure(written, "gap", "courage", parse_week("2026-W40"))
    assert told.result.words.endswith("By priority it is number 1 of 3 values.")
