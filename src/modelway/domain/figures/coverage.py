"""How many of the nights that were asked for have been journaled."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from modelway.domain.days.periods import Period
from modelway.domain.figures.states import resting_days
from modelway.domain.loop.nights import Rest


class Coverage(NamedTuple):
    """Counts of nights: `nights` are all of the stretch, of which `rest` were not asked for."""

    journaled: int = 0
    nights: int = 0
    rest: int = 0

    @property
    def rate(self) -> float | None:
        """Share of the nights asked for that were journaled, 0–1; None when none was asked for."""
        asked_for = self.nights - self.rest
        return self.journaled / asked_for if asked_for else None


def coverage_of(
    journaled: Iterable[date],
    rests: Iterable[Rest],
    period: Period,
    *,
    first_night: date | None,
    last_ended: date,
) -> Coverage:
    """Coverage of a period.

    Args:
        journaled: dates of the nights with at least one outcome; those outside the period are ignored.
        rests: only those that cover all values make a night one of rest.
        period: the days in question.
        first_night: date of the first night ever journaled; None when there is none.
        last_ended: the last night whose day has ended.

    Returns:
        The stretch runs from the period's start, or the first night ever if that is later, to the last ended
        night. Tonight belongs to it as soon as it is journaled, and a journaled night is never one of
        rest, so the rate never exceeds 1.
    """
    if first_night is None:
        return Coverage()
    first, last = max(period.start, first_night), min(period.end, last_ended)
    written = {day for day in journaled if first <= day <= period.end}
    ended = max(0, (last - first).days + 1)
    ahead = sum(day > last for day in written)
    return Coverage(len(written), ended + ahead, len(resting_days(rests, first, last) - written))
