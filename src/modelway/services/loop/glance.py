"""The journal at a glance."""

from collections.abc import Sequence
from datetime import timedelta

from modelway.domain.days.periods import Period
from modelway.domain.figures.states import states_between
from modelway.domain.loop.glance import NIGHTS_AT_A_GLANCE, Glance
from modelway.domain.loop.practices import Practice, sort_practices
from modelway.domain.loop.values import Value, values_in_use
from modelway.services.loop.focus import find_focus
from modelway.services.loop.journal_state import journal_state
from modelway.services.session import Session


def glance(session: Session) -> Glance:
    """The last fourteen nights, what is due, and how far tonight is."""
    journal, today = session.journal, session.tonight
    fortnight = Period(today - timedelta(days=NIGHTS_AT_A_GLANCE - 1), today)
    known = journal.values()
    values = values_in_use(known)
    nights = {night.day: night for night in journal.nights(fortnight.start, today)}
    rests = journal.rests()
    first_night = journal.first_night()
    return Glance(
        day=today,
        values=tuple(values),
        days=tuple(fortnight.days()),
        states={
            value.id: states_between(
                value, fortnight, nights, rests, first_night=first_night, last_ended=session.last_ended
            )
            for value in values
        },
        due=list_practices_due(session, known),
        last_night=next(iter(journal.latest_days(end=session.last_ended, limit=1)), None),
        state=journal_state(session, known),
        focus=find_focus(session, today, values),
    )


def list_practices_due(session: Session, values: Sequence[Value]) -> tuple[tuple[Practice, Value], ...]:
    """Return today's practices, reported ones too, each with its value, in the order of `values`."""
    by_id = {value.id: value for value in values}
    due = session.journal.practices_due(session.tonight, session.tonight)
    return tuple((practice, by_id[practice.value_id]) for practice in sort_practices(due, values))
