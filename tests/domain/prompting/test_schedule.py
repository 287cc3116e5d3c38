"""When a leader is reminded, and what of."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.days.periods import Weekday
from modelway.domain.prompting.schedule import (
    ALL_DAYS,
    Schedule,
    Subject,
    alarms,
    find_subject,
    make_schedule,
    name_days,
    parse_days,
    short_days,
)
from modelway.errors import UsageError

WEEKDAYS = ALL_DAYS[:5]
DAY_SETS = st.sets(st.sampled_from(Weekday), min_size=1).map(
    lambda days: tuple(sorted(days, key=ALL_DAYS.index))
)
FOUR = time(4)
FRIDAY = date(2026, 11, 20)


class TestDays:
    @pytest.mark.parametrize(
        ("text", "days"),
        [
            ("mon-fri", WEEKDAYS),
            ("weekdays", WEEKDAYS),
            ("Mon, Wed,FRI", (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY)),
            ("sat-mon", (Weekday.MONDAY, Weekday.SATURDAY, Weekday.SUNDAY)),
            ("sunday", (Weekday.SUNDAY,)),
            ("mon-sun", ALL_DAYS),
            ("daily", ALL_DAYS),
            ("fri-thu", ALL_DAYS),
        ],
    )
    def test_are_read_in_the_ways_people_write_them(self, text: str, days: tuple[Weekday, ...]) -> None:
        assert parse_days(text) == days

    @given(DAY_SETS)
    def test_are_read_back_from_their_short_form(self, days: tuple[Weekday, ...]) -> None:
        assert parse_days(short_days(days)) == days

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("mon-fir", "did you mean fri?"),
            ("weekday", "did you mean weekdays?"),
            ("x", "mon-fri"),
            (",", "names no day"),
        ],
    )
    def test_a_slip_is_told_the_nearest(self, text: str, hint: str) -> None:
        with pytest.raises(UsageError, match=hint.replace("?", r"\?")):
            parse_days(text)

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("daily", "every day"),
            ("mon-fri", "Monday to Friday"),
            ("sat,sun", "Saturday and Sunday"),
            ("mon,wed,fri", "Monday, Wednesday and Friday"),
            ("tue", "Tuesday"),
        ],
    )
    def test_are_named_in_words(self, text: str, words: str) -> None:
        assert name_days(parse_days(text)) == words


class TestSchedule:
    def test_takes_the_hour_of_the_settings_where_none_is_named(self) -> None:
        made = make_schedule("", "", "", evening_at=time(20, 15), day_ends_at=FOUR)
        assert made == Schedule(time(20, 15), ALL_DAYS, None)

    def test_its_options_say_the_same(self) -> None:
        made = make_schedule("21:30", "mon-fri", "8:00", evening_at=time(20), day_ends_at=FOUR)
        assert made.options == ("--at", "21:30", "--days", "mon-fri", "--morning", "08:00")

    @pytest.mark.parametrize("morning", ["03:59", "12:00"])
    def test_a_morning_begins_where_the_night_ends(self, morning: str) -> None:
        with pytest.raises(UsageError, match="no morning: choose one from 04:00 to 11:59"):
            make_schedule("", "", morning, evening_at=time(21), day_ends_at=FOUR)

    @pytest.mark.parametrize("at", ["25:00", "21.30", "noon"])
    def test_what_is_no_time(self, at: str) -> None:
        with pytest.raises(UsageError, match=r"--at is .* which is no time"):
            make_schedule(at, "", "", evening_at=time(21), day_ends_at=FOUR)


class TestAlarms:
    def test_one_for_the_evening_and_one_for_the_morning(self) -> None:
        found = alarms(Schedule(time(21, 30), WEEKDAYS, time(8)), FOUR)
        assert found == [(time(21, 30), WEEKDAYS), (time(8), WEEKDAYS)]

    def test_an_hour_after_midnight_comes_on_the_next_day_of_the_calendar(self) -> None:
        found = alarms(Schedule(time(0, 30), WEEKDAYS), FOUR)
        assert found == [(time(0, 30), ALL_DAYS[1:6])]


class TestSubject:
    @pytest.mark.parametrize(
        ("moment", "found"),
        [
            # On Friday evening, and after its midnight.
            ("2026-11-20T21:30", (Subject.TONIGHT, FRIDAY)),
            ("2026-11-21T01:00", (Subject.TONIGHT, FRIDAY)),
            # A machine that slept from then on.
            ("2026-11-21T07:00", (Subject.LAST_NIGHT, FRIDAY)),
            ("2026-11-21T19:00", (Subject.LAST_NIGHT, FRIDAY)),
            ("2026-11-22T09:00", None),
            # The morning, and a machine that woke before it.
            ("2026-11-20T08:00", (Subject.TODAY, FRIDAY)),
            ("2026-11-20T07:59", (Subject.LAST_NIGHT, FRIDAY - timedelta(days=1))),
            ("2026-11-23T07:00", None),
        ],
    )
    def test_is_what_the_wall_clock_says(self, moment: str, found: tuple[Subject, date] | None) -> None:
        schedule = Schedule(time(21, 30), WEEKDAYS, time(8))
        assert find_subject(datetime.fromisoformat(moment), schedule, FOUR) == found

    @given(st.datetimes(), DAY_SETS)
    def test_is_never_about_a_day_that_was_not_asked_for(
        self, now: datetime, days: tuple[Weekday, ...]
    ) -> None:
        found = find_subject(now, Schedule(time(21, 30), days, time(8)), FOUR)
        assert found is None or ALL_DAYS[found[1].weekday()] in days
