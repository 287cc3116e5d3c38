import random
from fractions import Fraction
from itertools import combinations
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import theilslopes

from modelway.domain.figures.slope import theil_sen

rates = st.integers(3, 7).flatmap(lambda n: st.integers(0, n).map(lambda k: Fraction(k, n)))
weekly_rates = st.dictionaries(st.integers(0, 60), rates, min_size=2, max_size=20).map(
    lambda by_week: sorted(by_week.items())
)


def slopes(points):
    return [
        (later - earlier) / (later_week - week)
        for (week, earlier), (later_week, later) in combinations(points, 2)
    ]


def random_points(chance, weeks, keep=1.0):
    points = []
    for week in range(weeks):
        n = chance.randint(3, 7)
        if chance.random() < keep:
            points.append((week, Fraction(chance.randint(0, n), n)))
    return points


def test_a_straight_line():
    assert theil_sen([(week, Fraction(week, 10)) for week in range(11)]) == 0.1


def test_one_bad_week_does_not_tilt_it():
    points = [(week, Fraction(week, 10)) for week in range(11)]
    points[9] = 9, Fraction(0)
    assert theil_sen(points) == 0.1


def test_weeks_left_out_still_take_their_time():
    assert theil_sen([(0, Fraction(0)), (10, Fraction(1))]) == 0.1


def test_of_an_even_number_of_slopes_it_is_the_mean_of_the_middle_two():
    points = [(0, Fraction(0)), (1, Fraction(1, 3)), (2, Fraction(0)), (3, Fraction(1))]
    assert sorted(slopes(points))[2:4] == [Fraction(1, 3), Fraction(1, 3)]
    points[3] = 3, Fraction(1, 2)
    assert sorted(slopes(points))[2:4] == [Fraction(1, 12), Fraction(1, 6)]
    assert theil_sen(points) == 0.125


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 0), (1, 1)])
def test_two_weeks_have_one_slope(first, second):
    assert theil_sen([(7, Fraction(first)), (8, Fraction(second))]) == second - first


@pytest.mark.parametrize("points", [[], [(3, Fraction(1, 2))]])
def test_fewer_than_two_points_are_refused(points):
    with pytest.raises(ValueError, match="two points or more"):
        theil_sen(points)


@given(weekly_rates)
def test_it_is_exactly_the_median_of_all_slopes(points):
    assert theil_sen(points) == float(median(slopes(points)))


@given(weekly_rates)
def test_it_turns_around_with_the_rates_and_ignores_when_the_weeks_are_counted_from(points):
    slope = theil_sen(points)
    assert theil_sen([(week, 1 - rate) for week, rate in points]) == -slope
    assert theil_sen([(week + 105_000, rate) for week, rate in points]) == slope


def test_agrees_with_scipy():
    chance = random.Random(19680)
    compared = 0
    while compared < 1_000:
        points = random_points(chance, chance.randint(5, 40), keep=0.7)
        if len(points) >= 5:
            weeks, heights = zip(*points, strict=True)
            expected = theilslopes(np.array(heights, dtype=float), weeks).slope
            assert theil_sen(points) == pytest.approx(expected, abs=1e-12)
            compared += 1


def test_ten_years_of_weeks_agree_with_the_median_of_every_pair():
    points = random_points(random.Random(521), 521)
    weeks, heights = (np.array(column, dtype=float) for column in zip(*points, strict=True))
    earlier, later = np.triu_indices(len(points), 1)
    expected = np.median((heights[later] - heights[earlier]) / (weeks[later] - weeks[earlier]))
    assert theil_sen(points) == pytest.approx(expected, abs=1e-15)


def test_a_hundred_years_of_weeks_take_no_list_of_all_pairs():
    chance = random.Random(5_200)
    points = [
        (week, Fraction(week, 5_200) if chance.random() < 0.8 else Fraction(chance.randint(0, 7), 7))
        for week in range(5_200)
    ]
    assert theil_sen(points) == 1 / 5_200
