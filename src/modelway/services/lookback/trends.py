"""Looking at the weeks as they run: how values, practices and the journal itself go."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from modelway.domain.days.periods import Period, week_of
from modelway.domain.figures.states import baseline_of
from modelway.domain.lookback.trends import Records, Scope, Trends, trends_of
from modelway.domain.loop.values import Value
from modelway.services.loop.journal_state import journal_state
from modelway.services.session import Session

if TYPE_CHECKING:
    from modelway.domain.lookback.calendar import Calendar
    from modelway.domain.lookback.gaps import Gaps
    from modelway.domain.lookback.lenses import LivedLenses
    from modelway.domain.lookback.observers import ObserverGaps
    from modelway.domain.lookback.patterns import Lifts, Steadiness, WeekdayPatterns
    from modelway.domain.lookback.practices import DuePractices
    from modelway.domain.lookback.trends_report import TrendsReport

A_WEEK = timedelta(days=7)


def make_scope(session: Session, weeks: int | None, values: Sequence[Value] | None = None) -> Scope:
    """Return the last `weeks` weeks up to tonight, this one included; None for all since the first night."""
    tonight, first_night = session.tonight, session.journal.first_night()
    starts_on = session.settings.week_starts_on
    start = week_of(tonight, starts_on).start
    if weeks is not None:
        start -= (weeks - 1) * A_WEEK
    elif first_night is not None and first_night <= tonight:
        start = first_night
    state = journal_state(session, values)
    return Scope(Period(start, tonight), first_night, session.last_ended, starts_on, state)


def trends(session: Session, weeks: int | None) -> Trends:
    """Each value and the practices, week by week."""
    return trends_of(_records(session, weeks))


def gaps(session: Session, weeks: int | None) -> "Gaps":
    """How far each value is from its target, the one to look at first in front."""
    from modelway.domain.lookback.gaps import gaps_of

    return gaps_of(_records(session, weeks))


def practices(session: Session, weeks: int | None) -> "DuePractices":
    """What became of the practices that were due."""
    from modelway.domain.lookback.practices import count_due_practices

    return count_due_practices(_records(session, weeks))


def observers(session: Session, weeks: int | None) -> "ObserverGaps":
    """The leader's own record beside what observers answered in these weeks."""
    from modelway.domain.lookback.observers import ObserverGaps
    from modelway.domain.teaching.observers import FOUR_WEEKS, compare_with_observers
    from modelway.services.teaching.observers import list_forms

    scope, forms = make_scope(session, weeks), list_forms(session)
    asked = [form for form in forms if (form.answered_on or form.asked_on) in scope.period]
    first = min((form.asked_on for form in asked), default=scope.period.start) - FOUR_WEEKS
    nights = session.journal.outcomes(first, scope.period.end)
    gaps = compare_with_observers(session.journal.values(), asked, nights, scope.period)
    return ObserverGaps(scope, gaps, len(asked), sum(form.answered_on is not None for form in asked))


def lenses(session: Session, weeks: int | None) -> "LivedLenses":
    """Which parts of the teaching were lived in these weeks."""
    from modelway.domain.lookback.lenses import LivedLenses
    from modelway.domain.teaching.lenses import count_lenses
    from modelway.store.teaching.lenses import load_lenses

    scope, carried, journal = make_scope(session, weeks), load_lenses(session.journal), session.journal
    span = scope.period.start, scope.period.end
    ids = [value.id for value in journal.values()]
    counts = count_lenses(carried, journal.outcomes(*span), journal.practices_due(*span), ids, scope.period)
    return LivedLenses(scope, counts, not carried.is_empty)


def calendar(session: Session, weeks: int | None) -> "Calendar":
    """Each night, and what it brought for each value."""
    from modelway.domain.lookback.calendar import calendar_of

    return calendar_of(_records(session, weeks))


def weekdays(session: Session, weeks: int | None) -> "WeekdayPatterns":
    """Each weekday of each value against the others."""
    from modelway.domain.lookback.patterns import weekdays_of

    return weekdays_of(_records(session, weeks))


def lifts(session: Session, weeks: int | None) -> "Lifts":
    """Each value on days with a practice due, and on the others."""
    from modelway.domain.lookback.patterns import lifts_of

    return lifts_of(_records(session, weeks))


def consistency(session: Session, weeks: int | None) -> "Steadiness":
    """How steadily the journal is kept."""
    from modelway.domain.lookback.patterns import steadiness_of

    journal = session.journal
    return steadiness_of(make_scope(session, weeks), journal.journaled_days(), journal.rests())


def report(session: Session, weeks: int | None) -> "TrendsReport":
    """All that a page over these weeks tells, loaded once, with the practices of the week ahead."""
    from modelway.domain.lookback.trends_report import report_of

    ahead = session.journal.practices_due(session.tonight, session.tonight + A_WEEK)
    return report_of(_records(session, weeks), ahead)


def _records(session: Session, weeks: int | None) -> Records:
    journal, values = session.journal, session.journal.values()
    scope = make_scope(session, weeks, values)
    return Records(
        scope=scope,
        values=values,
        nights=journal.outcomes(baseline_of(scope.period).start, scope.period.end),
        practices=journal.practices_due(scope.period.start, scope.period.end),
        rests=journal.rests(),
    )
