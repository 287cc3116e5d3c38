"""A share week by week: what a line through time is drawn from."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from modelway.domain.days.periods import Period, Weekday, week_of

FEWEST_IN_A_WEEK = 3
DAYS = 7


class WeeklyShare(NamedTuple):
    """One week from `start` on: `numerator` of its `denominator` answers count; it may lie half outside."""

    start: date
    numerator: int
    denominator: int

    @property
    def rate(self) -> float | None:
        """The share, 0–1; None when there is nothing to share."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def is_thin(self) -> bool:
        """Whether it rests on one or two alone: too few to be told from chance, or to enter a slope."""
        return 0 < self.denominator < FEWEST_IN_A_WEEK


def weekly_shares(
    answers: Iterable[tuple[date, bool]], period: Period, week_starts_on: Weekday = Weekday.MONDAY
) -> tuple[WeeklyShare, ...]:
    """The share of true answers in every week that the period touches, in order, empty weeks too.

    Args:
        answers: in any order; those outside the period are ignored.
        period: from the week of its first day to the week of its last.
        week_starts_on: the first day of a week; weeks follow each other without regard to years.
    """
    earliest, latest = period.start, period.end
    first = week_of(earliest, week_starts_on).start
    origin = first.toordinal()
    weeks = (latest.toordinal() - origin) // DAYS + 1
    parts, totals = [0] * weeks, [0] * weeks
    for day, counts in answers:
        if earliest <= day <= latest:
            week = (day.toordinal() - origin) // DAYS
            totals[week] += 1
            parts[week] += counts
    return tuple(
        WeeklyShare(first + timedelta(days=DAYS * week), part, n)
        for week, (part, n) in enumerate(zip(parts, totals, strict=True))
    )
