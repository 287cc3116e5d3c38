"""Practices that are not due yet: what is planned, and changing one's mind before the day comes."""

from collections.abc import Sequence
from datetime import date

from modelway.domain.days.dates import format_date, format_relative_date
from modelway.domain.loop.practices import OpenPractice, Practice, sort_practices
from modelway.domain.loop.values import Value
from modelway.errors import NotFound, Refused
from modelway.services.loop.evening import check_will, new_practice
from modelway.services.session import Session
from modelway.store.transactions import Command


def list_open_practices(session: Session) -> list[OpenPractice]:
    """Return the practices due today or later that are not reported yet, numbered by day."""
    values = session.journal.values()
    by_id = {value.id: value for value in values}
    waiting = [one for one in session.journal.practices_due(session.tonight) if one.outcome is None]
    by_day = sorted(sort_practices(waiting, values), key=lambda one: one.due_on)
    return [
        OpenPractice(number, practice, by_id[practice.value_id], practice.is_locked_on(session.tonight))
        for number, practice in enumerate(by_day, start=1)
    ]


def find_open_practice(session: Session, number: int) -> OpenPractice:
    """The plan with that number in the list; raises NotFound."""
    plans = list_open_practices(session)
    if not 1 <= number <= len(plans):
        raise NotFound(f"There is no plan {number}: {_numbers_of(plans)}")
    return plans[number - 1]


def _numbers_of(plans: Sequence[OpenPractice]) -> str:
    if not plans:
        return "add one with: modelway plan add"
    return f"choose a number from 1 to {len(plans)}." if len(plans) > 1 else "the only one is plan 1."


def find_changeable_practice(session: Session, number: int) -> OpenPractice:
    """The plan with that number, as long as its words may change; raises NotFound or Refused."""
    plan = find_open_practice(session, number)
    _refuse_locked(session, plan.practice)
    return plan


def add(session: Session, value: Value, when: str, will: str, due: date) -> Practice:
    """Plan a practice for `due`; one that is planned already in the same words is not planned twice.

    Raises:
        Refused: the value is retired.
        BadText: the action is empty or a moment, or a part is too long.
    """
    if value.retired_on:
        raise Refused(
            f"{value.name} is retired: bring it back first with: modelway values restore {value.slug}"
        )
    practice = new_practice(value, session.tonight, when, check_will(will), due)
    for known in (plan.practice for plan in list_open_practices(session)):
        if (known.value_id, known.due_on, known.sentence) == (value.id, due, practice.sentence):
            return known
    words = f"the plan for {value.name} on {format_date(practice.due_on)}"
    with session.journal.writing(session.command("plan add", words)):
        session.journal.put_practice(practice)
    return practice


def change(
    session: Session,
    practice: Practice,
    *,
    when: str | None = None,
    will: str | None = None,
    due: date | None = None,
    command: Command | None = None,
) -> Practice:
    """Reword a plan or give it another day, as long as its day has not come.

    With a `command` the change is part of it, as in an evening's conversation.

    Raises:
        Refused: the day has come, and its wording is locked.
    """
    _refuse_locked(session, practice)
    value = next(one for one in session.journal.values() if one.id == practice.value_id)
    wording = new_practice(
        value,
        practice.planned_on,
        practice.when if when is None else when,
        practice.will if will is None else check_will(will),
        due or practice.due_on,
    )
    changed = practice._replace(when=wording.when, will=wording.will, due_on=wording.due_on)
    command = command or session.command("plan change", f"the new wording for {value.name}")
    with session.journal.writing(command):
        session.journal.put_practice(changed)
    return changed


def drop(session: Session, practice: Practice, command: Command | None = None) -> None:
    """Drop a plan, as long as its day has not come; raises Refused after that."""
    _refuse_locked(session, practice)
    command = command or session.command("plan drop", f"dropping “{practice.sentence}”")
    with session.journal.writing(command):
        session.journal.drop_practices([practice])


def _refuse_locked(session: Session, practice: Practice) -> None:
    if practice.is_locked_on(session.tonight):
        due = format_relative_date(practice.due_on, session.tonight)
        raise Refused(
            f"This practice is due {due}, and its words cannot change once its day has come: "
            "tell what became of it tonight with: modelway journal"
        )
