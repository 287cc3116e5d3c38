"""Weeks that are written about: which one it is now, and which lie in a longer period."""

from datetime import date, timedelta

from modelway.domain.days.periods import Period, Weekday, period_before, week_number, week_of

# From its fifth day on a week is looked back on as it ends; before that it is still the week before.
FIRST_DAY_TO_WRITE = timedelta(days=4)
THURSDAY = 3


def week_to_write(tonight: date, week_starts_on: Weekday) -> Period:
    """The week to write about when none is named: this one from its fifth day on, else the last one."""
    this_week = week_of(tonight, week_starts_on)
    return this_week if tonight - this_week.start >= FIRST_DAY_TO_WRITE else period_before(this_week)


def is_week_to_write(week: Period, tonight: date, week_starts_on: Weekday) -> bool:
    """Return True if that week is the one to write about now."""
    return week == week_to_write(tonight, week_starts_on)


def weeks_named_within(period: Period) -> frozenset[str]:
    """The names of the weeks whose Thursday lies in the period, whichever day they start on."""
    first = period.start + timedelta(days=(THURSDAY - period.start.weekday()) % 7)
    thursdays = (first + timedelta(days=days) for days in range(0, period.length, 7))
    return frozenset(week_number(week_of(day)) for day in thursdays if day in period)
