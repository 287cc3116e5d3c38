"""A calendar file is read back by another library, and its clock is the leader's."""

from datetime import UTC, datetime, time, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from dateutil.rrule import rrulestr
from icalendar import Calendar, Component

from modelway.domain.prompting.schedule import ALL_DAYS, Schedule
from modelway.exchange.prompting.calendar_file import write_calendar

FOUR = time(4)
BERLIN = "Europe/Berlin"
FRIDAY = datetime(2026, 11, 20, 21, tzinfo=ZoneInfo(BERLIN))
SCHEDULE = Schedule(time(21, 30), ALL_DAYS[:5], time(8))
# With a rule for every year, without changes, with half an hour, without a rule, and by another hemisphere.
ZONES = (
    *("Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC", "Europe/Dublin", "Asia/Kathmandu"),
    *("Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago", "Pacific/Chatham", "Asia/Jerusalem"),
)


def read(text: str) -> list[Component]:
    calendar = Calendar.from_ical(text)
    assert not list(calendar.errors)
    return list(calendar.walk("VEVENT"))


def test_an_evening_and_a_morning_event_with_their_alarms() -> None:
    evening, morning = read(write_calendar(SCHEDULE, FRIDAY, BERLIN, FOUR))
    assert evening["DTSTART"].dt == datetime(2026, 11, 20, 21, 30, tzinfo=ZoneInfo(BERLIN))
    assert evening["DTSTART"].params["TZID"] == BERLIN
    assert morning["DTSTART"].dt.time() == time(8)
    for event in (evening, morning):
        assert event["RRULE"]["BYDAY"] == ["MO", "TU", "WE", "TH", "FR"]
        (alarm,) = event.walk("VALARM")
        assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta())
        assert not event.errors
    assert evening["UID"] != morning["UID"]


def test_it_is_asked_for_on_the_days_alone_and_at_the_same_hour_through_the_year() -> None:
    evening = read(write_calendar(SCHEDULE, FRIDAY, BERLIN, FOUR))[0]
    rule = rrulestr(evening["RRULE"].to_ical().decode(), dtstart=evening["DTSTART"].dt)
    times = rule.between(FRIDAY, FRIDAY + timedelta(days=365))
    assert len(times) == 261
    assert {moment.weekday() for moment in times} == {0, 1, 2, 3, 4}
    assert {moment.time() for moment in times} == {time(21, 30)}


def test_every_day_and_without_a_morning() -> None:
    (event,) = read(write_calendar(Schedule(time(21, 30)), FRIDAY, BERLIN, FOUR))
    assert event["RRULE"]["FREQ"] == ["DAILY"]


def test_an_hour_after_midnight_comes_on_the_next_day() -> None:
    (event,) = read(write_calendar(Schedule(time(0, 30), ALL_DAYS[4:5]), FRIDAY, BERLIN, FOUR))
    assert event["DTSTART"].dt == datetime(2026, 11, 21, 0, 30, tzinfo=ZoneInfo(BERLIN))
    assert event["RRULE"]["BYDAY"] == ["SA"]


def test_where_no_zone_is_known_it_is_the_time_of_wherever_one_is() -> None:
    text = write_calendar(SCHEDULE, FRIDAY, "", FOUR)
    assert read(text)[0]["DTSTART"].dt.tzinfo is None
    assert "VTIMEZONE" not in text


def test_a_later_file_wins_over_an_earlier_one() -> None:
    first, second = (
        read(write_calendar(SCHEDULE, moment, BERLIN, FOUR))[0]
        for moment in (FRIDAY, FRIDAY + timedelta(minutes=1))
    )
    assert first["UID"] == second["UID"]
    assert first["SEQUENCE"] < second["SEQUENCE"]


def test_lines_are_short_and_end_as_the_format_wants() -> None:
    data = write_calendar(SCHEDULE, FRIDAY, "America/Argentina/ComodRivadavia", FOUR).encode()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75


@pytest.mark.parametrize("zone", ZONES)
def test_its_time_zone_has_the_offsets_of_the_real_one_for_years(zone: str) -> None:
    now = datetime(2026, 11, 20, 21, tzinfo=UTC)
    text = write_calendar(SCHEDULE, now, zone, FOUR)
    start, end = text.index("BEGIN:VTIMEZONE"), text.index("END:VTIMEZONE")
    told = tz.tzical(StringIO(f"{text[start:end]}END:VTIMEZONE\r\n")).get()
    real = ZoneInfo(zone)
    for day in range(0, 9 * 365, 3):
        wall = datetime(2026, 11, 21, 12) + timedelta(days=day)  # noqa: DTZ001 - by the wall clock
        assert wall.replace(tzinfo=told).utcoffset() == wall.replace(tzinfo=real).utcoffset(), wall


def test_where_a_rule_holds_it_is_written_for_ever() -> None:
    text = write_calendar(SCHEDULE, FRIDAY, BERLIN, FOUR)
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in text
    assert "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" in text
    assert "RDATE" not in text
