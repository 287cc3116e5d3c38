"""When a leader is reminded, and what of: pure, by the wall clock."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from modelway.domain.days.dates import quote
from modelway.domain.days.night import is_evening, night_of
from modelway.domain.days.periods import Weekday
from modelway.errors import UsageError

ALL_DAYS = tuple(Weekday)
SETS = {
    "daily": ALL_DAYS,
    "weekdays": ALL_DAYS[:5],
    "weekend": ALL_DAYS[5:],
}
DAY_NAMES = {**{day.value[:3]: day for day in Weekday}, **{day.value: day for day in Weekday}}
ONE_DAY = timedelta(days=1)


class Subject(StrEnum):
    """What a reminder is about."""

    TONIGHT = "tonight"
    LAST_NIGHT = "last night"
    TODAY = "today"


class Schedule(NamedTuple):
    """When a leader is reminded: on the evenings and mornings of these days, which are never none.

    A day is that of the night: an evening hour after midnight still belongs to the day before.
    """

    evening: time
    days: tuple[Weekday, ...] = ALL_DAYS
    morning: time | None = None

    @property
    def options(self) -> tuple[str, ...]:
        """The options of a command that say the same."""
        said = ["--at", f"{self.evening:%H:%M}"]
        if self.days != ALL_DAYS:
            said += ["--days", short_days(self.days)]
        if self.morning:
            said += ["--morning", f"{self.morning:%H:%M}"]
        return tuple(said)


class Alarm(NamedTuple):
    """A time on days of the calendar, for a scheduler."""

    at: time
    days: tuple[Weekday, ...]


def alarms(schedule: Schedule, day_ends_at: time) -> list[Alarm]:
    """When a scheduler has to wake, the evening first."""
    evening_days = schedule.days
    if schedule.evening < day_ends_at:
        evening_days = _in_order(ALL_DAYS[(day.number + 1) % 7] for day in schedule.days)
    found = [Alarm(schedule.evening, evening_days)]
    return [*found, Alarm(schedule.morning, schedule.days)] if schedule.morning else found


def find_subject(now: datetime, schedule: Schedule, day_ends_at: time) -> tuple[Subject, date] | None:
    """What a reminder at this moment is about, and its day; None for nothing.

    A scheduler that catches up on what a sleeping machine missed may call at any hour: by then the evening
    it was set for can be last night.
    """
    tonight = night_of(now, day_ends_at)
    if _on(tonight, schedule):
        if is_evening(now, schedule.evening, day_ends_at):
            return Subject.TONIGHT, tonight
        if schedule.morning and now.time() >= schedule.morning:
            return Subject.TODAY, tonight
    last_night = tonight - ONE_DAY
    return (Subject.LAST_NIGHT, last_night) if _on(last_night, schedule) else None


def make_schedule(at: str, days: str, morning: str, *, evening_at: time, day_ends_at: time) -> Schedule:
    """The schedule that a leader's options say; an empty one takes what is usual.

    Args:
        at: When in the evening; empty for `evening_at`.
        days: Which days, such as mon-fri; empty for every day.
        morning: When in the morning; empty for not at all.
        evening_at: The evening hour of the settings.
        day_ends_at: Until when a night belongs to the day before.

    Raises:
        UsageError: one of them cannot be understood, or no morning begins then.
    """
    evening = parse_clock(at, "--at") if at else evening_at
    wake = parse_clock(morning, "--morning") if morning else None
    if wake and not day_ends_at <= wake < time(12):
        raise UsageError(
            f"--morning is {wake:%H:%M}, which is no morning: choose one from {day_ends_at:%H:%M} to 11:59."
        )
    return Schedule(evening, parse_days(days) if days else ALL_DAYS, wake)


def parse_clock(text: str, option: str) -> time:
    """A time of the day, such as 21:30; raises UsageError where it is none."""
    found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text.strip())
    if not found:
        raise UsageError(f"{option} is {quote(text)}, which is no time: write one such as 21:30.")
    return time(int(found[1]), int(found[2]))


def parse_days(text: str) -> tuple[Weekday, ...]:
    """The days that a text such as `mon-fri`, `sat-tue`, `mon,wed` or `weekdays` names, Monday first.

    Raises UsageError where a part names none.
    """
    named: list[Weekday] = []
    for part in filter(None, re.split(r"[,\s]+", text.strip().lower())):
        first, dash, last = part.partition("-")
        if part in SETS:
            named += SETS[part]
        elif dash:
            start, end = _day(first, text).number, _day(last, text).number
            named += [ALL_DAYS[number % 7] for number in range(start, end + 1 if end >= start else end + 8)]
        else:
            named.append(_day(part, text))
    if not named:
        raise UsageError("--days names no day: write them as in mon-fri, or mon,wed,fri.")
    return _in_order(named)


def short_days(days: tuple[Weekday, ...]) -> str:
    """The days as `parse_days` reads them: mon-fri, or mon,wed,fri."""
    parts = []
    for _, run in groupby(enumerate(days), lambda pair: pair[1].number - pair[0]):
        names = [day.value[:3] for _, day in run]
        parts.append(f"{names[0]}-{names[-1]}" if len(names) > 2 else ",".join(names))
    return ",".join(parts)


def name_days(days: tuple[Weekday, ...]) -> str:
    """The days in words: every day, Monday to Friday, Monday and Wednesday."""
    if days == ALL_DAYS:
        return "every day"
    names = [day.value.capitalize() for day in days]
    if len(days) > 2 and days[-1].number - days[0].number == len(days) - 1:
        return f"{names[0]} to {names[-1]}"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _day(name: str, text: str) -> Weekday:
    if name in DAY_NAMES:
        return DAY_NAMES[name]
    near = get_close_matches(name, [*DAY_NAMES, *SETS], n=1)
    hint = f"did you mean {near[0]}?" if near else "write them as in mon-fri, or mon,wed,fri."
    raise UsageError(f"--days is {quote(text)}, and {quote(name)} is no day: {hint}")


def _in_order(days: Iterable[Weekday]) -> tuple[Weekday, ...]:
    return tuple(sorted(set(days), key=ALL_DAYS.index))


def _on(day: date, schedule: Schedule) -> bool:
    return ALL_DAYS[day.weekday()] in schedule.days
