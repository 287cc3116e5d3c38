"""Nights that are not asked for: rest days and pauses, past ones and those to come."""

from collections.abc import Mapping
from datetime import date, timedelta

from modelway.domain.days.dates import format_date
from modelway.domain.loop.nights import NamedRest, Rest
from modelway.domain.loop.texts import LONGEST_PRACTICE_PART, clean_line
from modelway.domain.loop.values import Value
from modelway.errors import BadDate, NotFound, Refused
from modelway.services.session import Session
from modelway.store.transactions import new_id

ONE_WEEK = timedelta(days=7)
LONGEST_WEEKLY = timedelta(days=366 * 5)


def list_rests(session: Session) -> list[NamedRest]:
    """Every stretch of rest, the earliest first."""
    values = {value.id: value for value in session.journal.values()}
    return [_named(number, rest, values) for number, rest in enumerate(session.journal.rests(), start=1)]


def add_rest(
    session: Session, start: date, end: date | None, value: Value | None, reason: str, *, weekly: bool = False
) -> list[Rest]:
    """Let a stretch of nights rest, both ends included, or with `weekly` one night a week from the first on.

    Returns:
        What was added; nothing that rests already is added again.

    Raises:
        BadDate: the end lies before the start, or a weekly rest has none or lasts over five years.
        BadText: the reason is no line of text.
        Refused: all of it rests already.
    """
    if end and end < start:
        raise BadDate(
            f"{format_date(end)} lies before {format_date(start)}: name the last night behind the first."
        )
    if weekly and not end:
        raise BadDate("A weekly rest needs its last day: add --to DAY.")
    if weekly and end and end - start > LONGEST_WEEKLY:
        raise BadDate("A weekly rest lasts five years at the most: name an earlier day with --to.")
    words = clean_line(reason, "the reason", LONGEST_PRACTICE_PART) if reason.strip() else ""
    last = end or start
    stretches = _weekly(start, last) if weekly else [(start, last)]
    value_id = value.id if value else None
    known = {(one.starts_on, one.ends_on, one.value_id) for one in session.journal.rests()}
    fresh = [
        Rest(new_id(), first, to, value_id, words)
        for first, to in stretches
        if (first, to, value_id) not in known
    ]
    if not fresh:
        raise Refused("All of it rests already: see it with: modelway rest list")
    said = f"resting on {format_date(start)}" if last == start else f"resting from {start} to {last}"
    with session.journal.writing(session.command("rest add", f"{said}, weekly" if weekly else said)):
        for rest in fresh:
            session.journal.put_rest(rest)
    return fresh


def remove_rest(session: Session, number: int) -> NamedRest:
    """Take a stretch of rest away by its number in the list; raises NotFound."""
    found = next((one for one in list_rests(session) if one.number == number), None)
    if found is None:
        raise NotFound(f"There is no rest {number}: see them with: modelway rest list")
    words = f"taking away the rest from {format_date(found.rest.starts_on)}"
    with session.journal.writing(session.command("rest remove", words)):
        session.journal.drop_rest(found.rest.id)
    return found


def _weekly(first: date, last: date) -> list[tuple[date, date]]:
    weeks = (last - first) // ONE_WEEK
    days = [first + ONE_WEEK * number for number in range(weeks + 1)]
    return [(day, day) for day in days]


def _named(number: int, rest: Rest, values: Mapping[str, Value]) -> NamedRest:
    value = values.get(rest.value_id) if rest.value_id else None
    return NamedRest(number, rest, value.name if value else "", value.slug if value else "")
