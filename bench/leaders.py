"""Simulated leaders who do not change, or who do in a known way, and what the screens would claim of them.

Everything that judges is modelway's own: nothing here knows a formula of it.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from modelway.domain.figures.dependence import Dependence, estimate_dependence
from modelway.domain.figures.differences import judge_changes, judge_lifts
from modelway.domain.figures.lift import split_by_night_before
from modelway.domain.figures.rates import (
    PRACTICES_LEVEL,
    SHORTEST_MONTH,
    Direction,
    Share,
    choose_baseline,
    choose_level,
    choose_target_level,
    choose_trend_level,
    find_rate_interval,
)
from modelway.domain.figures.targets import GapVerdict, judge_targets
from modelway.domain.figures.trend import judge_trends
from modelway.domain.figures.weekdays import weekday_comparisons
from modelway.domain.loop.nights import State

Answers = list[tuple[date, bool]]
FIRST = date(2026, 1, 5)
DAYS = [FIRST + timedelta(days=at) for at in range(400)]
STEADY_RATES = (0.4, 0.55, 0.65, 0.8, 0.9)
FEW_ANSWERS_A_MONTH = 5
WEEK, MONTH, QUARTER, HALF_YEAR, YEAR = 7, 30, 91, 182, 364
TWELVE_WEEKS = 84


@dataclass(frozen=True)
class Kind:
    """A kind of leader: the true rates, how much of r each value has, and what makes the journal uneven."""

    name: str
    rates: tuple[float, ...] = STEADY_RATES
    r_shares: tuple[float, ...] = (1, 1, 1, 1, 1)
    has_gaps: bool = False
    is_reworded: bool = False
    sparse: tuple[int, ...] = ()


KINDS = (
    Kind("steady, 40–90 %"),
    Kind("all at 50 %", (0.5,) * 5),
    Kind("all at 90 %", (0.9,) * 5),
    Kind("2 % and 98 %", (0.02, 0.98, 0.02, 0.98, 0.5)),
    Kind("one value alone", (0.7,), (1,)),
    Kind("gaps of nights", has_gaps=True),
    Kind("two values reworded", is_reworded=True),
    Kind("two values with 5 answers a month", sparse=(1, 3)),
    Kind("r from 0 to r", r_shares=(0, 0.25, 0.5, 0.75, 1)),
)


def live(rng: random.Random, rates: Sequence[float], r: float) -> list[bool]:
    """One value day by day: with chance r a day is like the day before, else it is drawn anew."""
    taken: list[bool] = []
    for rate in rates:
        like_before = taken and rng.random() < r
        taken.append(taken[-1] if like_before else rng.random() < rate)
    return taken


def simulate(rng: random.Random, kind: Kind, r: float, nights: int) -> list[Answers]:
    """The opportunities of every value under its newest wording, the last of them on the same night."""
    journaled = _journaled(rng, nights) if kind.has_gaps else set(range(nights))
    values = []
    for place, (rate, share) in enumerate(zip(kind.rates, kind.r_shares, strict=True)):
        days = sorted(journaled)
        if place in kind.sparse:
            days = [at for at in days if rng.random() < FEW_ANSWERS_A_MONTH / MONTH]
            # The hardest case: an answer is like the one before it, however many nights lie between.
            taken = dict(zip(days, live(rng, [rate] * len(days), r * share), strict=True))
        else:
            taken = dict(enumerate(live(rng, [rate] * nights, r * share)))
        begins = rng.randrange(nights) if kind.is_reworded and place in (0, 2) else 0
        values.append([(DAYS[at], taken[at]) for at in days if at >= begins])
    return values


def _journaled(rng: random.Random, nights: int) -> set[int]:
    """Three nights of four, and a fortnight's holiday."""
    holiday = rng.randrange(nights)
    return {at for at in range(nights) if rng.random() < 0.75 and not holiday <= at < holiday + 14}


def within(values: Sequence[Answers], first: int, last: int) -> list[Answers]:
    """The answers from night number `first` up to `last`, the latter left out."""
    start, end = DAYS[max(0, first)], DAYS[last]
    return [[one for one in answers if start <= one[0] < end] for answers in values]


def share(answers: Answers) -> Share:
    return Share(sum(taken for _, taken in answers), len(answers))


def review(
    values: Sequence[Answers], end: int, nights: int, *, baseline: int | None = None
) -> tuple[list[Share], list[Share], tuple[Dependence, ...]]:
    """The shares of the period up to night number `end`, those of its baseline, and the dependence."""
    start = end - nights
    before = start - (baseline or choose_baseline(nights))
    loaded = within(values, before, end)
    split = DAYS[start]
    now = [share([one for one in answers if one[0] >= split]) for answers in loaded]
    then = [share([one for one in answers if one[0] < split]) for answers in loaded]
    return now, then, estimate_dependence(loaded)


def changes_told(
    values: Sequence[Answers], end: int, nights: int, baseline: int | None = None
) -> list[Direction]:
    now, then, dependences = review(values, end, nights, baseline=baseline)
    judged = judge_changes(list(zip(now, then, strict=True)), dependences, choose_level(nights))
    return [one.verdict if one else Direction.UNCLEAR for one in judged]


def verdicts_told(
    values: Sequence[Answers], targets: Sequence[float], end: int, nights: int
) -> list[GapVerdict]:
    now, _, dependences = review(values, end, nights)
    judged = judge_targets(list(zip(now, targets, strict=True)), dependences, choose_target_level(nights))
    return [one.verdict for one in judged]


def trends_told(values: Sequence[Answers], end: int, nights: int) -> list[Direction]:
    first = end - nights
    dependences = estimate_dependence(within(values, first - choose_baseline(nights), end))
    judged = judge_trends(within(values, first, end), dependences, choose_trend_level(nights))
    return [one.verdict if one else Direction.UNCLEAR for one in judged]


def practices_told(practices: Answers, end: int, nights: int) -> bool:
    loaded = within([practices], end - nights, end)
    (judged,) = judge_trends(loaded, estimate_dependence(loaded), PRACTICES_LEVEL)
    return judged is not None and judged.verdict is not Direction.UNCLEAR


def lifts_told(rng: random.Random, values: Sequence[Answers], *, after_a_miss: bool) -> list[Direction]:
    """Practices fall on three days of ten; or on six of ten after a miss and on one of ten else."""
    tables = []
    for answers in values:
        taken = dict(answers)
        due = set()
        for day, _ in answers:
            missed = taken.get(day - timedelta(days=1)) is False
            chance = (0.6 if missed else 0.1) if after_a_miss else 0.3
            if rng.random() < chance:
                due.add(day)
        tables.append(split_by_night_before(answers, due))
    return [one.verdict if one else Direction.UNCLEAR for one in judge_lifts(tables)]


def weekdays_told(values: Sequence[Answers]) -> bool:
    states = {
        str(place): {day: State.DEMONSTRATED if taken else State.MISSED for day, taken in answers}
        for place, answers in enumerate(values)
    }
    return any(one.stands_out for one in weekday_comparisons(states))


def claims_falsely(told: Sequence[Direction]) -> bool:
    return any(one is not Direction.UNCLEAR for one in told)


def decides_falsely(told: Sequence[GapVerdict]) -> bool:
    return any(one is not GapVerdict.TOO_FEW for one in told)


def false_screens(rng: random.Random, kind: Kind, r: float) -> dict[str, bool]:
    """For each screen whether it claims anything of a leader who does not change."""
    values = simulate(rng, kind, r, YEAR)
    practices = list(zip(DAYS, live(rng, [0.7] * YEAR, r), strict=False))
    end = YEAR
    half_year = within(values, end - HALF_YEAR, end)
    return {
        "week": claims_falsely(changes_told(values, end, WEEK)),
        "month": claims_falsely(changes_told(values, end, MONTH)),
        "February": claims_falsely(changes_told(values, end, SHORTEST_MONTH)),
        "second month": claims_falsely(changes_told(values, end, MONTH, MONTH)),
        "quarter": claims_falsely(changes_told(values, end, QUARTER)),
        "trend, 12 weeks": claims_falsely(trends_told(values, end, TWELVE_WEEKS)),
        "trend, 26 weeks": claims_falsely(trends_told(values, end, HALF_YEAR)),
        "practices": practices_told(practices, end, TWELVE_WEEKS)
        or practices_told(practices, end, HALF_YEAR),
        "verdict, week": decides_falsely(verdicts_told(values, kind.rates, end, WEEK)),
        "verdict, month": decides_falsely(verdicts_told(values, kind.rates, end, MONTH)),
        "verdict, quarter": decides_falsely(verdicts_told(values, kind.rates, end, QUARTER)),
        "weekdays": weekdays_told(half_year),
        "lift": claims_falsely(lifts_told(rng, half_year, after_a_miss=False)),
        "lift after a miss": claims_falsely(lifts_told(rng, half_year, after_a_miss=True)),
    }


def covered(rng: random.Random, rate: float, r: float, nights: int) -> bool:
    """Whether the interval shown of the first of five values covers its true rate."""
    kind = Kind("", (rate, *STEADY_RATES[1:]))
    values = simulate(rng, kind, r, nights + TWELVE_WEEKS)
    now, _, dependences = review(values, nights + TWELVE_WEEKS, nights)
    interval = find_rate_interval(now[0], dependences[0])
    return interval is not None and interval.low <= rate <= interval.high


def step_is_told(rng: random.Random, r: float, nights: int = 28) -> bool:
    """Whether a value that steps from 50 to 80 % is told in the review of the first month with it."""
    rates = [0.5] * TWELVE_WEEKS + [0.8] * nights
    values = simulate(rng, Kind(""), r, len(rates))
    values[1] = list(zip(DAYS, live(rng, rates, r), strict=False))
    return changes_told(values, len(rates), nights)[1] is Direction.UP


def rise_is_told(rng: random.Random, r: float) -> bool:
    """Whether a value that rises from 40 to 85 % over twelve weeks is told by its trend."""
    rates = [0.4 + 0.45 * at / (TWELVE_WEEKS - 1) for at in range(TWELVE_WEEKS)]
    values = simulate(rng, Kind(""), r, TWELVE_WEEKS)
    values[1] = list(zip(DAYS, live(rng, rates, r), strict=False))
    return trends_told(values, TWELVE_WEEKS, TWELVE_WEEKS)[1] is Direction.UP


def first_year(rng: random.Random, r: float) -> dict[str, int]:
    """How many claims, all of them false, a first year holds whose targets equal the true rates."""
    kind = KINDS[0]
    values = simulate(rng, kind, r, YEAR)
    practices = list(zip(DAYS, live(rng, [0.7] * YEAR, r), strict=False))
    count = dict.fromkeys(
        ("weekly change", "weekly verdict", "monthly change", "monthly verdict", "trend"), 0
    )

    def add(name: str, told: Sequence[Direction] | Sequence[GapVerdict]) -> None:
        count[name] += sum(one not in (Direction.UNCLEAR, GapVerdict.TOO_FEW) for one in told)

    for end in range(WEEK, YEAR + 1, WEEK):
        add("weekly change", changes_told(values, end, WEEK))
        add("weekly verdict", verdicts_told(values, kind.rates, end, WEEK))
    for end in range(MONTH, YEAR + 1, MONTH):
        add("monthly change", changes_told(values, end, MONTH))
        add("monthly verdict", verdicts_told(values, kind.rates, end, MONTH))
        nights = min(end, HALF_YEAR)
        add("trend", trends_told(values, end, nights))
        count["trend"] += practices_told(practices, end, nights)
    return count
