import random
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations, product

import numpy as np
import pymannkendall
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.days.periods import Weekday
from modelway.domain.figures.rates import Direction
from modelway.domain.figures.trend import Trend, mann_kendall, opportunities_of, trend_in
from modelway.domain.loop.nights import State

MONDAY = date(2026, 11, 2)
BY_LETTER = dict(zip("DFMNUR", State, strict=True))

series = st.lists(st.booleans(), min_size=2, max_size=80)


def states(letters, start=MONDAY):
    return {start + timedelta(days=at): BY_LETTER[letter] for at, letter in enumerate(letters)}


def trend_of(states, week_starts_on=Weekday.MONDAY):
    return trend_in(opportunities_of(states), week_starts_on)


def answers(text):
    return [mark == "1" for mark in text]


def score_by_definition(values):
    return sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))


class TestMannKendall:
    def test_a_rise_from_never_to_always(self):
        result = mann_kendall(answers("00001111"))
        assert (result.n, result.s, result.exact) == (8, 16, True)
        assert result.p == pytest.approx(2 / 70)

    @pytest.mark.parametrize("text", ["", "0", "1", "0000", "1" * 30])
    def test_answers_that_are_all_alike_have_no_trend_to_test(self, text):
        assert mann_kendall(answers(text)) is None

    def test_two_answers_show_nothing(self):
        assert mann_kendall([False, True]).p == 1.0

    def test_a_balanced_series_has_no_score(self):
        result = mann_kendall(answers("011110" * 4))
        assert (result.s, result.z, result.p) == (0, 0.0, 1.0)

    def test_ten_answers_are_exact_and_eleven_are_not(self):
        assert mann_kendall(answers("0101010101")).exact
        assert not mann_kendall(answers("01010101010")).exact

    def test_every_series_of_up_to_ten_answers_has_the_p_of_all_its_permutations(self):
        for n in range(2, 11):
            by_ones = defaultdict(dict)
            for values in product((False, True), repeat=n):
                by_ones[sum(values)][values] = score_by_definition(values)
            for ones in range(1, n):
                scores = by_ones[ones]
                for values, score in scores.items():
                    result = mann_kendall(values)
                    as_far = sum(abs(other) >= abs(score) for other in scores.values())
                    assert result.s == score
                    assert result.p == pytest.approx(as_far / len(scores))

    def test_longer_series_agree_with_pymannkendall(self):
        chance = random.Random(19450)
        verdicts = set()
        for _ in range(1_200):
            length = chance.randint(11, 60)
            start, end = chance.random(), chance.random()
            values = [chance.random() < start + (end - start) * at / length for at in range(length)]
            values[0], values[-1] = sorted((values[0], not values[0]), reverse=chance.random() < 0.5)
            expected = pymannkendall.original_test(np.array(values, dtype=float))
            result = mann_kendall(values)
            assert (result.s, result.z) == (expected.s, pytest.approx(expected.z, abs=1e-12))
            assert result.p == pytest.approx(expected.p, abs=1e-12)
            verdict = Trend(length, result, 0, None).verdict
            assert (
                verdict == {"increasing": "up", "decreasing": "down", "no trend": "unclear"}[expected.trend]
            )
            verdicts.add(verdict)
        assert verdicts == set(Direction)

    @given(series)
    def test_the_score_is_the_one_of_the_definition(self, values):
        result = mann_kendall(values)
        assert (result.s if result else 0) == score_by_definition(values)

    @given(series)
    def test_time_running_backward_turns_the_trend_around(self, values):
        forward, backward = mann_kendall(values), mann_kendall(values[::-1])
        if forward:
            assert (backward.s, backward.z) == (-forward.s, -forward.z)
            assert backward.p == forward.p

    @given(series)
    def test_p_is_a_probability(self, values):
        result = mann_kendall(values)
        if result:
            assert 0 <= result.p <= 1

    def test_a_hundred_years_of_nights(self):
        half = 18_250
        result = mann_kendall([False] * half + [True] * half)
        assert result.s == half * half
        assert result.p == 0.0


class TestTrendOfAValue:
    def test_a_value_that_is_shown_ever_more_often(self):
        trend = trend_of(states("MMMMMMM" + "MMMMMMD" + "MMDMMMD" + "MDDMDMM" + "DDDDDMM" + "DDDDDDD"))
        assert trend.answers == 42
        assert trend.weeks == 6
        assert trend.slope == pytest.approx(4 / 21)
        assert trend.verdict is Direction.UP

    def test_the_same_backward_in_time_falls(self):
        letters = "DDDDDDD" + "MMDDDDD" + "MMDMMMD" + "FFFFFFM" + "MMMMMMM"
        trend = trend_of(states(letters))
        assert trend.slope < 0
        assert trend.verdict is Direction.DOWN

    def test_weeks_are_counted_by_the_calendar_even_where_some_are_empty(self):
        weeks = ["MMMMM", "DMMMM", "DDMMM", "DDDMM", "DDDDM"]
        alternate = "".join(letters + "NN" + "U" * 7 for letters in weeks)
        assert trend_of(states(alternate)).slope == pytest.approx(0.1)

    def test_four_weeks_are_too_few_for_a_slope_and_three_nights_make_a_week(self):
        assert trend_of(states("MMMMMMD" * 4)).slope is None
        assert trend_of(states("MMMMMMD" * 4 + "DD")).weeks == 4
        assert trend_of(states("MMMMMMD" * 4 + "DDM")).weeks == 5

    def test_a_week_starts_where_the_leader_says(self):
        of_five_weeks = states("MMM" + "MMMMMMM" * 3 + "DDD", start=date(2026, 11, 6))
        assert trend_of(of_five_weeks, Weekday.MONDAY).weeks == 5
        assert trend_of(of_five_weeks, Weekday.FRIDAY).weeks == 4

    def test_nights_without_an_opportunity_are_left_out(self):
        assert trend_of(states("UMNMRDND")) == Trend(4, mann_kendall(answers("0011")), 1, None)

    def test_a_value_always_shown_has_a_level_slope_but_nothing_to_test(self):
        trend = trend_of(states("D" * 35))
        assert trend == Trend(answers=35, test=None, weeks=5, slope=0.0)
        assert trend.verdict is Direction.UNCLEAR

    def test_no_nights_at_all(self):
        assert trend_of({}) == Trend(answers=0, test=None, weeks=0, slope=None)

    @given(st.text("DFMNUR", max_size=100), st.randoms())
    def test_the_order_the_nights_were_written_in_does_not_matter(self, letters, chance):
        written = list(states(letters).items())
        chance.shuffle(written)
        assert trend_of(dict(written)) == trend_of(states(letters))

    @given(st.text("DFM", max_size=60))
    def test_falling_short_and_missing_weigh_alike(self, letters):
        assert trend_of(states(letters)) == trend_of(states(letters.replace("F", "M")))

    @given(st.text("DFM", max_size=60), st.text("NUR", max_size=20))
    def test_quiet_nights_afterward_change_nothing(self, letters, quiet):
        assert trend_of(states(letters + quiet)) == trend_of(states(letters))
