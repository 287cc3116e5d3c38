"""The journal at a glance, and the practices of today."""

from datetime import timedelta

from modelway.domain.glance import NIGHTS_AT_A_GLANCE, Glance, Tonight
from modelway.domain.practices import Practice
from modelway.domain.states import states_between
from modelway.domain.values import Value, active, is_unfinished
from modelway.services.session import Session


def glance(session: Session) -> Glance:
    """The last fourteen nights, what is due, and how far tonight is."""
    journal, today = session.journal, session.tonight
    days = tuple(today - timedelta(days=back) for back in reversed(range(NIGHTS_AT_A_GLANCE)))
    values = active(journal.values())
    nights = {night.day: night for night in journal.nights(days[0], today)}
    rests = journal.rests()
    first_night = journal.first_night()
    written = nights.get(today)
    tonight = Tonight.OPEN
    if written:
        answered = written.finished or all(written.reflection_on(value.id) for value in values)
        tonight = Tonight.WRITTEN if answered else Tonight.BEGUN
    return Glance(
        day=today,
        values=tuple(values),
        unfinished=tuple(value for value in values if is_unfinished(value)),
        days=days,
        states={
            value.id: states_between(
                value,
                days[0],
                today,
                nights,
                rests,
                first_night=first_night,
                last_ended=session.last_ended,
            )
            for value in values
        },
        due=tuple(due_today(session)),
        tonight=tonight,
        last_night=next(iter(journal.latest_days(end=session.last_ended, limit=1)), None),
    )


def due_today(session: Session) -> list[Practice]:
    """Today's practices, reported ones too."""
    return session.journal.practices_due(session.tonight, session.tonight)


def practices_with_values(session: Session) -> list[tuple[Practice, Value]]:
    """Today's practices, each with the value behind it."""
    values = {value.id: value for value in session.journal.values()}
    return [(practice, values[practice.value_id]) for practice in due_today(session)]
