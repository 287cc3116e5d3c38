"""Reminders as an iCalendar file (RFC 5545), for phones and desktop calendars."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from modelway import __version__
from modelway.domain.days.periods import Weekday
from modelway.domain.prompting.schedule import ALL_DAYS, Alarm, Schedule, alarms
from modelway.exchange.prompting.time_zone import time_zone_lines

# In octets, without the line break.
LONGEST_LINE = 75
ONE_DAY = timedelta(days=1)
EVENTS = (
    ("evening", "Tonight's journal", "Three minutes: modelway journal", "PT5M"),
    ("morning", "Today's practice", "See what you planned: modelway today", "PT5M"),
)
# A version counts up with every file, so that a calendar takes the newer one.
FIRST_VERSION = datetime(2026, 1, 1, tzinfo=UTC)


def write_calendar(schedule: Schedule, now: datetime, zone: str, day_ends_at: time) -> str:
    """The text of a calendar with an event for each alarm of the schedule, from today on.

    The same event has the same name in every such file: taken in again, it replaces the one before.

    Args:
        schedule: When the leader is reminded.
        now: This moment.
        zone: The name of the leader's time zone, such as Europe/Berlin; empty for the time of whatever zone a
            calendar is in.
        day_ends_at: Until when a night belongs to the day before.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//modelway//modelway {__version__}//EN"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += time_zone_lines(zone, now) if zone else []
    for (name, *words), alarm in zip(EVENTS, alarms(schedule, day_ends_at), strict=False):
        lines += _event(name, *words, alarm=alarm, now=now, zone=zone)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def _event(
    name: str, summary: str, description: str, duration: str, *, alarm: Alarm, now: datetime, zone: str
) -> list[str]:
    in_zone = f";TZID={zone}" if zone else ""
    version = int((now - FIRST_VERSION).total_seconds()) // 60
    return [
        "BEGIN:VEVENT",
        f"UID:{name}@modelway",
        f"SEQUENCE:{max(0, version)}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART{in_zone}:{_first(alarm, now):%Y%m%dT%H%M%S}",
        f"DURATION:{duration}",
        f"RRULE:{_rule(alarm)}",
        f"SUMMARY:{summary}",
        f"DESCRIPTION:{description}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT0S",
        f"DESCRIPTION:{summary}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _first(alarm: Alarm, now: datetime) -> datetime:
    """The first time of the alarm on or after today, by the wall clock."""
    day = now.date()
    while ALL_DAYS[day.weekday()] not in alarm.days:
        day += ONE_DAY
    return datetime.combine(day, alarm.at)


def _rule(alarm: Alarm) -> str:
    if alarm.days == ALL_DAYS:
        return "FREQ=DAILY"
    return f"FREQ=WEEKLY;BYDAY={','.join(map(_short, alarm.days))}"


def _short(day: Weekday) -> str:
    return day.value[:2].upper()


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, each further one behind a space."""
    start = ""
    while len(f"{start}{line}".encode()) > LONGEST_LINE:
        cut = LONGEST_LINE - len(start)
        while len(line[:cut].encode()) > LONGEST_LINE - len(start):
            cut -= 1
        yield f"{start}{line[:cut]}"
        start, line = " ", line[cut:]
    yield f"{start}{line}"
