"""The follow-through, explained: whether words turned into actions."""

from modelway.domain.figures.follow_through import FollowThrough, follow_through_of
from modelway.domain.figures.rates import Share
from modelway.domain.lookback.explaining.explanation import (
    CLOPPER_PEARSON,
    Explanation,
    Figure,
    Result,
    Step,
    counted,
    interval_steps,
    interval_words,
    share_words,
)
from modelway.domain.lookback.explaining.records import Records
from modelway.domain.loop.values import Value

FORMULA = (
    "The practices kept in full, divided by those that had a chance and were reported: kept, partly and not "
    "kept together, with a 95 % interval that counts how alike two days in a row are. The credited share "
    "gives half a point for each one partly kept; its bounds show what it would be if none of those not "
    "reported had been kept, or all of them."
)
FIGURES = ("strict", "low", "high", "credited", "credited_low", "credited_high")


def explain_follow_through(records: Records, value: Value | None) -> Explanation:
    """What became of the practices due in the period, of one value, or without one, of all."""
    outcomes = follow_through_of(
        records.practices,
        records.period,
        last_ended=records.last_ended,
        value_id=value.id if value else None,
    )
    return Explanation(
        figure=Figure.FOLLOW_THROUGH,
        value=value,
        of=value.name if value else "All values",
        period=records.period,
        formula=FORMULA,
        counts={
            "kept": outcomes.kept,
            "partly": outcomes.partly,
            "not_kept": outcomes.not_kept,
            "no_chance": outcomes.no_chance,
            "unreported": outcomes.unreported,
        },
        steps=tuple(_steps(outcomes)),
        result=_result(outcomes),
        source=f"{CLOPPER_PEARSON} The bounds are a rule of modelway.",
        caveats=(
            "Practices without a chance do not count, nor those whose day has not ended.",
            "The bounds are not a confidence interval: they meet when everything is reported.",
            "The words of a practice are fixed from its day on; planning the same again is a new practice.",
        ),
    )


def _steps(outcomes: FollowThrough) -> list[Step]:
    bounds, interval = outcomes.credited_bounds, outcomes.interval
    if outcomes.strict is None or outcomes.credited is None or bounds is None or interval is None:
        return []
    decided = f"{outcomes.kept} + {outcomes.partly} + {outcomes.not_kept}"
    points = f"{outcomes.kept} + {outcomes.partly} / 2"
    due = f"{decided} + {outcomes.unreported}"
    return [
        Step("strict", f"{outcomes.kept} / ({decided})", outcomes.strict),
        *interval_steps(Share(outcomes.kept, outcomes.decided), outcomes.dependence, interval),
        Step("credited", f"({points}) / ({decided})", outcomes.credited),
        Step("credited at least", f"({points}) / ({due})", bounds.low),
        Step("credited at most", f"({points} + {outcomes.unreported}) / ({due})", bounds.high),
    ]


def _result(outcomes: FollowThrough) -> Result:
    bounds, interval = outcomes.credited_bounds, outcomes.interval
    if outcomes.strict is None or outcomes.credited is None or bounds is None or interval is None:
        return Result(
            _why_not(outcomes), 0, dict.fromkeys(FIGURES), "a practice that was due, and its outcome."
        )
    sentence = (
        f"{share_words(outcomes.strict)} ({interval_words(interval)}): "
        f"kept {outcomes.kept} of {counted(outcomes.decided, 'practice')}."
    )
    if outcomes.partly or outcomes.unreported:
        sentence += f" Credited {share_words(outcomes.credited)}"
        sentence += f", {interval_words(bounds)} with those not reported." if outcomes.unreported else "."
    figures: dict[str, float | str | None] = {
        "strict": outcomes.strict,
        "low": interval.low,
        "high": interval.high,
        "credited": outcomes.credited,
        "credited_low": bounds.low,
        "credited_high": bounds.high,
    }
    return Result(sentence, outcomes.decided, figures)


def _why_not(outcomes: FollowThrough) -> str:
    if outcomes.unreported:
        return f"{counted(outcomes.unreported, 'practice')} of this period not reported yet."
    if outcomes.no_chance:
        return f"{counted(outcomes.no_chance, 'practice')} of this period, none of which had a chance."
    return "No practice was due in this period."
