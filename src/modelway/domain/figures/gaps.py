"""How far each value is from its target, and which gap to look at first."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from modelway.domain.figures.tally import Tally
from modelway.domain.loop.values import Value

MOST_IMPORTANT = 10
# Under so many opportunities no verdict is given, whatever the interval says.
FEWEST_OPPORTUNITIES = 5
# Equal gaps reached by different fractions differ in the last binary digits; they are still ties.
TIE_DIGITS = 12


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


@dataclass(frozen=True, slots=True)
class Gap:
    """One value's gap: `gap` and `priority` are fractions 0–1, None when there was no opportunity."""

    value: Value
    tally: Tally
    gap: float | None
    priority: float | None
    verdict: GapVerdict


def gap_of(tally: Tally, target: float) -> float | None:
    """How far the rate falls below the target, as a fraction 0–1; 0 at or above it, None without a rate."""
    return None if tally.rate is None else max(0.0, target - tally.rate)


def verdict_of(tally: Tally, target: float) -> GapVerdict:
    """Judge a rate against its target: the one place that decides it for all screens, pages and JSON.

    Gap only if the whole interval is below the target, met only if none of it is. Otherwise, and always
    under five opportunities, there are too few nights to tell.
    """
    interval = tally.interval
    if interval is None or opportunities_needed(tally):
        return GapVerdict.TOO_FEW
    if interval.high < target:
        return GapVerdict.GAP
    return GapVerdict.MET if interval.low >= target else GapVerdict.TOO_FEW


def opportunities_needed(tally: Tally) -> int:
    """How many more opportunities a verdict takes at least; 0 when there are enough for one."""
    return max(0, FEWEST_OPPORTUNITIES - tally.opportunities)


def explain_verdict(verdict: GapVerdict, tally: Tally) -> str:
    """The verdict in words, with the number of nights that are missing when there are fewer than five."""
    missing = opportunities_needed(tally)
    return f"{verdict.words}, it takes {missing} more" if missing else verdict.words


def rank(tallies: Iterable[tuple[Value, Tally]]) -> list[Gap]:
    """Every value with its gap, the one to look at first in front.

    The priority is the gap times the value's weight (importance / 10), divided by the weights of all
    the values given, whether they have a rate or not; if all weights are 0 they count alike. Ties go to
    fewer demonstrations, then to the leader's own order. Values without a rate come last, in that order.
    """
    pairs = list(tallies)
    weights = [value.importance / MOST_IMPORTANT for value, _ in pairs]
    if not any(weights):
        weights = [1.0] * len(pairs)
    total = sum(weights)
    gaps = [
        _gap_with_share(value, tally, weight / total)
        for (value, tally), weight in zip(pairs, weights, strict=True)
    ]
    return sorted(gaps, key=_place)


def _gap_with_share(value: Value, tally: Tally, share: float) -> Gap:
    gap = gap_of(tally, value.target)
    priority = None if gap is None else gap * share
    return Gap(value, tally, gap, priority, verdict_of(tally, value.target))


def _place(one: Gap) -> tuple[bool, float, int, int]:
    urgency = 0.0 if one.priority is None else round(one.priority, TIE_DIGITS)
    return (one.priority is None, -urgency, one.tally.demonstrated, one.value.position)
