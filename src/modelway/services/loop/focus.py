"""Which value to look at first: the one a week is given to, or the one with the widest gap."""

from collections.abc import Sequence
from datetime import date, timedelta

from modelway.domain.days.periods import Period, week_number, week_of
from modelway.domain.loop.values import Value
from modelway.services.session import Session

ONE_DAY = timedelta(days=1)
GAP_WINDOW = timedelta(days=28)


def find_focus(session: Session, day: date, values: Sequence[Value]) -> Value | None:
    """Return the focus of the week of `day`, if it is one of `values`."""
    focus = session.journal.focus(week_number(week_of(day, session.settings.week_starts_on)))
    return next((value for value in values if value.id == focus), None)


def find_widest_gap(session: Session, values: Sequence[Value], day: date) -> Value | None:
    """Return the value with the widest gap over the 28 nights up to `day`, by priority; None without any."""
    if not values:
        return None
    # Only an evening or a day without a focus needs them, and a command's start is paid for every time.
    from modelway.domain.figures.gaps import rank
    from modelway.domain.figures.states import Series, states_between, tally_of

    journal = session.journal
    recent = Period(day - GAP_WINDOW + ONE_DAY, day)
    nights = journal.outcomes(recent.start, day)
    first_night = journal.first_night()
    series = []
    for value in values:
        states = states_between(value, recent, nights, [], first_night=first_night, last_ended=day)
        series.append(Series(value, states, tally_of(states.values())))
    return rank(series, recent)[0].value
