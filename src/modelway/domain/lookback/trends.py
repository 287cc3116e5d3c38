"""What has come of the weeks: each value and its promises over time, under its newest wording."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from modelway.domain.days.periods import Period, Weekday
from modelway.domain.figures.follow_through import FollowThrough, follow_through_of
from modelway.domain.figures.states import Series, segments_between, states_between, tally_of
from modelway.domain.figures.trend import Trend, opportunities_of, trend_in, trend_over
from modelway.domain.figures.weekly import WeeklyShare, weekly_shares
from modelway.domain.loop.nights import Answers, Rest
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.domain.loop.values import Value


class Scope(NamedTuple):
    """The stretch that is looked at: `period` as it was asked for, and what bounds it."""

    period: Period
    first_night: date | None
    last_ended: date
    week_starts_on: Weekday = Weekday.MONDAY

    @property
    def written(self) -> Period | None:
        """The part of the period from the first night ever on; None when nothing was written by its end."""
        if self.first_night is None or self.first_night > self.period.end:
            return None
        return Period(max(self.period.start, self.first_night), self.period.end)


class Records(NamedTuple):
    """What is loaded for trends: the answers and the practices due within the scope's period."""

    scope: Scope
    values: Sequence[Value]
    nights: Mapping[date, Answers]
    practices: Sequence[Practice]
    rests: Sequence[Rest]


class ValueTrend(NamedTuple):
    """One value, week by week: every week of the period since the first night, even before its wording."""

    series: Series
    weeks: tuple[WeeklyShare, ...]
    trend: Trend


class PromisesTrend(NamedTuple):
    """The practices of all values, week by week; kept in full against all that were decided."""

    counts: FollowThrough
    weeks: tuple[WeeklyShare, ...]
    trend: Trend


class Trends(NamedTuple):
    """Every value in the leader's own order, and whether promises were kept."""

    scope: Scope
    values: tuple[ValueTrend, ...]
    promises: PromisesTrend


def series_of(records: Records) -> tuple[Series, ...]:
    """Every value in use, and retired ones that were still asked for or answered, in the leader's order."""
    found = (_series(records, value) for value in records.values)
    return tuple(one for one in found if one.states or one.value.retired_on is None)


def trends_of(records: Records) -> Trends:
    """The values and the promises of the period, week by week."""
    return Trends(
        scope=records.scope,
        values=tuple(_value_trend(series, records.scope) for series in series_of(records)),
        promises=_promises_trend(records),
    )


def followed(records: Records, value_id: str | None = None) -> FollowThrough:
    """What became of the practices due in the period, of all values or of one."""
    scope = records.scope
    return follow_through_of(records.practices, scope.period, last_ended=scope.last_ended, value_id=value_id)


def _series(records: Records, value: Value) -> Series:
    *earlier, newest = segments_between(value, records.scope.period)
    states = states_between(
        value,
        newest.period,
        records.nights,
        records.rests,
        first_night=records.scope.first_night,
        last_ended=records.scope.last_ended,
    )
    return Series(value, states, tally_of(states.values()), newest.period.start if earlier else None)


def _value_trend(series: Series, scope: Scope) -> ValueTrend:
    answers = opportunities_of(series.states)
    weeks = _weeks(answers, scope)
    return ValueTrend(series, weeks, trend_over(answers, weeks))


def _promises_trend(records: Records) -> PromisesTrend:
    answers = [
        (one.due_on, one.outcome is PracticeOutcome.KEPT)
        for one in records.practices
        if one.due_on in records.scope.period and one.outcome not in (None, PracticeOutcome.NO_CHANCE)
    ]
    return PromisesTrend(
        counts=followed(records),
        weeks=_weeks(answers, records.scope),
        trend=trend_in(answers, records.scope.week_starts_on),
    )


def _weeks(answers: Sequence[tuple[date, bool]], scope: Scope) -> tuple[WeeklyShare, ...]:
    return weekly_shares(answers, scope.written, scope.week_starts_on) if scope.written else ()
