"""How far each value is from its target, and which gap to look at first."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from modelway.domain.days.periods import Period
from modelway.domain.figures.rates import choose_target_level
from modelway.domain.figures.states import Series, Tally, cut, tally_of
from modelway.domain.figures.targets import GapVerdict, JudgedTarget, judge_targets
from modelway.domain.loop.values import Value

MOST_IMPORTANT = 10
# Equal gaps reached by different fractions differ in the last binary digits; they are still ties.
TIE_DIGITS = 12


class JudgedStretch(NamedTuple):
    """A stretch of days under one target: its nights, and whether they reach it."""

    target: float
    period: Period
    tally: Tally
    judged: JudgedTarget


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
    def judged(self) -> JudgedTarget:
        """How the nights under that target were judged."""
        return self.stretches[-1].judged

    @property
    def verdict(self) -> GapVerdict:
        """What the nights under that target say about it."""
        return self.judged.verdict

    @property
    def verdict_words(self) -> str:
        """The verdict as every screen and page says it, with what is missing for one."""
        return self.judged.words

    @property
    def rank_key(self) -> tuple[bool, float, int, int]:
        """What sorts the gap to look at first in front of the others."""
        urgency = 0.0 if self.priority is None else round(self.priority, TIE_DIGITS)
        return (self.priority is None, -urgency, self.tally.demonstrated, self.value.position)


def gap_of(tally: Tally, target: float) -> float | None:
    """How far the rate falls below the target, as a fraction 0–1; 0 at or above it, None without a rate."""
    return None if tally.rate is None else max(0.0, target - tally.rate)


def rank(series: Iterable[Series], period: Period) -> list[Gap]:
    """Every value of a period with its gap, the one to look at first in front.

    The priority is the gap times the value's weight (importance / 10), divided by the weights of all
    the values given, whether they have a rate or not; if all weights are 0 they count alike. Ties go to
    fewer demonstrations, then to the leader's own order. Values without a rate come last, in that order.
    Targets and importances are those in force at the end of the period; the verdicts are judged together,
    since they stand on one screen.
    """
    counted = list(series)
    weights = [one.value.aim_on(period.end).importance / MOST_IMPORTANT for one in counted]
    if not any(weights):
        weights = [1.0] * len(counted)
    total = sum(weights)
    gaps = [
        _gap(one, stretches, period, weight / total)
        for one, stretches, weight in zip(counted, _judge_stretches(counted, period), weights, strict=True)
    ]
    return sorted(gaps, key=lambda gap: gap.rank_key)


def _gap(series: Series, stretches: tuple[JudgedStretch, ...], period: Period, weight: float) -> Gap:
    aim = series.value.aim_on(period.end)
    gap = gap_of(series.tally, aim.target)
    priority = None if gap is None else gap * weight
    return Gap(series.value, series.tally, stretches, aim.importance, gap, priority)


def _judge_stretches(counted: Sequence[Series], period: Period) -> list[tuple[JudgedStretch, ...]]:
    """Every value's days under each of its targets, all of them judged together."""
    cuts = [_cut_by_target(series, period) for series in counted]
    flat = [stretch for stretches in cuts for stretch in stretches]
    judged = iter(
        judge_targets(
            [(tally.share, target) for target, _, tally in flat],
            [tally.dependence for _, _, tally in flat],
            choose_target_level(period.length),
        )
    )
    return [tuple(JudgedStretch(*stretch, next(judged)) for stretch in stretches) for stretches in cuts]


def _cut_by_target(series: Series, period: Period) -> list[tuple[float, Period, Tally]]:
    """The days under the newest wording, cut where the target changed: each target, its days and nights."""
    aims = series.value.aims
    changes = [aim for place, aim in enumerate(aims) if place == 0 or aim.target != aims[place - 1].target]
    worded = Period(series.reworded_on or period.start, period.end)
    parts = cut(worded, [aim.starts_on for aim in changes])
    if len(parts) == 1:
        return [(changes[parts[0][0]].target, parts[0][1], series.tally)]
    return [
        (
            changes[number].target,
            part,
            tally_of((state for day, state in series.states.items() if day in part), series.tally.dependence),
        )
        for number, part in parts
    ]
