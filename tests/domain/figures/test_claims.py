"""A claim counts in how many values a screen shows, and that days hang together."""

import random
from datetime import date, timedelta

import numpy as np
import pymannkendall
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from leaders import DAYS, live
from modelway.domain.figures.claims import count_nights_needed, judge_targets, judge_trends
from modelway.domain.figures.dependence import CAUTIOUS, INDEPENDENT, Dependence
from modelway.domain.figures.differences import judge_changes, judge_lifts
from modelway.domain.figures.gaps import GapVerdict
from modelway.domain.figures.lift import split_by_night_before
from modelway.domain.figures.rates import Direction
from modelway.domain.figures.shares import (
    LEVEL,
    WEEK_LEVEL,
    Share,
    choose_baseline,
    choose_level,
    choose_trend_level,
    find_rate_interval,
)

MONDAY = date(2026, 1, 5)
EMPTY = Share(0, 0)


@st.composite
def shares(draw, largest=120):
    n = draw(st.integers(0, largest))
    return Share(draw(st.integers(0, n)), n)


dependences = st.floats(0, 0.8).map(Dependence)
targets = st.floats(0.05, 0.95)


def nightly(letters):
    return [(MONDAY + timedelta(days=at), letter == "D") for at, letter in enumerate(letters)]


class TestRateInterval:
    @given(shares())
    def test_of_independent_days_it_is_clopper_and_pearsons(self, share):
        found = find_rate_interval(share)
        if share.n == 0:
            assert found is None
        else:
            known = proportion_confint(share.successes, share.n, method="beta")
            assert (found.low, found.high) == pytest.approx(known, abs=1e-7)

    @given(shares(), dependences)
    def test_it_holds_the_rate_and_dependence_widens_it(self, share, dependence):
        narrow, wide = find_rate_interval(share), find_rate_interval(share, dependence)
        if narrow and wide:
            assert 0 <= wide.low <= narrow.low + 1e-9
            assert narrow.low <= share.rate <= narrow.high
            assert narrow.high - 1e-9 <= wide.high <= 1

    def test_the_ends_of_all_alike_are_exact(self):
        assert find_rate_interval(Share(0, 7), CAUTIOUS).low == 0
        assert find_rate_interval(Share(7, 7), CAUTIOUS).high == 1


class TestChanges:
    def test_one_value_of_independent_days_is_newcombes_with_jeffreys_limits(self):
        (found,) = judge_changes([(Share(20, 28), Share(12, 28))], INDEPENDENT)
        (l1, l2), (u1, u2) = (
            [stats.beta.ppf(q, k + 0.5, 28 - k + 0.5) for k in (20, 12)] for q in (0.025, 0.975)
        )
        p1, p2 = 20 / 28, 12 / 28
        assert found.difference == pytest.approx(p1 - p2)
        assert found.low == pytest.approx(p1 - p2 - np.hypot(p1 - l1, u2 - p2), abs=1e-7)
        assert found.high == pytest.approx(p1 - p2 + np.hypot(u1 - p1, p2 - l2), abs=1e-7)
        assert found.verdict is Direction.UP

    def test_among_five_values_the_same_change_is_unclear(self):
        one, steady = (Share(20, 28), Share(12, 28)), (Share(14, 28), Share(14, 28))
        assert judge_changes([one] + [steady] * 4, INDEPENDENT)[0].verdict is Direction.UNCLEAR

    def test_what_is_told_leaves_more_of_the_level_to_the_others(self):
        clear, likely = (Share(28, 28), Share(20, 91)), (Share(23, 28), Share(53, 91))
        steady = (Share(14, 28), Share(45, 91))
        alone = judge_changes([likely] + [steady] * 4, INDEPENDENT)
        beside = judge_changes([likely] + [clear] * 4, INDEPENDENT)
        assert [one.verdict for one in alone] == [Direction.UNCLEAR] * 5
        assert [one.verdict for one in beside] == [Direction.UP] * 5

    def test_the_same_change_of_days_that_hang_together_is_unclear(self):
        pair = (Share(20, 28), Share(12, 28))
        assert judge_changes([pair], Dependence(0.4))[0].verdict is Direction.UNCLEAR

    def test_fewer_than_five_opportunities_are_never_told_nor_counted(self):
        few, clear = (Share(0, 4), Share(90, 91)), (Share(20, 28), Share(40, 91))
        judged = judge_changes([few, clear], INDEPENDENT)
        assert judged[0].verdict is Direction.UNCLEAR
        assert judged[1] == judge_changes([clear], INDEPENDENT)[0]

    def test_without_opportunities_there_is_nothing_to_judge(self):
        assert judge_changes([(EMPTY, Share(3, 7)), (Share(3, 7), EMPTY)], CAUTIOUS) == [None, None]
        assert judge_changes([], CAUTIOUS) == []

    @given(st.lists(st.tuples(shares(), shares()), max_size=6), dependences)
    def test_periods_may_swap_and_a_verdict_is_an_interval_without_0(self, pairs, dependence):
        judged = judge_changes(pairs, dependence)
        swapped = judge_changes([(then, now) for now, then in pairs], dependence)
        for one, other in zip(judged, swapped, strict=True):
            assert (one is None) is (other is None)
            if one and other:
                assert one.low <= one.difference <= one.high
                assert one.low == pytest.approx(-other.high, abs=1e-9)
                assert (one.verdict is Direction.UP) is (other.verdict is Direction.DOWN)
                if one.verdict is not Direction.UNCLEAR:
                    assert one.low > 0 or one.high < 0


class TestTargets:
    def judge(self, successes, n, target=0.8, dependence=INDEPENDENT):
        return judge_targets([(Share(successes, n), target)], dependence)[0]

    @given(shares(), targets)
    def test_of_independent_days_p_is_twice_the_binomial_tail(self, share, target):
        (found,) = judge_targets([(share, target)], INDEPENDENT)
        side = "greater" if share.rate >= target else "less"
        if share.n:
            tail = stats.binomtest(share.successes, share.n, target, alternative=side).pvalue
            assert found.p == pytest.approx(min(1, 2 * tail), abs=1e-7)

    @given(st.lists(st.tuples(shares(), targets), max_size=6), dependences)
    def test_a_verdict_is_an_interval_without_the_target(self, pairs, dependence):
        for (share, target), one in zip(pairs, judge_targets(pairs, dependence), strict=True):
            interval = find_rate_interval(share, dependence, one.level)
            if interval is None or share.n < 5:
                assert one.verdict is GapVerdict.TOO_FEW
            elif min(abs(interval.low - target), abs(interval.high - target)) > 1e-6:
                expected = (
                    GapVerdict.GAP
                    if interval.high < target
                    else GapVerdict.MET
                    if interval.low > target
                    else GapVerdict.TOO_FEW
                )
                assert one.verdict is expected
            assert (one.nights_needed == 0) is (one.verdict is not GapVerdict.TOO_FEW)

    def test_four_opportunities_are_too_few_and_one_more_night_may_tell(self):
        found = self.judge(0, 4)
        assert (found.verdict, found.nights_needed) == (GapVerdict.TOO_FEW, 1)
        assert self.judge(0, 5).verdict is GapVerdict.GAP

    def test_a_rate_at_its_target_needs_more_than_a_year(self):
        assert self.judge(24, 30).nights_needed is None

    def test_without_an_answer_nobody_knows_how_many_nights_it_takes(self):
        assert self.judge(0, 0).nights_needed is None

    @pytest.mark.parametrize(
        ("successes", "target", "verdict"),
        [(29, 1.0, GapVerdict.GAP), (30, 1.0, GapVerdict.TOO_FEW), (1, 0.0, GapVerdict.MET)],
    )
    def test_targets_of_0_and_100_percent(self, successes, target, verdict):
        assert self.judge(successes, 30, target).verdict is verdict

    @given(shares(60), targets, dependences)
    def test_so_many_nights_more_at_the_same_rate_do_tell(self, share, target, dependence):
        needed = count_nights_needed(share, target, dependence, LEVEL)
        if needed:
            n = share.n + needed
            interval = find_rate_interval(Share(share.rate * n, n), dependence, LEVEL)
            assert n >= 5
            assert not interval.low + 1e-6 < target < interval.high - 1e-6


class TestTrends:
    def judge(self, letters, dependence=INDEPENDENT, beside=()):
        return judge_trends([nightly(one) for one in (letters, *beside)], dependence, LEVEL)[0]

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
        assert (
            judge_trends([late], INDEPENDENT, LEVEL)[0].z < judge_trends([answers], INDEPENDENT, LEVEL)[0].z
        )


class TestLifts:
    def test_one_stratum_is_a_change_of_independent_days(self):
        pair = (Share(20, 28), Share(12, 28))
        assert judge_lifts([[pair, (EMPTY, Share(3, 9))]]) == judge_changes([pair], INDEPENDENT)

    def test_strata_are_weighted_as_mantel_and_haenszel_do(self):
        strata = [(Share(8, 10), Share(10, 20)), (Share(5, 20), Share(2, 20))]
        weights = [10 * 20 / 30, 20 * 20 / 40]
        expected = (weights[0] * 0.3 + weights[1] * 0.15) / sum(weights)
        assert judge_lifts([strata])[0].difference == pytest.approx(expected)

    def test_planning_after_each_miss_alone_has_nothing_to_compare(self):
        answers = nightly("DFFDDFDFFFDDDFDFDDFFDF")
        due = {day + timedelta(days=1) for day, taken in answers if not taken}
        assert judge_lifts([split_by_night_before(answers[1:], due)[:2]]) == [None]

    def test_nights_are_split_by_the_night_before(self):
        answers = nightly("DDFFD")
        due = {answers[1][0], answers[4][0]}
        assert split_by_night_before(answers, due) == [
            (Share(1, 1), Share(0, 1)),
            (Share(1, 1), Share(0, 1)),
            (EMPTY, Share(1, 1)),
        ]

    def test_a_practice_that_helps_is_told(self):
        rng = random.Random(3)
        due = {day for day in DAYS[:182] if rng.random() < 0.4}
        answers = [(day, rng.random() < (0.8 if day in due else 0.45)) for day in DAYS[:182]]
        assert judge_lifts([split_by_night_before(answers, due)])[0].verdict is Direction.UP


@pytest.mark.parametrize(
    ("nights", "level", "trend_level", "baseline"),
    [(7, WEEK_LEVEL, 0.06, 91), (28, LEVEL, 0.06, 91), (92, LEVEL, 0.06, 92), (182, LEVEL, LEVEL, 182)],
)
def test_the_level_and_the_baseline_go_by_the_length_of_the_period(nights, level, trend_level, baseline):
    assert (choose_level(nights), choose_trend_level(nights), choose_baseline(nights)) == (
        level,
        trend_level,
        baseline,
    )
