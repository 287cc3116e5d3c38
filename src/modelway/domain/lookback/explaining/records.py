"""What explanations are made from: the answers of a period, value by value, and why there may be none."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from modelway.domain.days.periods import Period, Weekday
from modelway.domain.figures.gaps import rank
from modelway.domain.figures.states import (
    Series,
    Tally,
    find_series,
    segments_between,
    states_between,
    tally_of,
)
from modelway.domain.lookback.explaining.explanation import Result, counted, day_words, share_words
from modelway.domain.loop.nights import Answers, Rest, State
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value, values_in_use

ONE_OPPORTUNITY = "one night that calls for it, answered with demonstrated, fell short or missed."


class Records(NamedTuple):
    """What is loaded for one explanation.

    `nights` reach back over the period and its baseline. `practices` are those due in the period; `journaled`
    are all dates with an outcome, and empty for figures that do not ask for them.
    """

    period: Period
    values: Sequence[Value]
    nights: Mapping[date, Answers]
    practices: Sequence[Practice]
    rests: Sequence[Rest]
    journaled: Sequence[date]
    first_night: date | None
    last_ended: date
    week_starts_on: Weekday

    @property
    def last_night(self) -> date:
        """The last night of the period that has ended."""
        return min(self.period.end, self.last_ended)

    def states(self, value: Value, period: Period) -> dict[date, State]:
        """What the nights of a stretch say about a value."""
        return states_between(
            value, period, self.nights, self.rests, first_night=self.first_night, last_ended=self.last_ended
        )


class Wording(NamedTuple):
    """One value under its newest wording of the period, as every screen counts it.

    `earlier` are the counts of the wordings before it in the period.
    """

    series: Series
    earlier: tuple[Tally, ...]

    @property
    def value(self) -> Value:
        """The value it is about."""
        return self.series.value

    @property
    def tally(self) -> Tally:
        """The counts of the period."""
        return self.series.tally

    @property
    def states(self) -> Mapping[date, State]:
        """The days of the period that were asked for or answered."""
        return self.series.states

    @property
    def reworded_on(self) -> date | None:
        """The first day of this wording, if that lies within the period."""
        return self.series.reworded_on

    @property
    def caveats(self) -> tuple[str, ...]:
        """That only the newest wording counts, where there was another one."""
        if self.reworded_on is None:
            return ()
        sentence = (
            f"Since {day_words(self.reworded_on)} there is a new definition, and only its nights count: "
            "no figure mixes two definitions."
        )
        before = [
            f"{tally.demonstrated} of {tally.opportunities}, {share_words(tally.rate)}"
            for tally in self.earlier
            if tally.rate is not None
        ]
        return (f"{sentence} Before it in this period: {'; '.join(before)}." if before else sentence,)


def wordings_of(records: Records, value: Value | None = None) -> tuple[Wording, ...]:
    """All values that a screen of the period shows, and this one, in the leader's order."""
    shown = [
        one
        for one in records.values
        if one.retired_on is None or (value and one.id == value.id) or records.states(one, records.period)
    ]
    return tuple(
        Wording(
            series,
            tuple(
                tally_of(records.states(series.value, one.period).values(), series.tally.dependence)
                for one in segments_between(series.value, records.period)[:-1]
            ),
        )
        for series in find_series(shown, records.period, records.states)
    )


def wording_of(records: Records, value: Value) -> Wording:
    """The value over the period, counted beside all others that a screen shows."""
    return next(one for one in wordings_of(records, value) if one.value.id == value.id)


def in_question(records: Records) -> list[Value]:
    """The values in use that were asked for or answered in the period, in the leader's order."""
    return [
        value
        for value in values_in_use(records.values)
        if value.defined_on <= records.period.end or records.states(value, records.period)
    ]


def first_to_look_at(records: Records) -> Value | None:
    """The value in use with the widest gap over the period, by priority; None without a value."""
    known = {value.id for value in in_question(records)}
    ranked = rank((one.series for one in wordings_of(records) if one.value.id in known), records.period)
    return ranked[0].value if ranked else next(iter(values_in_use(records.values)), None)


def counts_of(tally: Tally) -> dict[str, float]:
    """The nights of each state, by the name the machine interface gives it."""
    return {
        "demonstrated": tally.demonstrated,
        "fell_short": tally.fell_short,
        "missed": tally.missed,
        "no_opportunity": tally.no_opportunity,
        "unanswered": tally.unanswered,
        "rest": tally.rest,
    }


def over_opportunities(tally: Tally) -> str:
    """The calculation of a rate from its three counts."""
    return f"{tally.demonstrated} / ({tally.demonstrated} + {tally.fell_short} + {tally.missed})"


def no_rate(records: Records, wording: Wording, *figures: str) -> Result:
    """Why a value has no rate in the period, and what it would take; each of the figures is None."""
    return Result(_why_no_rate(records, wording), 0, dict.fromkeys(figures), ONE_OPPORTUNITY)


def no_value(*figures: str) -> Result:
    """That there is no value to tell a figure of."""
    return Result("There are no values yet.", 0, dict.fromkeys(figures), "a value: modelway values define")


def _why_no_rate(records: Records, wording: Wording) -> str:
    value, tally = wording.value, wording.tally
    if records.first_night is None:
        return "No night has been written yet."
    if records.first_night > records.period.end:
        return f"The first night was written on {day_words(records.first_night)}, after this period."
    if tally.no_opportunity:
        nights = counted(tally.no_opportunity, "night")
        return f"No opportunity came: on {nights} nothing called for {value.name}."
    if value.defined_on > records.period.end:
        return f"{value.name} was defined on {day_words(value.defined_on)}, after this period."
    if value.retired_on and value.retired_on <= records.period.start:
        return f"{value.name} was retired on {day_words(value.retired_on)}, before this period."
    since = f" since its new definition of {day_words(wording.reworded_on)}" if wording.reworded_on else ""
    return f"No night of this period was answered for {value.name}{since}."
