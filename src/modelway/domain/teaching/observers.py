"""What others see: forms for observers, their answers, and how far they part from the leader's own record."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from modelway.domain.days.periods import Period
from modelway.domain.loop.nights import Answers, Night, Outcome
from modelway.domain.loop.values import Value

FOUR_WEEKS = timedelta(weeks=4)
LOWEST, HIGHEST = 1, 10
FEWEST_SHOWN = 3
OPENING = "[modelway form {}]"
HOW_OFTEN, EXAMPLE, WISH = "How often", "One example", "One wish"
COULD_NOT_SEE = "could not see"


class FormAnswer(NamedTuple):
    """What a form asks about one value, and what was answered; None where it could not be seen."""

    value_id: str
    definition_id: str
    frequency: int | None = None
    example: str = ""
    wish: str = ""


class Form(NamedTuple):
    """One form for one observer; the name may be empty."""

    id: str
    code: str
    observer: str
    asked_on: date
    answers: tuple[FormAnswer, ...]
    answered_on: date | None = None
    closed: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether an answer may still come."""
        return self.answered_on is None and not self.closed


class Reply(NamedTuple):
    """A form as an observer sent it back; the answers go by the short names of the values."""

    code: str
    answers: Mapping[str, FormAnswer]


class ObserverGap(NamedTuple):
    """One value as the leader and the observers see it.

    `demonstrated` of `opportunities` is the leader's own record over the four weeks that the observers were
    asked about. `answers` are theirs, without those who could not see it.
    """

    value: Value
    demonstrated: int
    opportunities: int
    answers: tuple[FormAnswer, ...]

    @property
    def n(self) -> int:
        """How many observers told how often they saw it."""
        return len(self.answers)

    @property
    def own(self) -> float | None:
        """The leader's own rate on the observers' scale from 1 to 10; None without an opportunity."""
        if not self.opportunities:
            return None
        return LOWEST + (HIGHEST - LOWEST) * self.demonstrated / self.opportunities

    @property
    def seen(self) -> float | None:
        """The median of the observers, 1–10; None for fewer than three."""
        if self.n < FEWEST_SHOWN:
            return None
        ranked = sorted(one.frequency for one in self.answers if one.frequency is not None)
        return (ranked[(self.n - 1) // 2] + ranked[self.n // 2]) / 2

    @property
    def gap(self) -> float | None:
        """Own less theirs: above zero the leader sees more of it; None where either cannot be told."""
        return None if self.own is None or self.seen is None else self.own - self.seen

    @property
    def words(self) -> list[tuple[str, str]]:
        """Their examples and wishes, in no order that would tell who wrote them; none under three answers."""
        if self.seen is None:
            return []
        told = [(EXAMPLE, one.example) for one in self.answers if one.example]
        told += [(WISH, one.wish) for one in self.answers if one.wish]
        return sorted(told, key=lambda one: (one[0], one[1].casefold()))


def compare_with_observers(
    values: Sequence[Value],
    forms: Sequence[Form],
    nights: Mapping[date, Answers] | Mapping[date, Night],
    period: Period,
) -> tuple[ObserverGap, ...]:
    """Each value that was asked about and answered in the period, where they part most in front."""
    counted = [form for form in forms if form.answered_on and form.answered_on in period]
    spans = [Period(form.asked_on - FOUR_WEEKS + timedelta(days=1), form.asked_on) for form in counted]
    asked_about = [night for day, night in nights.items() if any(day in span for span in spans)]
    gaps = []
    for value in values:
        answers = tuple(
            answer
            for form in counted
            for answer in form.answers
            if answer.value_id == value.id and answer.frequency is not None
        )
        if answers:
            outcomes = [night.outcome_of(value.id) for night in asked_about]
            shown = outcomes.count(Outcome.DEMONSTRATED)
            fell = outcomes.count(Outcome.FELL_SHORT) + outcomes.count(Outcome.MISSED)
            gaps.append(ObserverGap(value, shown, shown + fell, answers))
    return tuple(sorted(gaps, key=lambda one: -abs(one.gap) if one.gap is not None else 0.0))
