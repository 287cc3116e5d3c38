"""Stretches of days: a week, a month, a quarter, a year, or any other; how they are typed and said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from modelway.domain.days.dates import MONTHS, check_year, quote
from modelway.errors import BadDate

_ONE_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_THURSDAY = 3


class Weekday(StrEnum):
    """A day of the week, by the name a setting gives it."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def number(self) -> int:
        """Its place from Monday, 0–6, as `date.weekday` counts."""
        return list(Weekday).index(self)


class Kind(StrEnum):
    """What a period is, told from its two ends alone."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    SPAN = "span"


_MONTHS_IN = ((Kind.MONTH, 1), (Kind.QUARTER, 3), (Kind.YEAR, 12))


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included; raises BadDate when it would end before it starts."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise BadDate(
                f"The period from {self.start.isoformat()} to {self.end.isoformat()} ends before it starts: "
                "type the earlier day first."
            )

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def days(self) -> Iterator[date]:
        """Each day, the first one first."""
        return (self.start + timedelta(days=number) for number in range(self.length))

    @property
    def length(self) -> int:
        """How many days, at least one."""
        return (self.end - self.start).days + 1

    @property
    def kind(self) -> Kind:
        """A whole calendar month, quarter or year; any seven days are a week; all else is a span."""
        if self.length == _WEEK.days:
            return Kind.WEEK
        for kind, count in _MONTHS_IN:
            if (
                self.start.day == 1
                and (self.start.month - 1) % count == 0
                and self.end == _end(self.start, count)
            ):
                return kind
        return Kind.SPAN

    @property
    def words(self) -> str:
        """The period as a screen says it: "16–22 November 2026", "November 2026", "2026"."""
        start, end = self.start, self.end
        match self.kind:
            case Kind.YEAR:
                return f"{start.year}"
            case Kind.QUARTER:
                return f"{MONTHS[start.month - 1]} – {_month_words(end)}"
            case Kind.MONTH:
                return _month_words(end)
        last = f"{end.day} {_month_words(end)}"
        if start == end:
            return last
        if (start.year, start.month) == (end.year, end.month):
            return f"{start.day}–{last}"
        if start.year == end.year:
            return f"{start.day} {MONTHS[start.month - 1]} – {last}"
        return f"{start.day} {_month_words(start)} – {last}"


def week_of(day: date, week_starts_on: Weekday = Weekday.MONDAY) -> Period:
    """The seven days that hold `day` and start on `week_starts_on`."""
    start = day - timedelta(days=(day.weekday() - week_starts_on.number) % 7)
    return Period(start, start + _WEEK - _ONE_DAY)


def month_of(day: date) -> Period:
    """The calendar month that holds `day`."""
    return _months(day.year, day.month, 1)


def quarter_of(day: date) -> Period:
    """The calendar quarter that holds `day`."""
    return _months(day.year, day.month - (day.month - 1) % 3, 3)


def year_of(day: date) -> Period:
    """The calendar year that holds `day`."""
    return _months(day.year, 1, 12)


def week_number(period: Period) -> str:
    """The name of a week, "2026-W47": the ISO week of the Thursday it holds, whichever day it starts on.

    Raises ValueError when the period is no week of seven days.
    """
    if period.kind is not Kind.WEEK:
        raise ValueError(f"{period.words} is no week of seven days")
    thursday = next(day for day in period.days() if day.weekday() == _THURSDAY)
    year, week, _ = thursday.isocalendar()
    return f"{year:04}-W{week:02}"


def parse_week(text: str, week_starts_on: Weekday = Weekday.MONDAY) -> Period:
    """The week that a name such as 2026-W47 means, the reverse of `week_number`.

    Raises BadDate for another form, and for a week its year does not have: most years have 52, some 53.
    """
    found = re.fullmatch(r"([0-9]{4})-?w([0-9]{1,2})", text.strip().casefold())
    if not found:
        raise BadDate(
            f"{quote(text)} is no week modelway can read: type the year and the week, such as 2026-W47."
        )
    year, week = int(found[1]), int(found[2])
    check_year(year, text)
    last = date(year, 12, 28).isocalendar().week
    if not 1 <= week <= last:
        raise BadDate(
            f"{quote(text)} is no week of {year}: type one from {year}-W01 to its last, {year}-W{last}."
        )
    return week_of(date.fromisocalendar(year, week, _THURSDAY + 1), week_starts_on)


def parse_period(text: str, week_starts_on: Weekday = Weekday.MONDAY) -> Period:
    """The week, month, quarter or year that 2026-W47, 2026-11, 2026-Q4 or 2026 means.

    Raises BadDate for any other form, and for a month, quarter or week that its year does not have.
    """
    words = text.strip().casefold()
    if re.fullmatch(r"[0-9]{4}-?w[0-9]+", words):
        return parse_week(text, week_starts_on)
    found = re.fullmatch(r"([0-9]{4})(?:-(q?)([0-9]{1,2}))?", words)
    if not found:
        raise BadDate(
            f"{quote(text)} is no period modelway can read: "
            "type a week, month, quarter or year, such as 2026-W47, 2026-11, 2026-Q4 or 2026."
        )
    year, number = int(found[1]), int(found[3] or 1)
    check_year(year, text)
    if found[3] is None:
        return _months(year, 1, 12)
    if found[2]:
        if not 1 <= number <= 4:
            raise BadDate(f"{quote(text)} is no quarter: type one from {year}-Q1 to {year}-Q4.")
        return _months(year, number * 3 - 2, 3)
    if not 1 <= number <= 12:
        raise BadDate(f"{quote(text)} is no month: type one from {year}-01 to {year}-12.")
    return _months(year, number, 1)


def period_named(kind: Kind, text: str, today: date, week_starts_on: Weekday = Weekday.MONDAY) -> Period:
    """The period of that kind which `text` names: as `parse_period` takes it, or by the words this and last.

    Raises BadDate for what names none, or one of another kind.
    """
    around = {
        Kind.WEEK: lambda day: week_of(day, week_starts_on),
        Kind.MONTH: month_of,
        Kind.QUARTER: quarter_of,
        Kind.YEAR: year_of,
    }[kind]
    word = text.strip().casefold()
    if word in ("this", "last"):
        this = around(today)
        return this if word == "this" else period_before(this)
    if kind is Kind.WEEK:
        return parse_week(text, week_starts_on)
    found = parse_period(text, week_starts_on)
    if found.kind is not kind:
        example = {Kind.MONTH: "2026-11", Kind.QUARTER: "2026-Q4", Kind.YEAR: "2026"}[kind]
        raise BadDate(f"{quote(text)} is no {kind.value}: type one such as {example}, or this, or last.")
    return found


def period_in_words(text: str, today: date, week_starts_on: Weekday = Weekday.MONDAY) -> Period:
    """The period that words name: "last", "last month", "year", or one as `parse_period` takes it.

    Without a kind it is a week. Raises BadDate for what names none.
    """
    kinds = {kind.value: kind for kind in Kind if kind is not Kind.SPAN}
    words = text.casefold().split()
    which = words[0] if words[0] in ("this", "last") else "this"
    rest = words[1:] if words[0] in ("this", "last") else words
    if len(rest) <= 1 and all(word in kinds for word in rest):
        return period_named(kinds[rest[0]] if rest else Kind.WEEK, which, today, week_starts_on)
    return parse_period(text, week_starts_on)


def period_before(period: Period) -> Period:
    """The week, month, quarter or year just before; before a span, as many days as it has."""
    day_before = period.start - _ONE_DAY
    match period.kind:
        case Kind.MONTH:
            return month_of(day_before)
        case Kind.QUARTER:
            return quarter_of(day_before)
        case Kind.YEAR:
            return year_of(day_before)
    return Period(period.start - timedelta(days=period.length), day_before)


def _months(year: int, month: int, months: int) -> Period:
    start = date(year, month, 1)
    return Period(start, _end(start, months))


def _end(start: date, months: int) -> date:
    """The last day of so many months from the first of one, within its year."""
    last = start.month + months - 1
    return date(start.year, 12, 31) if last == 12 else date(start.year, last + 1, 1) - _ONE_DAY


def _month_words(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
