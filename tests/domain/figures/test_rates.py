import math
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from modelway.domain.figures.rates import Difference, Direction, Interval, newcombe, percent, wilson

# The figures use z = 1.959964; the reference libraries carry more digits of it.
Z_TOLERANCE = 1e-7


@st.composite
def shares(draw, largest=40_000):
    n = draw(st.integers(1, largest))
    return draw(st.integers(0, n)), n


class TestWilson:
    @pytest.mark.parametrize(
        ("successes", "n", "low", "high"),
        [
            (5, 7, 0.358934, 0.917781),
            (0, 5, 0.0, 0.434482),
            (7, 7, 0.645670, 1.0),
            (20, 28, 0.529407, 0.847460),
        ],
    )
    def test_known_intervals(self, successes, n, low, high):
        interval = wilson(successes, n)
        assert interval.low == pytest.approx(low, abs=5e-7)
        assert interval.high == pytest.approx(high, abs=5e-7)

    def test_no_night_has_no_interval(self):
        assert wilson(0, 0) is None

    @pytest.mark.parametrize(("successes", "n"), [(-1, 5), (6, 5), (0, -1)])
    def test_what_is_no_share_is_refused(self, successes, n):
        with pytest.raises(ValueError, match=f"{successes} of {n} is not a share"):
            wilson(successes, n)

    @given(st.integers(1, 40_000))
    def test_its_ends_are_exact_where_all_nights_are_alike(self, n):
        assert wilson(0, n).low == 0.0
        assert wilson(n, n).high == 1.0

    @given(shares())
    def test_it_holds_the_rate_and_stays_between_0_and_1(self, share):
        successes, n = share
        interval = wilson(successes, n)
        assert 0 <= interval.low <= successes / n <= interval.high <= 1
        assert interval.low < interval.high

    @given(shares())
    def test_failures_mirror_successes(self, share):
        successes, n = share
        interval, mirrored = wilson(successes, n), wilson(n - successes, n)
        assert mirrored.low == pytest.approx(1 - interval.high, abs=1e-12)
        assert mirrored.high == pytest.approx(1 - interval.low, abs=1e-12)

    @given(shares(largest=400))
    def test_four_times_the_nights_say_it_more_narrowly(self, share):
        successes, n = share
        few, many = wilson(successes, n), wilson(4 * successes, 4 * n)
        assert many.high - many.low < few.high - few.low

    def test_agrees_with_statsmodels(self):
        chance = random.Random(19270)
        for _ in range(1_500):
            n = chance.randint(1, chance.choice([7, 30, 3_000]))
            successes = chance.randint(0, n)
            interval = wilson(successes, n)
            expected = proportion_confint(successes, n, alpha=0.05, method="wilson")
            assert (interval.low, interval.high) == pytest.approx(expected, abs=Z_TOLERANCE)


class TestNewcombe:
    def test_four_weeks_show_a_change(self):
        change = newcombe(20, 28, 12, 28)
        assert change.difference == pytest.approx(0.285714, abs=5e-7)
        assert (change.low, change.high) == pytest.approx((0.027180, 0.496577), abs=5e-7)
        assert change.verdict is Direction.UP

    def test_one_week_cannot_show_the_same_change(self):
        change = newcombe(5, 7, 3, 7)
        assert change.difference == pytest.approx(0.285714, abs=5e-7)
        assert (change.low, change.high) == pytest.approx((-0.193135, 0.624093), abs=5e-7)
        assert change.verdict is Direction.UNCLEAR

    def test_a_fall_is_a_rise_seen_from_the_other_side(self):
        assert newcombe(12, 28, 20, 28).verdict is Direction.DOWN

    @pytest.mark.parametrize(
        ("low", "high", "verdict"),
        [
            (0.0, 0.4, Direction.UNCLEAR),
            (0.1, 0.4, Direction.UP),
            (-0.4, 0.0, Direction.UNCLEAR),
            (-0.4, -0.1, Direction.DOWN),
        ],
    )
    def test_an_end_at_zero_is_unclear(self, low, high, verdict):
        assert Difference((low + high) / 2, low, high).verdict is verdict

    @pytest.mark.parametrize("counts", [(0, 0, 3, 7), (3, 7, 0, 0), (0, 0, 0, 0)])
    def test_an_empty_period_has_no_change(self, counts):
        assert newcombe(*counts) is None

    def test_what_is_no_share_is_refused(self):
        with pytest.raises(ValueError, match="8 of 7 is not a share"):
            newcombe(3, 7, 8, 7)

    @given(shares(), shares())
    def test_swapping_the_periods_flips_every_sign(self, first, second):
        there, back = newcombe(*first, *second), newcombe(*second, *first)
        assert there == Difference(-back.difference, -back.high, -back.low)

    @given(shares(), shares())
    def test_it_holds_the_difference_and_stays_between_minus_1_and_1(self, first, second):
        change = newcombe(*first, *second)
        assert -1 <= change.low <= change.difference <= change.high <= 1

    @given(shares())
    def test_the_same_share_twice_is_never_a_change(self, share):
        assert newcombe(*share, *share).verdict is Direction.UNCLEAR

    def test_agrees_with_statsmodels(self):
        chance = random.Random(19980)
        for _ in range(1_500):
            first_n, second_n = (chance.randint(1, chance.choice([7, 30, 3_000])) for _ in range(2))
            counts = chance.randint(0, first_n), first_n, chance.randint(0, second_n), second_n
            change = newcombe(*counts)
            expected = confint_proportions_2indep(*counts, method="newcomb", compare="diff")
            assert (change.low, change.high) == pytest.approx(expected, abs=Z_TOLERANCE)


class TestPercent:
    @pytest.mark.parametrize(
        ("rate", "points"),
        [
            (0.0, 0),
            (1 / 8, 13),
            (-1 / 8, -13),
            (57 / 200, 29),
            (0.285, 29),
            (-0.285, -29),
            (0.005, 1),
            (1.005, 101),
            (0.2849, 28),
            (-0.2851, -29),
            (0.004, 0),
            (-0.004, 0),
            (5 / 7, 71),
            (1.0, 100),
        ],
    )
    def test_halves_go_away_from_zero(self, rate, points):
        assert percent(rate) == points

    def test_every_share_of_up_to_400_nights_rounds_as_the_exact_fraction_does(self):
        for n in range(1, 401):
            for successes in range(n + 1):
                exact = math.floor(Fraction(100 * successes, n) + Fraction(1, 2))
                assert percent(successes / n) == exact
                assert percent(-(successes / n)) == -exact

    @given(shares(), shares())
    def test_so_does_every_difference_of_two_shares(self, first, second):
        exact = Fraction(*first) - Fraction(*second)
        points = math.floor(abs(exact) * 100 + Fraction(1, 2))
        rounded = percent(first[0] / first[1] - second[0] / second[1])
        assert rounded == (points if exact >= 0 else -points)

    def test_what_is_no_number_is_refused(self):
        with pytest.raises(ValueError, match="NaN"):
            percent(math.nan)
        with pytest.raises(OverflowError):
            percent(math.inf)


def test_an_interval_is_a_plain_value():
    assert Interval(0.2, 0.4) == Interval(low=0.2, high=0.4)
