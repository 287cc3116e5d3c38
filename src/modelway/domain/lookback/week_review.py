"""What a leader writes about a week: four questions, and the value that the week ahead is given to."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from modelway.domain.days.periods import Period
from modelway.domain.loop.values import Value


class Question(StrEnum):
    """The questions of a week, in their order, by the names the machine interface gives them."""

    INTENDED = "intended"
    HAPPENED = "happened"
    WHY = "why"
    NEXT = "next"

    @property
    def words(self) -> str:
        """The question as it is asked."""
        return _ASKED[self]


def draft_key(week: str, *parts: str) -> str:
    """The key under which a half-written answer about that week is kept; without parts, of all of them."""
    return "/".join(("week", week, *parts))


_ASKED = {
    Question.INTENDED: "What did I intend?",
    Question.HAPPENED: "What happened?",
    Question.WHY: "Why?",
    Question.NEXT: "What will I do next?",
}


class WeekReview(NamedTuple):
    """What was written about the week of that name ("2026-W47"), and the focus that this same week had.

    An answer of None was not asked yet; an empty one was asked and left empty. `finished` once the last
    question was passed.
    """

    week: str
    intended: str | None = None
    happened: str | None = None
    why: str | None = None
    next: str | None = None
    finished: bool = False
    focus_id: str | None = None

    def answer_to(self, question: Question) -> str | None:
        """The words written for a question; None when it was not asked yet."""
        return {
            Question.INTENDED: self.intended,
            Question.HAPPENED: self.happened,
            Question.WHY: self.why,
            Question.NEXT: self.next,
        }[question]

    @property
    def answers(self) -> tuple[tuple[Question, str], ...]:
        """The questions answered in words, in their order."""
        told = ((question, self.answer_to(question)) for question in Question)
        return tuple((question, words) for question, words in told if words)

    @property
    def is_begun(self) -> bool:
        """Return True if any question was answered or left empty; a focus alone does not count."""
        return self.finished or any(self.answer_to(question) is not None for question in Question)


class WeekDraft(NamedTuple):
    """What was written about a week ("2026-W47") as it is handed in; a question left out stays as it is.

    `focus` names the value that the week after it is given to: "" is none, None leaves it as it is.
    """

    week: str
    answers: Mapping[Question, str]
    focus: str | None = None


class WeekWriting(NamedTuple):
    """All that the conversation about a week stands on.

    `last` is what was written about the week before, `focus` the value in use that the week `ahead` is given
    to so far, `values` those to choose it from, and `offered` the one to begin with; None without any value.
    """

    period: Period
    review: WeekReview
    last: WeekReview | None
    ahead: Period
    focus: Value | None
    values: Sequence[Value]
    offered: Value | None

    @property
    def first_open(self) -> Question | None:
        """The first of the four questions that was not asked yet; None when only the focus may be left."""
        return next((one for one in Question if self.review.answer_to(one) is None), None)
