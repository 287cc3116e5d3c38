from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.days.periods import (
    Kind,
    Period,
    Weekday,
    month_of,
    parse_period,
    parse_week,
    period_before,
    period_named,
    quarter_of,
    week_number,
    week_of,
    year_of,
)
from modelway.errors import BadDate

FRIDAY = date(2026, 11, 20)
WEEK = Period(date(2026, 11, 16), date(2026, 11, 22))
ONE_DAY = timedelta(days=1)
LONG_YEARS = (1992, 1998, 2004, 2009, 2015, 2020, 2026, 2032, 2037, 2043, 2048)

days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
starts = st.sampled_from(Weekday)


class TestPeriod:
    def test_both_ends_belong_to_it(self):
        assert next(WEEK.days()) == WEEK.start
        assert list(WEEK.days())[-1] == WEEK.end
        assert WEEK.length == len(list(WEEK.days())) == 7
        assert WEEK.start in WEEK
        assert WEEK.end in WEEK
        assert WEEK.start - ONE_DAY not in WEEK
        assert WEEK.end + ONE_DAY not in WEEK

    def test_a_single_day_is_a_period(self):
        day = Period(FRIDAY, FRIDAY)
        assert list(day.days()) == [FRIDAY]
        assert day.length == 1

    def test_it_cannot_end_before_it_starts(self):
        with pytest.raises(BadDate, match="from 2026-11-20 to 2026-11-19 ends before it starts"):
            Period(FRIDAY, FRIDAY - ONE_DAY)

    @pytest.mark.parametrize(
        ("start", "end", "kind"),
        [
            ("2026-11-16", "2026-11-22", Kind.WEEK),
            ("2026-11-18", "2026-11-24", Kind.WEEK),
            ("2026-11-01", "2026-11-30", Kind.MONTH),
            ("2026-02-01", "2026-02-28", Kind.MONTH),
            ("2024-02-01", "2024-02-29", Kind.MONTH),
            ("2024-02-01", "2024-02-28", Kind.SPAN),
            ("2026-10-01", "2026-12-31", Kind.QUARTER),
            ("2026-11-01", "2027-01-31", Kind.SPAN),
            ("2026-01-01", "2026-12-31", Kind.YEAR),
            ("2026-07-01", "2027-06-30", Kind.SPAN),
            ("2026-01-01", "2027-12-31", Kind.SPAN),
            ("2026-11-01", "2026-12-31", Kind.SPAN),
            ("2026-11-20", "2026-11-20", Kind.SPAN),
            ("9999-12-01", "9999-12-31", Kind.MONTH),
        ],
    )
    def test_its_ends_tell_its_kind(self, start, end, kind):
        assert Period(date.fromisoformat(start), date.fromisoformat(end)).kind is kind


class TestWeek:
    def test_starts_where_the_setting_says(self):
        assert week_of(FRIDAY) == WEEK
        assert week_of(FRIDAY, Weekday.SUNDAY) == Period(date(2026, 11, 15), date(2026, 11, 21))
        assert week_of(FRIDAY, Weekday.FRIDAY) == Period(date(2026, 11, 20), date(2026, 11, 26))

    def test_runs_across_new_year(self):
        assert week_of(date(2027, 1, 1)) == Period(date(2026, 12, 28), date(2027, 1, 3))

    @given(days, starts)
    def test_every_day_is_in_its_week(self, day, week_starts_on):
        week = week_of(day, week_starts_on)
        assert day in week
        assert week.length == 7
        assert week.start.weekday() == week_starts_on.number
        assert all(week_of(other, week_starts_on) == week for other in week.days())

    @pytest.mark.parametrize(
        ("day", "week_starts_on", "number"),
        [
            (FRIDAY, Weekday.MONDAY, "2026-W47"),
            (date(2026, 1, 1), Weekday.MONDAY, "2026-W01"),
            (date(2027, 1, 1), Weekday.MONDAY, "2026-W53"),
            (date(2025, 12, 29), Weekday.MONDAY, "2026-W01"),
            (date(2027, 1, 3), Weekday.SUNDAY, "2027-W01"),
            (date(2027, 1, 1), Weekday.FRIDAY, "2027-W01"),
            (date(2026, 12, 31), Weekday.FRIDAY, "2026-W53"),
        ],
    )
    def test_is_numbered_by_its_thursday(self, day, week_starts_on, number):
        assert week_number(week_of(day, week_starts_on)) == number

    def test_only_a_week_has_a_number(self):
        with pytest.raises(ValueError, match="November 2026 is no week"):
            week_number(month_of(FRIDAY))

    @given(days, starts)
    def test_a_number_reads_back(self, day, week_starts_on):
        week = week_of(day, week_starts_on)
        assert parse_week(week_number(week), week_starts_on) == week

    def test_all_weeks_of_a_century_follow_each_other_by_number(self):
        for week_starts_on in Weekday:
            week, numbers = week_of(date(1990, 1, 1), week_starts_on), []
            while week.start < date(2101, 1, 1):
                numbers.append(week_number(week))
                week = week_of(week.end + ONE_DAY, week_starts_on)
            assert numbers == sorted(set(numbers))

    @pytest.mark.parametrize("year", LONG_YEARS)
    def test_a_long_year_has_a_week_53_and_the_next_one_starts_after_it(self, year):
        last = parse_week(f"{year}-W53")
        assert week_of(last.end + ONE_DAY) == parse_week(f"{year + 1}-W01")

    @pytest.mark.parametrize("year", sorted(set(range(1990, 2050)) - set(LONG_YEARS)))
    def test_any_other_year_has_no_week_53(self, year):
        with pytest.raises(BadDate, match=f"type one from {year}-W01 to its last, {year}-W52"):
            parse_week(f"{year}-W53")

    @pytest.mark.parametrize("text", ["2026-W47", "2026-w47", "2026W47", " 2026-W47 "])
    def test_is_read(self, text):
        assert parse_week(text) == WEEK

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("2026-W54", "to its last, 2026-W53"),
            ("2026-W00", "type one from 2026-W01"),
            ("1899-W10", "type a year from 1900"),
            ("3000-W01", "type a year from 1900 to 2999"),
            ("47", "such as 2026-W47"),
            ("", "such as 2026-W47"),
            ("2026-W٤٧", "such as 2026-W47"),
            ("2026-W471", "such as 2026-W47"),
        ],
    )
    def test_is_refused(self, text, says):
        with pytest.raises(BadDate) as refusal:
            parse_week(text)
        assert says in refusal.value.sentence


class TestMonthQuarterYear:
    @pytest.mark.parametrize(
        ("text", "start", "end"),
        [
            ("2026-W47", "2026-11-16", "2026-11-22"),
            ("2026-11", "2026-11-01", "2026-11-30"),
            ("2026-12", "2026-12-01", "2026-12-31"),
            ("2024-2", "2024-02-01", "2024-02-29"),
            ("2100-02", "2100-02-01", "2100-02-28"),
            ("2026-Q1", "2026-01-01", "2026-03-31"),
            ("2026-q4", "2026-10-01", "2026-12-31"),
            ("2026", "2026-01-01", "2026-12-31"),
        ],
    )
    def test_is_read(self, text, start, end):
        assert parse_period(text) == Period(date.fromisoformat(start), date.fromisoformat(end))

    def test_a_week_is_read_with_the_day_it_starts_on(self):
        assert parse_period("2026-W47", Weekday.SUNDAY) == parse_week("2026-W47", Weekday.SUNDAY)

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("2026-13", "type one from 2026-01 to 2026-12"),
            ("2026-00", "type one from 2026-01 to 2026-12"),
            ("2026-Q5", "type one from 2026-Q1 to 2026-Q4"),
            ("2026-Q0", "type one from 2026-Q1 to 2026-Q4"),
            ("2025-W53", "to its last, 2025-W52"),
            ("2026-W470", "such as 2026-W47"),
            ("1899", "type a year from 1900"),
            ("2026-11-20", "such as 2026-W47, 2026-11, 2026-Q4 or 2026"),
            ("november", "such as 2026-W47, 2026-11, 2026-Q4 or 2026"),
            ("", "such as 2026-W47, 2026-11, 2026-Q4 or 2026"),
        ],
    )
    def test_is_refused(self, text, says):
        with pytest.raises(BadDate) as refusal:
            parse_period(text)
        assert says in refusal.value.sentence

    @given(st.one_of(st.text(), st.text(alphabet="0123456789-qwQW", max_size=9)))
    def test_any_text_is_a_period_or_a_bad_date(self, text):
        try:
            period = parse_period(text)
        except BadDate:
            return
        assert period.kind is not Kind.SPAN

    @given(days)
    def test_every_day_is_in_its_month_quarter_and_year(self, day):
        kinds = {Kind.MONTH: month_of(day), Kind.QUARTER: quarter_of(day), Kind.YEAR: year_of(day)}
        for kind, period in kinds.items():
            assert day in period
            assert period.kind is kind


class TestPrevious:
    @pytest.mark.parametrize(
        ("text", "before"),
        [
            ("2026-W47", "2026-W46"),
            ("2027-W01", "2026-W53"),
            ("2026-03", "2026-02"),
            ("2026-01", "2025-12"),
            ("2026-Q1", "2025-Q4"),
            ("2026", "2025"),
        ],
    )
    def test_is_of_the_same_kind(self, text, before):
        assert period_before(parse_period(text)) == parse_period(before)

    def test_before_a_span_are_as_many_days(self):
        assert period_before(Period(date(2026, 3, 2), date(2026, 3, 5))) == Period(
            date(2026, 2, 26), date(2026, 3, 1)
        )

    @given(days, st.integers(0, 800))
    def test_ends_the_day_before(self, start, length):
        period = Period(start, start + timedelta(days=length))
        assert period_before(period).end + ONE_DAY == period.start
        assert period_before(period).kind is period.kind or period.kind is Kind.SPAN


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-11-16", "2026-11-22", "16–22 November 2026"),
        ("2026-11-30", "2026-12-06", "30 November – 6 December 2026"),
        ("2026-12-28", "2027-01-03", "28 December 2026 – 3 January 2027"),
        ("2026-11-16", "2027-11-22", "16 November 2026 – 22 November 2027"),
        ("2026-11-20", "2026-11-20", "20 November 2026"),
        ("2026-11-01", "2026-11-30", "November 2026"),
        ("2026-10-01", "2026-12-31", "October – December 2026"),
        ("2026-01-01", "2026-12-31", "2026"),
    ],
)
def test_words(start, end, words):
    assert Period(date.fromisoformat(start), date.fromisoformat(end)).words == words


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (Kind.WEEK, "2026-W47", "16–22 November 2026"),
        (Kind.WEEK, " Last ", "28 December 2026 – 3 January 2027"),
        (Kind.MONTH, "2026-11", "November 2026"),
        (Kind.MONTH, "last", "December 2026"),
        (Kind.QUARTER, "2026-Q4", "October – December 2026"),
        (Kind.QUARTER, "this", "January – March 2027"),
        (Kind.YEAR, "2026", "2026"),
        (Kind.YEAR, "last", "2026"),
    ],
)
def test_a_period_of_a_kind_goes_by_its_name_or_by_this_and_last(kind: Kind, text: str, words: str) -> None:
    assert period_named(kind, text, date(2027, 1, 5)).words == words


@pytest.mark.parametrize(
    ("kind", "text"), [(Kind.MONTH, "2026"), (Kind.QUARTER, "2026-11"), (Kind.YEAR, "2026-W47")]
)
def test_a_name_of_another_kind_is_refused(kind: Kind, text: str) -> None:
    with pytest.raises(BadDate, match=f"is no {kind.value}: type one such as"):
        period_named(kind, text, date(2027, 1, 5))
