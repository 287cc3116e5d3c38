"""Whether a value is demonstrated more or less often as time goes by, and how fast."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from modelway.domain.days.periods import Period, Weekday
from modelway.domain.figures.rates import Direction
from modelway.domain.figures.slope import theil_sen
from modelway.domain.figures.states import OPPORTUNITIES
from modelway.domain.figures.weekly import DAYS, FEWEST_IN_A_WEEK, WeeklyShare, weekly_shares
from modelway.domain.loop.nights import State

SIGNIFICANCE = 0.05
LONGEST_EXACT = 10
FEWEST_WEEKS = 5
# Of seven answers or fewer not even the clearest order, all no before all yes, is significant.
FEWEST_ANSWERS = 8


class Finding(StrEnum):
    """What can be said of a trend, or why nothing can."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"
    TOO_FEW = "too_few"
    ALWAYS_THE_SAME = "always_the_same"


class MannKendall(NamedTuple):
    """A test for trend: n answers, score S, its standard score z and the two-sided p-value (0–1)."""

    n: int
    s: int
    z: float
    p: float
    exact: bool


class Trend(NamedTuple):
    """One value's trend.

    `answers` counts the opportunities; `test` is None when they are all alike or there is none. `weeks`
    counts those with three opportunities or more; `slope` is the change of their rate per week as a
    fraction of 1, None when there are fewer than five.
    """

    answers: int
    test: MannKendall | None
    weeks: int
    slope: float | None

    @property
    def verdict(self) -> Direction:
        """Up or down only if the test is significant at 0.05; else unclear."""
        if self.test is None or self.test.p >= SIGNIFICANCE:
            return Direction.UNCLEAR
        return Direction.UP if self.test.s > 0 else Direction.DOWN

    @property
    def finding(self) -> Finding:
        """The verdict, or why there cannot be any: fewer than eight answers, or all of them alike."""
        if self.answers < FEWEST_ANSWERS:
            return Finding.TOO_FEW
        return Finding(self.verdict) if self.test else Finding.ALWAYS_THE_SAME


def opportunities_of(states: Mapping[date, State]) -> list[tuple[date, bool]]:
    """Every opportunity in order of date, and whether it was taken; all other nights are left out."""
    return [
        (day, state is State.DEMONSTRATED) for day, state in sorted(states.items()) if state in OPPORTUNITIES
    ]


def trend_in(answers: Sequence[tuple[date, bool]], week_starts_on: Weekday = Weekday.MONDAY) -> Trend:
    """The trend of yes/no answers that come in order of date; those of one day in the order given.

    Answers are taken as independent: serial correlation is not modeled.
    """
    if not answers:
        return trend_over(answers, ())
    stretch = Period(answers[0][0], answers[-1][0])
    return trend_over(answers, weekly_shares(answers, stretch, week_starts_on))


def trend_over(answers: Sequence[tuple[date, bool]], weeks: Iterable[WeeklyShare]) -> Trend:
    """The trend of answers in order of date whose weekly shares were counted already."""
    rates = [(week.start.toordinal() // DAYS, week) for week in weeks if week.denominator >= FEWEST_IN_A_WEEK]
    return Trend(
        answers=len(answers),
        test=mann_kendall([demonstrated for _, demonstrated in answers]),
        weeks=len(rates),
        slope=theil_sen(rates) if len(rates) >= FEWEST_WEEKS else None,
    )


def mann_kendall(answers: Sequence[bool]) -> MannKendall | None:
    """Test a series of yes/no answers, oldest first, for a trend.

    Returns:
        With up to 10 answers, p is exact: the share of all orders of these answers whose score is at least as
        far from 0. With more it is from the normal distribution, corrected for ties and continuity. None
        when all answers are alike or there is none.

    Source: Mann 1945, Econometrica 13; Kendall 1975, Rank Correlation Methods.
    """
    n, ones = len(answers), sum(answers)
    if ones in (0, n):
        return None
    s = _score(n, ones, sum(place for place, answer in enumerate(answers) if answer))
    variance = (_pairs_variance(n) - _pairs_variance(ones) - _pairs_variance(n - ones)) / 18
    z = math.copysign(abs(s) - 1, s) / math.sqrt(variance) if s else 0.0
    exact = n <= LONGEST_EXACT
    return MannKendall(n, s, z, _exact_p(n, ones, s) if exact else math.erfc(abs(z) / math.sqrt(2)), exact)


def _score(n: int, ones: int, places: int) -> int:
    """Mann–Kendall's S of a 0/1 series, from the sum of the places (from 0) of its ones.

    A one at place q stands after q others and before n − 1 − q; among the ones themselves this cancels.
    """
    return 2 * places - ones * (n - 1)


def _pairs_variance(size: int) -> int:
    return size * (size - 1) * (2 * size + 5)


def _exact_p(n: int, ones: int, s: int) -> float:
    scores = [_score(n, ones, sum(places)) for places in combinations(range(n), ones)]
    return sum(abs(score) >= abs(s) for score in scores) / len(scores)
