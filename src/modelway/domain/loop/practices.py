"""A practice: a promise for a date, and what became of it."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from modelway.domain.loop.values import Value

REPORT_WITHIN = timedelta(days=7)


class PracticeOutcome(StrEnum):
    """What became of a practice."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"
    NO_CHANCE = "no_chance"

    @property
    def words(self) -> str:
        """The outcome as a screen says it."""
        return self.value.replace("_", " ")


class Practice(NamedTuple):
    """A "When …, I will …" for one value and one date; the outcome is None until it is reported."""

    id: str
    value_id: str
    planned_on: date
    due_on: date
    when: str
    will: str
    outcome: PracticeOutcome | None = None
    note: str = ""
    reported_on: date | None = None

    @property
    def sentence(self) -> str:
        """The practice as one sentence."""
        will = self.will.rstrip(".")
        return f"When {self.when}, I will {will}." if self.when else f"I will {will}."

    def is_locked_on(self, today: date) -> bool:
        """Return True if the wording can no longer change: from its due date on, or once it is reported."""
        return today >= self.due_on or self.outcome is not None


def find_unreported(practices: Iterable[Practice], night: date) -> list[Practice]:
    """Return the practices that the evening of `night` asks about, the oldest first.

    Those due on the night or in the seven days before that are not reported yet.
    """
    waiting = [
        one for one in practices if one.outcome is None and night - REPORT_WITHIN <= one.due_on <= night
    ]
    return sorted(waiting, key=lambda one: (one.due_on, one.planned_on, one.id))


class OpenPractice(NamedTuple):
    """A practice that is not reported yet, with its number in the list; `locked` once its day has come."""

    number: int
    practice: Practice
    value: Value
    locked: bool


def sort_practices(practices: Iterable[Practice], values: Sequence[Value]) -> list[Practice]:
    """Practices in the order of their values, those of one value by their day.

    Args:
        practices: In any order; those of one value and one day stay as they come.
        values: All of the journal's, in the leader's order, retired ones too.
    """
    places = {value.id: place for place, value in enumerate(values)}
    return sorted(practices, key=lambda one: (places[one.value_id], one.due_on))
