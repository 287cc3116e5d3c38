import random
from datetime import date, timedelta

import numpy as np
import pymannkendall
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from leaders import live
from modelway.domain.days.periods import Period, Weekday
from modelway.domain.figures.dependence import INDEPENDENT, Dependence
from modelway.domain.figures.rates import TREND_LEVEL, Direction
from modelway.domain.figures.states import opportunities_of
from modelway.domain.figures.trend import Finding, Trend, find_trend, judge_trends
from modelway.domain.figures.weekly import weekly_shares
from modelway.domain.loop.nights import State

MONDAY = date(2026, 11, 2)
BY_LETTER = dict(zip("DFMNUR", State, strict=True))


def nightly(letters):
    return [(MONDAY + timedelta(days=at), letter == "D") for at, letter in enumerate(letters)]


def states(letters, start=MONDAY):
    return {start + timedelta(days=at): BY_LETTER[letter] for at, letter in enumerate(letters)}


def trend_of(states, week_starts_on=Weekday.MONDAY):
    answers = opportunities_of(states)
    (judged,) = judge_trends([answers], [INDEPENDENT], TREND_LEVEL)
    if not answers:
        return find_trend(0, judged, ())
    weeks = weekly_shares(answers, Period(answers[0][0], answers[-1][0]), week_starts_on)
    return find_trend(len(answers), judged, weeks)


class TestTrends:
    def judge(self, letters, dependence=INDEPENDENT, beside=()):
        series = [nightly(one) for one in (letters, *beside)]
        return judge_trends(series, [dependence] * len(series), TREND_LEVEL)[0]

    @given(st.text("DF", min_size=30, max_size=150).filter(lambda text: len(set(text)) == 2))
    def test_of_independent_nights_it_is_mann_kendalls(self, letters):
        """Of 0/1 answers on successive nights the two scores are one, but for the continuity."""
        known = pymannkendall.original_test([letter == "D" for letter in letters])
        found = self.judge(letters)
        score = known.s / np.sqrt(known.var_s)
        assert found.z == pytest.approx(score, rel=0.02, abs=1e-9)

    def test_it_is_the_slope_of_a_line_by_the_score_of_the_correlation(self):
        letters = "FFDFFDFDFFDDFDDDFDDDDD"
        correlation = stats.pearsonr(np.arange(22), [letter == "D" for letter in letters]).statistic
        assert self.judge(letters).z == pytest.approx(correlation * np.sqrt(21))

    def test_of_days_that_hang_together_it_is_as_strict_as_hamed_and_rao(self):
        rng, told, as_strict, naive = random.Random(9), 0, 0, 0
        for _ in range(60):
            answers = live(rng, [0.6] * 182, 0.4)
            told += self.judge("".join("FD"[one] for one in answers), Dependence(0.4)).p < 0.05
            as_strict += pymannkendall.hamed_rao_modification_test(answers, lag=1).p < 0.05
            naive += pymannkendall.original_test(answers).p < 0.05
        assert told <= as_strict < naive

    def test_among_five_series_the_same_rise_is_unclear(self):
        rise = "FFFFFFDFFFFFDFDFFDFFDFDDFFDDFD"
        assert self.judge(rise).verdict is Direction.UP
        assert self.judge(rise, beside=["DF" * 15] * 4).verdict is Direction.UNCLEAR

    @pytest.mark.parametrize("letters", ["", "FFFDDDD", "D" * 50])
    def test_too_few_or_all_alike_is_not_judged(self, letters):
        assert self.judge(letters) is None

    def test_it_goes_by_the_dates(self):
        answers = nightly("F" * 10 + "D" * 10)
        late = [
            (day if at < 19 else day + timedelta(days=60), taken) for at, (day, taken) in enumerate(answers)
        ]
        first, second = judge_trends([late, answers], [INDEPENDENT] * 2, TREND_LEVEL)
        assert first.z < second.z


class TestTrendOfAValue:
    def test_a_value_that_is_shown_ever_more_often(self):
        trend = trend_of(states("MMMMMMM" + "MMMMMMD" + "MMDMMMD" + "MDDMDMM" + "DDDDDMM" + "DDDDDDD"))
        assert trend.answers == 42
        assert trend.weeks == 6
        assert trend.slope == pytest.approx(4 / 21)
        assert trend.finding is Finding.UP

    def test_the_same_backward_in_time_falls(self):
        letters = "DDDDDDD" + "MMDDDDD" + "MMDMMMD" + "FFFFFFM" + "MMMMMMM"
        trend = trend_of(states(letters))
        assert trend.slope < 0
        assert trend.finding is Finding.DOWN

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
        assert trend_of(states("UMNMRDND")) == Trend(4, None, 1, None)
        assert trend_of(states("UMNMRDND")).finding is Finding.TOO_FEW

    def test_a_value_always_shown_has_a_level_slope_but_nothing_to_test(self):
        trend = trend_of(states("D" * 35))
        assert trend == Trend(answers=35, judged=None, weeks=5, slope=0.0)
        assert trend.finding is Finding.ALWAYS_THE_SAME

    def test_no_nights_at_all(self):
        assert trend_of({}) == Trend(answers=0, judged=None, weeks=0, slope=None)

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
