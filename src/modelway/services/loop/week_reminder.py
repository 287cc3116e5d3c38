"""Whether the leader may be reminded to write about the week."""

from datetime import timedelta

from modelway.domain.days.periods import week_number
from modelway.domain.days.weeks import week_to_write
from modelway.services.session import Session


def is_due(session: Session, *, days_after: int) -> bool:
    """Whether the leader may be reminded to write about the week: on its last night, or so many days after.

    Only where the week has a night, and while its conversation is not through.
    """
    week = week_to_write(session.tonight, session.settings.week_starts_on)
    if not timedelta() <= session.tonight - week.end <= timedelta(days=days_after):
        return False
    journal, name = session.journal, week_number(week)
    if any(one.finished for one in journal.week_reviews(name, name)):
        return False
    return bool(journal.latest_days(start=week.start, end=week.end, limit=1))
