"""Saying which lens a value, a night's answer or a practice carries."""

from datetime import date

from modelway.domain.days.dates import format_date
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value
from modelway.domain.teaching.lenses import Carried, Lens
from modelway.errors import NotFound
from modelway.services.session import Session
from modelway.store.teaching import lenses as store


def list_carried(session: Session) -> Carried:
    """Which lens each value, answer and practice carries."""
    return store.load_lenses(session.journal)


def set_lens_of_value(session: Session, value: Value, lens: Lens | None) -> None:
    """Let a value carry a lens, or none."""
    with session.journal.writing(session.command("lenses value", f"the lens of {value.name}")):
        store.put_lens_of_value(session.journal, value.id, lens)


def set_lens_of_answer(session: Session, day: date, value: Value, lens: Lens | None) -> None:
    """Let the answer on a value carry a lens, or none. Raises NotFound when there is no such answer."""
    night = session.journal.night(day)
    if night is None or night.outcome_of(value.id) is None:
        raise NotFound(
            f"{value.name} has no answer on {format_date(day)}: give one with: "
            f"modelway journal --date {day.isoformat()}"
        )
    with session.journal.writing(session.command("lenses answer", f"the lens of an answer on {value.name}")):
        store.put_lens_of_answer(session.journal, day, value.id, lens)


def set_lens_of_practice(session: Session, practice: Practice, lens: Lens | None) -> None:
    """Let a practice carry a lens, or none."""
    with session.journal.writing(session.command("lenses practice", "the lens of a practice")):
        store.put_lens_of_practice(session.journal, practice.id, lens)
