"""Looking back on a period."""

from modelway.domain.periods import Kind, Period, previous, week_number
from modelway.domain.review import Records, Review, review_of
from modelway.errors import BadDate
from modelway.services.session import Session


def review(session: Session, period: Period) -> Review:
    """The period as the journal tells it now, compared with the one before it.

    Raises:
        BadDate: it has not begun yet.
    """
    if period.start > session.tonight:
        raise BadDate(f"{period.words} has not begun yet: choose a period up to today.")
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
