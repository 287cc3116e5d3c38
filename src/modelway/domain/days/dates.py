"""Days as a leader lives, types and reads them: which night it is, what a typed day means, how a day is said.

All of it is arithmetic on civil dates; `today` is always an argument. The words are English and our own,
whatever the locale.
"""

import re
from datetime import date, datetime, time, timedelta

from modelway.domain.days.night import DAY_ENDS_AT as DAY_ENDS_AT
from modelway.domain.days.night import EVENING_AT as EVENING_AT
from modelway.domain.days.night import NOON as NOON
from modelway.domain.days.night import night_of as night_of
from modelway.errors import BadDate

FIRST_YEAR = 1900
LAST_YEAR = 2999

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_ONE_DAY = timedelta(days=1)
_NEARBY = 6
_LONGEST = 40
_LEAP_YEARS_APART = 8
_SHORTER_WEEKDAYS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_SHORTER_MONTHS = {"sept": 9}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


def last_ended(now: datetime, day_ends_at: time = DAY_ENDS_AT) -> date:
    """The newest night that is over: the one before the night of `now`."""
    return night_of(now, day_ends_at) - _ONE_DAY


def parse_day(text: str, today: date) -> date:
    """The day that `text` means, today at the latest.

    Takes 2026-11-20, today, tonight, yesterday, a weekday, 3 days ago, a week ago, -3d, -2w, 20 Nov 2026,
    Nov 20. A weekday is the last one before today, so today's own name is a week ago; a day without its year
    is the last one that is not in the future. Raises BadDate for the future, and for all that cannot be read
    in just one way.
    """
    day = _read(text, today, ahead=False)
    if day > today:
        raise BadDate(
            f"{format_date(day)} has not come yet: type today or an earlier day, such as {today.isoformat()}."
        )
    return day


def parse_due(text: str, today: date) -> date:
    """The day that `text` means for a plan, today at the earliest.

    Takes what `parse_day` takes, looking ahead: today, tomorrow, a weekday, in 3 days, in a week, +3d, +2w,
    2026-11-21, Nov 21. A weekday is the next one after today, so today's own name is in a week; a day without
    its year is the next one that is not in the past. Raises BadDate for the past, and for all that cannot be
    read in just one way.
    """
    day = _read(text, today, ahead=True)
    if day < today:
        tomorrow = (today + _ONE_DAY).isoformat()
        raise BadDate(f"{format_date(day)} is over: type today or a later day, such as {tomorrow}.")
    return day


def format_date(day: date) -> str:
    """The whole date: "Friday 20 November 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def format_evening(day: date) -> str:
    """The title of a night: "Evening of Friday 20 November"."""
    return f"Evening of {WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def format_short_date(day: date) -> str:
    """The date for a narrow column: "Fri 20 Nov"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def format_relative_date(day: date, today: date) -> str:
    """The day as one would say it today.

    "today", "yesterday", "tomorrow", "3 days ago" or "in 2 days" within six days; beyond them the short date,
    with its year when that is not this year.
    """
    distance = (day - today).days
    if distance in (-1, 0, 1):
        return ("today", "tomorrow", "yesterday")[distance]
    if abs(distance) <= _NEARBY:
        return f"in {distance} days" if distance > 0 else f"{-distance} days ago"
    return format_short_date(day) if day.year == today.year else f"{format_short_date(day)} {day.year}"


def quote(text: str) -> str:
    """A typed text in quotes for a sentence: on one line, shortened, without control characters."""
    plain = "".join(char if char.isprintable() else "\ufffd" for char in text.strip())
    return f"“{plain}”" if len(plain) <= _LONGEST else f"“{plain[:_LONGEST]}…”"


def check_year(year: int, text: str) -> None:
    """Raises BadDate when the year of `text` is none that a journal can hold."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadDate(
            f"{quote(text)} lies outside the years a journal can hold: "
            f"type a year from {FIRST_YEAR} to {LAST_YEAR}."
        )


def _read(text: str, today: date, *, ahead: bool) -> date:
    words = " ".join(text.casefold().replace(",", " ").split())
    if not words:
        raise BadDate(f"The date is empty: type a day, such as {today.isoformat()}, today or monday.")
    if len(words) > _LONGEST:
        raise _unreadable(text, today)
    try:
        day = (
            _by_name(words, today, ahead=ahead)
            or _by_distance(words, today)
            or _by_numbers(words, text, today, ahead=ahead)
            or _by_month(words, text, today, ahead=ahead)
        )
    except OverflowError:
        day = date.min
    if day is None:
        raise _unreadable(text, today)
    check_year(day.year, text)
    return day


def _unreadable(text: str, today: date) -> BadDate:
    return BadDate(
        f"{quote(text)} is no date modelway can read: type one such as {today.isoformat()}, "
        f"{today.day} {MONTHS[today.month - 1][:3]} {today.year}, today or monday."
    )


def _by_name(words: str, today: date, *, ahead: bool) -> date | None:
    away = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(words)
    if away is not None:
        return today + timedelta(days=away)
    weekday = _weekday(words)
    if weekday is None:
        return None
    days = (weekday - today.weekday()) % 7 if ahead else (today.weekday() - weekday) % 7
    return today + timedelta(days=(days or 7) * (1 if ahead else -1))


def _by_distance(words: str, today: date) -> date | None:
    if found := re.fullmatch(r"([+-])([0-9]+) ?([dw])", words):
        sign, count, unit = found.groups()
    elif found := re.fullmatch(r"(?:(in) )?([0-9]+|[a-z]+) ([a-z]+?)s?(?: (ago))?", words):
        before, count, unit, behind = found.groups()
        if bool(before) == bool(behind) or unit not in ("day", "week", "month", "year"):
            return None
        sign = "+" if before else "-"
    else:
        return None
    number = int(count) if count.isdecimal() else _COUNTS.get(count)
    if number is None:
        return None
    distance = -number if sign == "-" else number
    if unit in ("month", "year"):
        return _months_away(today, distance * (12 if unit == "year" else 1))
    return today + timedelta(days=distance * (7 if unit.startswith("w") else 1))


def _months_away(today: date, months: int) -> date:
    from dateutil.relativedelta import relativedelta

    try:
        return today + relativedelta(months=months)
    except ValueError:
        return date.min


def _by_numbers(words: str, text: str, today: date, *, ahead: bool) -> date | None:
    if found := re.fullmatch(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})", words):
        return _real(int(found[1]), int(found[3]), int(found[4]), text)
    if re.fullmatch(r"[+-]?[0-9]+", words):
        raise BadDate(
            f"{quote(text)} is a bare number, which could be a day, a month or a year: "
            f"type the whole date, such as {today.isoformat()}."
        )
    if found := re.fullmatch(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2})?)?", words):
        raise _numeric(int(found[1]), int(found[3]), found[4] or "", text, today, ahead=ahead)
    return None


def _numeric(first: int, second: int, year: str, text: str, today: date, *, ahead: bool) -> BadDate:
    """Why a date in numbers with its year last is refused: it would work on some days only."""
    if len(year) == 2:
        return _short_year(text, today)
    readings = []
    for day, month in ((first, second), (second, first)):
        reading = _day_in(int(year), month, day) if year else _nearest(month, day, today, ahead=ahead)
        if reading and reading not in readings:
            readings.append(reading)
    match readings:
        case [one, other]:
            return BadDate(
                f"{quote(text)} can be read as {_plainly(one)} or as {_plainly(other)}: "
                f"type {one.isoformat()} or {other.isoformat()}."
            )
        case [one]:
            return BadDate(
                f"{quote(text)} leaves it to guess which number is the month: type {one.isoformat()}."
            )
        case _:
            return BadDate(f"{quote(text)} is no day of any month: type one such as {today.isoformat()}.")


def _by_month(words: str, text: str, today: date, *, ahead: bool) -> date | None:
    parts = [part for part in re.split(r"[ /.-]+", words) if part and part != "of"]
    weekday = _weekday(parts[0]) if parts else None
    if weekday is not None:
        parts = parts[1:]
    if len(parts) not in (2, 3):
        return None
    month = _month(parts[0]) or _month(parts[1])
    number = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)?", parts[1] if _month(parts[0]) else parts[0])
    if month is None or number is None:
        return None
    year = parts[2] if len(parts) == 3 else ""
    if year and not re.fullmatch(r"[0-9]{4}", year):
        if re.fullmatch(r"'?[0-9]{2}", year):
            raise _short_year(text, today)
        return None
    if year:
        day = _real(int(year), month, int(number[1]), text)
    else:
        nearest = _nearest(month, int(number[1]), today, ahead=ahead)
        if nearest is None:
            raise _impossible(text, month, today.year)
        day = nearest
    if weekday is not None and weekday != day.weekday():
        raise BadDate(
            f"{quote(text)} does not add up, {_plainly(day)} is a {WEEKDAYS[day.weekday()]}: "
            f"type {day.isoformat()} if that is the day."
        )
    return day


def _weekday(word: str) -> int | None:
    for number, name in enumerate(WEEKDAYS):
        if word in (name.lower(), name[:3].lower()):
            return number
    return _SHORTER_WEEKDAYS.get(word)


def _month(word: str) -> int | None:
    for number, name in enumerate(MONTHS, start=1):
        if word in (name.lower(), name[:3].lower()):
            return number
    return _SHORTER_MONTHS.get(word)


def _day_in(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, today: date, *, ahead: bool) -> date | None:
    """The next (or the last) such day, today included; None when no year has it."""
    for years in range(_LEAP_YEARS_APART + 1):
        found = _day_in(today.year + (years if ahead else -years), month, day)
        if found and (found >= today if ahead else found <= today):
            return found
    return None


def _real(year: int, month: int, day: int, text: str) -> date:
    check_year(year, text)
    found = _day_in(year, month, day)
    if found is None:
        raise _impossible(text, month, year)
    return found


def _impossible(text: str, month: int, year: int) -> BadDate:
    if not 1 <= month <= 12:
        return BadDate(f"{quote(text)} has no such month: type one from 01 to 12, as in {year}-01-31.")
    last = next(day for day in (31, 30, 29, 28) if _day_in(year, month, day))
    return BadDate(
        f"{quote(text)} is no real day, {MONTHS[month - 1]} {year} has {last} days: "
        f"type one from {year}-{month:02}-01 to {year}-{month:02}-{last}."
    )


def _short_year(text: str, today: date) -> BadDate:
    return BadDate(
        f"{quote(text)} has a year of two digits, which leaves the century to guess: "
        f"type the year in full, as in {today.isoformat()}."
    )


def _plainly(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
