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
    `before` counts the period before as far as the same wording was in force throughout this one, else
    None; `change` is against it, None if either has no opportunity.
    """

    value: Value
    states: Mapping[date, State]
    gap: Gap
    reworded_on: date | None
    earlier: tuple[tuple[Segment, Tally], ...]
    before: Tally | None
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
    """A period: `values` in the leader's order, `evidence` of its best nights, the focus if one was chosen.

    `practices` are all that were due in it; `is_over` tells whether its last night has ended.
    """

    period: Period
    coverage: Coverage
    values: tuple[ValueReview, ...]
    follow_through: FollowThrough
    evidence: tuple[Evidence, ...]
    focus: Value | None
    practices: tuple[Practice, ...]
    is_over: bool

    @property
    def ranked(self) -> tuple[ValueReview, ...]:
        """The values below their target, the one to look at first in front."""
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
    gaps = rank(
        (value, _tally_within(states[value.id], segments_between(value, period)[-1])) for value in reviewed
    )
    by_id = {gap.value.id: gap for gap in gaps}
    journaled = [night.day for night in records.nights.values() if night.journaled]
    return Review(
        period=period,
        coverage=coverage_of(
            journaled,
            records.rests,
            period,
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
        is_over=period.end <= records.last_ended,
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
    *earlier, newest = segments_between(value, period)
    compared = None if earlier else _tally_before(records, value, before, newest)
    return ValueReview(
        value=value,
        states=states,
        gap=gap,
        reworded_on=newest.period.start if earlier else None,
        earlier=tuple((segment, _tally_within(states, segment)) for segment in earlier),
        before=compared,
        change=gap.tally.change_from(compared) if compared else None,
        follow_through=_followed(records, period, value.id),
    )


def _tally_before(records: Records, value: Value, before: Period, newest: Segment) -> Tally | None:
    """The counts of the period before under the wording of `newest`; None if it was not in force then."""
    states = _states(records, value, before)
    same = (one for one in segments_between(value, before) if one.definition.id == newest.definition.id)
    segment = next(same, None)
    return _tally_within(states, segment) if segment else None


def _states(records: Records, value: Value, period: Period) -> dict[date, State]:
    return states_between(
        value,
        period,
        records.nights,
        records.rests,
        first_night=records.first_night,
        last_ended=records.last_ended,
    )


def _was_asked_for(value: Value, period: Period) -> bool:
    return value.defined_on <= period.end and value.is_active_on(period.start)


def _answers(records: Records, value: Value, period: Period) -> Iterable[Outcome | None]:
    return (night.outcome_of(value.id) for day, night in records.nights.items() if day in period)


def _tally_within(states: Mapping[date, State], segment: Segment) -> Tally:
    return tally_of(state for day, state in states.items() if day in segment.period)


def _followed(records: Records, period: Period, value_id: str | None = None) -> FollowThrough:
    return follow_through_of(records.practices, period, last_ended=records.last_ended, value_id=value_id)
