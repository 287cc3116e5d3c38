"""What compares two rates, explained: the change between two periods, and the lift of a plan."""

from modelway.domain.figures.lift import plan_lift
from modelway.domain.figures.rates import Difference, Direction
from modelway.domain.figures.states import Tally, segments_between, tally_of
from modelway.domain.lookback.explaining.explanation import (
    LEFT_OUT,
    NEWCOMBE,
    OWN_JUDGEMENT,
    Explanation,
    Figure,
    Result,
    Step,
    counted,
    day_words,
    difference_words,
    number,
    operand,
)
from modelway.domain.lookback.explaining.records import Records, Wording, no_rate, no_value, wording_of
from modelway.domain.loop.values import Value

HYBRID = (
    "with Newcombe's interval, made of the two rates' own Wilson intervals (l, u): below it reaches "
    "√((p₁ − l₁)² + (u₂ − p₂)²), above it √((u₁ − p₁)² + (p₂ − l₂)²)."
)
CHANGE = (
    f"This period's rate less the rate of the period before, {HYBRID} It is up or down only if the "
    "interval leaves out 0, and else no clear change."
)
LIFT = (
    f"The rate on days with a practice due for the value, less its rate on the other days, {HYBRID} "
    "Whether the practice was kept plays no part."
)
FIGURES = ("difference", "low", "high", "verdict")
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


def explain_change(records: Records, value: Value | None) -> Explanation:
    """The rate of the period against that of the period before."""
    wording = wording_of(records, value) if value else None
    before = _before(records, wording) if wording else None
    return Explanation(
        figure=Figure.CHANGE,
        value=value,
        of=value.name if value else "",
        period=records.period,
        formula=CHANGE,
        counts=_counts(wording.tally, before or Tally(), "_before") if wording else {},
        steps=_steps(wording.tally, before, ("now", "before")) if wording and before else (),
        result=_change_result(records, wording, before),
        source=NEWCOMBE,
        caveats=(
            *(wording.caveats if wording else ()),
            f"The period before is {records.before.words}; only its nights under the same definition count.",
            "One week alone can hardly ever show a change: 5 of 7 after 3 of 7 is no clear change.",
            LEFT_OUT,
            OWN_JUDGEMENT,
        ),
    )


def explain_lift(records: Records, value: Value | None) -> Explanation:
    """The rate on days with a practice due against the rate on the others."""
    wording = wording_of(records, value) if value else None
    lift = plan_lift(value.id, wording.states, records.practices) if value and wording else None
    return Explanation(
        figure=Figure.LIFT,
        value=value,
        of=value.name if value else "",
        period=records.period,
        formula=LIFT,
        counts=_counts(lift.planned, lift.unplanned, "_without") if lift else {},
        steps=_steps(lift.planned, lift.unplanned, ("with", "without")) if lift else (),
        result=_lift_result(records, wording),
        source=NEWCOMBE,
        caveats=(
            "It is an association, not a cause: you may plan for the days on which it comes easily, or "
            "for those on which it does not.",
            *(wording.caveats if wording else ()),
            "Several practices due on one day count once.",
            LEFT_OUT,
        ),
    )


def _before(records: Records, wording: Wording) -> Tally | None:
    """The counts of the period before under the same wording; None if it was not in force throughout."""
    if wording.reworded_on:
        return None
    for segment in segments_between(wording.value, records.before):
        if segment.definition.id == wording.segment.definition.id:
            return tally_of(records.states(wording.value, segment.period).values())
    return None


def _counts(first: Tally, second: Tally, of_second: str) -> dict[str, float]:
    return {
        "demonstrated": first.demonstrated,
        "opportunities": first.opportunities,
        f"demonstrated{of_second}": second.demonstrated,
        f"opportunities{of_second}": second.opportunities,
    }


def _steps(first: Tally, second: Tally, names: tuple[str, str]) -> tuple[Step, ...]:
    """From two tallies to the difference of their rates and its interval; none if either has no rate."""
    change, one, other = first.change_from(second), first.interval, second.interval
    if change is None or first.rate is None or second.rate is None or one is None or other is None:
        return ()
    p, q = number(first.rate), number(second.rate)
    below, above = change.difference - change.low, change.high - change.difference
    difference = number(change.difference)
    return (
        Step(f"rate {names[0]}", f"{first.demonstrated} / {first.opportunities}", first.rate),
        Step(f"interval {names[0]}", f"{number(one.low)} to {number(one.high)} (Wilson)"),
        Step(f"rate {names[1]}", f"{second.demonstrated} / {second.opportunities}", second.rate),
        Step(f"interval {names[1]}", f"{number(other.low)} to {number(other.high)} (Wilson)"),
        Step("difference", f"{p} − {q}", change.difference),
        Step("reach below", f"√(({p} − {number(one.low)})² + ({number(other.high)} − {q})²)", below),
        Step("reach above", f"√(({number(one.high)} − {p})² + ({q} − {number(other.low)})²)", above),
        Step("low end", f"{difference} − {operand(below)}", change.low),
        Step("high end", f"{difference} + {operand(above)}", change.high),
    )


def _change_result(records: Records, wording: Wording | None, before: Tally | None) -> Result:
    if wording is None:
        return no_value(*FIGURES)
    tally = wording.tally
    if tally.rate is None:
        return no_rate(records, wording, *FIGURES)
    if before is None:
        since = day_words(wording.reworded_on or wording.value.definition_on(records.period.end).starts_on)
        why = f"The definition is new since {since}: the period before had another one."
        return Result(why, 0, dict.fromkeys(FIGURES), "two periods under one definition.")
    change = tally.change_from(before)
    if change is None:
        why = f"The period before, {records.before.words}, holds no opportunity for {wording.value.name}."
        return Result(why, 0, dict.fromkeys(FIGURES), "an opportunity in both periods.")
    said = f"{_difference(change, tally, before, 'after')}: {DIRECTIONS[change.verdict]}."
    return _told(said, change, tally, before)


def _lift_result(records: Records, wording: Wording | None) -> Result:
    if wording is None:
        return no_value(*FIGURES)
    lift = plan_lift(wording.value.id, wording.states, records.practices)
    if lift.difference is None:
        if wording.tally.rate is None:
            return no_rate(records, wording, *FIGURES)
        bare = "a practice due" if lift.planned.rate is None else "none due"
        why = f"No day with {bare} brought an opportunity for {wording.value.name}."
        needs = "an opportunity on a day with a practice due, and one on a day without."
        return Result(why, 0, dict.fromkeys(FIGURES), needs)
    said = (
        f"{_difference(lift.difference, lift.planned, lift.unplanned, 'against')}: "
        f"{LEANINGS[lift.difference.verdict]}. An association, not a cause."
    )
    return _told(said, lift.difference, lift.planned, lift.unplanned)


def _difference(change: Difference, first: Tally, second: Tally, between: str) -> str:
    return (
        f"{difference_words(change)}, {first.demonstrated} of {counted(first.opportunities, 'night')} "
        f"{between} {second.demonstrated} of {second.opportunities}"
    )


def _told(said: str, change: Difference, first: Tally, second: Tally) -> Result:
    figures: dict[str, float | str | None] = {
        "difference": change.difference,
        "low": change.low,
        "high": change.high,
        "verdict": change.verdict.value,
    }
    return Result(said, first.opportunities + second.opportunities, figures)
