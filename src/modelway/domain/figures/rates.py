"""A share of nights, its interval, and how sure a screen must be before it claims something of it."""

import math
from enum import StrEnum
from typing import NamedTuple

from modelway.domain.figures.beta import beta_quantile
from modelway.domain.figures.dependence import INDEPENDENT, Dependence

FEWEST_OPPORTUNITIES = 5
SHORTEST_MONTH = 28
LONGEST_QUARTER = 92
BASELINE_NIGHTS = 112
# The share of unchanged screens that may hold a false claim. A week has fifty-two of them in a year; over
# twelve weeks the caution in the dependence already costs a part (simulated in docs/reference/figures.md).
LEVEL = 0.05
WEEK_LEVEL = 0.005
# So few nights can hardly ever be told apart from a target, which leaves room for the few that can.
WEEK_TARGET_LEVEL = 0.03
SHORT_TREND_LEVEL = 0.065
TREND_LEVEL = 0.05
PRACTICES_LEVEL = 0.01
LIFT_LEVEL = 0.035
INTERVAL_LEVEL = 0.05
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


class Share(NamedTuple):
    """Successes of n opportunities, 0 to n."""

    successes: int
    n: int

    @property
    def rate(self) -> float:
        """The share, 0–1; 0 when there is nothing to share."""
        return self.successes / self.n if self.n else 0.0


def choose_level(nights: int) -> float:
    """The share of unchanged screens that may claim a change: 0.005 below 28 nights, else 0.05."""
    return WEEK_LEVEL if nights < SHORTEST_MONTH else LEVEL


def choose_target_level(nights: int) -> float:
    """The same for verdicts on targets: 0.03 below 28 nights, else 0.05."""
    return WEEK_TARGET_LEVEL if nights < SHORTEST_MONTH else LEVEL


def choose_trend_level(nights: int) -> float:
    """The same for trends: 0.065 up to a quarter, where caution about dependence costs a part, else 0.05."""
    return SHORT_TREND_LEVEL if nights <= LONGEST_QUARTER else TREND_LEVEL


def choose_baseline(nights: int) -> int:
    """With how many nights before it a period is compared: sixteen weeks, or its own length if longer."""
    return max(BASELINE_NIGHTS, nights)


def find_rate_interval(
    share: Share, dependence: Dependence = INDEPENDENT, level: float = INTERVAL_LEVEL
) -> Interval | None:
    """The interval of a share that is shown, 95 % unless told otherwise.

    The exact interval of Clopper and Pearson with the effective sample for n, so that it covers the true
    rate of days that hang together, and near 0 and 1. Both ends are shares, 0–1; exactly 0 at the low end
    for no successes, exactly 1 at the high end for nothing but successes. None without an opportunity.

    Source: Clopper and Pearson 1934, Biometrika 26; Korn and Graubard 1998, Surv. Methodol. 24.
    """
    if share.n == 0:
        return None
    worth = dependence.effective_sample(share.n)
    hits = share.rate * worth
    misses = worth - hits
    return Interval(
        low=beta_quantile(level / 2, hits, misses + 1) if share.successes else 0.0,
        high=beta_quantile(1 - level / 2, hits + 1, misses) if share.successes < share.n else 1.0,
    )


def percent(rate: float) -> int:
    """A share or a difference of shares in whole points, halves away from zero.

    57/200 gives 29 although its nearest binary fraction lies below 28.5 points; −1/8 gives −13.

    Raises:
        ValueError: the rate is not a number.
        OverflowError: the rate is infinite.
    """
    points = round(abs(rate) * 100, DIGITS_BEYOND_ANY_JOURNAL)
    return int(math.copysign(math.floor(points + 0.5), rate))
