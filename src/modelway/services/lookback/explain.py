"""Explaining a figure with the leader's own numbers."""

from datetime import date, timedelta

from modelway.domain.days.periods import Period, week_of
from modelway.domain.figures.states import baseline_of
from modelway.domain.lookback.explaining.explanation import Explanation, Figure
from modelway.domain.lookback.explaining.figures import ABOUT, Of, explain, figure_named
from modelway.domain.lookback.explaining.records import Records, first_to_look_at
from modelway.domain.loop.nights import Answers
from modelway.domain.loop.values import Value, find_value
from modelway.errors import BadDate, NotFound, UsageError
from modelway.services.loop.journal_state import journal_state
from modelway.services.session import Session

A_WEEK = timedelta(days=7)
TWELVE_WEEKS = 12
PRACTICES = frozenset({"practice", "practices", "promise", "promises", "follow-through"})


def last_weeks(session: Session, weeks: int = TWELVE_WEEKS) -> Period:
    """The last so many weeks up to tonight, this one included."""
    start = week_of(session.tonight, session.settings.week_starts_on).start
    return Period(start - (weeks - 1) * A_WEEK, session.tonight)


def everything(session: Session) -> Period:
    """From the first night ever to tonight; tonight's week where there is none."""
    first_night = session.journal.first_night()
    if first_night is None or first_night > session.tonight:
        return last_weeks(session, 1)
    return Period(first_night, session.tonight)


def explain_figure(
    session: Session, name: str, reference: str = "", period: Period | None = None
) -> Explanation:
    """One figure over a period, the last twelve weeks if none is given.

    Args:
        session: the open journal.
        name: the figure, as it was typed.
        reference: the value, as it was typed; for trend and slope also "practices". Without one it is the
            value to look at first, or all of them where a figure takes all.
        period: the days that count.

    Raises:
        NotFound: there is no such figure or value.
        UsageError: the figure is not of a value.
        BadDate: the period has not begun yet.
    """
    figure = figure_named(name)
    period = period or last_weeks(session)
    if period.start > session.tonight:
        raise BadDate(f"{period.words} has not begun yet: choose a period up to today.")
    if reference and ABOUT[figure].of is Of.JOURNAL:
        raise UsageError(
            f"{ABOUT[figure].title} is of the whole journal: leave “{reference.strip()}” out, as in: "
            f"modelway explain {figure.value}"
        )
    records = _records(session, figure, period)
    value, practices = _subject(records, figure, reference)
    chosen = value is None and not practices and ABOUT[figure].of is Of.VALUE
    if chosen:
        value = first_to_look_at(records)
    explanation = explain(figure, records, value, practices=practices)
    state = journal_state(session, records.values)
    return explanation._replace(chosen=chosen and value is not None, state=state)


def _subject(records: Records, figure: Figure, reference: str) -> tuple[Value | None, bool]:
    """The value that was named, if any; and whether the practices were, which trend and slope also take."""
    if not reference:
        return None, False
    try:
        return find_value(records.values, reference), False
    except NotFound:
        if figure in (Figure.TREND, Figure.SLOPE) and reference.casefold() in PRACTICES:
            return None, True
        raise


def _records(session: Session, figure: Figure, period: Period) -> Records:
    journal = session.journal
    nights = journal.outcomes(baseline_of(period).start, period.end)
    return Records(
        period=period,
        values=journal.values(),
        nights=nights,
        practices=journal.practices_due(period.start, period.end),
        rests=journal.rests(),
        journaled=_journaled(session, figure, nights),
        first_night=journal.first_night(),
        last_ended=session.last_ended,
        week_starts_on=session.settings.week_starts_on,
    )


def _journaled(session: Session, figure: Figure, nights: dict[date, Answers]) -> list[date]:
    """The dates with an outcome; score and streak look back to the very first one."""
    if figure in (Figure.CONSISTENCY, Figure.STREAK):
        return session.journal.journaled_days()
    return [day for day, answers in nights.items() if answers.journaled]
