"""A period looked back on: what was shown, where the gaps are, and whether words became actions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from modelway.domain.days.periods import Period, Weekday, period_before, week_number, week_of
from modelway.domain.days.weeks import is_week_to_write, weeks_named_within
from modelway.domain.figures.coverage import Coverage, coverage_of
from modelway.domain.figures.differences import JudgedDifference, judge_changes
from modelway.domain.figures.follow_through import FollowThrough, follow_through_of
from modelway.domain.figures.gaps import Gap, rank
from modelway.domain.figures.neglect import WINDOW, Neglect, neglect_of
from modelway.domain.figures.rates import choose_level
from modelway.domain.figures.states import (
    ANSWERS,
    Segment,
    Series,
    Tally,
    baseline_of,
    find_series,
    segments_between,
    states_between,
    tally_of,
)
from modelway.domain.lookback.week_review import WeekReview
from modelway.domain.loop.next_steps import JournalState
from modelway.domain.loop.nights import Answers, Night, Outcome, Rest, State
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value
from modelway.domain.teaching.seen import Beside

BEST_NIGHTS = 3
ONE_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)


class Records(NamedTuple):
    """What is loaded for a review; from the first day of its baseline on.

    `nights` hold the answers of the earlier period too, `practices` all that are due until a week after the
    period, `fullest` the nights with the most words, and `weeks` what was written about weeks, from the
    one before the period to the one after.
    """

    values: Sequence[Value]
    nights: Mapping[date, Answers] | Mapping[date, Night]
    practices: Sequence[Practice]
    rests: Sequence[Rest]
    first_night: date | None
    last_ended: date
    fullest: Sequence[Night] = ()
    weeks: Sequence[WeekReview] = ()
    week_starts_on: Weekday = Weekday.MONDAY

    def states(self, value: Value, period: Period) -> dict[date, State]:
        """What the nights of a stretch say about a value."""
        return states_between(
            value, period, self.nights, self.rests, first_night=self.first_night, last_ended=self.last_ended
        )


class ValueReview(NamedTuple):
    """One value over the period.

    `states` holds every day asked for or answered; `gap` carries the tally of the newest wording alone,
    in force since `reworded_on` if that lies within the period; `earlier` the tallies of wordings before it.
    `before` counts the nights it is compared with as far as the same wording was in force throughout the
    period, else None; `change` is against them, None if either has no opportunity. `wording_since` is the
    first day of the newest wording where it replaced another one after the first of those nights: then the
    figures are not, or not wholly, comparable. `neglect` is looked for at the end of a week only.
    """

    value: Value
    states: Mapping[date, State]
    gap: Gap
    reworded_on: date | None
    wording_since: date | None
    earlier: tuple[tuple[Segment, Tally], ...]
    before: Tally | None
    change: JudgedDifference | None
    follow_through: FollowThrough
    neglect: Neglect | None = None

    @property
    def tally(self) -> Tally:
        """The counts that the rate is made of."""
        return self.gap.tally


class Evidence(NamedTuple):
    """What was written on one night about the values it demonstrated."""

    day: date
    lines: tuple[tuple[Value, str], ...]


class Week(NamedTuple):
    """What belongs to a week of the leader's beyond its nights.

    `written` is what was written about it, `last` what was written about the week before; `focus` the value
    it was given to, `focus_ahead` that of the week after. `is_due` from its last day on, while it is the
    week to write about and its conversation is not through.
    """

    name: str
    written: WeekReview | None
    last: WeekReview | None
    focus: Value | None
    focus_ahead: Value | None
    is_due: bool


class Review(NamedTuple):
    """A period: `values` in the leader's order, `evidence` of its best nights.

    `practices` are all that were due in it, each with its value, and `ahead` those planned for the days from
    tonight on, or after the period if that is over, until a week after it. `week` is None unless the period
    is a week as the leader's settings have it; `weeks` are the ones written about within a longer period.
    `before` are the nights it is compared with, from the first one ever on; None if there are none. `is_over`
    tells whether its last night has ended, `has_values` whether there is any value, in this period or not.
    `is_shared` is one without the leader's words: see `modelway.domain.lookback.sharing`. `state` is what the
    journal holds now, for the next step.
    """

    period: Period
    before: Period | None
    coverage: Coverage
    values: tuple[ValueReview, ...]
    follow_through: FollowThrough
    evidence: tuple[Evidence, ...]
    practices: tuple[tuple[Practice, Value], ...]
    ahead: tuple[tuple[Practice, Value], ...]
    week: Week | None
    weeks: tuple[WeekReview, ...]
    first_night: date | None
    has_values: bool
    is_over: bool
    is_shared: bool = False
    beside: Beside = Beside()
    state: JournalState = JournalState()

    @property
    def focus(self) -> Value | None:
        """The value that this week was given to; None for none, and for a longer period."""
        return self.week.focus if self.week else None

    @property
    def is_empty(self) -> bool:
        """Return True if there is no answer, no practice and nothing written about the weeks."""
        answered = any(not ANSWERS.isdisjoint(one.states.values()) for one in self.values)
        written = (self.week is not None and self.week.written) or self.weeks
        return not (answered or self.practices or written)

    @property
    def ranked(self) -> tuple[ValueReview, ...]:
        """The values in use below their target, the one to look at first in front."""
        below = (one for one in self.values if one.gap.gap and one.value.retired_on is None)
        return tuple(sorted(below, key=lambda one: one.gap.rank_key))

    @property
    def strengths(self) -> tuple[ValueReview, ...]:
        """The values that were demonstrated, the most often first."""
        shown = (one for one in self.values if one.tally.demonstrated)
        return tuple(
            sorted(
                shown, key=lambda one: (-one.tally.demonstrated, -(one.tally.rate or 0), one.value.position)
            )
        )


def review_of(records: Records, period: Period) -> Review:
    """Look back on `period`, and compare it with its baseline: the sixteen weeks before, or its own length.

    A value is part of it while it was asked for in the period, or when it has an answer there.
    """
    reviewed = [
        value
        for value in records.values
        if _was_asked_for(value, period) or any(_answers(records, value, period))
    ]
    series = find_series(reviewed, period, records.states)
    by_id = {gap.value.id: gap for gap in rank(series, period)}
    journaled = [day for day, night in records.nights.items() if night.journaled]
    coverage = coverage_of(
        journaled,
        records.rests,
        period,
        first_night=records.first_night,
        last_ended=records.last_ended,
    )
    week = _week(records, period, is_written=bool(coverage.journaled))
    return Review(
        period=period,
        before=_compared_with(period, records.first_night),
        coverage=coverage,
        values=tuple(
            _value_review(records, one, period, by_id[one.value.id], change, in_week=week is not None)
            for one, change in zip(series, _judge_changes(series, period), strict=True)
        ),
        follow_through=_followed(records, period),
        evidence=best_evidence(records.values, records.fullest),
        practices=_practices(records, period),
        ahead=tuple(
            (practice, value)
            for practice, value in _practices(records, _ahead_of(records, period))
            if practice.due_on not in period or practice.outcome is None
        ),
        week=week,
        weeks=() if week else _weeks_within(records, period),
        first_night=records.first_night,
        has_values=bool(records.values),
        is_over=period.end <= records.last_ended,
    )


def best_evidence(values: Sequence[Value], nights: Iterable[Night]) -> tuple[Evidence, ...]:
    """The nights with the most values demonstrated in words, up to three; the newest first among equals."""
    evidence = []
    for night in sorted(nights, key=lambda one: one.day, reverse=True):
        texts = {
            one.value_id: one.text
            for one in night.reflections
            if one.outcome is Outcome.DEMONSTRATED and one.text.strip()
        }
        lines = tuple((value, texts[value.id]) for value in values if value.id in texts)
        if lines:
            evidence.append(Evidence(night.day, lines))
    return tuple(sorted(evidence, key=lambda one: -len(one.lines))[:BEST_NIGHTS])


def _compared_with(period: Period, first_night: date | None) -> Period | None:
    """The baseline from the first night ever on; None if that is not before the period."""
    if first_night is None or first_night >= period.start:
        return None
    baseline = baseline_of(period)
    return Period(max(baseline.start, first_night), baseline.end)


def _judge_changes(series: Sequence[Series], period: Period) -> list[JudgedDifference | None]:
    """The change of every value against its baseline, all judged together."""
    nothing = Tally()
    return judge_changes(
        [(one.tally.share, (one.before or nothing).share) for one in series],
        [one.tally.dependence for one in series],
        choose_level(period.length),
    )


def _value_review(
    records: Records,
    series: Series,
    period: Period,
    gap: Gap,
    change: JudgedDifference | None,
    *,
    in_week: bool,
) -> ValueReview:
    value = series.value
    *earlier, newest = segments_between(value, period)
    since = newest.definition.starts_on
    compared_from = max(baseline_of(period).start, records.first_night or since)
    replaced = newest.definition.id != value.definitions[0].id and since > compared_from
    return ValueReview(
        value=value,
        states=records.states(value, period) if earlier else series.states,
        gap=gap,
        reworded_on=series.reworded_on,
        wording_since=since if replaced else None,
        earlier=tuple(
            (
                segment,
                tally_of(records.states(value, segment.period).values(), series.tally.dependence),
            )
            for segment in earlier
        ),
        before=series.before,
        change=change,
        follow_through=_followed(records, period, value.id),
        neglect=_neglect(records, value, period) if in_week else None,
    )


def _neglect(records: Records, value: Value, period: Period) -> Neglect | None:
    """Return how a value in use had gone quiet in the last fourteen nights of the period, if it had."""
    if value.retired_on is not None:
        return None
    last = _last_night(period, records.last_ended)
    fortnight = Period(last - WINDOW + ONE_DAY, max(last, period.end))
    return neglect_of(records.states(value, fortnight), last)


def _last_night(period: Period, last_ended: date) -> date:
    return min(period.end, last_ended)


def _week(records: Records, period: Period, *, is_written: bool) -> Week | None:
    """The week of that period; None when the period is no week, or starts on another day than weeks do."""
    if period != week_of(period.start, records.week_starts_on):
        return None
    by_name = {one.week: one for one in records.weeks}
    name = week_number(period)
    written = by_name.get(name)
    after = by_name.get(week_number(Period(period.start + A_WEEK, period.end + A_WEEK)))
    tonight = records.last_ended + ONE_DAY
    return Week(
        name=name,
        written=written if written and written.is_begun else None,
        last=by_name.get(week_number(period_before(period))),
        focus=_value_with(records, written.focus_id if written else None),
        focus_ahead=_value_with(records, after.focus_id if after else None),
        is_due=is_written
        and tonight >= period.end
        and is_week_to_write(period, tonight, records.week_starts_on)
        and not (written and written.finished),
    )


def _weeks_within(records: Records, period: Period) -> tuple[WeekReview, ...]:
    names = weeks_named_within(period)
    return tuple(one for one in records.weeks if one.is_begun and one.week in names)


def _value_with(records: Records, value_id: str | None) -> Value | None:
    return next((value for value in records.values if value.id == value_id), None)


def _ahead_of(records: Records, period: Period) -> Period:
    """The days that are still ahead, seen from the period's end or from tonight, until a week after it."""
    return Period(_last_night(period, records.last_ended) + ONE_DAY, period.end + A_WEEK)


def _practices(records: Records, period: Period) -> tuple[tuple[Practice, Value], ...]:
    by_id = {value.id: value for value in records.values}
    return tuple((one, by_id[one.value_id]) for one in records.practices if one.due_on in period)


def _was_asked_for(value: Value, period: Period) -> bool:
    return value.defined_on <= period.end and value.is_active_on(period.start)


def _answers(records: Records, value: Value, period: Period) -> Iterable[Outcome | None]:
    return (night.outcome_of(value.id) for day, night in records.nights.items() if day in period)


def _followed(records: Records, period: Period, value_id: str | None = None) -> FollowThrough:
    return follow_through_of(records.practices, period, last_ended=records.last_ended, value_id=value_id)
