"""What the values of one screen take from each other, and where each rule begins, worked out apart."""

from datetime import date, timedelta

import pytest
from scipy import stats

from modelway.domain.figures.dependence import INDEPENDENT, Dependence
from modelway.domain.figures.differences import judge_changes, judge_lifts
from modelway.domain.figures.rates import Direction, Share
from modelway.domain.figures.targets import GapVerdict, count_nights_needed, judge_targets
from modelway.domain.figures.trend import judge_trends

MONDAY = date(2026, 1, 5)
ALIKE = Dependence(0.4)


def apart(count):
    return [INDEPENDENT] * count


def limits(share, level):
    """Jeffreys limits of independent nights, exact where all are alike."""
    a, b = share.successes + 0.5, share.n - share.successes + 0.5
    low = stats.beta.ppf(level / 2, a, b) if share.successes else 0
    high = stats.beta.ppf(1 - level / 2, a, b) if share.successes < share.n else 1
    return low, high


def p_against(share, target):
    """Twice the exact binomial chance of the side of the target that the share lies on."""
    k, n = share.successes, share.n
    side = stats.binom.sf(k - 1, n, target) if k / n >= target else stats.binom.cdf(k, n, target)
    return min(1, 2 * side)


class TestStrata:
    STRATA = ((Share(9, 10), Share(4, 12)), (Share(0, 6), Share(3, 20)), (Share(5, 5), Share(7, 9)))

    def test_each_counts_by_its_weight_and_the_interval_adds_their_squares(self):
        (found,) = judge_lifts([self.STRATA], 0.1)
        weights = [a.n * b.n / (a.n + b.n) for a, b in self.STRATA]
        parts = [weight / sum(weights) for weight in weights]
        difference = below = above = 0
        for part, (a, b) in zip(parts, self.STRATA, strict=True):
            (a_low, a_high), (b_low, b_high) = limits(a, 0.1), limits(b, 0.1)
            difference += part * (a.rate - b.rate)
            below += part**2 * ((a.rate - a_low) ** 2 + (b_high - b.rate) ** 2)
            above += part**2 * ((a_high - a.rate) ** 2 + (b.rate - b_low) ** 2)
        assert found.difference == pytest.approx(difference)
        assert found.low == pytest.approx(difference - below**0.5, abs=1e-7)
        assert found.high == pytest.approx(difference + above**0.5, abs=1e-7)
        assert found.level == 0.1

    def test_one_with_days_of_one_kind_alone_is_left_out(self):
        more = (*self.STRATA, (Share(2, 2), Share(0, 0)), (Share(0, 0), Share(1, 30)))
        assert judge_lifts([more], 0.1) == judge_lifts([self.STRATA], 0.1)

    def test_five_opportunities_on_each_side_are_enough_and_four_are_not(self):
        five, four = ((Share(5, 5), Share(0, 40)),), ((Share(4, 4), Share(0, 40)),)
        assert judge_lifts([five])[0].verdict is Direction.UP
        assert judge_lifts([four])[0].verdict is Direction.UNCLEAR

    def test_what_is_told_leaves_the_others_its_part_of_the_level_until_nothing_more_is_told(self):
        clear, unclear = (Share(28, 28), Share(1, 91)), (Share(14, 28), Share(45, 91))
        judged = judge_changes([clear, unclear, clear, unclear], apart(4), 0.08)
        assert [one.level for one in judged] == pytest.approx([0.02, 0.04, 0.02, 0.04])
        falls = judge_changes([(then, now) for now, then in (clear, unclear)], apart(2), 0.08)
        assert [one.verdict for one in falls] == [Direction.DOWN, Direction.UNCLEAR]

    def test_each_that_is_told_leaves_more_to_the_next(self):
        last, second, first = (
            (Share(20, 28), Share(45, 91)),
            (Share(22, 28), Share(50, 91)),
            (Share(28, 28), Share(1, 91)),
        )
        judged = judge_changes([last, second, first], apart(3), 0.06)
        assert [one.verdict for one in judged] == [Direction.UP] * 3
        assert [one.level for one in judged] == pytest.approx([0.06, 0.03, 0.02])


class TestTargets:
    def test_each_is_held_to_the_level_over_those_still_in_question(self):
        clear, clearer, close = (Share(9, 30), 0.8), (Share(0, 30), 0.8), (Share(22, 30), 0.8)
        judged = judge_targets([close, clear, (Share(3, 4), 0.8), clearer], apart(4), 0.06)
        assert [one.level for one in judged] == pytest.approx([0.06, 0.03, 0.015, 0.02])
        assert [one.verdict for one in judged] == [
            GapVerdict.TOO_FEW,
            GapVerdict.GAP,
            GapVerdict.TOO_FEW,
            GapVerdict.GAP,
        ]

    def test_after_the_first_that_stays_unclear_the_level_stays(self):
        close = (Share(22, 30), 0.8)
        judged = judge_targets([close, close, close], apart(3), 0.06)
        assert [one.level for one in judged] == pytest.approx([0.02] * 3)

    @pytest.mark.parametrize("target", [0.2, 0.5, 0.8, 1.0])
    def test_p_is_exact_on_both_sides(self, target):
        for successes in range(13):
            share = Share(successes, 12)
            (found,) = judge_targets([(share, target)], apart(1))
            assert found.p == pytest.approx(p_against(share, target), abs=1e-9)

    def test_without_an_opportunity_nothing_can_be_said(self):
        (found,) = judge_targets([(Share(0, 0), 0.8)], apart(1))
        assert (found.p, found.verdict, found.nights_needed) == (1.0, GapVerdict.TOO_FEW, None)

    def test_a_target_of_nothing_is_met_by_nothing(self):
        (found,) = judge_targets([(Share(0, 8), 0.0)], apart(1))
        assert (found.p, found.verdict) == (0.0, GapVerdict.MET)


class TestNightsNeeded:
    @pytest.mark.parametrize("target", [0.5, 0.8])
    @pytest.mark.parametrize("dependence", [INDEPENDENT, ALIKE])
    def test_it_is_the_first_number_of_nights_that_would_tell(self, target, dependence):
        for share in (Share(1, 3), Share(2, 3), Share(3, 3), Share(5, 12), Share(9, 12), Share(0, 6)):
            needed = count_nights_needed(share, target, dependence, 0.05)
            # As long as the rate stays, more nights never make it less clear.
            if needed is None:
                assert not self.tells(share, 366, target, dependence)
                continue
            assert self.tells(share, needed, target, dependence)
            least = max(0, 5 - share.n)
            assert needed == least or not self.tells(share, needed - 1, target, dependence)

    @staticmethod
    def tells(share, more, target, dependence):
        n = share.n + more
        worth = dependence.effective_sample(n)
        hits = share.rate * worth
        if share.rate >= target:
            chance = stats.beta.cdf(target, hits, worth - hits + 1)
        else:
            chance = stats.beta.sf(target, hits + 1, worth - hits)
        return 2 * chance < 0.05

    def test_at_the_target_itself_a_year_would_not_tell(self):
        assert count_nights_needed(Share(4, 5), 0.8, INDEPENDENT, 0.05) is None


class TestTrends:
    def nightly(self, letters):
        return [(MONDAY + timedelta(days=at), letter == "D") for at, letter in enumerate(letters)]

    def test_a_rise_and_a_fall_are_told_with_what_each_was_held_to(self):
        rise, fall, steady = (
            self.nightly(one) for one in ("M" * 15 + "D" * 15, "D" * 15 + "M" * 15, "DM" * 15)
        )
        all_alike = self.nightly("D" * 30)
        judged = judge_trends([rise, all_alike, fall, steady], [INDEPENDENT, ALIKE, ALIKE, INDEPENDENT], 0.05)
        assert judged[1] is None
        up, _, down, unclear = judged
        assert [one.verdict for one in (up, down, unclear)] == [
            Direction.UP,
            Direction.DOWN,
            Direction.UNCLEAR,
        ]
        assert up.adjusted_p == pytest.approx(3 * up.p)
        assert down.adjusted_p == pytest.approx(2 * down.p)
        assert unclear.adjusted_p == unclear.p
        assert (up.design_effect, down.design_effect) == (1.0, ALIKE.design_effect(30))
        assert {one.level for one in (up, down, unclear)} == {0.05}
        # The fall is the rise turned round, but for its design effect.
        assert down.z == pytest.approx(-up.z / down.design_effect**0.5)

    def test_eight_answers_are_judged_and_seven_are_not(self):
        eight = self.nightly("MMMMDDDD")
        assert judge_trends([eight, eight[1:]], apart(2), 0.05)[1] is None
        assert judge_trends([eight, eight[1:]], apart(2), 0.05)[0] is not None

    def test_one_answer_of_its_kind_is_a_trend_to_judge(self):
        (found,) = judge_trends([self.nightly("M" * 9 + "D")], apart(1), 0.05)
        # Ten days: the last lies 4.5 from their mean; 82.5 is the sum of their squares.
        assert found.z == pytest.approx(4.5 / (82.5 * 9 / 90) ** 0.5)
