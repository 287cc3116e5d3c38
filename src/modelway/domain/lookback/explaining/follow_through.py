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
    told = follow_through_of(
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
            "kept": told.kept,
            "partly": told.partly,
            "not_kept": told.not_kept,
            "no_chance": told.no_chance,
            "unreported": told.unreported,
        },
        steps=tuple(_steps(told)),
        result=_result(told),
        source=f"{CLOPPER_PEARSON} The bounds are a rule of modelway.",
        caveats=(
            "Practices without a chance do not count, nor those whose day has not ended.",
            "The bounds are not a confidence interval: they meet when everything is reported.",
            "The words of a practice are fixed from its day on; planning the same again is a new practice.",
        ),
    )


def _steps(told: FollowThrough) -> list[Step]:
    bounds, interval = told.credited_bounds, told.interval
    if told.strict is None or told.credited is None or bounds is None or interval is None:
        return []
    decided = f"{told.kept} + {told.partly} + {told.not_kept}"
    points = f"{told.kept} + {told.partly} / 2"
    due = f"{decided} + {told.unreported}"
    return [
        Step("strict", f"{told.kept} / ({decided})", told.strict),
        *interval_steps(Share(told.kept, told.decided), told.dependence, interval),
        Step("credited", f"({points}) / ({decided})", told.credited),
        Step("credited at least", f"({points}) / ({due})", bounds.low),
        Step("credited at most", f"({points} + {told.unreported}) / ({due})", bounds.high),
    ]


def _result(told: FollowThrough) -> Result:
    bounds, interval = told.credited_bounds, told.interval
    if told.strict is None or told.credited is None or bounds is None or interval is None:
        return Result(_why_not(told), 0, dict.fromkeys(FIGURES), "a practice that was due, and its outcome.")
    said = (
        f"{share_words(told.strict)} ({interval_words(interval)}): "
        f"kept {told.kept} of {counted(told.decided, 'practice')}."
    )
    if told.partly or told.unreported:
        said += f" Credited {share_words(told.credited)}"
        said += f", {interval_words(bounds)} with those not reported." if told.unreported else "."
    figures: dict[str, float | str | None] = {
        "strict": told.strict,
        "low": interval.low,
        "high": interval.high,
        "credited": told.credited,
        "credited_low": bounds.low,
        "credited_high": bounds.high,
    }
    return Result(said, told.decided, figures)


def _why_not(told: FollowThrough) -> str:
    if told.unreported:
        return f"{counted(told.unreported, 'practice')} of this period not reported yet."
    if told.no_chance:
        return f"{counted(told.no_chance, 'practice')} of this period, none of which had a chance."
    return "No practice was due in this period."
