"""An explained figure: its formula, what went in, each step, what came out, and what to bear in mind."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from modelway.domain.days.periods import Period
from modelway.domain.figures.dependence import Dependence
from modelway.domain.figures.differences import JudgedDifference
from modelway.domain.figures.rates import INTERVAL_LEVEL, Interval, Share, percent
from modelway.domain.loop.next_steps import JournalState
from modelway.domain.loop.values import Value

DIGITS = 6
DIGITS_OF_A_SMALL_ONE = 4
SMALL, TINY = 1e-3, 1e-9

CLOPPER_PEARSON = (
    "Clopper and Pearson 1934, Biometrika 26; with the effective sample Korn and Graubard 1998, Surv. "
    "Methodol. 24."
)
OWN_RULE = "A rule of modelway."

LEFT_OUT = (
    "Nights without an opportunity, without an answer or of rest are left out: they never count against you."
)
OWN_JUDGEMENT = "It rests on your own judgement of each night."
DEPENDENCE = (
    "How alike two days in a row are is estimated from your own answers, for each value, and drawn to what "
    "all your values show together, and that to a cautious 0.3 while answers are few."
)


class Figure(StrEnum):
    """Every figure that can be explained, by the name it is asked for."""

    RATE = "rate"
    GAP = "gap"
    FOLLOW_THROUGH = "follow-through"
    CHANGE = "change"
    TREND = "trend"
    SLOPE = "slope"
    CONSISTENCY = "consistency"
    STREAK = "streak"
    COVERAGE = "coverage"
    NEGLECTED = "neglected"
    WEEKDAYS = "weekdays"
    LIFT = "lift"


class Step(NamedTuple):
    """One line of the arithmetic: what it finds, the numbers, and what they give, not rounded.

    Without `equals` the line states something, such as a comparison.
    """

    name: str
    arithmetic: str
    equals: float | None = None


class Result(NamedTuple):
    """What came out, in words and in figures by name (rates as fractions, None where none can be told).

    `n` is what it rests on. `needs` says what it would take, where the data cannot carry the figure; else it
    is empty.
    """

    words: str
    n: int
    figures: Mapping[str, float | str | None]
    needs: str = ""


class Explanation(NamedTuple):
    """One figure of one leader: `value` is None for a figure of the whole journal, or of all practices.

    `of` names what it is about, as a title says it; `counts` are what went in, by name. `chosen` tells that
    no value was named, and this one was taken for it; `state` is what the journal holds now.
    """

    figure: Figure
    value: Value | None
    of: str
    period: Period
    formula: str
    counts: Mapping[str, float]
    steps: tuple[Step, ...]
    result: Result
    source: str
    caveats: tuple[str, ...]
    chosen: bool = False
    state: JournalState = JournalState()


def number(amount: float) -> str:
    """A number as an explanation writes it, with up to six decimals, or more where it is small: "−0.25"."""
    if amount < 0:
        return f"−{number(-amount)}"
    if isinstance(amount, int):
        return str(amount)
    if 0 < amount < TINY:
        mantissa, exponent = f"{amount:.{DIGITS_OF_A_SMALL_ONE - 1}e}".split("e-")
        return f"{mantissa.rstrip('0').rstrip('.')} × 10^(−{int(exponent)})"
    digits = DIGITS
    if 0 < amount < SMALL:
        digits = int(f"{amount:e}".split("e-")[1]) + DIGITS_OF_A_SMALL_ONE - 1
    written = f"{amount:.{digits}f}"
    return written.rstrip("0").rstrip(".")


def operand(amount: float) -> str:
    """A number within a calculation: one below zero stands in brackets."""
    written = number(amount)
    return f"({written})" if written.startswith("−") else written


def share_words(share: float) -> str:
    """A share as "71 %"."""
    return f"{_points(share)} %"


def interval_words(interval: Interval) -> str:
    """Two shares as "36–92 %"; with an end below zero as "−19 to 62 %"."""
    between = " to " if interval.low < 0 else "–"
    return f"{_points(interval.low)}{between}{_points(interval.high)} %"


def difference_words(change: JudgedDifference) -> str:
    """A difference of shares as "+29 points (−19 to +62)"."""
    ends = f"{_signed(change.low)} to {_signed(change.high)}"
    unit = "point" if abs(percent(change.difference)) == 1 else "points"
    return f"{_signed(change.difference)} {unit} ({ends})"


def counted(amount: int, one: str, many: str = "") -> str:
    """A number and its noun: "1 night", "7 nights"."""
    return f"{amount} {one if amount == 1 else many or one + 's'}"


def day_words(day: date) -> str:
    """A date within a sentence: "3 November 2026"."""
    return Period(day, day).words


def dependence_steps(dependence: Dependence, n: int) -> list[Step]:
    """The way from how alike two days in a row are to what n answers are worth; two lines."""
    pairs = counted(dependence.pairs, "pair")
    seen = f"r = {number(dependence.r)}, with {pairs} of days in a row over all values"
    effect = dependence.design_effect(n)
    return [
        Step("days hang together", seen),
        Step("answers are worth", f"{n} / {number(effect)}", dependence.effective_sample(n)),
    ]


def interval_steps(
    share: Share, dependence: Dependence, interval: Interval, level: float = INTERVAL_LEVEL
) -> list[Step]:
    """The way from a share to the two ends of its interval."""
    worth = dependence.effective_sample(share.n)
    hits, chance = number(share.rate * worth), share_words_of_a_chance(level / 2)
    of = f"{hits} of {number(worth)}"
    return [
        *dependence_steps(dependence, share.n),
        Step(
            "low end",
            f"at this true rate, {of} or more come in {chance}" if hits != "0" else "0",
            interval.low,
        ),
        Step(
            "high end",
            f"at this true rate, {of} or fewer come in {chance}" if interval.high < 1 else "1",
            interval.high,
        ),
    ]


def share_words_of_a_chance(chance: float) -> str:
    """A small probability as "2.5 % of cases"."""
    return f"{number(chance * 100)} % of cases"


def _points(share: float) -> str:
    points = percent(share)
    return f"−{-points}" if points < 0 else str(points)


def _signed(share: float) -> str:
    points = percent(share)
    return f"+{points}" if points > 0 else _points(share)
