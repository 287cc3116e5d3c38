"""What the journal holds at this moment, as far as the next step depends on it."""

from collections.abc import Sequence
from datetime import timedelta

from modelway.domain.days.dates import NOON
from modelway.domain.loop.next_steps import JournalState, Tonight
from modelway.domain.loop.practices import REPORT_WITHIN
from modelway.domain.loop.values import Value, is_unfinished, values_in_use
from modelway.services.session import Session


def journal_state(session: Session, values: Sequence[Value] | None = None) -> JournalState:
    """Load what decides the next step; `values` are all of the journal's, where they are loaded already."""
    today = session.tonight
    known = session.journal.values() if values is None else values
    in_use = values_in_use(known)
    tonight = Tonight(session.journal.how_far(today))
    unreported = [one for one in session.journal.practices_due(today - REPORT_WITHIN) if one.outcome is None]
    planned = {one.value_id for one in unreported if one.due_on >= today}
    return JournalState(
        has_values=bool(in_use),
        has_unfinished=any(is_unfinished(value) for value in in_use),
        tonight=tonight,
        is_morning=not session.past_midnight and session.now.time() < NOON,
        has_report_due=any(one.due_on <= today for one in unreported),
        planned=tuple(value for value in in_use if value.id in planned),
        week_is_due=tonight in (Tonight.WRITTEN, Tonight.REST) and _is_week_due(session),
    )


def _is_week_due(session: Session) -> bool:
    """Return True on a week's last night and the day after, if it has a night and is not written about."""
    # Only an evening that is written needs these, and a command's start is paid for every time.
    from modelway.domain.days.periods import week_number
    from modelway.domain.days.weeks import week_to_write

    week = week_to_write(session.tonight, session.settings.week_starts_on)
    if session.tonight - week.end not in (timedelta(), timedelta(days=1)):
        return False
    journal, name = session.journal, week_number(week)
    if any(one.finished for one in journal.week_reviews(name, name)):
        return False
    return bool(journal.latest_days(start=week.start, end=week.end, limit=1))
