"""What is told of the nights themselves, explained: coverage, consistency, streak, and a value gone quiet."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from modelway.domain.days.dates import format_short_date
from modelway.domain.days.periods import Period
from modelway.domain.figures.consistency import MEMORY, MISSES_THAT_BREAK, Consistency, consistency_of
from modelway.domain.figures.coverage import Coverage, coverage_of
from modelway.domain.figures.neglect import (
    FEWEST_OPPORTUNITIES,
    FEWEST_WITHOUT_OPPORTUNITY,
    WINDOW,
    Neglect,
    neglect_of,
)
from modelway.domain.figures.states import ONE_DAY, days_between, resting_days, tally_of
from modelway.domain.lookback.explaining.explanation import (
    OWN_RULE,
    Explanation,
    Figure,
    Result,
    Step,
    counted,
    day_words,
    number,
    share_words,
)
from modelway.domain.lookback.explaining.records import Records, counts_of, no_value
from modelway.domain.loop.nights import State
from modelway.domain.loop.values import Value

COVERAGE = (
    "The nights you journaled, divided by the nights that were asked for: all from the period's start, or "
    "from your first night ever if that is later, to the last night that has ended, less the nights of rest. "
    "Tonight counts as soon as it is written."
)
CONSISTENCY = (
    "A score from 0 to 1 that starts at 0 before your first night. Each night keeps m = 0.5^(1/13) of it, "
    "and a journaled night adds the remaining 1 − m. So 13 missed nights would halve it, and 13 journaled "
    "ones halve its distance to 1."
)
STREAK = (
    "The nights journaled since the last break. One missed night does not break it; two in a row do. Nights "
    "of rest neither count nor break."
)
NEGLECTED = (
    "Over the last fourteen nights that have ended: a value is neglected if it was not demonstrated at all "
    "although two nights or more called for it. If none called for it, and you said so on ten nights or "
    "more, its definition may be too narrow."
)
ONE_NIGHT = "one evening: modelway journal"
NO_NIGHT = "No night had been written by then."
REPAIRED = "It is derived from the dates, so a night filled in later repairs it."
NIGHTS_SHOWN = 4
FROM_THE_FIRST = "It looks back to your very first night, wherever the period begins."


class _Nights(NamedTuple):
    """The nights asked for, the first one first, each with whether it was journaled; and those of rest."""

    asked_for: Sequence[tuple[date, bool]]
    rest: int
    consistency: Consistency


def explain_coverage(records: Records) -> Explanation:
    """How many of the nights asked for were journaled."""
    coverage = coverage_of(
        records.journaled,
        records.rests,
        records.period,
        first_night=records.first_night,
        last_ended=records.last_ended,
    )
    counts = {"journaled": coverage.journaled, "nights": coverage.nights, "rest": coverage.rest}
    steps = []
    if coverage.rate is not None:
        steps = [
            Step("asked for", f"{coverage.nights} − {coverage.rest}", coverage.nights - coverage.rest),
            Step("coverage", f"{coverage.journaled} / {coverage.nights - coverage.rest}", coverage.rate),
        ]
    return Explanation(
        figure=Figure.COVERAGE,
        value=None,
        of="Your journal",
        period=records.period,
        formula=COVERAGE,
        counts=counts,
        steps=tuple(steps),
        result=_coverage_result(coverage),
        source=OWN_RULE,
        caveats=(
            "A night is journaled as soon as one value has an answer.",
            "Rest counts where it is for all values; a night of rest that was written all the same counts.",
        ),
    )


def _coverage_result(coverage: Coverage) -> Result:
    asked_for = coverage.nights - coverage.rest
    if coverage.rate is None:
        why = (
            "Every night of this period was one of rest." if coverage.rest else "No night was asked for yet."
        )
        return Result(why, 0, {"rate": None}, "a night that has ended, or tonight's answers.")
    sentence = f"{share_words(coverage.rate)}: {coverage.journaled} of {counted(asked_for, 'night')}."
    return Result(sentence, asked_for, {"rate": coverage.rate})


def explain_consistency(records: Records) -> Explanation:
    """How steadily the journal is kept, as a score that forgives."""
    nights = _nights(records)
    journaled = sum(journaled for _, journaled in nights.asked_for)
    return Explanation(
        figure=Figure.CONSISTENCY,
        value=None,
        of="Your journal",
        period=records.period,
        formula=CONSISTENCY,
        counts={
            "journaled": journaled,
            "missed": len(nights.asked_for) - journaled,
            "rest": nights.rest,
        },
        steps=tuple(_score_steps(nights)) if nights.asked_for else (),
        result=_score_result(nights),
        source=f"{OWN_RULE} Exponential smoothing: Brown 1956.",
        caveats=(FROM_THE_FIRST, "Nights of rest change nothing.", REPAIRED),
    )


def _score_steps(nights: _Nights) -> list[Step]:
    """What a night keeps and adds, then the last nights one by one."""
    scores = [0.0]
    for _, journaled in nights.asked_for:
        scores.append(MEMORY * scores[-1] + (1 - MEMORY) * journaled)
    kept, added = number(MEMORY), number(1 - MEMORY)
    last = list(enumerate(nights.asked_for))[-NIGHTS_SHOWN:]
    steps = [Step("m", "0.5^(1/13)", MEMORY), Step("1 − m", f"1 − {kept}", 1 - MEMORY)]
    if len(nights.asked_for) > NIGHTS_SHOWN:
        steps.append(Step(f"before {format_short_date(last[0][1][0])}", number(scores[last[0][0]])))
    return steps + [
        Step(
            format_short_date(day),
            f"{kept} × {number(scores[place])} + {added} × {int(journaled)}",
            scores[place + 1],
        )
        for place, (day, journaled) in last
    ]


def _score_result(nights: _Nights) -> Result:
    if not nights.asked_for:
        return Result(NO_NIGHT, 0, {"score": None}, ONE_NIGHT)
    score, n = nights.consistency.score, len(nights.asked_for)
    return Result(f"{share_words(score)}, after {counted(n, 'night')}.", n, {"score": score})


def explain_streak(records: Records) -> Explanation:
    """How many nights were journaled since the last break."""
    nights = _nights(records)
    since = _since_the_break(nights.asked_for)
    missed = sum(not journaled for _, journaled in since)
    return Explanation(
        figure=Figure.STREAK,
        value=None,
        of="Your journal",
        period=records.period,
        formula=STREAK,
        counts={"nights": len(since), "missed": missed},
        steps=tuple(_streak_steps(nights, since, missed)),
        result=_streak_result(nights, since),
        source=OWN_RULE,
        caveats=(FROM_THE_FIRST, REPAIRED, "A streak is no aim in itself: one honest night is worth more."),
    )


def _since_the_break(asked_for: Sequence[tuple[date, bool]]) -> Sequence[tuple[date, bool]]:
    """The nights after the last two that were missed in a row."""
    start, misses = 0, 0
    for place, (_, journaled) in enumerate(asked_for):
        misses = 0 if journaled else misses + 1
        if misses >= MISSES_THAT_BREAK:
            start = place + 1
    return asked_for[start:]


def _streak_steps(nights: _Nights, since: Sequence[tuple[date, bool]], missed: int) -> list[Step]:
    if not nights.asked_for:
        return []
    steps = []
    broken = len(nights.asked_for) - len(since)
    if broken:
        first, second = (day_words(day) for day, _ in nights.asked_for[broken - MISSES_THAT_BREAK : broken])
        steps.append(Step("last break", f"{first} and {second}, both missed"))
    if since:
        steps.append(Step("first night after it" if broken else "first night", day_words(since[0][0])))
    return [*steps, Step("journaled", f"{len(since)} − {missed}", nights.consistency.streak)]


def _streak_result(nights: _Nights, since: Sequence[tuple[date, bool]]) -> Result:
    if not nights.asked_for:
        return Result(NO_NIGHT, 0, {"streak": None}, ONE_NIGHT)
    streak = nights.consistency.streak
    sentence = "0 nights: tonight can begin a new one."
    if since:
        missed = len(since) - streak
        between = f", with {missed} missed in between" if missed else ""
        sentence = f"{counted(streak, 'night')} since {day_words(since[0][0])}{between}."
    return Result(sentence, len(since), {"streak": streak})


def _nights(records: Records) -> _Nights:
    written = {day for day in records.journaled if day <= records.period.end}
    if not written:
        return _Nights((), 0, Consistency(0.0, 0))
    first, last = min(written), max(records.last_night, max(written))
    resting = resting_days(records.rests, first, min(last, records.last_night)) - written
    asked_for = [
        (day, day in written)
        for day in days_between(first, last)
        if day in written or (day <= records.last_night and day not in resting)
    ]
    return _Nights(asked_for, len(resting), consistency_of(written, records.rests, records.last_night))


def explain_neglected(records: Records, value: Value | None) -> Explanation:
    """Explain whether the value has gone quiet in the fourteen nights up to the last one of the period."""
    window = Period(records.last_night - WINDOW + ONE_DAY, max(records.period.end, records.last_night))
    states = records.states(value, window) if value else {}
    ended = tally_of(state for day, state in states.items() if day <= records.last_night)
    tonight = sum(state is State.DEMONSTRATED for day, state in states.items() if day > records.last_night)
    shown = ended.demonstrated + tonight
    comparisons = [
        Step("demonstrated, tonight too", f"{ended.demonstrated} + {tonight}", shown),
        Step(
            "opportunities",
            f"{ended.demonstrated} + {ended.fell_short} + {ended.missed}",
            ended.opportunities,
        ),
        Step("opportunities it takes", f"{FEWEST_OPPORTUNITIES} or more, and none demonstrated"),
        Step("without opportunity it takes", f"{FEWEST_WITHOUT_OPPORTUNITY} or more, and no other answer"),
    ]
    return Explanation(
        figure=Figure.NEGLECTED,
        value=value,
        of=value.name if value else "",
        period=Period(window.start, records.last_night),
        formula=NEGLECTED,
        counts={**counts_of(ended), "demonstrated_tonight": tonight} if value else {},
        steps=tuple(comparisons) if states else (),
        result=_neglect_result(records, value, states),
        source=OWN_RULE,
        caveats=(
            "Nights without an answer and nights of rest do not count.",
            "It is a reminder, not a judgement: a value may rest while another one is practised.",
        ),
    )


def _neglect_result(records: Records, value: Value | None, states: dict[date, State]) -> Result:
    if value is None:
        return no_value("verdict")
    ended = tally_of(state for day, state in states.items() if day <= records.last_night)
    n = ended.opportunities + ended.no_opportunity
    answered = counted(n, "answered night")
    sentence = (
        f"demonstrated on {ended.demonstrated} of {counted(ended.opportunities, 'night')} that called for it."
    )
    match neglect_of(states, records.last_night):
        case Neglect.NEGLECTED:
            return Result(f"Gone quiet: {sentence}", n, {"verdict": Neglect.NEGLECTED.value})
        case Neglect.DEFINITION_TOO_NARROW:
            why = f"The definition may be too narrow: none of {answered} called for it."
            return Result(why, n, {"verdict": Neglect.DEFINITION_TOO_NARROW.value})
    if State.DEMONSTRATED in states.values():
        sentence = sentence if ended.demonstrated else "demonstrated tonight."
        return Result(f"Not neglected: {sentence}", n, {"verdict": "not_neglected"})
    needs = (
        f"{FEWEST_OPPORTUNITIES} nights that call for it, or {FEWEST_WITHOUT_OPPORTUNITY} answered with "
        "no opportunity."
    )
    why = f"{answered} cannot tell." if n else "No night of the fourteen was answered for it."
    return Result(why, n, {"verdict": None}, needs)
