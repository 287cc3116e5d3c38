"""The focus: the one value that a week is given to."""

from collections.abc import Sequence
from datetime import date

from modelway.domain.periods import week_number, week_of
from modelway.domain.values import Value
from modelway.services.session import Session


def focus_on(session: Session, day: date, values: Sequence[Value]) -> Value | None:
    """The value of `values` that the week of `day` is given to; None for none of them."""
    focus = session.journal.focus(week_number(week_of(day, session.settings.week_starts_on)))
    return next((value for value in values if value.id == focus), None)
