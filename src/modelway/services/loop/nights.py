"""Looking at nights that were written, and taking one away."""

from collections.abc import Sequence
from datetime import date

from modelway.domain.days.dates import format_date
from modelway.domain.days.periods import Period
from modelway.domain.loop.evening import draft_key
from modelway.domain.loop.nights import Night, Outcome
from modelway.domain.loop.practices import Practice, sort_practices
from modelway.domain.loop.values import Value
from modelway.domain.loop.written_nights import NightList, WrittenNight
from modelway.errors import NotFound
from modelway.services.session import Session
from modelway.store.journal import EARLIEST, LATEST

# A stretch of this many days for each night looked for costs more than asking for each by itself.
SPARSE = 50


def find_night(session: Session, day: date) -> WrittenNight:
    """Return one night with its practices; raises NotFound when nothing was written."""
    night = session.journal.night(day)
    if night is None:
        raise NotFound(
            f"Nothing was written on {format_date(day)}: "
            f"write it now with: modelway journal --date {day.isoformat()}"
        )
    return _with_practices(session, [night])[0]


def list_nights(
    session: Session,
    *,
    start: date | None = None,
    end: date | None = None,
    value: Value | None = None,
    outcome: Outcome | None = None,
    limit: int | None = None,
) -> NightList:
    """Return the nights with an answer on this value, of this outcome, or both.

    Raises:
        BadDate: `end` lies before `start`.
    """
    span = Period(start or EARLIEST, end or LATEST)
    days = session.journal.latest_days(
        start=span.start, end=span.end, value_id=value.id if value else None, outcome=outcome
    )
    wanted = days[:limit]
    return NightList(tuple(_with_practices(session, _nights_of(session, wanted))), len(days) - len(wanted))


def delete(session: Session, day: date) -> WrittenNight:
    """Delete a night: its answers, its note, its reports, and its plans that are not reported yet.

    Plans that were reported on a later night stay, for that night tells of them.
    """
    whole = find_night(session, day)
    told_later = [one for one in whole.planned if one.outcome and one.reported_on != day]
    with session.journal.writing(
        session.command("nights delete", f"deleting the night of {format_date(day)}")
    ):
        for practice in whole.reported:
            session.journal.put_practice(practice._replace(outcome=None, note="", reported_on=None))
        session.journal.drop_practices(one for one in whole.planned if one not in told_later)
        session.journal.drop_night(day)
        session.journal.drop_drafts(draft_key(day))
    return whole


def _nights_of(session: Session, days: Sequence[date]) -> list[Night]:
    """Load the nights of these days, newest first; a few that are far apart are loaded one by one."""
    if not days:
        return []
    if (days[0] - days[-1]).days > SPARSE * len(days):
        return [night for day in days for night in session.journal.nights(day, day)]
    wanted = set(days)
    return [night for night in session.journal.nights(days[-1], days[0]) if night.day in wanted][::-1]


def _with_practices(session: Session, nights: Sequence[Night]) -> list[WrittenNight]:
    """Return the nights in their order, each with its practices, in two queries."""
    if not nights:
        return []
    days = [night.day for night in nights]
    start, end = min(days), max(days)
    known = session.journal.values()
    planned: dict[date, list[Practice]] = {}
    for practice in sort_practices(session.journal.practices_planned(start, end), known):
        planned.setdefault(practice.planned_on, []).append(practice)
    reported: dict[date | None, list[Practice]] = {}
    for practice in sort_practices(session.journal.practices_reported(start, end), known):
        reported.setdefault(practice.reported_on, []).append(practice)
    values = {value.id: value for value in known}
    return [
        WrittenNight(night, tuple(planned.get(night.day, ())), tuple(reported.get(night.day, ())), values)
        for night in nights
    ]
