from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.days.periods import Period, Weekday, week_of
from modelway.domain.figures.weekly import WeeklyShare, weekly_shares

MONDAY = date(2026, 11, 2)


def day(offset):
    return MONDAY + timedelta(days=offset)


def test_every_week_has_its_share_and_an_empty_week_has_none():
    answers = [(day(0), True), (day(2), False), (day(6), True), (day(14), False)]
    assert weekly_shares(answers, Period(day(0), day(20))) == (
        WeeklyShare(day(0), 2, 3),
        WeeklyShare(day(7), 0, 0),
        WeeklyShare(day(14), 0, 1),
    )


def test_a_share_of_nothing_is_none_and_one_or_two_are_thin():
    rates = [WeeklyShare(MONDAY, part, n).rate for part, n in ((0, 0), (0, 2), (3, 4))]
    assert rates == [None, 0.0, 0.75]
    assert [WeeklyShare(MONDAY, 0, n).is_thin for n in (0, 1, 2, 3)] == [False, True, True, False]


def test_days_outside_the_period_do_not_count_even_in_its_weeks():
    answers = [(day(offset), True) for offset in range(7)]
    assert weekly_shares(answers, Period(day(2), day(3))) == (WeeklyShare(day(0), 2, 2),)


@pytest.mark.parametrize("starts_on", Weekday)
def test_a_week_starts_where_the_setting_says(starts_on):
    (first, *_) = weekly_shares([], Period(day(3), day(30)), starts_on)
    assert first.start.weekday() == starts_on.number
    assert first.start <= day(3) < first.start + timedelta(days=7)


def test_weeks_run_on_across_new_year_and_a_year_of_53_weeks():
    shares = weekly_shares([(date(2027, 1, 1), True)], Period(date(2026, 12, 28), date(2027, 1, 4)))
    assert [(one.start, one.denominator) for one in shares] == [
        (date(2026, 12, 28), 1),
        (date(2027, 1, 4), 0),
    ]
    assert len(weekly_shares([], Period(date(2026, 1, 1), date(2026, 12, 31)))) == 53


@given(
    st.dictionaries(st.integers(0, 100), st.booleans(), max_size=60),
    st.sampled_from(Weekday),
    st.randoms(use_true_random=False),
)
def test_each_answer_is_in_its_own_week_in_whatever_order_they_come(by_offset, starts_on, chance):
    answers = [(day(offset), counts) for offset, counts in by_offset.items()]
    chance.shuffle(answers)
    for share in weekly_shares(answers, Period(day(0), day(100)), starts_on):
        its_own = [counts for when, counts in answers if week_of(when, starts_on).start == share.start]
        assert (share.numerator, share.denominator) == (sum(its_own), len(its_own))
