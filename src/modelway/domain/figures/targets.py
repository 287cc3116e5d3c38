"""Whether values reach their targets: the one place that decides it, for all values of a screen at once."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from modelway.domain.figures.beta import beta_cdf
from modelway.domain.figures.dependence import Dependence
from modelway.domain.figures.rates import FEWEST_OPPORTUNITIES, LEVEL, Share

MOST_NIGHTS_AHEAD = 366
# From so many on a number of nights is told as "about".
ROUGHLY = 10


class GapVerdict(StrEnum):
    """What the nights can say about a value and its target."""

    GAP = "gap"
    MET = "met"
    TOO_FEW = "too_few"

    @property
    def words(self) -> str:
        """The verdict as every screen and page says it."""
        return VERDICT_WORDS[self]


VERDICT_WORDS = {
    GapVerdict.GAP: "a gap",
    GapVerdict.MET: "target met",
    GapVerdict.TOO_FEW: "too few nights to tell",
}


class JudgedTarget(NamedTuple):
    """What a share says about its target.

    `n` counts the opportunities; `p` is two-sided, 0–1. `level` is what this value alone was held to:
    `find_rate_interval(share, dependence, level)` decides. `nights_needed` tells how many more opportunities
    would give a verdict at the rate so far; 0 for a value that has one, None if a year would not tell.
    """

    verdict: GapVerdict
    n: int
    p: float
    level: float
    nights_needed: int | None

    @property
    def words(self) -> str:
        """The verdict as every screen and page says it, with what is missing for one."""
        if self.verdict is not GapVerdict.TOO_FEW or not self.n:
            return self.verdict.words
        if self.nights_needed is None:
            return f"{self.verdict.words} (so near its target, a year like this would not)"
        about = "about " if self.nights_needed >= ROUGHLY else ""
        return f"{self.verdict.words} ({about}{self.nights_needed} more like these will)"


def judge_targets(
    shares: Sequence[tuple[Share, float]], dependences: Sequence[Dependence], level: float = LEVEL
) -> list[JudgedTarget]:
    """Judge for every value on a screen whether its rate lies below its target, or reaches it.

    Args:
        shares: for each value its share of the period, and its target, 0–1.
        dependences: how alike two days in a row of each value are.
        level: how many screens may claim a gap or a met target though all rates equal their targets.

    Returns:
        In the order given. Gap or met only if the chance of so few, or so many, demonstrations at the target
        itself is small enough for all values together (exact binomial with the effective sample, each
        side half the level, Holm's step-down), and with five opportunities or more: the same as the
        target lying outside the interval of `find_rate_interval` at that level.
    """
    p_values = [
        _target_p(share.rate, share.n, target, dependence)
        for (share, target), dependence in zip(shares, dependences, strict=True)
    ]
    judgeable = [index for index, (share, _) in enumerate(shares) if share.n >= FEWEST_OPPORTUNITIES]
    own_levels = _step_down({index: p_values[index] for index in judgeable}, level)
    judged = []
    for index, (share, target) in enumerate(shares):
        own_level = own_levels.get(index, level / len(shares))
        verdict = GapVerdict.TOO_FEW
        if index in own_levels and p_values[index] < own_level:
            verdict = GapVerdict.GAP if share.rate < target else GapVerdict.MET
        needed = count_nights_needed(share, target, dependences[index], own_level)
        judged.append(JudgedTarget(verdict, share.n, p_values[index], own_level, needed))
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
