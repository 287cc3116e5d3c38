"""The demonstration rate and the gap, explained."""

from modelway.domain.figures.gaps import MOST_IMPORTANT, Gap, JudgedStretch, rank
from modelway.domain.figures.rates import Interval
from modelway.domain.lookback.explaining.explanation import (
    INDEPENDENT,
    LEFT_OUT,
    OWN_JUDGEMENT,
    OWN_RULE,
    WILSON,
    Explanation,
    Figure,
    Result,
    Step,
    counted,
    day_words,
    interval_words,
    number,
    operand,
    share_words,
    wilson_steps,
)
from modelway.domain.lookback.explaining.records import (
    Records,
    Wording,
    counts_of,
    in_question,
    no_rate,
    no_value,
    over_opportunities,
    wording_of,
)
from modelway.domain.loop.values import Value

RATE = (
    "The nights on which you demonstrated the value, divided by the nights that called for it: demonstrated, "
    "fell short and missed together. Around it stands Wilson's 95 % interval, which is wide for few nights: "
    "(p + z²/2n ∓ z √(p (1 − p)/n + z²/4n²)) / (1 + z²/n), with p the rate, n the nights, z = 1.959964."
)
GAP = (
    "Your target less the rate, and 0 where the target is reached. The verdict is a gap only if the "
    "rate's whole 95 % interval lies below the target, met only if none of it does, and else too few "
    "nights to tell; it takes five opportunities at least. The priority is the gap times the value's share "
    "of all importance: the highest is the one to look at first."
)


def explain_rate(records: Records, value: Value | None) -> Explanation:
    """How often the value was demonstrated, of the nights that called for it."""
    wording = wording_of(records, value) if value else None
    return Explanation(
        figure=Figure.RATE,
        value=value,
        of=value.name if value else "",
        period=records.period,
        formula=RATE,
        counts=counts_of(wording.tally) if wording else {},
        steps=tuple(_rate_steps(wording)) if wording else (),
        result=_rate_result(records, wording),
        source=WILSON,
        caveats=(*(wording.caveats if wording else ()), LEFT_OUT, INDEPENDENT, OWN_JUDGEMENT),
    )


def _rate_steps(wording: Wording) -> list[Step]:
    tally = wording.tally
    if tally.rate is None or tally.interval is None:
        return []
    rate = Step("rate", over_opportunities(tally), tally.rate)
    return [rate, *wilson_steps(tally.rate, tally.opportunities, tally.interval)]


def _rate_result(records: Records, wording: Wording | None) -> Result:
    names = ("rate", "low", "high")
    if wording is None:
        return no_value(*names)
    tally = wording.tally
    if tally.rate is None or tally.interval is None:
        return no_rate(records, wording, *names)
    interval = tally.interval
    said = (
        f"{share_words(tally.rate)} ({interval_words(interval)}): "
        f"{tally.demonstrated} of {counted(tally.opportunities, 'night')}."
    )
    figures = {"rate": tally.rate, "low": interval.low, "high": interval.high}
    return Result(said, tally.opportunities, figures)


def explain_gap(records: Records, value: Value | None) -> Explanation:
    """How far the value is from its target, and where it stands among those in use."""
    wording = wording_of(records, value) if value else None
    known = in_question(records)
    compared = (one for one in records.values if one in known or (value and one.id == value.id))
    ranked = rank((wording_of(records, one).series for one in compared), records.period)
    gap = next((one for one in ranked if value and one.value.id == value.id), None)
    return Explanation(
        figure=Figure.GAP,
        value=value,
        of=value.name if value else "",
        period=records.period,
        formula=GAP,
        counts={**counts_of(wording.tally), **_weights(ranked, gap)} if wording and gap else {},
        steps=tuple(_gap_steps(gap, ranked)) if gap else (),
        result=_gap_result(records, wording, gap, ranked),
        source=f"{OWN_RULE} The interval: {WILSON}",
        caveats=(
            *(wording.caveats if wording else ()),
            *(_earlier_targets(gap) if gap else ()),
            "Target and importance are your own choice: modelway values edit changes them from that day on.",
            LEFT_OUT,
            "Equal priorities go by fewer demonstrations, then by your own order of the values.",
        ),
    )


def _weights(ranked: list[Gap], gap: Gap) -> dict[str, float]:
    return {
        "target": gap.target,
        "importance": gap.importance,
        "importance_of_all": sum(one.importance for one in ranked),
    }


def _earlier_targets(gap: Gap) -> list[str]:
    """That the target changed within the period, and how each one is judged."""
    if gap.target_since is None:
        return []
    *earlier, last = gap.stretches
    since = day_words(last.period.start)
    said = f"The target is {share_words(last.target)} since {since}, and its verdict counts from there"
    before = "; ".join(_stretch_words(one) for one in reversed(earlier))
    return [f"{said} ({_nights_of(last)}). Before: {before}."]


def _stretch_words(stretch: JudgedStretch) -> str:
    return f"target {share_words(stretch.target)}, {stretch.verdict_words} ({_nights_of(stretch)})"


def _nights_of(stretch: JudgedStretch) -> str:
    tally = stretch.tally
    return f"{tally.demonstrated} of {counted(tally.opportunities, 'night')}"


def _gap_steps(gap: Gap, ranked: list[Gap]) -> list[Step]:
    tally, judged = gap.tally, gap.stretches[-1].tally
    if gap.gap is None or gap.priority is None or tally.rate is None:
        return []
    difference = f"{number(gap.target)} − {number(tally.rate)}"
    weight = gap.importance / MOST_IMPORTANT
    weights = [one.importance / MOST_IMPORTANT for one in sorted(ranked, key=_own_order)]
    total = " + ".join(number(one) for one in weights)
    return [
        Step("rate", over_opportunities(tally), tally.rate),
        Step("gap", f"max(0, {difference})", gap.gap),
        *_compared_ends(judged.interval, gap.target),
        Step("weight", f"{gap.importance} / {MOST_IMPORTANT}", weight),
        Step("priority", f"{operand(gap.gap)} × {number(weight)} / ({total})", gap.priority),
        Step("all priorities", "; ".join(_priority(one) for one in ranked)),
    ]


def _own_order(gap: Gap) -> int:
    return gap.value.position


def _compared_ends(interval: Interval | None, target: float) -> list[Step]:
    """Both ends of the interval that decides, beside the target; none without a night under this target."""
    if interval is None:
        return []
    return [
        Step("low end", _compared(interval.low, target)),
        Step("high end", _compared(interval.high, target)),
    ]


def _compared(end: float, target: float) -> str:
    """Which side of the target an end of the interval lies on: "0.62, below the target of 0.8"."""
    side = "below" if end < target else "not below"
    return f"{number(end)}, {side} the target of {number(target)}"


def _priority(gap: Gap) -> str:
    return f"{gap.value.name} {'has no rate' if gap.priority is None else number(gap.priority)}"


def _gap_result(records: Records, wording: Wording | None, gap: Gap | None, ranked: list[Gap]) -> Result:
    names = ("gap", "priority", "place", "verdict")
    if wording is None or gap is None:
        return no_value(*names)
    tally = wording.tally
    if gap.gap is None or tally.rate is None:
        return no_rate(records, wording, *names)
    place = ranked.index(gap) + 1
    said = (
        f"{_below(gap, tally.rate)} ({tally.demonstrated} of {counted(tally.opportunities, 'night')}, "
        f"{interval_words(tally.interval or Interval(0, 1))}): {gap.verdict_words}. "
        f"{_place_words(place, ranked)}"
    )
    figures: dict[str, float | str | None] = {
        "gap": gap.gap,
        "priority": gap.priority,
        "place": place,
        "verdict": gap.verdict.value,
    }
    return Result(said, tally.opportunities, figures)


def _below(gap: Gap, rate: float) -> str:
    target = share_words(gap.target)
    if not gap.gap:
        return f"No gap, {share_words(rate)} with a target of {target}"
    points = share_words(gap.gap).removesuffix(" %")
    return f"{counted(int(points), 'point')} under its target of {target}"


def _place_words(place: int, ranked: list[Gap]) -> str:
    if len(ranked) == 1:
        return "It is the only value in use."
    return f"By priority it is number {place} of {len(ranked)} values."
