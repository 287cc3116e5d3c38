"""How far each value is from its target, and which gap to look at first."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from modelway.domain.days.periods import Period
from modelway.domain.figures.states import Series, Tally, cut, tally_of
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


class JudgedStretch(NamedTuple):
    """A stretch of days under one target: its nights, and whether they reach it."""

    target: float
    period: Period
    tally: Tally
    verdict: GapVerdict

    @property
    def verdict_words(self) -> str:
        """The verdict in words, with what is missing for one."""
        return explain_verdict(self.verdict, self.tally)


class Gap(NamedTuple):
    """How far one value is from its target over a period.

    `tally` counts all nights under the newest wording. `stretches` judges them, the oldest first: one stretch
    for each target that was in force; `importance` is the one at the end of the period. `gap`, from the
    last target, and `priority` are fractions 0–1, None when there was no opportunity.
    """

    value: Value
    tally: Tally
    stretches: tuple[JudgedStretch, ...]
    importance: int
    gap: float | None
    priority: float | None

    @property
    def target(self) -> float:
        """The target in force at the end of the period, 0–1."""
        return self.stretches[-1].target

    @property
    def target_since(self) -> date | None:
        """The first day of that target where another one was in force before it in the period."""
        return self.stretches[-1].period.start if len(self.stretches) > 1 else None

    @property
    def verdict(self) -> GapVerdict:
        """What the nights under that target say about it."""
        return self.stretches[-1].verdict

    @property
    def verdict_words(self) -> str:
        """The verdict as every screen and page says it, with what is missing for one."""
        return self.stretches[-1].verdict_words

    @property
    def rank_key(self) -> tuple[bool, float, int, int]:
        """What sorts the gap to look at first in front of the others."""
        urgency = 0.0 if self.priority is None else round(self.priority, TIE_DIGITS)
        return (self.priority is None, -urgency, self.tally.demonstrated, self.value.position)


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


def rank(series: Iterable[Series], period: Period) -> list[Gap]:
    """Every value of a period with its gap, the one to look at first in front.

    The priority is the gap times the value's weight (importance / 10), divided by the weights of all
    the values given, whether they have a rate or not; if all weights are 0 they count alike. Ties go to
    fewer demonstrations, then to the leader's own order. Values without a rate come last, in that order.
    Targets and importances are those in force at the end of the period.
    """
    counted = list(series)
    weights = [one.value.aim_on(period.end).importance / MOST_IMPORTANT for one in counted]
    if not any(weights):
        weights = [1.0] * len(counted)
    total = sum(weights)
    gaps = [_gap(one, period, weight / total) for one, weight in zip(counted, weights, strict=True)]
    return sorted(gaps, key=lambda gap: gap.rank_key)


def _gap(series: Series, period: Period, share: float) -> Gap:
    aim = series.value.aim_on(period.end)
    gap = gap_of(series.tally, aim.target)
    priority = None if gap is None else gap * share
    return Gap(series.value, series.tally, _stretches(series, period), aim.importance, gap, priority)


def _stretches(series: Series, period: Period) -> tuple[JudgedStretch, ...]:
    """The days under the newest wording, cut where the target changed, each part judged by its own."""
    aims = series.value.aims
    changes = [aim for place, aim in enumerate(aims) if place == 0 or aim.target != aims[place - 1].target]
    worded = Period(series.reworded_on or period.start, period.end)
    parts = cut(worded, [aim.starts_on for aim in changes])
    judged = []
    for number, part in parts:
        tally = series.tally
        if len(parts) > 1:
            tally = tally_of(state for day, state in series.states.items() if day in part)
        target = changes[number].target
        judged.append(JudgedStretch(target, part, tally, verdict_of(tally, target)))
    return tuple(judged)
