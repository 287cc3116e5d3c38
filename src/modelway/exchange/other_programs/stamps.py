"""The date in a stamp such as [2020-09-24 09:14:00 AM], in the many ways in which stamps are written."""

import re
from collections.abc import Iterable
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CLOCK = r"\d{1,2}(?:[:.h]\d{2}){0,2}(?:\.\d+)?\s*(?:[ap]\.?m\.?)?"
TIME = rf"(?:[T ,]*(?:at )?{CLOCK}\s*(?:Z|[+-]\d\d:?\d\d|[A-Z]{{3,4}})?)?"
WEEKDAY = r"(?:[^\W\d_]+\.?,? )?"
ISO = re.compile(rf"{WEEKDAY}(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){TIME}", re.IGNORECASE)
NUMBERS = re.compile(rf"{WEEKDAY}(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){TIME}", re.IGNORECASE)
DAY_MONTH = re.compile(
    rf"{WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?\.?[ -]([^\W\d_]{{3,}})\.?,?[ -](\d{{4}}){TIME}", re.I
)
MONTH_DAY = re.compile(rf"{WEEKDAY}([^\W\d_]{{3,}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){TIME}", re.I)


def is_day_first(stamps: Iterable[str]) -> bool | None:
    """Return whether stamps such as 09/24/2020 name the day first; None where none of them can tell."""
    for stamp in stamps:
        found = NUMBERS.fullmatch(stamp.strip())
        if found and found[2] == ".":
            return True
        if found and int(found[1]) > 12:
            return True
        if found and int(found[3]) > 12:
            return False
    return None


def is_ambiguous(stamp: str) -> bool:
    """Return True if only other stamps can tell which number is the day."""
    found = NUMBERS.fullmatch(stamp.strip())
    return bool(found and found[1] != found[3])


def date_in(stamp: str, *, day_first: bool = True) -> date | None:
    """The date that a stamp names, whatever its time of day and zone; None where it is no stamp."""
    text = stamp.strip()
    try:
        if found := ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := NUMBERS.fullmatch(text):
            day, month = (found[1], found[3]) if day_first else (found[3], found[1])
            return date(int(found[4]), int(month), int(day))
        if (found := DAY_MONTH.fullmatch(text)) and (number := _month(found[2])):
            return date(int(found[3]), number, int(found[1]))
        if (found := MONTH_DAY.fullmatch(text)) and (number := _month(found[1])):
            return date(int(found[3]), number, int(found[2]))
    except ValueError:
        return None
    return None


def _month(name: str) -> int:
    short = name[:3].casefold()
    return MONTHS.index(short) + 1 if short in MONTHS else 0
