import os
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from modelway.domain.days.dates import (
    format_date,
    format_evening,
    format_relative_date,
    format_short_date,
    last_ended,
    night_of,
    parse_day,
    parse_due,
)
from modelway.errors import BadDate, ExitCode

FRIDAY = date(2026, 11, 20)
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC")

WORDS = (
    "in ago a an one 0 1 2 29 30 31 32 99 2026 2027 1899 99999999999 day days week month months year",
    "feb february 29th nov of mon friday today -3d +2w 30/2/2026 2026-02-30 ٣ ²",
)

days = st.dates(date(1900, 1, 1), date(2999, 12, 31))
near_days = st.dates(date(1910, 1, 1), date(2990, 12, 31))
typed = st.one_of(
    st.text(),
    st.text(alphabet="0123456789-/. ,+dw", max_size=14),
    st.lists(
        st.sampled_from([word for line in WORDS for word in line.split()]),
        max_size=5,
    ).map(" ".join),
)


class TestNight:
    def test_the_evening_belongs_to_its_own_date(self):
        assert night_of(datetime(2026, 11, 20, 21, 30, tzinfo=BERLIN)) == FRIDAY

    def test_after_midnight_it_is_still_last_night_until_the_day_ends(self):
        assert night_of(datetime(2026, 11, 21, 3, 59, 59, tzinfo=BERLIN)) == FRIDAY
        assert night_of(datetime(2026, 11, 21, 4, 0, tzinfo=BERLIN)) == date(2026, 11, 21)

    def test_a_day_that_ends_at_midnight_ends_with_its_date(self):
        assert night_of(datetime(2026, 11, 21, 0, 0, tzinfo=BERLIN), time(0)) == date(2026, 11, 21)

    @pytest.mark.parametrize("noon_or_later", [time(12), time(23, 59)])
    def test_a_day_cannot_end_at_noon_or_later(self, noon_or_later):
        with pytest.raises(ValueError, match="before noon"):
            night_of(datetime(2026, 11, 20, 21, tzinfo=BERLIN), noon_or_later)

    def test_the_wall_clock_decides_and_not_the_hours_since_midnight(self):
        # Clocks went forward at 02:00: only three hours lie between midnight and 04:00.
        assert night_of(datetime(2026, 3, 29, 3, 59, tzinfo=BERLIN)) == date(2026, 3, 28)
        assert night_of(datetime(2026, 3, 29, 4, 0, tzinfo=BERLIN)) == date(2026, 3, 29)

    def test_both_readings_of_the_hour_that_comes_twice_are_one_night(self):
        first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
        assert night_of(first) == night_of(first.replace(fold=1)) == date(2026, 10, 24)

    def test_a_date_that_a_zone_skipped_is_nobodys_night(self):
        # Samoa had no 30 December 2011.
        apia = ZoneInfo("Pacific/Apia")
        before = datetime(2011, 12, 30, 9, 0, tzinfo=UTC).astimezone(apia)
        assert night_of(before) == date(2011, 12, 29)
        assert night_of(before + timedelta(days=2)) == date(2011, 12, 31)

    @given(
        st.integers(-500_000_000, 4_000_000_000),
        st.integers(0, 172_800),
        st.sampled_from(ZONES),
    )
    def test_nights_never_run_backwards_and_a_day_later_is_a_night_later(self, instant, seconds, zone):
        now = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=instant)
        here = now.astimezone(ZoneInfo(zone))
        later = (now + timedelta(seconds=seconds)).astimezone(ZoneInfo(zone))
        assert night_of(here) <= night_of(later)
        assert night_of(here + timedelta(days=1)) == night_of(here) + timedelta(days=1)

    def test_the_last_ended_night_is_the_one_before(self):
        assert last_ended(datetime(2026, 11, 21, 1, 0, tzinfo=BERLIN)) == date(2026, 11, 19)
        assert last_ended(datetime(2026, 11, 21, 1, 0, tzinfo=BERLIN), time(0)) == FRIDAY
        assert last_ended(datetime(2026, 3, 1, 22, 0, tzinfo=BERLIN)) == date(2026, 2, 28)


class TestParseDay:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("2026-11-20", FRIDAY),
            ("2026-11-5", date(2026, 11, 5)),
            ("2026/11/20", FRIDAY),
            ("today", FRIDAY),
            ("  Tonight ", FRIDAY),
            ("yesterday", date(2026, 11, 19)),
            ("thursday", date(2026, 11, 19)),
            ("THU", date(2026, 11, 19)),
            ("thurs", date(2026, 11, 19)),
            ("saturday", date(2026, 11, 14)),
            ("friday", date(2026, 11, 13)),
            ("3 days ago", date(2026, 11, 17)),
            ("1 day ago", date(2026, 11, 19)),
            ("0 days ago", FRIDAY),
            ("a week ago", date(2026, 11, 13)),
            ("2 weeks ago", date(2026, 11, 6)),
            ("two weeks ago", date(2026, 11, 6)),
            ("-3d", date(2026, 11, 17)),
            ("-2w", date(2026, 11, 6)),
            ("a month ago", date(2026, 10, 20)),
            ("2 years ago", date(2024, 11, 20)),
            ("20 Nov 2026", FRIDAY),
            ("20 November 2026", FRIDAY),
            ("20th of November 2026", FRIDAY),
            ("Nov 20, 2026", FRIDAY),
            ("20-Nov-2026", FRIDAY),
            ("Nov 20", FRIDAY),
            ("20 nov", FRIDAY),
            ("21 nov", date(2025, 11, 21)),
            ("Sept 1", date(2026, 9, 1)),
            ("29 feb", date(2024, 2, 29)),
            ("1900-01-01", date(1900, 1, 1)),
        ],
    )
    def test_reads(self, text, day):
        assert parse_day(text, FRIDAY) == day

    def test_a_month_ago_keeps_to_the_end_of_a_shorter_month(self):
        assert parse_day("1 month ago", date(2026, 3, 31)) == date(2026, 2, 28)

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("", "empty"),
            ("  \t", "empty"),
            ("2026-11-21", "Saturday 21 November 2026 has not come yet"),
            ("tomorrow", "has not come yet"),
            ("in 3 days", "has not come yet"),
            ("20", "bare number"),
            ("2026", "bare number"),
            ("20261120", "bare number"),
            ("-3", "bare number"),
            ("11/12/2026", "11 December 2026 or as 12 November 2026: type 2026-12-11 or 2026-11-12."),
            ("11.12.2026", "11 December 2026 or as 12 November 2026"),
            ("3/4", "3 April 2026 or as 4 March 2026: type 2026-04-03 or 2026-03-04."),
            ("20/11/2026", "which number is the month: type 2026-11-20."),
            ("5/5/2026", "which number is the month: type 2026-05-05."),
            ("13/13/2026", "no day of any month"),
            ("31/2", "no day of any month"),
            ("11/12/26", "the century"),
            ("20 Nov 26", "the century"),
            ("2026-02-30", "February 2026 has 28 days: type one from 2026-02-01 to 2026-02-28."),
            ("2024-02-30", "February 2024 has 29 days"),
            ("30 Feb", "no real day"),
            ("2026-13-01", "no such month"),
            ("2026-00-01", "no such month"),
            ("2026-11-00", "no real day"),
            ("1899-12-31", "type a year from 1900 to 2999"),
            ("0000-01-01", "type a year from 1900 to 2999"),
            ("900000 days ago", "type a year from 1900 to 2999"),
            ("99999999999999 days ago", "type a year from 1900 to 2999"),
            ("5000 years ago", "type a year from 1900 to 2999"),
            ("Mon 20 Nov 2026", "20 November 2026 is a Friday"),
            ("3 days", "no date modelway can read"),
            ("in 3 days ago", "no date modelway can read"),
            ("some days ago", "no date modelway can read"),
            ("November 2026", "no date modelway can read"),
            ("2026-W47", "no date modelway can read"),
            ("٢٠٢٦-١١-٢٠", "no date modelway can read"),
            ("gestern", "such as 2026-11-20, 20 Nov 2026, today or monday"),
            ("2026-11-20" * 500, "no date modelway can read"),
        ],
    )
    def test_refuses_in_one_sentence_that_says_what_to_type(self, text, says):
        with pytest.raises(BadDate) as refusal:
            parse_day(text, FRIDAY)
        assert says in refusal.value.sentence
        assert "type " in refusal.value.sentence
        assert refusal.value.sentence.endswith(".")
        assert len(refusal.value.sentence) < 200
        assert refusal.value.exit_code is ExitCode.USAGE

    def test_a_refusal_never_repeats_control_characters(self):
        with pytest.raises(BadDate) as refusal:
            parse_day("\x1b[31mnever\ntoday", FRIDAY)
        assert refusal.value.sentence.isprintable()

    @given(days, st.integers(0, 5000))
    def test_an_iso_date_reads_back(self, day, later):
        today = day + timedelta(days=later)
        assert parse_day(day.isoformat(), today) == day
        assert parse_day(format_date(day), today) == day

    @given(near_days, st.integers(0, 6))
    def test_a_shown_weekday_and_date_read_back(self, today, back):
        day = today - timedelta(days=back)
        assert parse_day(format_short_date(day), today) == day
        assert parse_day(format_relative_date(day, today), today) == day

    @given(near_days, st.sampled_from(["monday", "tue", "wednesday", "thur", "fri", "saturday", "sun"]))
    def test_a_weekday_is_one_of_the_seven_days_before_today(self, today, name):
        day = parse_day(name, today)
        assert 1 <= (today - day).days <= 7
        assert format_date(day).lower().startswith(name[:3])

    @given(typed, days)
    @example("29 feb", date(1900, 3, 1))
    def test_any_text_is_a_day_in_range_or_a_bad_date(self, text, today):
        try:
            day = parse_day(text, today)
        except BadDate:
            return
        assert date(1900, 1, 1) <= day <= today


class TestParseDue:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("today", FRIDAY),
            ("tomorrow", date(2026, 11, 21)),
            ("monday", date(2026, 11, 23)),
            ("thu", date(2026, 11, 26)),
            ("friday", date(2026, 11, 27)),
            ("in 3 days", date(2026, 11, 23)),
            ("in a week", date(2026, 11, 27)),
            ("in 2 months", date(2027, 1, 20)),
            ("+3d", date(2026, 11, 23)),
            ("+2w", date(2026, 12, 4)),
            ("2026-12-24", date(2026, 12, 24)),
            ("24 Dec", date(2026, 12, 24)),
            ("20 Nov", FRIDAY),
            ("19 Nov", date(2027, 11, 19)),
            ("29 Feb", date(2028, 2, 29)),
        ],
    )
    def test_reads(self, text, day):
        assert parse_due(text, FRIDAY) == day

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            (
                "yesterday",
                "Thursday 19 November 2026 is over: type today or a later day, such as 2026-11-21.",
            ),
            ("2026-11-19", "is over"),
            ("3 days ago", "is over"),
            ("-3d", "is over"),
            ("", "empty"),
            ("3000-01-01", "type a year from 1900 to 2999"),
            ("+99999999d", "type a year from 1900 to 2999"),
            ("in 9000 years", "type a year from 1900 to 2999"),
            ("3/4", "3 April 2027 or as 4 March 2027"),
            ("2027-02-29", "has 28 days"),
            ("soon", "no date modelway can read"),
        ],
    )
    def test_refuses_in_one_sentence(self, text, says):
        with pytest.raises(BadDate) as refusal:
            parse_due(text, FRIDAY)
        assert says in refusal.value.sentence

    @given(near_days, st.integers(0, 6))
    def test_what_is_shown_reads_back(self, today, ahead):
        day = today + timedelta(days=ahead)
        assert parse_due(format_relative_date(day, today), today) == day
        assert parse_due(format_short_date(day), today) == day

    @given(typed, days)
    def test_any_text_is_a_day_in_range_or_a_bad_date(self, text, today):
        try:
            day = parse_due(text, today)
        except BadDate:
            return
        assert today <= day <= date(2999, 12, 31)


class TestWords:
    def test_whole_title_and_short(self):
        assert format_date(FRIDAY) == "Friday 20 November 2026"
        assert format_evening(FRIDAY) == "Evening of Friday 20 November"
        assert format_short_date(FRIDAY) == "Fri 20 Nov"
        assert format_short_date(date(2026, 9, 1)) == "Tue 1 Sep"

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (date(2026, 11, 20), "today"),
            (date(2026, 11, 19), "yesterday"),
            (date(2026, 11, 21), "tomorrow"),
            (date(2026, 11, 17), "3 days ago"),
            (date(2026, 11, 14), "6 days ago"),
            (date(2026, 11, 13), "Fri 13 Nov"),
            (date(2026, 11, 22), "in 2 days"),
            (date(2026, 11, 27), "Fri 27 Nov"),
            (date(2025, 11, 20), "Thu 20 Nov 2025"),
            (date(2027, 1, 1), "Fri 1 Jan 2027"),
        ],
    )
    def test_relative_to_today(self, day, words):
        assert format_relative_date(day, FRIDAY) == words

    def test_the_turn_of_the_year_is_still_yesterday(self):
        assert format_relative_date(date(2026, 12, 31), date(2027, 1, 1)) == "yesterday"


def test_the_common_forms_do_not_import_dateutil():
    program = (
        "import sys\n"
        "from datetime import date\n"
        "from modelway.domain.days.dates import parse_day, parse_due\n"
        "today = date(2026, 11, 20)\n"
        "for text in ('2026-11-20', 'yesterday', 'monday', '3 days ago', 'a week ago', '-2w', 'Nov 20'):\n"
        "    parse_day(text, today)\n"
        "parse_due('tomorrow', today)\n"
        "sys.exit('dateutil' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], env=os.environ, check=False).returncode == 0
