from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.days.periods import Period
from modelway.domain.figures.coverage import Coverage, coverage_of
from modelway.domain.loop.nights import Rest

MONDAY = date(2026, 11, 16)


def day(offset):
    return MONDAY + timedelta(days=offset)


def rest(start, end, value_id=None):
    return Rest("r", day(start), day(end), value_id, "")


def week(journaled, rests=(), *, first_night=-100, last_ended=6):
    return coverage_of(
        [day(offset) for offset in journaled],
        rests,
        Period(MONDAY, day(6)),
        first_night=day(first_night),
        last_ended=day(last_ended),
    )


def test_five_of_seven_nights():
    assert week([0, 1, 3, 4, 6]) == Coverage(journaled=5, nights=7, rest=0)
    assert week([0, 1, 3, 4, 6]).rate == 5 / 7


def test_nights_of_rest_are_not_asked_for():
    coverage = week([0, 1, 2], [rest(3, 20)])
    assert coverage == Coverage(journaled=3, nights=7, rest=4)
    assert coverage.rate == 1.0


def test_a_pause_of_one_value_is_no_night_of_rest():
    assert week([0], [rest(3, 6, "honesty")]).rest == 0


def test_a_night_journaled_in_spite_of_rest_counts_as_journaled():
    coverage = week([0, 3], [rest(3, 4)])
    assert coverage == Coverage(journaled=2, nights=7, rest=1)
    assert coverage.rate == 2 / 6


def test_it_starts_with_the_first_night_ever():
    assert week([4, 6], first_night=4) == Coverage(journaled=2, nights=3, rest=0)


def test_it_ends_with_the_last_ended_night():
    assert week([0, 1], last_ended=3) == Coverage(journaled=2, nights=4, rest=0)


def test_tonight_belongs_to_it_once_it_is_journaled():
    assert week([0, 1, 4], last_ended=3) == Coverage(journaled=3, nights=5, rest=0)


def test_the_very_first_night_is_one_of_one():
    assert week([0], first_night=0, last_ended=-1) == Coverage(journaled=1, nights=1, rest=0)


def test_nights_outside_the_period_are_ignored():
    assert week([-1, 0, 7], last_ended=9) == Coverage(journaled=1, nights=7, rest=0)


@pytest.mark.parametrize(
    "coverage",
    [
        coverage_of([], [], Period(MONDAY, day(6)), first_night=None, last_ended=day(6)),
        week([], first_night=8, last_ended=9),
        week([], [rest(0, 6)]),
    ],
)
def test_where_nothing_was_asked_for_there_is_no_rate(coverage):
    assert coverage.journaled == 0
    assert coverage.rate is None


@given(
    st.sets(st.integers(-3, 10)),
    st.lists(st.tuples(st.integers(-3, 10), st.integers(-3, 10)).map(sorted), max_size=3),
    st.integers(-3, 10),
)
def test_the_rate_is_a_share_of_the_nights_asked_for(journaled, spans, last_ended):
    journaled = {offset for offset in journaled if offset <= last_ended + 1}
    coverage = week(journaled, [rest(*span) for span in spans], last_ended=last_ended)
    asked_for = [
        offset
        for offset in range(7)
        if offset in journaled
        or (offset <= last_ended and not any(first <= offset <= last for first, last in spans))
    ]
    assert coverage.nights - coverage.rest == len(asked_for)
    assert coverage.rate == (len(journaled & set(range(7))) / len(asked_for) if asked_for else None)
