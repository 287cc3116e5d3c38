"""An explained figure: its formula, what went in, each step, what came out, and what to bear in mind."""

import math
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from modelway.domain.days.periods import Period
from modelway.domain.figures.rates import Z_95, Difference, Interval, percent
from modelway.domain.loop.values import Value

DIGITS = 6
DIGITS_OF_A_SMALL_ONE = 4
SMALL, TINY = 1e-3, 1e-9

WILSON = "Wilson 1927, J. Am. Stat. Assoc. 22."
NEWCOMBE = "Newcombe 1998, Stat. Med. 17, 873–890, method 10; on the intervals of Wilson 1927."
OWN_RULE = "A rule of modelway."

LEFT_OUT = (
    "Nights without an opportunity, without an answer or of rest are left out: they never count against you."
)
OWN_JUDGEMENT = "It rests on your own judgement of each night."
INDEPENDENT = "The 95 % interval takes the nights as independent of each other."


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
    """One figure of one leader: `value` is None for a figure of the whole journal, or of all promises.

    `of` names what it is about, as a title says it; `counts` are what went in, by name. `chosen` tells that
    no value was named, and this one was taken for it.
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


def difference_words(change: Difference) -> str:
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


def wilson_steps(rate: float, n: int, interval: Interval) -> list[Step]:
    """The way from a rate and its n to the two ends of Wilson's interval."""
    spread = Z_95**2 / n
    middle = (rate + spread / 2) / (1 + spread)
    reach = Z_95 * math.sqrt(rate * (1 - rate) / n + spread / (4 * n)) / (1 + spread)
    p, s = number(rate), number(spread)
    root = f"√({p} × (1 − {p}) / {n} + {s} / (4 × {n}))"
    return [
        Step("z² / n", f"{Z_95}² / {n}", spread),
        Step("middle", f"({p} + {s} / 2) / (1 + {s})", middle),
        Step("reach", f"{Z_95} × {root} / (1 + {s})", reach),
        Step("low end", f"{number(middle)} − {number(reach)}", interval.low),
        Step("high end", f"{number(middle)} + {number(reach)}", interval.high),
    ]


def _points(share: float) -> str:
    points = percent(share)
    return f"−{-points}" if points < 0 else str(points)


def _signed(share: float) -> str:
    points = percent(share)
    return f"+{points}" if points > 0 else _points(share)
