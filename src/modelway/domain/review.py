"""A period looked back on: what was shown, where the gaps are, and whether words became actions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from modelway.domain.coverage import Coverage, coverage_of
from modelway.domain.follow_through import FollowThrough, follow_through_of
from modelway.domain.gaps import Gap, rank
from modelway.domain.nights import Night, Outcome, Rest, State
from modelway.domain.periods import Period
from modelway.domain.practices import Practice
from modelway.domain.rates import Difference
from modelway.domain.states import Segment, segments_between, states_between
from modelway.domain.tally import Tally, tally_of
from modelway.domain.values import Value

BEST_NIGHTS = 3


@dataclass(frozen=True, slots=True)
class Records:
    """What is loaded for a review: nights and practices from the start of the earlier period on."""

    values: Sequence[Value]
    nights: Mapping[date, Night]
    practices: Sequence[Practice]
    rests: Sequence[Rest]
    first_night: date | None
    last_ended: date


@dataclass(frozen=True, slots=True)
class ValueReview:
    """One value over the period.

    `states` holds every day asked for or answered; `gap` carries the tally of the newest wording alone,
    in force since `reworded_on` if that lies within the period; `earlier` the tallies of wordings before it.
    `change` is against the period before, None if either has no opportunity or the wording differs.
    """

    value: Value
    states: Mapping[date, State]
    gap: Gap
    reworded_on: date | None
    earlier: tuple[tuple[Segment, Tally], ...]
    change: Difference | None
    follow_through: FollowThrough

    @property
    def tally(self) -> Tally:
        """The counts that the rate is made of."""
        return self.gap.tally


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was written on one night about the values it demonstrated."""

    day: date
    lines: tuple[tuple[Value, str], ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A period: `values` in the leader's order, `evidence` of its best nights, the focus if one was chosen."""

    period: Period
    coverage: Coverage
    values: tuple[ValueReview, ...]
    follow_through: FollowThrough
    evidence: tuple[Evidence, ...]
    focus: Value | None
    practices: tuple[Practice, ...]

    @property
    def ranked(self) -> tuple[ValueReview, ...]:
        """The values by the priority of their gap, the widest first; those at their target or untold left out."""
        by_id = {one.value.id: one for one in self.values}
        order = rank((one.value, one.tally) for one in self.values)
        return tuple(by_id[gap.value.id] for gap in order if gap.gap)

    @property
    def strengths(self) -> tuple[ValueReview, ...]:
        """The values that were demonstrated, the most often first."""
        shown = (one for one in self.values if one.tally.demonstrated)
        return tuple(
            sorted(
                shown, key=lambda one: (-one.tally.demonstrated, -(one.tally.rate or 0), one.value.position)
            )
        )


def review_of(records: Records, period: Period, before: Period, focus_id: str | None = None) -> Review:
    """Look back on `period`, and compare it with the period `before`.

    A value is part of it while it was asked for in the period, or when it has an answer there.
    """
    states = {
        value.id: _states(records, value, period)
        for value in records.values
        if _was_asked_for(value, period) or any(_answers(records, value, period))
    }
    reviewed = [value for value in records.values if value.id in states]
    newest = {value.id: _newest_segment(value, period) for value in reviewed}
    gaps = rank((value, tally_of(_within(states[value.id], newest[value.id]).values())) for value in reviewed)
    by_id = {gap.value.id: gap for gap in gaps}
    journaled = [night.day for night in records.nights.values() if night.journaled]
    return Review(
        period=period,
        coverage=coverage_of(
            journaled,
            records.rests,
            period.start,
            period.end,
            first_night=records.first_night,
            last_ended=records.last_ended,
        ),
        values=tuple(
            _value_review(records, value, period, before, states[value.id], by_id[value.id])
            for value in reviewed
        ),
        follow_through=_followed(records, period),
        evidence=best_evidence(records, period),
        focus=next((value for value in records.values if value.id == focus_id), None),
        practices=tuple(one for one in records.practices if one.due_on in period),
    )


def best_evidence(records: Records, period: Period) -> tuple[Evidence, ...]:
    """The nights with the most values demonstrated in words, up to three; the newest first among equals."""
    told = []
    for day in sorted((day for day in records.nights if day in period), reverse=True):
        answers = records.nights[day].reflections
        texts = {
            one.value_id: one.text
            for one in answers
            if one.outcome is Outcome.DEMONSTRATED and one.text.strip()
        }
        lines = tuple((value, texts[value.id]) for value in records.values if value.id in texts)
        if lines:
            told.append(Evidence(day, lines))
    return tuple(sorted(told, key=lambda one: -len(one.lines))[:BEST_NIGHTS])


def _value_review(
    records: Records, value: Value, period: Period, before: Period, states: Mapping[date, State], gap: Gap
) -> ValueReview:
    segments = segments_between(value, period.start, period.end)
    newest = segments[-1]
    same_wording = [
        segment
        for segment in segments_between(value, before.start, before.end)
        if segment.definition.id == newest.definition.id
    ]
    earlier_period = _states(records, value, before)
    change = None
    if same_wording and len(segments) == 1:
        comparable = tally_of(_within(earlier_period, same_wording[0]).values())
        change = gap.tally.change_from(comparable)
    return ValueReview(
        value=value,
        states=states,
        gap=gap,
        reworded_on=newest.start if len(segments) > 1 else None,
        earlier=tuple((segment, tally_of(_within(states, segment).values())) for segment in segments[:-1]),
        change=change,
        follow_through=_followed(records, period, value.id),
    )


def _states(records: Records, value: Value, period: Period) -> dict[date, State]:
    return states_between(
        value,
        period.start,
        period.end,
        records.nights,
        records.rests,
        first_night=records.first_night,
        last_ended=records.last_ended,
    )


def _was_asked_for(value: Value, period: Period) -> bool:
    return value.defined_on <= period.end and value.is_active_on(period.start)


def _answers(records: Records, value: Value, period: Period) -> Iterable[Outcome | None]:
    return (night.outcome_of(value.id) for day, night in records.nights.items() if day in period)


def _newest_segment(value: Value, period: Period) -> Segment:
    return segments_between(value, period.start, period.end)[-1]


def _within(states: Mapping[date, State], segment: Segment) -> dict[date, State]:
    return {day: state for day, state in states.items() if segment.start <= day <= segment.end}


def _followed(records: Records, period: Period, value_id: str | None = None) -> FollowThrough:
    return follow_through_of(
        records.practices, period.start, period.end, last_ended=records.last_ended, value_id=value_id
    )
