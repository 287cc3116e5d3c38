"""The weekday pattern, explained: the comparison that stands out most, of a value or of all."""

from collections.abc import Sequence
from math import exp, lgamma

from modelway.domain.days.dates import WEEKDAYS
from modelway.domain.figures.weekdays import TIE_TOLERANCE, WeekdayComparison, weekday_comparisons
from modelway.domain.lookback.explaining.explanation import (
    OWN_JUDGEMENT,
    Explanation,
    Figure,
    Result,
    Step,
    counted,
    number,
)
from modelway.domain.lookback.explaining.records import Records, no_value, wording_of, wordings_of
from modelway.domain.loop.values import Value

WEEKDAYS_FORMULA = (
    "A weekday with four opportunities or more is compared with the value's other weekdays by Fisher's exact "
    "test: how likely a split at least as uneven would be by chance. Since so many weekdays and values are "
    "looked at, Holm's rule makes each p-value larger, the smallest by the number of comparisons, the next "
    "by one less, and so on. Shown are those that stay below 0.05."
)
MOST_TERMS = 4
FIGURES = ("weekday", "p", "adjusted_p", "comparisons", "verdict")


def explain_weekdays(records: Records, value: Value | None) -> Explanation:
    """The clearest comparison of one value, or without one, of all."""
    wordings = wordings_of(records, value)
    made = weekday_comparisons({one.value.id: one.states for one in wordings})
    ours = [one for one in made if value is None or one.value_id == value.id]
    clearest = min(ours, key=lambda one: (one.adjusted_p, one.p), default=None)
    of = next((one for one in wordings if clearest and one.value.id == clearest.value_id), None)
    if of is None and value:
        of = wording_of(records, value)
    return Explanation(
        figure=Figure.WEEKDAYS,
        value=of.value if of else None,
        of=of.value.name if of else "",
        period=records.period,
        formula=WEEKDAYS_FORMULA,
        counts=_counts(clearest, len(made)) if clearest else {},
        steps=tuple(_steps(clearest, made)) if clearest else (),
        result=_result(records, clearest, made, of.value if of else None),
        source="Fisher 1934; Agresti 1992, Stat. Sci. 7; Holm 1979, Scand. J. Stat. 6.",
        caveats=(
            "The clearest of the comparisons is explained here; most weekdays differ by chance alone.",
            *(of.caveats if of else ()),
            "It says that a weekday differs, not why.",
            OWN_JUDGEMENT,
        ),
    )


def _counts(one: WeekdayComparison, comparisons: int) -> dict[str, float]:
    return {
        "demonstrated": one.demonstrated,
        "opportunities": one.opportunities,
        "demonstrated_other_weekdays": one.other_demonstrated,
        "opportunities_other_weekdays": one.other_opportunities,
        "comparisons": comparisons,
    }


def _steps(one: WeekdayComparison, made: Sequence[WeekdayComparison]) -> list[Step]:
    day = WEEKDAYS[one.weekday]
    k, n, other_k, other_n = (
        one.demonstrated,
        one.opportunities,
        one.other_demonstrated,
        one.other_opportunities,
    )
    chances = _chances(n, other_n, k + other_k)
    seen = chances[k]
    as_unlikely = [chance for chance in chances.values() if chance <= seen * (1 + TIE_TOLERANCE)]
    added = " + ".join(number(chance) for chance in as_unlikely)
    if len(as_unlikely) > MOST_TERMS:
        added = f"the {len(as_unlikely)} splits that are no likelier, added up"
    return [
        Step(f"{day}s", f"{k} / {n}", k / n),
        Step("other weekdays", f"{other_k} / {other_n}", other_k / other_n),
        Step(
            "this very split",
            f"C({n}, {k}) × C({other_n}, {other_k}) / C({n + other_n}, {k + other_k})",
            seen,
        ),
        Step("p-value", added, one.p),
        _holm_step(one, made),
    ]


def _chances(n: int, other_n: int, total: int) -> dict[int, float]:
    """How likely each number of demonstrations on the weekday is by chance, the totals being as they are."""
    possible = range(max(0, total - other_n), min(n, total) + 1)
    ways = _log_ways(n + other_n, total)
    return {k: exp(_log_ways(n, k) + _log_ways(other_n, total - k) - ways) for k in possible}


def _log_ways(n: int, k: int) -> float:
    """The logarithm of C(n, k), which itself may be too large for a float."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _holm_step(one: WeekdayComparison, made: Sequence[WeekdayComparison]) -> Step:
    """The p-value times the comparisons still in question at its place, never below the one before."""
    ascending = sorted(made, key=lambda other: other.p)
    place = next(number for number, other in enumerate(ascending) if other is one)
    own = f"min(1, {number(one.p)} × {len(made) - place})"
    if place and one.adjusted_p > min(1.0, one.p * (len(made) - place)):
        own = f"max({number(ascending[place - 1].adjusted_p)}, {own})"
    return Step("adjusted by Holm", own, one.adjusted_p)


def _result(
    records: Records, one: WeekdayComparison | None, made: Sequence[WeekdayComparison], value: Value | None
) -> Result:
    if not records.values:
        return no_value(*FIGURES)
    if one is None or value is None:
        why = "No weekday has been answered often enough to be compared."
        needs = "a weekday with four opportunities, and any opportunity on the other weekdays."
        return Result(why, 0, dict.fromkeys(FIGURES), needs)
    stands = "stands out" if one.stands_out else "does not stand out"
    day = WEEKDAYS[one.weekday]
    among = counted(len(made), "comparison")
    sentence = (
        f"{day} {stands} for {value.name}: {one.demonstrated} of {counted(one.opportunities, 'night')} "
        f"against {one.other_demonstrated} of {one.other_opportunities} on the other weekdays, "
        f"adjusted p = {number(one.adjusted_p)} among {among}."
    )
    figures: dict[str, float | str | None] = {
        "weekday": one.weekday,
        "p": one.p,
        "adjusted_p": one.adjusted_p,
        "comparisons": len(made),
        "verdict": "stands_out" if one.stands_out else "unclear",
    }
    return Result(sentence, one.opportunities + one.other_opportunities, figures)
