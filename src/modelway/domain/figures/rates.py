"""A share of nights with its uncertainty, and the difference between two shares."""

import math
from enum import StrEnum
from typing import NamedTuple

Z_95 = 1.959964
DIGITS_BEYOND_ANY_JOURNAL = 11


class Interval(NamedTuple):
    """A range with both ends included; of a share, both ends lie in 0–1."""

    low: float
    high: float


class Direction(StrEnum):
    """Which way a figure moved, as far as the data can tell."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"


class Difference(NamedTuple):
    """The first share less the second, −1 to 1, with its 95 % interval."""

    difference: float
    low: float
    high: float

    @property
    def verdict(self) -> Direction:
        """Up or down only if the whole interval lies on one side of 0; else unclear."""
        if self.low > 0:
            return Direction.UP
        return Direction.DOWN if self.high < 0 else Direction.UNCLEAR


def wilson(successes: int, n: int) -> Interval | None:
    """The 95 % score interval of a share.

    Args:
        successes: how many of the nights count, 0 to n.
        n: how many nights there were.

    Returns:
        Both ends as shares, 0–1: exactly 0 at the low end for no successes, exactly 1 at the high
        end for nothing but successes. None when n is 0.

    Raises:
        ValueError: successes are negative or more than n.

    Source: Wilson 1927, J. Am. Stat. Assoc. 22.
    """
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is not a share")
    if n == 0:
        return None
    rate = successes / n
    spread = Z_95**2 / n
    center = rate + spread / 2
    margin = Z_95 * math.sqrt(rate * (1 - rate) / n + spread / (4 * n))
    return Interval(
        # Rounding would leave these two ends a hair outside 0–1.
        low=0.0 if successes == 0 else (center - margin) / (1 + spread),
        high=1.0 if successes == n else (center + margin) / (1 + spread),
    )


def newcombe(first_successes: int, first_n: int, second_successes: int, second_n: int) -> Difference | None:
    """The first share less the second, with the 95 % hybrid score interval for independent samples.

    Args:
        first_successes: successes in the first sample (the later period), 0 to first_n.
        first_n: size of the first sample.
        second_successes: successes in the second sample (the earlier period), 0 to second_n.
        second_n: size of the second sample.

    Returns:
        The difference as a fraction of 1, not in points; None when either sample is empty.

    Raises:
        ValueError: successes of a sample are negative or more than its size.

    Source: Newcombe 1998, Stat. Med. 17, 873–890, method 10.
    """
    first, second = wilson(first_successes, first_n), wilson(second_successes, second_n)
    if first is None or second is None:
        return None
    first_rate, second_rate = first_successes / first_n, second_successes / second_n
    difference = first_rate - second_rate
    below = math.sqrt((first_rate - first.low) ** 2 + (second.high - second_rate) ** 2)
    above = math.sqrt((first.high - first_rate) ** 2 + (second_rate - second.low) ** 2)
    return Difference(difference, difference - below, difference + above)


def percent(rate: float) -> int:
    """A share or a difference of shares in whole points, halves away from zero.

    57/200 gives 29 although its nearest binary fraction lies below 28.5 points; −1/8 gives −13.

    Raises:
        ValueError: the rate is not a number.
        OverflowError: the rate is infinite.
    """
    points = round(abs(rate) * 100, DIGITS_BEYOND_ANY_JOURNAL)
    return int(math.copysign(math.floor(points + 0.5), rate))
