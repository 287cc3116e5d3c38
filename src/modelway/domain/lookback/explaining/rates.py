"""The demonstration rate and the gap, explained."""

from modelway.domain.figures.gaps import MOST_IMPORTANT, Gap, JudgedStretch, rank
from modelway.domain.figures.rates import Interval, find_rate_interval
from modelway.domain.figures.states import Tally
from modelway.domain.lookback.explaining.explanation import (
    CLOPPER_PEARSON,
    DEPENDENCE,
    LEFT_OUT,
    OWN_JUDGEMENT,
    OWN_RULE,
    Explanation,
    Figure,
    Result,
    Step,
    counted,
    day_words,
    interval_steps,
    interval_words,
    number,
    operand,
    share_words,
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
    wordings_of,
)
from modelway.domain.loop.values import Value

RATE = (
    "The nights on which you demonstrated the value, divided by the nights that called for it: "
    "demonstrated, fell short and missed together. Around it stands its 95 % interval: from the lowest true "
    "rate at which so many demonstrations, or more, would still come by chance, to the highest at which so "
    "few would. Days in a row are often alike, so your nights count for fewer that are not, and the "
    "interval is wider."
)
HOLM = "Many values at once: Holm 1979, Scand. J. Stat. 6."
GAP = (
    "Your target less the rate, and 0 where the target is reached. The verdict is a gap only if the rate's "
    "whole interval lies below the target, met only if it lies above, and else too few nights to tell; it "
    "takes five opportunities at least. All values are judged together, and the interval that decides is "
    "wider than the one shown, so that of twenty screens at most one holds a verdict that is not true. The "
    "priority is the gap times the value's share of all importance: the highest is the one to look at first."
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
        source=CLOPPER_PEARSON,
        caveats=(*(wording.caveats if wording else ()), LEFT_OUT, DEPENDENCE, OWN_JUDGEMENT),
    )


def _rate_steps(wording: Wording) -> list[Step]:
    tally = wording.tally
    if tally.rate is None or tally.interval is None:
        return []
    rate = Step("rate", over_opportunities(tally), tally.rate)
    return [rate, *interval_steps(tally.share, tally.dependence, tally.interval)]


def _rate_result(records: Records, wording: Wording | None) -> Result:
    names = ("rate", "low", "high")
    if wording is None:
        return no_value(*names)
    tally = wording.tally
    if tally.rate is None or tally.interval is None:
        return no_rate(records, wording, *names)
    interval = tally.interval
    sentence = (
        f"{share_words(tally.rate)} ({interval_words(interval)}): "
        f"{tally.demonstrated} of {counted(tally.opportunities, 'night')}."
    )
    figures = {"rate": tally.rate, "low": interval.low, "high": interval.high}
    return Result(sentence, tally.opportunities, figures)


def explain_gap(records: Records, value: Value | None) -> Explanation:
    """How far the value is from its target, and where it stands among those in use."""
    wording = wording_of(records, value) if value else None
    known = in_question(records)
    compared = [
        one.series
        for one in wordings_of(records, value)
        if one.value in known or (value and one.value.id == value.id)
    ]
    ranked = rank(compared, records.period)
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
        source=f"{OWN_RULE} The interval: {CLOPPER_PEARSON} {HOLM}",
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
    sentence = f"The target is {share_words(last.target)} since {since}, and its verdict counts from there"
    before = "; ".join(_stretch_words(one) for one in reversed(earlier))
    return [f"{sentence} ({_nights_of(last)}). Before: {before}."]


def _stretch_words(stretch: JudgedStretch) -> str:
    return f"target {share_words(stretch.target)}, {stretch.judged.words} ({_nights_of(stretch)})"


def _nights_of(stretch: JudgedStretch) -> str:
    tally = stretch.tally
    return f"{tally.demonstrated} of {counted(tally.opportunities, 'night')}"


def _gap_steps(gap: Gap, ranked: list[Gap]) -> list[Step]:
    tally, last = gap.tally, gap.stretches[-1].tally
    if gap.gap is None or gap.priority is None or tally.rate is None:
        return []
    difference = f"{number(gap.target)} − {number(tally.rate)}"
    weight = gap.importance / MOST_IMPORTANT
    weights = [one.importance / MOST_IMPORTANT for one in sorted(ranked, key=_own_order)]
    total = " + ".join(number(one) for one in weights)
    return [
        Step("rate", over_opportunities(tally), tally.rate),
        Step("gap", f"max(0, {difference})", gap.gap),
        *_deciding_steps(last, gap),
        Step("weight", f"{gap.importance} / {MOST_IMPORTANT}", weight),
        Step("priority", f"{operand(gap.gap)} × {number(weight)} / ({total})", gap.priority),
        Step("all priorities", "; ".join(_priority(one) for one in ranked)),
    ]


def _own_order(gap: Gap) -> int:
    return gap.value.position


def _deciding_steps(tally: Tally, gap: Gap) -> list[Step]:
    """The interval that decides, its ends beside the target; none without a night under this target."""
    interval = find_rate_interval(tally.share, tally.dependence, gap.judged.level)
    if interval is None:
        return []
    *worth, low, high = interval_steps(tally.share, tally.dependence, interval, gap.judged.level)
    return [
        *worth,
        low,
        Step("low end decides", _compared(interval.low, gap.target)),
        high,
        Step("high end decides", _compared(interval.high, gap.target)),
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
    sentence = (
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
    return Result(sentence, tally.opportunities, figures)


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
