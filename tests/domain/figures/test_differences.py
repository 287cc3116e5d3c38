"""A change or a lift counts in how many values a screen shows, and that days hang together."""

import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from leaders import DAYS
from modelway.domain.figures.dependence import CAUTIOUS, INDEPENDENT, Dependence
from modelway.domain.figures.differences import judge_changes, judge_lifts
from modelway.domain.figures.lift import split_by_night_before
from modelway.domain.figures.rates import LIFT_LEVEL, Direction, Share

MONDAY = date(2026, 1, 5)
EMPTY = Share(0, 0)


@st.composite
def shares(draw, largest=120):
    n = draw(st.integers(0, largest))
    return Share(draw(st.integers(0, n)), n)


dependences = st.floats(0, 0.8).map(Dependence)


def nightly(letters):
    return [(MONDAY + timedelta(days=at), letter == "D") for at, letter in enumerate(letters)]


def judge_all(pairs, dependence):
    return judge_changes(pairs, [dependence] * len(pairs), 0.05)


class TestChanges:
    def test_one_value_of_independent_days_is_newcombes_with_jeffreys_limits(self):
        (found,) = judge_all([(Share(20, 28), Share(12, 28))], INDEPENDENT)
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
        assert judge_all([one] + [steady] * 4, INDEPENDENT)[0].verdict is Direction.UNCLEAR

    def test_what_is_told_leaves_more_of_the_level_to_the_others(self):
        clear, likely = (Share(28, 28), Share(20, 91)), (Share(23, 28), Share(53, 91))
        steady = (Share(14, 28), Share(45, 91))
        alone = judge_all([likely] + [steady] * 4, INDEPENDENT)
        beside = judge_all([likely] + [clear] * 4, INDEPENDENT)
        assert [one.verdict for one in alone] == [Direction.UNCLEAR] * 5
        assert [one.verdict for one in beside] == [Direction.UP] * 5

    def test_the_same_change_of_days_that_hang_together_is_unclear(self):
        pair = (Share(20, 28), Share(12, 28))
        assert judge_all([pair], Dependence(0.4))[0].verdict is Direction.UNCLEAR

    def test_fewer_than_five_opportunities_are_never_told_nor_counted(self):
        few, clear = (Share(0, 4), Share(90, 91)), (Share(20, 28), Share(40, 91))
        judged = judge_all([few, clear], INDEPENDENT)
        assert judged[0].verdict is Direction.UNCLEAR
        assert judged[1] == judge_all([clear], INDEPENDENT)[0]

    def test_without_opportunities_there_is_nothing_to_judge(self):
        assert judge_all([(EMPTY, Share(3, 7)), (Share(3, 7), EMPTY)], CAUTIOUS) == [None, None]
        assert judge_all([], CAUTIOUS) == []

    @given(st.lists(st.tuples(shares(), shares()), max_size=6), dependences)
    def test_periods_may_swap_and_a_verdict_is_an_interval_without_0(self, pairs, dependence):
        judged = judge_all(pairs, dependence)
        swapped = judge_all([(then, now) for now, then in pairs], dependence)
        for one, other in zip(judged, swapped, strict=True):
            assert (one is None) is (other is None)
            if one and other:
                assert one.low <= one.difference <= one.high
                assert one.low == pytest.approx(-other.high, abs=1e-9)
                assert (one.verdict is Direction.UP) is (other.verdict is Direction.DOWN)
                if one.verdict is not Direction.UNCLEAR:
                    assert one.low > 0 or one.high < 0

    def test_each_value_has_its_own_dependence(self):
        pair = (Share(20, 28), Share(12, 28))
        free, bound = judge_changes([pair, pair], [INDEPENDENT, Dependence(0.4)])
        assert free.high - free.low < bound.high - bound.low


class TestLifts:
    def test_one_stratum_is_a_change_of_independent_days(self):
        pair = (Share(20, 28), Share(12, 28))
        assert judge_lifts([[pair, (EMPTY, Share(3, 9))]]) == judge_changes([pair], [INDEPENDENT], LIFT_LEVEL)

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
