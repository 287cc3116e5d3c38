"""What a leader hands in, not yet checked against the journal: values still go by the name that was typed."""

from datetime import date
from typing import NamedTuple

from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.domain.loop.values import DEFAULT_IMPORTANCE, DEFAULT_TARGET, Role


class ValueDraft(NamedTuple):
    """A value as it is handed in."""

    name: str
    definition: str
    behaviors: tuple[str, ...]
    role: Role = Role.LEADER
    importance: int = DEFAULT_IMPORTANCE
    target: float = DEFAULT_TARGET


class ReflectionDraft(NamedTuple):
    """An answer for the value that `value` names (number, slug or prefix)."""

    value: str
    outcome: Outcome
    text: str = ""


class ReportDraft(NamedTuple):
    """What became of a practice that was due for the value that `value` names."""

    value: str
    outcome: PracticeOutcome
    note: str = ""


class PlanDraft(NamedTuple):
    """A practice for `due`, or for the day after the night when that is None."""

    value: str
    when: str
    will: str
    due: date | None = None


class NightDraft(NamedTuple):
    """A night as it is handed in; a note of None leaves the night's note as it is."""

    day: date
    note: str | None = None
    reflections: tuple[ReflectionDraft, ...] = ()
    reports: tuple[ReportDraft, ...] = ()
    plans: tuple[PlanDraft, ...] = ()
