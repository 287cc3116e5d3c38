"""What a check leads to: the journal's record beside it, and a practice for tomorrow."""

from datetime import timedelta

from modelway.domain.days.periods import Period
from modelway.domain.figures.coverage import coverage_of
from modelway.domain.figures.follow_through import follow_through_of
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value, values_in_use
from modelway.domain.teaching.checks import Check, Suggestion
from modelway.domain.teaching.record import Record
from modelway.services.loop import plans
from modelway.services.loop.today import today
from modelway.services.session import Session
from modelway.store.teaching import checks as store


def find_record(session: Session, check: Check) -> Record | None:
    """What the journal holds since the last finished run, or since the first night; None without a night."""
    journal = session.journal
    first = journal.first_night()
    if first is None or not check.record:
        return None
    runs = [run.day for run in store.load_check_runs(journal, check.name) if run.finished]
    before = [day for day in runs if day < session.tonight]
    period = Period(max(before, default=first), session.tonight)
    return Record(
        period,
        coverage_of(
            journal.journaled_days(),
            journal.rests(),
            period,
            first_night=first,
            last_ended=session.last_ended,
        ),
        follow_through_of(
            journal.practices_due(period.start, period.end), period, last_ended=session.last_ended
        ),
        store.count_finished_checks(journal, period.start, period.end),
    )


def find_value_to_practise(session: Session) -> Value | None:
    """The value that a practice from a check is for: the one that is offered today; None without any."""
    values = values_in_use(session.journal.values())
    return (today(session).offered or values[0]) if values else None


def practise(session: Session, suggestion: Suggestion, value: Value) -> Practice:
    """Promise for tomorrow what a weak answer suggests."""
    return plans.add(session, value, "", suggestion.practice, session.tonight + timedelta(days=1))
