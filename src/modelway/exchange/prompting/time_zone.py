"""A time zone as a calendar file has it: its offsets from UTC, and the rules by which they change."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

# For how long a rule is tried, and for how long changes are listed where no rule holds.
YEARS = 10
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1


class Change(NamedTuple):
    """One change of the clock: by the wall clock before it, from one offset to another, in seconds."""

    at: datetime
    before: int
    after: int
    name: str


class Rule(NamedTuple):
    """The same change every year: on the n-th such weekday of a month (-1 for the last), at a time."""

    month: int
    place: int
    weekday: int
    time: str


def time_zone_lines(name: str, since: datetime) -> list[str]:
    """The lines of the component VTIMEZONE for a zone, as it is from that moment on."""
    zone = ZoneInfo(name)
    changes = list(_changes(zone, since))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    lines += _observance(Change(datetime(1970, 1, 1), *_offsets(zone, since)), [])  # noqa: DTZ001 - wall clock
    by_kind = sorted(changes, key=lambda change: (change.before, change.after, change.name))
    for _, kind in groupby(by_kind, lambda change: (change.before, change.after, change.name)):
        yearly = sorted(kind)
        lines += _observance(yearly[0], _repeats(yearly, since.year))
    return [*lines, "END:VTIMEZONE"]


def _offsets(zone: ZoneInfo, moment: datetime) -> tuple[int, int, str]:
    local = moment.astimezone(zone)
    offset = int((local.utcoffset() or timedelta()).total_seconds())
    return offset, offset, local.tzname() or ""


def _repeats(changes: list[Change], year: int) -> list[str]:
    """How the first of the changes comes again: by a rule where one holds for all years, else one by one."""
    for rule in _rules_of(changes[0].at):
        if len(changes) >= YEARS and all(rule in _rules_of(change.at) for change in changes):
            return [f"RRULE:FREQ=YEARLY;BYMONTH={rule.month};BYDAY={rule.place}{DAYS[rule.weekday]}"]
    return [f"RDATE:{change.at:%Y%m%dT%H%M%S}" for change in changes[1:]]


def _rules_of(at: datetime) -> list[Rule]:
    """The rules that a change may follow: the last such weekday of its month first."""
    places = [(at.day - 1) // 7 + 1]
    if at.day + 7 > monthrange(at.year, at.month)[1]:
        places.insert(0, LAST)
    return [Rule(at.month, place, at.weekday(), f"{at:%H%M%S}") for place in places]


def _observance(change: Change, repeats: list[str]) -> list[str]:
    kind = "DAYLIGHT" if change.after > change.before else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{change.at:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset(change.before)}",
        f"TZOFFSETTO:{_offset(change.after)}",
        *([f"TZNAME:{change.name}"] if change.name else []),
        *repeats,
        f"END:{kind}",
    ]


def _offset(seconds: int) -> str:
    hours, rest = divmod(abs(seconds), 3600)
    minutes, seconds_left = divmod(rest, 60)
    ending = f"{seconds_left:02d}" if seconds_left else ""
    return f"{'-' if seconds < 0 else '+'}{hours:02d}{minutes:02d}{ending}"


def _changes(zone: ZoneInfo, since: datetime) -> Iterator[Change]:
    """Every change of the clock in the years from then on, each found to the second."""
    moment = since.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    end = moment.replace(year=moment.year + YEARS, month=1, day=1) + timedelta(days=366)
    step = timedelta(days=1)
    while moment < end:
        before, after = _offsets(zone, moment)[0], _offsets(zone, moment + step)
        if before != after[0]:
            exact = _found_between(zone, moment, moment + step)
            wall = (exact + timedelta(seconds=before)).replace(tzinfo=None)
            yield Change(wall, before, after[0], after[2])
        moment += step


def _found_between(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The first moment with the offset of `late`, by halving."""
    before = _offsets(zone, early)[0]
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=int((late - early).total_seconds()) // 2)
        if _offsets(zone, middle)[0] == before:
            early = middle
        else:
            late = middle
    return late
