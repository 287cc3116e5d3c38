"""What compares two rates, explained: the change against the nights before, and the lift of a plan."""

from typing import NamedTuple

from modelway.domain.days.periods import Period
from modelway.domain.figures.differences import JudgedDifference, find_limits, judge_changes
from modelway.domain.figures.lift import PlanLift, find_lifts, split_by_practice
from modelway.domain.figures.rates import Direction, Share, choose_level
from modelway.domain.figures.states import Tally, baseline_of
from modelway.domain.lookback.explaining.explanation import (
    DEPENDENCE,
    LEFT_OUT,
    OWN_JUDGEMENT,
    Explanation,
    Figure,
    Result,
    Step,
    counted,
    day_words,
    dependence_steps,
    difference_words,
    number,
    operand,
    share_words_of_a_chance,
)
from modelway.domain.lookback.explaining.records import Records, Wording, no_rate, no_value, wordings_of
from modelway.domain.loop.values import Value

CHANGE = (
    "This period's rate less the rate of the nights before it: sixteen weeks, or the period's own length if "
    "that is longer. Each rate p has limits (l, u) that count your nights for as many as they are worth; "
    "from them the difference reaches √((p₁ − l₁)² + (u₂ − p₂)²) below and √((u₁ − p₁)² + (p₂ − l₂)²) "
    "above. It is up or down only if all of that leaves out 0, and else no clear change. All your values "
    "are judged together, so that of twenty screens of a month about one says something though nothing "
    "changed; of a week, one of two hundred."
)
LIFT = (
    "The rate on days with a practice due for the value, less its rate on the other days. Practices are "
    "often planned after a miss, and days in a row are alike, so days are compared only with days whose "
    "night before was alike (demonstrated, not demonstrated, or not told); the differences are averaged by "
    "their nights. Whether the practice was kept plays no part."
)
MOVER = (
    "Newcombe 1998, Stat. Med. 17, method 10; with Jeffreys limits Laud 2017, Pharm. Stat. 16; many values "
    "at once Holm 1979, Scand. J. Stat. 6."
)
FIGURES = ("difference", "low", "high", "level", "verdict")
AFTER = ("after a night demonstrated", "after another night", "after a night not told")
DIRECTIONS = {
    Direction.UP: "up",
    Direction.DOWN: "down",
    Direction.UNCLEAR: "no clear change",
}
LEANINGS = {
    Direction.UP: "more often with a practice",
    Direction.DOWN: "less often with a practice",
    Direction.UNCLEAR: "no clear difference",
}


class _Compared(NamedTuple):
    """One value: the counts of both sides, and their judged difference."""

    wording: Wording
    first: Tally
    second: Tally | None
    change: JudgedDifference | None


def explain_change(records: Records, value: Value | None) -> Explanation:
    """The rate of the period against that of the nights before."""
    found = _find_change(records, value) if value else None
    before = baseline_of(records.period)
    return Explanation(
        figure=Figure.CHANGE,
        value=value,
        of=value.name if value else "",
        period=records.period,
        formula=CHANGE,
        counts=_counts(found.first, found.second or Tally(), "_before") if found else {},
        steps=tuple(_change_steps(found)) if found else (),
        result=_change_result(records, found, before),
        source=MOVER,
        caveats=(
            *(found.wording.caveats if found else ()),
            f"The nights before are {before.words}; only those under the same definition count.",
            DEPENDENCE,
            LEFT_OUT,
            OWN_JUDGEMENT,
        ),
    )


def explain_lift(records: Records, value: Value | None) -> Explanation:
    """The rate on days with a practice due against the rate on the others."""
    found = _find_lift(records, value) if value else None
    return Explanation(
        figure=Figure.LIFT,
        value=value,
        of=value.name if value else "",
        period=records.period,
        formula=LIFT,
        counts=_counts(found[1].planned, found[1].unplanned, "_without") if found else {},
        steps=tuple(_lift_steps(records, *found)) if found else (),
        result=_lift_result(records, found),
        source=f"Mantel and Haenszel 1959, J. Natl. Cancer Inst. 22. {MOVER}",
        caveats=(
            "It is an association, not a cause: you may plan for the days on which it comes easily, or "
            "for those on which it does not.",
            *(found[0].caveats if found else ()),
            "Several practices due on one day count once.",
            LEFT_OUT,
        ),
    )


def _find_change(records: Records, value: Value) -> _Compared:
    """The change of one value, judged together with all others as a review does."""
    wordings, nothing = wordings_of(records, value), Tally()
    judged = judge_changes(
        [(one.tally.share, (one.series.before or nothing).share) for one in wordings],
        [one.tally.dependence for one in wordings],
        choose_level(records.period.length),
    )
    place = [one.value.id for one in wordings].index(value.id)
    wording = wordings[place]
    return _Compared(wording, wording.tally, wording.series.before, judged[place])


def _find_lift(records: Records, value: Value) -> tuple[Wording, PlanLift]:
    wordings = wordings_of(records, value)
    lifts = find_lifts([one.series for one in wordings], records.practices)
    place = [one.value.id for one in wordings].index(value.id)
    return wordings[place], lifts[place]


def _counts(first: Tally, second: Tally, of_second: str) -> dict[str, float]:
    return {
        "demonstrated": first.demonstrated,
        "opportunities": first.opportunities,
        f"demonstrated{of_second}": second.demonstrated,
        f"opportunities{of_second}": second.opportunities,
    }


def _change_steps(found: _Compared) -> list[Step]:
    """From two tallies to the difference of their rates and its interval; none if either has no rate."""
    change, second = found.change, found.second
    if change is None or second is None:
        return []
    dependence, level = found.first.dependence, change.level
    first_limits = find_limits(found.first.share, dependence, level)
    second_limits = find_limits(second.share, dependence, level)
    (l1, u1), (l2, u2) = ([number(end) for end in ends] for ends in (first_limits, second_limits))
    p, q = number(found.first.share.rate), number(second.share.rate)
    below, above = change.difference - change.low, change.high - change.difference
    difference, beyond = number(change.difference), share_words_of_a_chance(level / 2)
    *seen, worth = dependence_steps(dependence, found.first.opportunities)
    *_, worth_before = dependence_steps(dependence, second.opportunities)
    return [
        Step("rate now", _share_words(found.first.share), found.first.share.rate),
        Step("rate before", _share_words(second.share), second.share.rate),
        *seen,
        worth._replace(name="nights are worth"),
        worth_before._replace(name="nights before are"),
        Step("limits now", f"{l1} to {u1}, beyond either lie {beyond}"),
        Step("limits before", f"{l2} to {u2}, beyond either lie {beyond}"),
        Step("difference", f"{p} − {q}", change.difference),
        Step("reach below", f"√(({p} − {l1})² + ({u2} − {q})²)", below),
        Step("reach above", f"√(({u1} − {p})² + ({q} − {l2})²)", above),
        Step("low end", f"{difference} − {operand(below)}", change.low),
        Step("high end", f"{difference} + {operand(above)}", change.high),
    ]


def _lift_steps(records: Records, wording: Wording, lift: PlanLift) -> list[Step]:
    """Each kind of night before with its two rates, and what they give together."""
    judged = lift.difference
    if judged is None:
        return []
    strata = [
        (after, *pair)
        for after, pair in zip(AFTER, split_by_practice(wording.series, records.practices), strict=True)
        if pair[0].n and pair[1].n
    ]
    weights = [a.n * b.n / (a.n + b.n) for _, a, b in strata]
    steps = [Step(after, f"{_share_words(a)} − {_share_words(b)}", a.rate - b.rate) for after, a, b in strata]
    steps += [
        Step(f"weight {after}", f"{a.n} × {b.n} / ({a.n} + {b.n})", weight)
        for (after, a, b), weight in zip(strata, weights, strict=True)
    ]
    parts = " + ".join(
        f"{number(weight)} × {operand(a.rate - b.rate)}"
        for weight, (_, a, b) in zip(weights, strata, strict=True)
    )
    total = " + ".join(number(weight) for weight in weights)
    beyond = share_words_of_a_chance(judged.level / 2)
    return [
        *steps,
        Step("difference", f"({parts}) / ({total})", judged.difference),
        Step("low end", f"beyond it lie {beyond}", judged.low),
        Step("high end", f"beyond it lie {beyond}", judged.high),
    ]


def _share_words(share: Share) -> str:
    return f"{share.successes} / {share.n}"


def _change_result(records: Records, found: _Compared | None, before: Period) -> Result:
    if found is None:
        return no_value(*FIGURES)
    wording, tally = found.wording, found.first
    if tally.rate is None:
        return no_rate(records, wording, *FIGURES)
    if found.second is None:
        since = day_words(wording.reworded_on or wording.value.definition_on(records.period.end).starts_on)
        why = f"The definition is new since {since}: the nights before had another one."
        return Result(why, 0, dict.fromkeys(FIGURES), "nights before the period under the same definition.")
    if found.change is None:
        why = f"The nights before, {before.words}, hold no opportunity for {wording.value.name}."
        return Result(why, 0, dict.fromkeys(FIGURES), "an opportunity in the period and before it.")
    said = f"{_difference(found.change, tally, found.second, 'after')}: {DIRECTIONS[found.change.verdict]}."
    return _tell(said, found.change, tally, found.second)


def _lift_result(records: Records, found: tuple[Wording, PlanLift] | None) -> Result:
    if found is None:
        return no_value(*FIGURES)
    wording, lift = found
    if lift.difference is None:
        if wording.tally.rate is None:
            return no_rate(records, wording, *FIGURES)
        why = f"No two days of {wording.value.name}, with a practice due and without, followed alike nights."
        needs = "an opportunity on a day with a practice due, and one on a day without, after alike nights."
        return Result(why, 0, dict.fromkeys(FIGURES), needs)
    said = (
        f"{_difference(lift.difference, lift.planned, lift.unplanned, 'against')}: "
        f"{LEANINGS[lift.difference.verdict]}. An association, not a cause."
    )
    return _tell(said, lift.difference, lift.planned, lift.unplanned)


def _difference(change: JudgedDifference, first: Tally, second: Tally, between: str) -> str:
    return (
        f"{difference_words(change)}, {first.demonstrated} of {counted(first.opportunities, 'night')} "
        f"{between} {second.demonstrated} of {second.opportunities}"
    )


def _tell(said: str, change: JudgedDifference, first: Tally, second: Tally) -> Result:
    figures: dict[str, float | str | None] = {
        "difference": change.difference,
        "low": change.low,
        "high": change.high,
        "level": change.level,
        "verdict": change.verdict.value,
    }
    return Result(said, first.opportunities + second.opportunities, figures)
