"""Whether a value is lived more or less often on one weekday than on the others."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from modelway.domain.figures.states import OPPORTUNITIES
from modelway.domain.loop.nights import State

FEWEST_NIGHTS = 4
SIGNIFICANCE = 0.05
# Tables that are equally likely must count as such although their weights are rounded.
TIE_TOLERANCE = 1e-7


class WeekdayComparison(NamedTuple):
    """One value on one weekday (0 is Monday) against its other weekdays, in nights; p-values 0–1."""

    value_id: str
    weekday: int
    demonstrated: int
    opportunities: int
    other_demonstrated: int
    other_opportunities: int
    p: float
    adjusted_p: float

    @property
    def stands_out(self) -> bool:
        """Whether the difference is clear even among all the comparisons that were made."""
        return self.adjusted_p < SIGNIFICANCE


def fisher_exact(successes: int, n: int, other_successes: int, other_n: int) -> float:
    """Two-sided p-value of Fisher's exact test for two shares.

    Args:
        successes: successes in the first sample, 0 to n.
        n: size of the first sample.
        other_successes: successes in the second sample, 0 to other_n.
        other_n: size of the second sample.

    Returns:
        The probability, given the margins, of all tables no likelier than this one; 1 when either
        sample is empty or all outcomes are alike. Values below about 1e-300 come out as 0.

    Raises:
        ValueError: successes of a sample are negative or more than its size.

    Source: Fisher 1934; the two-sided rule by probabilities, as in Agresti 1992.
    """
    if not (0 <= successes <= n and 0 <= other_successes <= other_n):
        raise ValueError(f"{successes} of {n} and {other_successes} of {other_n} are not two shares")
    lowest = max(0, successes + other_successes - other_n)
    weights = _hypergeometric_weights(n, other_n, successes + other_successes)
    as_unlikely = weights[successes - lowest] * (1 + TIE_TOLERANCE)
    return min(1.0, math.fsum(w for w in weights if w <= as_unlikely) / math.fsum(weights))


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjust p-values for how many there are, in the order given; at most 1, none for none.

    The smallest is multiplied by their number, the next by one less, and so on; none falls below
    the one before it. Source: Holm 1979, Scand. J. Stat. 6.
    """
    adjusted = [0.0] * len(p_values)
    floor = 0.0
    ascending = sorted(range(len(p_values)), key=p_values.__getitem__)
    for place, index in enumerate(ascending):
        floor = max(floor, min(1.0, p_values[index] * (len(p_values) - place)))
        adjusted[index] = floor
    return adjusted


def weekday_comparisons(states: Mapping[str, Mapping[date, State]]) -> list[WeekdayComparison]:
    """Compare each weekday of each value with its other weekdays.

    Args:
        states: the states of each value by its id, by date; only opportunities count.

    Returns:
        One comparison for each weekday with four opportunities or more and any on other weekdays, in
        the order of the values and of the week. The p-values are Holm-adjusted over all of them.
    """
    tables = [
        (value_id, weekday, *counts)
        for value_id, by_day in states.items()
        for weekday, counts in _tables(by_day).items()
    ]
    p_values = [fisher_exact(*table[2:]) for table in tables]
    return [
        WeekdayComparison(*table, p=p, adjusted_p=adjusted)
        for table, p, adjusted in zip(tables, p_values, holm(p_values), strict=True)
    ]


def _tables(by_day: Mapping[date, State]) -> dict[int, tuple[int, int, int, int]]:
    """Demonstrations and opportunities of each weekday that can be compared, then those of the others."""
    shown, called = [0] * 7, [0] * 7
    for day, state in by_day.items():
        shown[day.weekday()] += state is State.DEMONSTRATED
        called[day.weekday()] += state in OPPORTUNITIES
    return {
        weekday: (shown[weekday], n, sum(shown) - shown[weekday], sum(called) - n)
        for weekday, n in enumerate(called)
        if n >= FEWEST_NIGHTS and sum(called) > n
    }


def _hypergeometric_weights(n: int, other_n: int, total: int) -> list[float]:
    """Relative likelihood of each possible number of successes in the first sample, lowest first.

    Built outward from the likeliest, which weighs 1, by the ratio of neighbors: no factorial to overflow.
    """
    lowest, highest = max(0, total - other_n), min(n, total)
    mode = (n + 1) * (total + 1) // (n + other_n + 2)

    def ratio(k: int) -> float:
        return (n - k) * (total - k) / ((k + 1) * (other_n - total + k + 1))

    below, above = [], [1.0]
    for k in range(mode, highest):
        above.append(above[-1] * ratio(k))
    weight = 1.0
    for k in range(mode - 1, lowest - 1, -1):
        weight /= ratio(k)
        below.append(weight)
    return below[::-1] + above
