"""The evening's conversation as data: its questions in their order, and the first one still open."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from modelway.domain.loop.nights import FALLEN_SHORT, Night, Outcome, Reflection, Rest
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value


class ReportQuestion(NamedTuple):
    """What became of a practice that was due?"""

    practice: Practice


class ReflectQuestion(NamedTuple):
    """What did I do today that demonstrates this value?"""

    value: Value


class PlanQuestion(NamedTuple):
    """How will I model the way tomorrow?"""


Question = ReportQuestion | ReflectQuestion | PlanQuestion


def draft_key(day: date, *parts: str) -> str:
    """Return the key of a half-written answer of that evening; without parts, the key of all of them."""
    return "/".join(("evening", day.isoformat(), *parts))


class Evening(NamedTuple):
    """Everything that one evening's conversation needs to know.

    `values` are the ones asked for tonight, in the leader's order; `practices` the ones this evening
    reports or has reported; `plans` those made tonight for a later day; `plannable` tells whether the day
    after it, for which one plans, is still ahead; `known` are all values, for a practice may be due for one
    that is not asked for any more. `earlier_week` names its week ("2026-W47") when that is over;
    `half_written` are the keys of the answers that were begun.
    """

    day: date
    values: tuple[Value, ...]
    night: Night | None
    practices: tuple[Practice, ...]
    plans: tuple[Practice, ...]
    plannable: bool
    known: tuple[Value, ...]
    earlier_week: str = ""
    half_written: Collection[str] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question of the evening, in order."""
        reports = (ReportQuestion(practice) for practice in self.practices)
        reflections = (ReflectQuestion(value) for value in self.values)
        plans = (PlanQuestion(),) if self.plannable else ()
        return (*reports, *reflections, *plans)

    @property
    def finished(self) -> bool:
        """Return True if the last question was passed on this night."""
        return self.night is not None and self.night.finished

    def is_open(self, question: Question) -> bool:
        """Return True if the question has no answer yet, or one that was begun and not entered."""
        match question:
            case ReportQuestion(practice):
                return practice.outcome is None or self._is_half_written(
                    practice.value_id, practice.id, "note"
                )
            case ReflectQuestion(value):
                answer = self.answer_on(value)
                return (
                    answer is None
                    or (self._lacks_words(answer) and not self.finished)
                    or self._is_half_written(value.id, "evidence")
                    or self._is_half_written(value.id, "happened")
                )
            case PlanQuestion():
                return not self.finished and not self.plans

    @property
    def first_open(self) -> int | None:
        """The index of the first open question; None when none is open."""
        places = (place for place, question in enumerate(self.questions) if self.is_open(question))
        return next(places, None)

    def _is_half_written(self, *parts: str) -> bool:
        return draft_key(self.day, *parts) in self.half_written

    @staticmethod
    def _lacks_words(answer: Reflection) -> bool:
        """Return True if the outcome was given and its words were not."""
        return answer.outcome in FALLEN_SHORT and not answer.text

    def value_of(self, practice: Practice) -> Value:
        """The value that a practice is for."""
        return next(value for value in self.known if value.id == practice.value_id)

    def answer_on(self, value: Value) -> Reflection | None:
        """Tonight's answer for the value, a skipped one included; None when not asked yet."""
        return self.night.reflection_on(value.id) if self.night else None

    def with_outcome(self, *outcomes: Outcome) -> tuple[Value, ...]:
        """The values that got one of these outcomes tonight, in the leader's order."""
        answers = ((value, self.answer_on(value)) for value in self.values)
        return tuple(value for value, answer in answers if answer and answer.outcome in outcomes)

    @property
    def fallen_short(self) -> tuple[Value, ...]:
        """The values that fell short or were missed tonight."""
        return self.with_outcome(*FALLEN_SHORT)


def values_asked_on(day: date, values: Iterable[Value], rests: Sequence[Rest]) -> tuple[Value, ...]:
    """The values that the evening of `day` asks for: neither retired by then nor resting."""
    return tuple(
        value
        for value in values
        if value.is_active_on(day) and not any(rest.covers(day, value.id) for rest in rests)
    )


def is_complete(values: Iterable[Value], reflections: Iterable[Reflection], *, planned: bool) -> bool:
    """Return True if a night from options or a file needs no conversation: all is answered, and planned."""
    answers = {one.value_id: one.outcome for one in reflections}
    fell_short = any(outcome in FALLEN_SHORT for outcome in answers.values())
    return all(value.id in answers for value in values) and (planned or not fell_short)
