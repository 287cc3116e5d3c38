"""What each night says about one value, and how often: every other figure is counted from it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from modelway.domain.days.periods import Period
from modelway.domain.figures.dependence import INDEPENDENT, Dependence, estimate_dependence
from modelway.domain.figures.rates import Interval, Share, choose_baseline, find_rate_interval
from modelway.domain.loop.nights import Answers, Night, Outcome, Rest, State
from modelway.domain.loop.values import Definition, Value

ONE_DAY = timedelta(days=1)
OPPORTUNITIES = frozenset({State.DEMONSTRATED, State.FELL_SHORT, State.MISSED})
ANSWERS = OPPORTUNITIES | {State.NO_OPPORTUNITY}
_ANSWERED = {outcome: State(outcome) for outcome in Outcome}


class Segment(NamedTuple):
    """A stretch of days under one wording of a value."""

    definition: Definition
    period: Period


class Tally(NamedTuple):
    """One value's nights, counted by state; `dependence` tells how alike two of them in a row are."""

    demonstrated: int = 0
    fell_short: int = 0
    missed: int = 0
    no_opportunity: int = 0
    unanswered: int = 0
    rest: int = 0
    dependence: Dependence = INDEPENDENT

    @property
    def opportunities(self) -> int:
        """The nights that called for the value and were answered: demonstrated, fell short or missed."""
        return self.demonstrated + self.fell_short + self.missed

    @property
    def share(self) -> Share:
        """The nights it was demonstrated on, of the opportunities."""
        return Share(self.demonstrated, self.opportunities)

    @property
    def rate(self) -> float | None:
        """Demonstration rate: the share of opportunities that were taken, 0–1; None without any."""
        return self.demonstrated / self.opportunities if self.opportunities else None

    @property
    def interval(self) -> Interval | None:
        """The rate's 95 % interval, wider the more alike the days are; None without any opportunity."""
        return find_rate_interval(self.share, self.dependence)


class Series(NamedTuple):
    """One value under its newest wording of a period, in force since `reworded_on` if that lies within.

    `states` holds each day of that wording in the period that was asked for or answered; `tally` counts them,
    and `before` those of the baseline under the same wording, None if it was not in force before the period.
    """

    value: Value
    states: Mapping[date, State]
    tally: Tally
    before: Tally | None = None
    reworded_on: date | None = None


def days_between(start: date, end: date) -> Iterator[date]:
    """Every date from `start` to `end`, both included; none when `end` is earlier."""
    return (start + timedelta(days=offset) for offset in range((end - start).days + 1))


def resting_days(rests: Iterable[Rest], start: date, end: date, value_id: str | None = None) -> set[date]:
    """The dates from `start` to `end`, both included, that rest for one value, or without one, for all."""
    return {
        day
        for rest in rests
        for day in days_between(max(start, rest.starts_on), min(end, rest.ends_on))
        if rest.covers(day, value_id)
    }


def state_of(value_id: str, day: date, night: Night | Answers | None, rests: Iterable[Rest]) -> State:
    """What `day` says about one value.

    An answer counts even on a day of rest: who writes all the same is not ignored. Without an
    answer the day is rest if a rest covers it for this value, and unanswered otherwise, whether the night
    was not journaled (None) or only this value was skipped.
    """
    outcome = night.outcome_of(value_id) if night else None
    if outcome:
        return _ANSWERED[outcome]
    return State.REST if any(rest.covers(day, value_id) for rest in rests) else State.UNANSWERED


def states_between(
    value: Value,
    period: Period,
    nights: Mapping[date, Night] | Mapping[date, Answers],
    rests: Iterable[Rest],
    *,
    first_night: date | None,
    last_ended: date,
) -> dict[date, State]:
    """The state of one value on each day of a period, in order of date.

    Args:
        value: whose states they are; it is asked for from `defined_on` until the day before `retired_on`.
        period: the days in question.
        nights: the nights of the period by date; others are ignored.
        rests: rests of this value and of all values; those of other values are ignored.
        first_night: date of the first night ever journaled; None when there is none.
        last_ended: the last night whose day has ended.

    Returns:
        An answer wherever one was given from the first night ever on. Rest and unanswered only for days
        that were asked for and have ended; all other days are left out. Empty without a first night.
    """
    if first_night is None:
        return {}
    asked_from = max(value.defined_on, first_night)
    asked_until = min(last_ended, value.retired_on - ONE_DAY) if value.retired_on else last_ended
    own_rests = [rest for rest in rests if rest.value_id in (None, value.id)]
    latest = max(last_ended, max(nights, default=last_ended))
    states = {}
    for day in days_between(max(period.start, first_night), min(period.end, latest)):
        night = nights.get(day)
        # Most nights are answered, and need nothing that state_of looks up besides.
        if night and (outcome := night.outcome_of(value.id)):
            states[day] = _ANSWERED[outcome]
        elif asked_from <= day <= asked_until:
            states[day] = state_of(value.id, day, None, own_rests)
    return states


def segments_between(value: Value, period: Period) -> list[Segment]:
    """The period cut where the wording of the value changed, so that no rate mixes two definitions.

    Oldest first, without gaps; the first wording also covers the days before it. One segment when
    nothing changed.
    """
    versions = value.definitions
    parts = cut(period, [version.starts_on for version in versions])
    return [Segment(versions[number], part) for number, part in parts]


def cut(period: Period, starts: Sequence[date]) -> list[tuple[int, Period]]:
    """Cut a period at the days on which its versions start; a part with its version's number, from 0.

    The days are in rising order. The first version also covers the days before it; one that holds no day of
    the period is left out.
    """
    parts = []
    for number, start in enumerate(starts):
        first = period.start if number == 0 else max(period.start, start)
        is_newest = number == len(starts) - 1
        last = period.end if is_newest else min(period.end, starts[number + 1] - ONE_DAY)
        if first <= last:
            parts.append((number, Period(first, last)))
    return parts


def baseline_of(period: Period) -> Period:
    """The nights that a period is compared with: the sixteen weeks before it, or its own length if longer."""
    nights = timedelta(days=choose_baseline(period.length))
    return Period(period.start - nights, period.start - ONE_DAY)


def find_series(
    values: Iterable[Value], period: Period, states_of: Callable[[Value, Period], Mapping[date, State]]
) -> tuple[Series, ...]:
    """The nights of every value in a period and its baseline, counted for one screen.

    Args:
        values: those of the screen, in its order.
        period: the days that are looked at.
        states_of: the states of a value on the days of a stretch, as `states_between` gives them.

    Returns:
        A series for each value. How alike days in a row are is estimated over all of them, from the period
        and its baseline, for the newest wordings alone.
    """
    reach = Period(baseline_of(period).start, period.end)
    counted = []
    for value in values:
        wording = segments_between(value, reach)[-1].period
        states = states_of(value, wording)
        counted.append((value, wording.start, states))
    dependences = estimate_dependence([opportunities_of(states) for _, _, states in counted])
    series = []
    for (value, since, states), dependence in zip(counted, dependences, strict=True):
        within = {day: state for day, state in states.items() if day >= period.start}
        earlier = [state for day, state in states.items() if day < period.start]
        series.append(
            Series(
                value=value,
                states=within,
                tally=tally_of(within.values(), dependence),
                before=tally_of(earlier, dependence) if since < period.start else None,
                reworded_on=since if since > period.start else None,
            )
        )
    return tuple(series)


def opportunities_of(states: Mapping[date, State]) -> list[tuple[date, bool]]:
    """Every opportunity in order of date, and whether it was taken; all other nights are left out."""
    return [
        (day, state is State.DEMONSTRATED) for day, state in sorted(states.items()) if state in OPPORTUNITIES
    ]


def tally_of(states: Iterable[State], dependence: Dependence = INDEPENDENT) -> Tally:
    """Count states; their order does not matter, and no states at all give a tally of zeros."""
    counts = dict.fromkeys(State, 0)
    for state in states:
        counts[state] += 1
    return Tally(
        demonstrated=counts[State.DEMONSTRATED],
        fell_short=counts[State.FELL_SHORT],
        missed=counts[State.MISSED],
        no_opportunity=counts[State.NO_OPPORTUNITY],
        unanswered=counts[State.UNANSWERED],
        rest=counts[State.REST],
        dependence=dependence,
    )
