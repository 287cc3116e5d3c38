"""Whether a value is lived more or less often than before, or than without a practice; for a whole screen."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from modelway.domain.figures.beta import beta_quantile
from modelway.domain.figures.dependence import INDEPENDENT, Dependence
from modelway.domain.figures.rates import (
    FEWEST_OPPORTUNITIES,
    LEVEL,
    LIFT_LEVEL,
    Direction,
    Interval,
    Share,
)


class JudgedDifference(NamedTuple):
    """A first share less a second, −1 to 1, with the interval that decided, 1 − `level` for it alone."""

    difference: float
    low: float
    high: float
    level: float
    verdict: Direction


def judge_changes(
    pairs: Sequence[tuple[Share, Share]], dependences: Sequence[Dependence], level: float = LEVEL
) -> list[JudgedDifference | None]:
    """Judge the change of every value on a screen at once.

    Args:
        pairs: for each value its share of the period, and its share of the nights it is compared with.
        dependences: how alike two days in a row of each value are.
        level: how many unchanged screens of any size may claim a change; `choose_level` has it.

    Returns:
        In the order given; None for a value with no opportunity on either side. The difference has Newcombe's
        square-and-add interval of the two shares' Jeffreys limits on the effective samples. Up or down only
        if it excludes 0, with five opportunities or more on both sides. The level is shared by the values
        that can be judged, and by those still unclear once others are told (Holm's step-down).

    Source: Newcombe 1998, Stat. Med. 17, method 10; with Jeffreys limits Laud 2017, Pharm. Stat. 16;
    Holm 1979, Scand. J. Stat. 6.
    """
    return judge_stratified([[pair] for pair in pairs], dependences, level)


def judge_lifts(
    lifts: Sequence[Sequence[tuple[Share, Share]]], level: float = LIFT_LEVEL
) -> list[JudgedDifference | None]:
    """Judge for every value whether it is lived more often on days with a practice.

    Args:
        lifts: for each value its strata: (days with a practice due, days without), apart by what the night
            before was: demonstrated, not demonstrated, or without an opportunity or an answer.
        level: how many screens of unchanged values may claim a lift.

    Returns:
        As `judge_changes`, of days with alike nights before. A practice is often planned because a night fell
        short, and days hang together: without the strata that alone would look like an effect. Within
        them, answers that depend on the night before alone are independent, and need no design effect.
        None where no stratum has both kinds of days.

    Source: Mantel and Haenszel 1959 (weights); Donner and Zou 2012, Stat. Methods Med. Res. 21 (interval).
    """
    return judge_stratified(lifts, [INDEPENDENT] * len(lifts), level)


def judge_stratified(
    tables: Sequence[Sequence[tuple[Share, Share]]], dependences: Sequence[Dependence], level: float
) -> list[JudgedDifference | None]:
    """Judge the weighted difference of every value's strata; see `judge_changes` and `judge_lifts`."""
    usable = [[(a, b) for a, b in strata if a.n and b.n] for strata in tables]
    judgeable = [
        index
        for index, strata in enumerate(usable)
        if min(sum(a.n for a, _ in strata), sum(b.n for _, b in strata)) >= FEWEST_OPPORTUNITIES
    ]
    judged: list[JudgedDifference | None] = [
        _compare(strata, dependence, level / max(1, len(judgeable))) if strata else None
        for strata, dependence in zip(usable, dependences, strict=True)
    ]
    for index in set(range(len(usable))) - set(judgeable):
        judged[index] = _silenced(judged[index])

    def is_open(index: int) -> bool:
        one = judged[index]
        return one is not None and one.verdict is Direction.UNCLEAR

    unclear = [index for index in judgeable if is_open(index)]
    told = len(judgeable)
    while unclear and len(unclear) < told:
        told = len(unclear)
        for index in unclear:
            judged[index] = _compare(usable[index], dependences[index], level / told)
        unclear = [index for index in unclear if is_open(index)]
    return judged


def _compare(strata: Sequence[tuple[Share, Share]], dependence: Dependence, level: float) -> JudgedDifference:
    """The weighted difference of the strata, each with opportunities on both sides, and its interval."""
    weights = [a.n * b.n / (a.n + b.n) for a, b in strata]
    total = sum(weights)
    difference = below = above = 0.0
    for weight, (a, b) in zip(weights, strata, strict=True):
        part = weight / total
        first, second = find_limits(a, dependence, level), find_limits(b, dependence, level)
        difference += part * (a.rate - b.rate)
        below += part**2 * ((a.rate - first.low) ** 2 + (second.high - b.rate) ** 2)
        above += part**2 * ((first.high - a.rate) ** 2 + (b.rate - second.low) ** 2)
    low, high = difference - math.sqrt(below), difference + math.sqrt(above)
    verdict = Direction.UP if low > 0 else Direction.DOWN if high < 0 else Direction.UNCLEAR
    return JudgedDifference(difference, low, high, level, verdict)


def _silenced(judged: JudgedDifference | None) -> JudgedDifference | None:
    """The same difference without a verdict: too few nights for one."""
    return judged._replace(verdict=Direction.UNCLEAR) if judged else None


def find_limits(share: Share, dependence: Dependence, level: float) -> Interval:
    """The limits that a difference is made of: beta quantiles with half an answer added to each side.

    In effective answers; each end has half the level beyond it. Source: Jeffreys limits, as in Brown, Cai and
    DasGupta 2001, Stat. Sci. 16.
    """
    worth = dependence.effective_sample(share.n)
    hits = share.rate * worth
    a, b = hits + 0.5, worth - hits + 0.5
    return Interval(
        beta_quantile(level / 2, a, b) if share.successes else 0.0,
        beta_quantile(1 - level / 2, a, b) if share.successes < share.n else 1.0,
    )
