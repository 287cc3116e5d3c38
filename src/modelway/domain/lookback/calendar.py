"""Nights as a calendar holds them: what each one brought, over many weeks."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from modelway.domain.days.periods import Period, week_of
from modelway.domain.figures.states import OPPORTUNITIES, days_between, resting_days
from modelway.domain.lookback.trends import Records, Scope
from modelway.domain.loop.nights import Answers, Outcome, State
from modelway.domain.loop.values import Value

ONE_WEEK = timedelta(days=7)


class NightKind(StrEnum):
    """What became of a night as a whole."""

    JOURNALED = "journaled"
    UNANSWERED = "unanswered"
    REST = "rest"


class CalendarNight(NamedTuple):
    """A night: how many values were demonstrated, of so many that it called for."""

    kind: NightKind
    demonstrated: int = 0
    opportunities: int = 0


class Calendar(NamedTuple):
    """The period since the first night: its `weeks` by their first day, its nights, the states of each value.

    The states are told as they were answered, under whichever wording: no figure is made of them.
    """

    scope: Scope
    weeks: tuple[date, ...]
    nights: Mapping[date, CalendarNight]
    values: tuple[tuple[Value, Mapping[date, State]], ...]


def calendar_of(records: Records) -> Calendar:
    """The calendar of the period; without any night empty."""
    scope = records.scope
    by_value = [(value, records.states(value, scope.period)) for value in records.values]
    return Calendar(
        scope=scope,
        weeks=_weeks(scope, scope.written) if scope.written else (),
        nights=_nights(records, scope.written) if scope.written else {},
        values=tuple((value, states) for value, states in by_value if states or value.retired_on is None),
    )


def night_of_states(states: Sequence[State]) -> CalendarNight:
    """What became of a night as a whole, by the states of its values, at least one."""
    demonstrated = states.count(State.DEMONSTRATED)
    opportunities = sum(state in OPPORTUNITIES for state in states)
    if opportunities or State.NO_OPPORTUNITY in states:
        return CalendarNight(NightKind.JOURNALED, demonstrated, opportunities)
    return CalendarNight(NightKind.UNANSWERED if State.UNANSWERED in states else NightKind.REST)


def _weeks(scope: Scope, written: Period) -> tuple[date, ...]:
    first = week_of(written.start, scope.week_starts_on).start
    return tuple(first + ONE_WEEK * week for week in range((written.end - first).days // ONE_WEEK.days + 1))


def _nights(records: Records, written: Period) -> dict[date, CalendarNight]:
    last_ended = records.scope.last_ended
    resting = resting_days(records.rests, written.start, min(written.end, last_ended))
    nights = {}
    for day in days_between(written.start, written.end):
        answers = records.nights.get(day)
        if answers:
            nights[day] = _journaled(answers)
        elif day <= last_ended:
            nights[day] = CalendarNight(NightKind.REST if day in resting else NightKind.UNANSWERED)
    return nights


def _journaled(answers: Answers) -> CalendarNight:
    outcomes = list(answers.outcomes.values())
    called_for = len(outcomes) - outcomes.count(Outcome.NO_OPPORTUNITY)
    return CalendarNight(NightKind.JOURNALED, outcomes.count(Outcome.DEMONSTRATED), called_for)
