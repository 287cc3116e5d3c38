"""Patterns over the weeks: what stands out on a weekday, with a practice, and how steadily it is written."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from modelway.domain.figures.consistency import Consistency, consistency_of
from modelway.domain.figures.coverage import Coverage, coverage_of
from modelway.domain.figures.lift import PlanLift, find_lifts
from modelway.domain.figures.states import Series, days_between, resting_days
from modelway.domain.figures.weekdays import WeekdayComparison, weekday_comparisons
from modelway.domain.figures.weekly import WeeklyShare, weekly_shares
from modelway.domain.lookback.trends import Records, Scope, series_of
from modelway.domain.loop.nights import Rest
from modelway.domain.loop.values import Value


class WeekdayPatterns(NamedTuple):
    """Every comparison that was made, in the order of the values and of the week."""

    scope: Scope
    series: tuple[Series, ...]
    comparisons: tuple[WeekdayComparison, ...]

    @property
    def clear(self) -> tuple[WeekdayComparison, ...]:
        """Those that stand out, the clearest first."""
        return tuple(
            sorted((one for one in self.comparisons if one.stands_out), key=lambda one: one.adjusted_p)
        )

    @property
    def opportunities(self) -> int:
        """How many answers they rest on, of all values."""
        return sum(one.tally.opportunities for one in self.series)

    def value_of(self, comparison: WeekdayComparison) -> Value:
        """The value that a comparison is about."""
        return next(one.value for one in self.series if one.value.id == comparison.value_id)


class Lifts(NamedTuple):
    """Each value's rate on days with a practice due and on the others: an association, not a cause."""

    scope: Scope
    values: tuple[tuple[Series, PlanLift], ...]


class Steadiness(NamedTuple):
    """How steadily the journal is kept.

    `consistency` looks back to the first night, whatever the period is; None before it. `coverage` and
    `weeks`, the journaled nights of those asked for, are those of the period.
    """

    scope: Scope
    consistency: Consistency | None
    coverage: Coverage
    weeks: tuple[WeeklyShare, ...]


def weekdays_of(records: Records) -> WeekdayPatterns:
    """Each weekday of each value against its other weekdays, under the newest wording."""
    series = series_of(records)
    comparisons = weekday_comparisons({one.value.id: one.states for one in series})
    return WeekdayPatterns(records.scope, series, tuple(comparisons))


def lifts_of(records: Records) -> Lifts:
    """Each value with and without a practice due, under the newest wording."""
    series = series_of(records)
    return Lifts(records.scope, tuple(zip(series, find_lifts(series, records.practices), strict=True)))


def steadiness_of(scope: Scope, journaled: Sequence[date], rests: Sequence[Rest]) -> Steadiness:
    """Score and streak up to the end of the period, and how much of it was journaled.

    Args:
        scope: the period, and what bounds it.
        journaled: every date with an outcome, those before the period too.
        rests: only those that cover all values count.
    """
    written = [day for day in journaled if day <= scope.period.end]
    coverage = coverage_of(
        written, rests, scope.period, first_night=scope.first_night, last_ended=scope.last_ended
    )
    return Steadiness(
        scope,
        consistency_of(written, rests, scope.last_ended) if written else None,
        coverage,
        _weeks(scope, set(written), rests),
    )


def _weeks(scope: Scope, journaled: set[date], rests: Iterable[Rest]) -> tuple[WeeklyShare, ...]:
    if scope.written is None:
        return ()
    resting = resting_days(rests, scope.written.start, scope.written.end)
    asked_for = [
        (day, day in journaled)
        for day in days_between(scope.written.start, scope.written.end)
        if day in journaled or (day <= scope.last_ended and day not in resting)
    ]
    return weekly_shares(asked_for, scope.written, scope.week_starts_on)
