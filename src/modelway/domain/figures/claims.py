"""Whether values lie below their targets, rise or fall; judged for all values of a screen at once."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from modelway.domain.figures.beta import beta_cdf
from modelway.domain.figures.dependence import Dependence
from modelway.domain.figures.gaps import GapVerdict
from modelway.domain.figures.rates import Direction
from modelway.domain.figures.shares import FEWEST_OPPORTUNITIES, LEVEL, Share
from modelway.domain.figures.weekdays import holm

MOST_NIGHTS_AHEAD = 366


class JudgedTarget(NamedTuple):
    """What a share says about its target.

    `p` is two-sided, 0–1. `level` is what this value alone was held to: the interval that decides is
    `find_rate_interval(share, dependence, level)`. `nights_needed` tells how many more opportunities would
    give a verdict at the rate so far; 0 for a value that has one, None if a year would not tell.
    """

    verdict: GapVerdict
    p: float
    level: float
    nights_needed: int | None


class JudgedTrend(NamedTuple):
    """A rise or fall through time: its standard score, two-sided p-value (0–1) and verdict.

    `design_effect` is what the dependence of days costs; `adjusted_p` counts the other values in.
    """

    z: float
    p: float
    adjusted_p: float
    design_effect: float
    level: float
    verdict: Direction


def judge_targets(
    shares: Sequence[tuple[Share, float]], dependence: Dependence, level: float = LEVEL
) -> list[JudgedTarget]:
    """Judge for every value on a screen whether its rate lies below its target, or reaches it.

    Args:
        shares: for each value its share of the period, and its target, 0–1.
        dependence: how alike two days in a row are.
        level: how many screens may claim a gap or a met target though all rates equal their targets.

    Returns:
        In the order given. Gap or met only if the chance of so few, or so many, demonstrations at the target
        itself is small enough for all values together (exact binomial with the effective sample, each
        side half the level, Holm's step-down), and with five opportunities or more: the same as the
        target lying outside the interval of `find_rate_interval` at that level.
    """
    p_values = [_target_p(share.rate, share.n, target, dependence) for share, target in shares]
    judgeable = [index for index, (share, _) in enumerate(shares) if share.n >= FEWEST_OPPORTUNITIES]
    own_levels = _step_down({index: p_values[index] for index in judgeable}, level)
    judged = []
    for index, (share, target) in enumerate(shares):
        own_level = own_levels.get(index, level / len(shares))
        verdict = GapVerdict.TOO_FEW
        if index in own_levels and p_values[index] < own_level:
            verdict = GapVerdict.GAP if share.rate < target else GapVerdict.MET
        needed = count_nights_needed(share, target, dependence, own_level)
        judged.append(JudgedTarget(verdict, p_values[index], own_level, needed))
    return judged


def count_nights_needed(share: Share, target: float, dependence: Dependence, level: float) -> int | None:
    """How many more opportunities would give a verdict if the rate stays as it is.

    Args:
        share: the answers so far.
        target: the value's target, 0–1.
        dependence: how alike two days in a row are.
        level: what this value alone may claim falsely: the screen's level divided by its values.

    Returns:
        0 or more, at least as many as five opportunities take; None if a year of nights would not tell, or if
        there is no answer to go by.
    """
    if share.n == 0:
        return None

    def tells(extra: int) -> bool:
        n = share.n + extra
        return n >= FEWEST_OPPORTUNITIES and _target_p(share.rate, n, target, dependence) < level

    least = max(0, FEWEST_OPPORTUNITIES - share.n)
    if tells(least):
        return least
    if not tells(MOST_NIGHTS_AHEAD):
        return None
    low, high = least, MOST_NIGHTS_AHEAD
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if tells(middle) else (middle, high)
    return high


def judge_trends(
    series: Sequence[Sequence[tuple[date, bool]]],
    dependence: Dependence,
    level: float,
    *,
    fewest: int = 8,
) -> list[JudgedTrend | None]:
    """Judge the trend of every series on a screen at once.

    Args:
        series: for each value its opportunities in order of date, and whether they were taken.
        dependence: how alike two days in a row are.
        level: how many unchanged screens may claim a trend; `choose_trend_level` has it.
        fewest: how many answers a series must have to be judged.

    Returns:
        In the order given; None below the fewest answers, or when all are alike. With day numbers t and
        answers x, z = Σ(t − t̄)x / √(p(1 − p) Σ(t − t̄)² n/(n − 1) δ), δ the design effect of n answers; p is
        two-sided and normal, adjusted for the series that were judged (Holm).

    Source: Cochran 1954, Biometrics 10; Armitage 1955, Biometrics 11; the design effect as in Rao and
    Scott 1992, Biometrics 48.
    """
    scores = [_trend_score(answers, dependence) if len(answers) >= fewest else None for answers in series]
    judgeable = [index for index, score in enumerate(scores) if score is not None]
    p_values = [math.erfc(abs(score[0]) / math.sqrt(2)) if score else 1.0 for score in scores]
    adjusted = dict(zip(judgeable, holm([p_values[index] for index in judgeable]), strict=True))
    judged: list[JudgedTrend | None] = []
    for index, score in enumerate(scores):
        if score is None:
            judged.append(None)
            continue
        z, effect = score
        is_told = adjusted[index] < level
        verdict = (Direction.UP if z > 0 else Direction.DOWN) if is_told else Direction.UNCLEAR
        judged.append(JudgedTrend(z, p_values[index], adjusted[index], effect, level, verdict))
    return judged


def _target_p(rate: float, n: int, target: float, dependence: Dependence) -> float:
    """Two-sided p-value of a rate against its target: twice the exact chance of the side it lies on."""
    if n == 0:
        return 1.0
    worth = dependence.effective_sample(n)
    hits = rate * worth
    if rate >= target:
        chance = beta_cdf(target, hits, worth - hits + 1) if hits else float(target > 0)
    else:
        chance = 1 - beta_cdf(target, hits + 1, worth - hits)
    return min(1.0, 2 * chance)


def _step_down(p_values: Mapping[int, float], level: float) -> dict[int, float]:
    """What each p-value is held to by Holm's rule: the level over how many are still in question."""
    levels = {}
    left = len(p_values)
    for index, p in sorted(p_values.items(), key=lambda item: item[1]):
        levels[index] = level / left
        if p < level / left and left > 1:
            left -= 1
    return levels


def _trend_score(answers: Sequence[tuple[date, bool]], dependence: Dependence) -> tuple[float, float] | None:
    """The standard score of the trend, and the design effect in it; None when all answers are alike."""
    n, ones = len(answers), sum(taken for _, taken in answers)
    if ones in (0, n):
        return None
    days = [day.toordinal() for day, _ in answers]
    mean = sum(days) / n
    spread = sum((day - mean) ** 2 for day in days)
    if spread == 0:
        return None
    effect = dependence.design_effect(n)
    rise = sum(day - mean for day, (_, taken) in zip(days, answers, strict=True) if taken)
    variance = ones * (n - ones) / (n * (n - 1)) * spread * effect
    return rise / math.sqrt(variance), effect
