"""A verdict counts in how many values a screen shows, and that days hang together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from modelway.domain.figures.dependence import CAUTIOUS, INDEPENDENT, Dependence
from modelway.domain.figures.rates import LEVEL, Share, find_rate_interval
from modelway.domain.figures.targets import GapVerdict, count_nights_needed, judge_targets

targets = st.floats(0.05, 0.95)


@st.composite
def shares(draw, largest=120):
    n = draw(st.integers(0, largest))
    return Share(draw(st.integers(0, n)), n)


dependences = st.floats(0, 0.8).map(Dependence)


def judge_all(pairs, dependence):
    return judge_targets(pairs, [dependence] * len(pairs))


class TestTargets:
    def judge(self, successes, n, target=0.8, dependence=INDEPENDENT):
        return judge_all([(Share(successes, n), target)], dependence)[0]

    @given(shares(), targets)
    def test_of_independent_days_p_is_twice_the_binomial_tail(self, share, target):
        (found,) = judge_all([(share, target)], INDEPENDENT)
        side = "greater" if share.rate >= target else "less"
        if share.n:
            tail = stats.binomtest(share.successes, share.n, target, alternative=side).pvalue
            assert found.p == pytest.approx(min(1, 2 * tail), abs=1e-7)

    @given(st.lists(st.tuples(shares(), targets), max_size=6), dependences)
    def test_a_verdict_is_an_interval_without_the_target(self, pairs, dependence):
        for (share, target), one in zip(pairs, judge_all(pairs, dependence), strict=True):
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

    @pytest.mark.parametrize(
        ("successes", "n", "said"),
        [
            (0, 0, "too few nights to tell"),
            (0, 4, "too few nights to tell (1 more like these will)"),
            (0, 5, "a gap"),
            (18, 28, "too few nights to tell (6 more like these will)"),
            (19, 28, "too few nights to tell (about 26 more like these will)"),
            (24, 30, "too few nights to tell (so near its target, a year like this would not)"),
            (28, 28, "target met"),
        ],
    )
    def test_the_verdict_in_words_says_what_is_missing_for_one(self, successes, n, said):
        assert self.judge(successes, n).words == said

    def test_beside_four_others_a_value_needs_more_nights(self):
        alone = self.judge(20, 28)
        among = judge_all([(Share(20, 28), 0.8)] * 5, CAUTIOUS)[0]
        assert among.nights_needed > alone.nights_needed
