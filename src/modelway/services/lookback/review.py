"""Looking back on a period."""

from datetime import timedelta

from modelway.domain.days.periods import Period, week_number, week_of
from modelway.domain.figures.states import baseline_of
from modelway.domain.lookback.review import BEST_NIGHTS, Records, Review, review_of
from modelway.errors import BadDate
from modelway.services.loop.journal_state import journal_state
from modelway.services.session import Session
from modelway.services.teaching.seen import list_beside

A_WEEK = timedelta(days=7)


def review(session: Session, period: Period) -> Review:
    """The period as the journal tells it now, compared with the nights before it.

    Raises:
        BadDate: it has not begun yet.
    """
    check_begun(session, period)
    journal, starts_on = session.journal, session.settings.week_starts_on
    first, after = baseline_of(period).start, period.end + A_WEEK
    records = Records(
        values=journal.values(),
        nights=journal.outcomes(first, period.end),
        practices=journal.practices_due(period.start, after),
        rests=journal.rests(),
        first_night=journal.first_night(),
        last_ended=session.last_ended,
        fullest=journal.fullest_nights(period.start, period.end, limit=BEST_NIGHTS),
        weeks=journal.week_reviews(
            week_number(week_of(period.start - A_WEEK, starts_on)), week_number(week_of(after, starts_on))
        ),
        week_starts_on=starts_on,
    )
    found = review_of(records, period)
    looked_at = [one.value for one in found.ranked[:1]] + ([found.focus] if found.focus else [])
    return found._replace(
        state=journal_state(session, records.values),
        beside=list_beside(session, period, looked_at, weekly=period.length <= A_WEEK.days),
    )


def check_begun(session: Session, period: Period) -> None:
    """Raises BadDate when the period lies wholly ahead."""
    if period.start > session.tonight:
        raise BadDate(f"{period.words} has not begun yet: choose a period up to today.")
