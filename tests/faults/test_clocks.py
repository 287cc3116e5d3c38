"""Clocks that are set back, travel, skip an hour or repeat one: no night moves, and none is there twice."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from calling import assert_told, away_from_home, call
from scale import FULL

from journals import define, session_at
from modelway.domain.days.dates import night_of
from modelway.errors import ExitCode
from modelway.store.journal import Journal
from modelway.store.keeping import checks

HOUR = timedelta(hours=1)
ONE_DAY = timedelta(days=1)
DAY_ENDS_AT = time(4)
READING = (
    [],
    ["today"],
    ["review"],
    ["trends"],
    ["nights", "list"],
    ["plan", "list"],
    ["values", "show", "1"],
)
# The zone and the instant (UTC) about which its clocks change: forward, back, by half an hour, at midnight.
CHANGES = [
    ("Europe/Berlin", "2026-03-29T01:00"),
    ("Europe/Berlin", "2026-10-25T01:00"),
    ("America/New_York", "2026-11-01T06:00"),
    ("Australia/Lord_Howe", "2026-10-03T15:30"),
    ("America/Santiago", "2026-09-06T04:00"),
    ("Antarctica/Troll", "2026-10-25T01:00"),
    ("Pacific/Apia", "2011-12-30T10:00"),
]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    store = tmp_path / "data" / "journal.db"
    with session_at(store, "2000-01-01T21:00") as session:
        define(session)
    return store


def answer(store: Path, moment: str, zone: str, text: str) -> None:
    with away_from_home(store, MODELWAY_NOW=moment, TZ=zone):
        ran = call("journal", "--lived", f"1={text}")
        assert (ran.code, ran.err) == (ExitCode.DONE, b""), ran


def nights(store: Path) -> dict[date, list[str]]:
    with Journal.open(store) as journal:
        return {night.day: [one.text for one in night.reflections] for night in journal.nights()}


def assert_readable(store: Path, moment: str, zone: str) -> None:
    with away_from_home(store, MODELWAY_NOW=moment, TZ=zone):
        for command in READING:
            ran = call(*command)
            assert_told(ran, (command, moment, zone))
            assert ran.code == ExitCode.DONE, (command, ran)


def test_a_clock_that_is_set_back_moves_no_night(store: Path) -> None:
    answer(store, "2026-11-20T21:00", "UTC", "Friday.")
    answer(store, "2026-11-17T21:00", "UTC", "Tuesday, says the clock.")
    answer(store, "2026-11-17T21:30", "UTC", "Tuesday, in other words.")
    expected = {date(2026, 11, 17): ["Tuesday, in other words."], date(2026, 11, 20): ["Friday."]}
    assert nights(store) == expected
    for moment in ("2026-11-17T22:00", "2026-11-20T22:00", "2001-01-01T22:00"):
        assert_readable(store, moment, "UTC")
    with away_from_home(store, MODELWAY_NOW="2026-11-17T22:00"):
        assert call("undo").code == ExitCode.DONE
    assert nights(store) == expected | {date(2026, 11, 17): ["Tuesday, says the clock."]}
    with away_from_home(store, MODELWAY_NOW="2026-11-17T22:00"):
        assert b"Clock" in call("doctor").out
    assert checks.problems_of(store) == []


def test_a_leader_who_travels_keeps_every_night_where_it_was(store: Path) -> None:
    answer(store, "2026-11-19T21:00", "Pacific/Auckland", "Down here.")
    answer(store, "2026-11-19T21:00", "America/Los_Angeles", "The same date, a day of flying later.")
    answer(store, "2026-11-20T21:00", "America/Los_Angeles", "Up there.")
    expected = {
        date(2026, 11, 19): ["The same date, a day of flying later."],
        date(2026, 11, 20): ["Up there."],
    }
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "UTC"):
        assert_readable(store, "2026-11-21T12:00", zone)
        assert nights(store) == expected


def test_a_leap_day_is_a_night_like_any_other(store: Path) -> None:
    answer(store, "2028-02-28T23:00", "UTC", "The day before.")
    answer(store, "2028-02-29T03:59", "UTC", "Still the day before.")
    answer(store, "2028-02-29T23:00", "UTC", "The leap day.")
    answer(store, "2028-03-01T03:59", "UTC", "Still the leap day.")
    answer(store, "2028-03-01T04:00", "UTC", "March.")
    days = [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]
    assert nights(store) == dict(
        zip(days, [["Still the day before."], ["Still the leap day."], ["March."]], strict=True)
    )
    for moment in ("2028-02-29T22:00", "2028-03-01T22:00", "2029-02-28T22:00", "2032-02-29T22:00"):
        assert_readable(store, moment, "UTC")
    with away_from_home(store, MODELWAY_NOW="2032-02-29T22:00"):
        assert call("nights", "show", "4 years ago").code == ExitCode.DONE
        assert b"Tuesday 29 February 2028" in call("nights", "show", "2028-02-29").out
        assert call("nights", "show", "2027-02-29").code == ExitCode.USAGE


@pytest.mark.parametrize(("zone", "change"), CHANGES, ids=[f"{zone}-{at[:7]}" for zone, at in CHANGES])
def test_where_the_clocks_change_each_answer_finds_its_own_night(
    store: Path, zone: str, change: str, record_property: Callable[[str, object], None]
) -> None:
    instant = datetime.fromisoformat(change).replace(tzinfo=UTC)
    moments = [instant + step * HOUR / 2 for step in range(-20, 21, 1 if FULL else 5)]
    expected = {}
    for moment in moments:
        here = moment.astimezone(ZoneInfo(zone))
        text = f"At {here.isoformat()}."
        answer(store, here.isoformat(), zone, text)
        expected[(here.replace(tzinfo=None) - 4 * HOUR).date()] = [text]
    assert nights(store) == expected
    last = moments[-1].astimezone(ZoneInfo(zone))
    assert_readable(store, last.isoformat(), zone)
    record_property("runs", len(moments))


def test_in_every_zone_a_night_never_runs_backwards_about_a_change(
    record_property: Callable[[str, object], None],
) -> None:
    names = sorted(available_timezones())
    changes = 0
    for name in names if FULL else names[::40]:
        zone = ZoneInfo(name)
        for instant in clock_changes(zone, 1995, 2038):
            seen = [
                night_of((instant + step * HOUR / 4).astimezone(zone), DAY_ENDS_AT) for step in range(-16, 17)
            ]
            assert seen == sorted(seen), (name, instant)
            changes += 1
    assert changes > 30
    record_property("runs", changes)


def clock_changes(zone: ZoneInfo, first: int, last: int) -> list[datetime]:
    """The instants at which the offset of a zone changes in these years, to the hour."""
    found = []
    instant, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last, 1, 1, tzinfo=UTC)
    while instant < end:
        following = instant + 7 * ONE_DAY
        if offset(zone, instant) != offset(zone, following):
            low, high = instant, following
            while high - low > HOUR:
                middle = low + (high - low) / 2
                low, high = (middle, high) if offset(zone, middle) == offset(zone, instant) else (low, middle)
            found.append(high)
        instant = following
    return found


def offset(zone: ZoneInfo, instant: datetime) -> timedelta | None:
    return instant.astimezone(zone).utcoffset()
