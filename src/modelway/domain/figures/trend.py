"""Whether values are demonstrated more or less often as time goes by, and how fast; for a whole screen."""

import math
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from modelway.domain.figures.dependence import Dependence
from modelway.domain.figures.rates import Direction
from modelway.domain.figures.slope import theil_sen
from modelway.domain.figures.weekdays import holm
from modelway.domain.figures.weekly import DAYS, FEWEST_IN_A_WEEK, WeeklyShare

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


class Trend(NamedTuple):
    """One value's trend.

    `answers` counts the opportunities; `judged` is None when they are fewer than eight or all alike. `weeks`
    counts those with three opportunities or more; `slope` is the change of their rate per week as a
    fraction of 1, None when there are fewer than five.
    """

    answers: int
    judged: JudgedTrend | None
    weeks: int
    slope: float | None

    @property
    def finding(self) -> Finding:
        """The verdict, or why there cannot be any: fewer than eight answers, or all of them alike."""
        if self.answers < FEWEST_ANSWERS:
            return Finding.TOO_FEW
        return Finding(self.judged.verdict) if self.judged else Finding.ALWAYS_THE_SAME


def find_trend(answers: int, judged: JudgedTrend | None, weeks: Iterable[WeeklyShare]) -> Trend:
    """The trend of so many answers that were judged already, with the slope of their weekly shares."""
    rates = [(week.start.toordinal() // DAYS, week) for week in weeks if week.denominator >= FEWEST_IN_A_WEEK]
    return Trend(
        answers=answers,
        judged=judged,
        weeks=len(rates),
        slope=theil_sen(rates) if len(rates) >= FEWEST_WEEKS else None,
    )


def judge_trends(
    series: Sequence[Sequence[tuple[date, bool]]],
    dependences: Sequence[Dependence],
    level: float,
) -> list[JudgedTrend | None]:
    """Judge the trend of every series on a screen at once.

    Args:
        series: for each value its opportunities in order of date, and whether they were taken.
        dependences: how alike two days in a row of each series are.
        level: how many unchanged screens may claim a trend; `choose_trend_level` has it.

    Returns:
        In the order given; None below eight answers, or when all are alike. With day numbers t and
        answers x, z = Σ(t − t̄)x / √(p(1 − p) Σ(t − t̄)² n/(n − 1) δ), δ the design effect of n answers; p is
        two-sided and normal, adjusted for the series that were judged (Holm).

    Source: Cochran 1954, Biometrics 10; Armitage 1955, Biometrics 11; the design effect as in Rao and
    Scott 1992, Biometrics 48.
    """
    scores = [
        _trend_score(answers, dependence) if len(answers) >= FEWEST_ANSWERS else None
        for answers, dependence in zip(series, dependences, strict=True)
    ]
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
