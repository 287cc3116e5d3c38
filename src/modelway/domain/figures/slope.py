"""The median slope through a series of rates, however long it is."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Protocol


class Rate(Protocol):
    """A ratio of whole numbers, such as a Fraction; it need not be reduced."""

    @property
    def numerator(self) -> int:
        """What is counted."""

    @property
    def denominator(self) -> int:
        """Of how many, at least 1."""


def theil_sen(points: Sequence[tuple[int, Rate]]) -> float:
    """The median of the slopes between all pairs of points.

    Args:
        points: two or more of (week number, rate), in rising order of week, no week twice.

    Returns:
        The slope per week; of an even number of slopes, the mean of the middle two. Exact up to the final
        rounding.

    Raises:
        ValueError: fewer than two points.

    A hundred years of weeks have 13 million slopes. Instead of listing them, a bisection counts how many
    lie at or below a guess: with all points sheared by the guess, that is the number of pairs out of
    order. Weeks and scaled rates being whole numbers, two different slopes are at least 1/span² apart, so
    the bisection ends on a grid cell that holds one slope only, and the slope is the simple fraction in it.

    Source: Theil 1950; Sen 1968, J. Am. Stat. Assoc. 63; counting by order, Cole et al. 1989.
    """
    if len(points) < 2:
        raise ValueError("a slope takes two points or more")
    scale = math.lcm(*(rate.denominator for _, rate in points))
    weeks = [week for week, _ in points]
    heights = [rate.numerator * (scale // rate.denominator) for _, rate in points]
    span = weeks[-1] - weeks[0]
    cells = 2 * span * span
    steepest = (max(heights) - min(heights)) * cells
    pairs = math.comb(len(points), 2)

    @cache  # a few cells are asked for again, and each count goes over all points
    def slopes_up_to(cell: int) -> int:
        return _pairs_out_of_order(
            [height * cells - cell * week for week, height in zip(weeks, heights, strict=True)]
        )

    def steepness_of(rank: int) -> int:
        """The cell of the slope with so many at or below it; near 0 first, where a long series has it."""
        nearest = steepest // span
        for cells_around in (range(-1, 2), range(-nearest, nearest + 1), range(-steepest, steepest + 1)):
            before, last = cells_around[0], cells_around[-1]
            if slopes_up_to(before) < rank <= slopes_up_to(last):
                inside = cells_around[1:]
                return inside[bisect_left(inside, rank, key=slopes_up_to)]
        return -steepest

    lower = steepness_of((pairs + 1) // 2)
    upper = lower
    if slopes_up_to(lower) < pairs // 2 + 1:
        upper = steepness_of(pairs // 2 + 1)
    rise, run = _simplest_between((lower - 1, cells), (lower, cells))
    other_rise, other_run = _simplest_between((upper - 1, cells), (upper, cells))
    return (rise * other_run + other_rise * run) / (run * other_run * 2 * scale)


def _simplest_between(low: tuple[int, int], high: tuple[int, int]) -> tuple[int, int]:
    """The fraction with the smallest denominator between two fractions, both of them included."""
    (low_rise, low_run), (high_rise, high_run) = low, high
    whole = -(-low_rise // low_run)
    if whole * high_run <= high_rise:
        return whole, 1
    # Both lie between two whole numbers; what they have over the lower one is simpler turned upside down.
    below = whole - 1
    run, rise = _simplest_between(
        (high_run, high_rise - below * high_run), (low_run, low_rise - below * low_run)
    )
    return below * run + rise, run


def _pairs_out_of_order(keys: Iterable[int]) -> int:
    """How many pairs have a later key that is not above the earlier one."""
    total = 0
    ascending: list[int] = []
    for count, key in enumerate(keys):
        place = bisect_left(ascending, key)
        total += count - place
        ascending.insert(place, key)
    return total
