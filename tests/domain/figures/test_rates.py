import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from modelway.domain.figures.dependence import CAUTIOUS, Dependence
from modelway.domain.figures.rates import (
    Share,
    choose_baseline,
    choose_level,
    choose_trend_level,
    find_rate_interval,
    percent,
)


@st.composite
def shares(draw, largest=120):
    n = draw(st.integers(0, largest))
    return Share(draw(st.integers(0, n)), n)


dependences = st.floats(0, 0.8).map(Dependence)


@st.composite
def counts(draw, largest=40_000):
    n = draw(st.integers(1, largest))
    return draw(st.integers(0, n)), n


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

    @given(shares())
    def test_failures_mirror_successes(self, share):
        found, mirrored = (
            find_rate_interval(share),
            find_rate_interval(Share(share.n - share.successes, share.n)),
        )
        if found:
            assert (mirrored.low, mirrored.high) == pytest.approx((1 - found.high, 1 - found.low), abs=1e-8)


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

    @given(counts(), counts())
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


@pytest.mark.parametrize(
    ("nights", "level", "trend_level", "baseline"),
    [
        (27, 0.005, 0.065, 112),
        (28, 0.05, 0.065, 112),
        (92, 0.05, 0.065, 112),
        (93, 0.05, 0.05, 112),
        (182, 0.05, 0.05, 182),
    ],
)
def test_the_level_and_the_baseline_go_by_the_length_of_the_period(nights, level, trend_level, baseline):
    assert (choose_level(nights), choose_trend_level(nights), choose_baseline(nights)) == (
        level,
        trend_level,
        baseline,
    )
