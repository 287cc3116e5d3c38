"""One evening's answers: a night, its reflections, and what each answer means for the figures."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

BACKFILLED_AFTER = timedelta(days=3)


class Outcome(StrEnum):
    """What a day brought for one value."""

    DEMONSTRATED = "demonstrated"
    FELL_SHORT = "fell_short"
    MISSED = "missed"
    NO_OPPORTUNITY = "no_opportunity"

    # That of the text, in C: an enumeration's own runs in Python, a million times over a hundred years.
    __hash__ = str.__hash__

    @property
    def words(self) -> str:
        """The outcome as a screen says it."""
        return self.value.replace("_", " ")


class State(StrEnum):
    """What a figure sees of one value on one night: its outcome, no answer, or rest."""

    DEMONSTRATED = "demonstrated"
    FELL_SHORT = "fell_short"
    MISSED = "missed"
    NO_OPPORTUNITY = "no_opportunity"
    UNANSWERED = "unanswered"
    REST = "rest"

    __hash__ = str.__hash__


FALLEN_SHORT = frozenset({Outcome.FELL_SHORT, Outcome.MISSED})


class Reflection(NamedTuple):
    """One value's answer on one night; no outcome means the question was asked and skipped."""

    value_id: str
    definition_id: str
    outcome: Outcome | None
    text: str


class Night(NamedTuple):
    """A local calendar date that was reflected on.

    `started_at` is an aware instant with the offset it was written under; the date itself was
    decided then and never moves.
    """

    day: date
    note: str
    started_at: datetime
    finished: bool
    reflections: tuple[Reflection, ...]

    @property
    def journaled(self) -> bool:
        """Return True if at least one value got an outcome."""
        return any(reflection.outcome for reflection in self.reflections)

    @property
    def backfilled(self) -> bool:
        """Return True if it was first written more than three days after its date."""
        return self.started_at.date() - self.day > BACKFILLED_AFTER

    def reflection_on(self, value_id: str) -> Reflection | None:
        """The answer for one value; None when it was not asked yet."""
        return next((one for one in self.reflections if one.value_id == value_id), None)

    def outcome_of(self, value_id: str) -> Outcome | None:
        """The outcome for one value; None when unanswered or skipped."""
        reflection = self.reflection_on(value_id)
        return reflection.outcome if reflection else None


class Answers(NamedTuple):
    """A night's outcomes by value id, without the words: enough for a figure over many years."""

    outcomes: Mapping[str, Outcome]

    @property
    def journaled(self) -> bool:
        """Return True if at least one value got an outcome."""
        return bool(self.outcomes)

    def outcome_of(self, value_id: str) -> Outcome | None:
        """The outcome for one value; None when unanswered or skipped."""
        return self.outcomes.get(value_id)


class Rest(NamedTuple):
    """A stretch of nights, both ends included, that is not asked for: of one value, or of all."""

    id: str
    starts_on: date
    ends_on: date
    value_id: str | None
    reason: str

    def covers(self, day: date, value_id: str | None = None) -> bool:
        """Return True if `day` is a day of rest for this value; without a value, for all of them."""
        return self.starts_on <= day <= self.ends_on and self.value_id in (None, value_id)


class NamedRest(NamedTuple):
    """A stretch of rest with its number in the list, and its value's names, empty where all values rest."""

    number: int
    rest: Rest
    value_name: str
    value_slug: str
