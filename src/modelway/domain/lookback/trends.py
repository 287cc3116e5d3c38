"""What has come of the weeks: each value and its practices over time, under its newest wording."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from modelway.domain.days.periods import Period, Weekday
from modelway.domain.figures.follow_through import FollowThrough, decided_in, follow_through_of
from modelway.domain.figures.rates import PRACTICES_LEVEL, choose_trend_level
from modelway.domain.figures.states import Series, find_series, opportunities_of, states_between
from modelway.domain.figures.trend import Trend, find_trend, judge_trends
from modelway.domain.figures.weekly import WeeklyShare, weekly_shares
from modelway.domain.loop.next_steps import JournalState
from modelway.domain.loop.nights import Answers, Rest, State
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value


class Scope(NamedTuple):
    """The stretch that is looked at: `period` as it was asked for, and what bounds it.

    `state` is what the journal holds now, for the next step.
    """

    period: Period
    first_night: date | None
    last_ended: date
    week_starts_on: Weekday = Weekday.MONDAY
    state: JournalState = JournalState()

    @property
    def written(self) -> Period | None:
        """The part of the period from the first night ever on; None when nothing was written by its end."""
        if self.first_night is None or self.first_night > self.period.end:
            return None
        return Period(max(self.period.start, self.first_night), self.period.end)


class Records(NamedTuple):
    """What is loaded for trends: the practices due in the period, its answers and its baseline's."""

    scope: Scope
    values: Sequence[Value]
    nights: Mapping[date, Answers]
    practices: Sequence[Practice]
    rests: Sequence[Rest]

    def states(self, value: Value, period: Period) -> dict[date, State]:
        """What the nights of a stretch say about a value."""
        return states_between(
            value,
            period,
            self.nights,
            self.rests,
            first_night=self.scope.first_night,
            last_ended=self.scope.last_ended,
        )


class ValueTrend(NamedTuple):
    """One value, week by week: every week of the period since the first night, even before its wording."""

    series: Series
    weeks: tuple[WeeklyShare, ...]
    trend: Trend


class PracticesTrend(NamedTuple):
    """The practices of all values, week by week; kept in full against all that were decided."""

    counts: FollowThrough
    weeks: tuple[WeeklyShare, ...]
    trend: Trend


class Trends(NamedTuple):
    """Every value in the leader's own order, and whether practices were kept."""

    scope: Scope
    values: tuple[ValueTrend, ...]
    practices: PracticesTrend


def series_of(records: Records) -> tuple[Series, ...]:
    """Every value in use, and retired ones that were still asked for or answered, in the leader's order."""
    found = find_series(records.values, records.scope.period, records.states)
    return tuple(one for one in found if one.states or one.value.retired_on is None)


def trends_of(records: Records) -> Trends:
    """The values and the practices of the period, week by week."""
    return Trends(
        scope=records.scope,
        values=_value_trends(series_of(records), records.scope),
        practices=_practices_trend(records),
    )


def followed(records: Records, value_id: str | None = None) -> FollowThrough:
    """What became of the practices due in the period, of all values or of one."""
    scope = records.scope
    return follow_through_of(records.practices, scope.period, last_ended=scope.last_ended, value_id=value_id)


def _value_trends(series: Sequence[Series], scope: Scope) -> tuple[ValueTrend, ...]:
    """Every value's weeks and trend, all of them judged together."""
    answers = [opportunities_of(one.states) for one in series]
    dependences = [one.tally.dependence for one in series]
    judged = judge_trends(answers, dependences, choose_trend_level(scope.period.length))
    trends = []
    for one, own, verdict in zip(series, answers, judged, strict=True):
        weeks = _weeks(own, scope)
        trends.append(ValueTrend(one, weeks, find_trend(len(own), verdict, weeks)))
    return tuple(trends)


def _practices_trend(records: Records) -> PracticesTrend:
    counts, answers = followed(records), decided_in(records.practices, records.scope.period)
    (judged,) = judge_trends([answers], [counts.dependence], PRACTICES_LEVEL)
    weeks = _weeks(answers, records.scope)
    return PracticesTrend(counts, weeks, find_trend(len(answers), judged, weeks))


def _weeks(answers: Sequence[tuple[date, bool]], scope: Scope) -> tuple[WeeklyShare, ...]:
    return weekly_shares(answers, scope.written, scope.week_starts_on) if scope.written else ()
