"""Looking back on a period."""

from datetime import timedelta

from modelway.domain.periods import Kind, Period, previous, week_number
from modelway.domain.review import Records, Review, review_of
from modelway.services.session import Session

ONE_DAY = timedelta(days=1)


def review(session: Session, period: Period) -> Review:
    """The period as the journal tells it now, compared with the one before it."""
    before = previous(period)
    journal = session.journal
    records = Records(
        values=journal.values(),
        nights={night.day: night for night in journal.nights(before.start, period.end)},
        practices=journal.practices_due(period.start, period.end),
        rests=journal.rests(),
        first_night=journal.first_night(),
        last_ended=session.last_ended,
    )
    focus = journal.focus(week_number(period)) if period.kind is Kind.WEEK else None
    return review_of(records, period, before, focus)
