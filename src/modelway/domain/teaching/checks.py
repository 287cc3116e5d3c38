"""A check: honest questions that come back every so often, and what an answer suggests next."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

YES, NO = 1, 0


class Kind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    YES_NO = "yes_no"
    WORDS = "words"


class Unit(StrEnum):
    """What the time between two runs is counted in."""

    WEEKS = "weeks"
    MONTHS = "months"


class Every(NamedTuple):
    """How long it is from one run to the next."""

    number: int
    unit: Unit

    def after(self, day: date) -> date:
        """The day that lies so long after `day`; in a month too short for it, that month's last."""
        if self.unit is Unit.WEEKS:
            return day + timedelta(weeks=self.number)
        month = day.year * 12 + day.month - 1 + self.number
        for back in range(4):
            try:
                return date(month // 12, month % 12 + 1, day.day - back)
            except ValueError:
                continue
        raise ValueError(f"no day {self.number} months after {day}")  # past the last year of the calendar

    @property
    def words(self) -> str:
        """Such as "every 6 months" or "every week"."""
        unit = self.unit.value.removesuffix("s")
        return f"every {unit}" if self.number == 1 else f"every {self.number} {self.unit}"


class Scale(NamedTuple):
    """The numbers of a scale with the words at its ends; from `weak` down an answer suggests something."""

    lowest: int = 1
    highest: int = 10
    low: str = "almost never"
    high: str = "almost always"
    weak: int = 6


class Question(NamedTuple):
    """One question of a check.

    `sentence` asks for words beside the answer, empty where none are wanted. After a no to a `gate` the
    later questions wait. `suggest` is what a weak answer suggests, `practice` the same as an "I will …",
    and `rests_on` names the questions whose weakest is to be worked on instead.
    """

    key: str
    name: str
    ask: str
    kind: Kind
    sentence: str = ""
    gate: bool = False
    suggest: str = ""
    practice: str = ""
    rests_on: tuple[str, ...] = ()


class Check(NamedTuple):
    """A check as its file tells it; `own` is one of the leader's.

    It is first due `first_after` so long after the first night, and `every` so often after its last run.
    With `record` the journal's own record stands beside the answers.
    """

    name: str
    title: str
    source: str
    why: str
    every: Every
    questions: tuple[Question, ...]
    scale: Scale = Scale()
    first_after: Every | None = None
    record: bool = False
    own: bool = False


class Answer(NamedTuple):
    """The answer to one question: a number of its scale, `YES` or `NO`; None where words alone are asked."""

    score: int | None
    text: str = ""


class Run(NamedTuple):
    """The answers of one evening, by the keys of their questions; `finished` once the last was passed."""

    name: str
    day: date
    answers: Mapping[str, Answer]
    finished: bool = False


class Suggestion(NamedTuple):
    """What a weak answer suggests; `instead` is the question to work on where that is another one."""

    question: Question
    score: int
    instead: Question | None

    @property
    def text(self) -> str:
        """What to do, in a sentence or two."""
        return self.instead.suggest if self.instead else self.question.suggest

    @property
    def practice(self) -> str:
        """The same as the rest of an "I will …"; empty where nothing can be promised."""
        return self.instead.practice if self.instead else self.question.practice


class Move(NamedTuple):
    """How a question was answered over time: days and scores, the oldest first."""

    question: Question
    course: tuple[tuple[date, Answer], ...]

    @property
    def change(self) -> int | None:
        """The newest score less the one before; None before there are two."""
        scores = [answer.score for _, answer in self.course if answer.score is not None]
        return scores[-1] - scores[-2] if len(scores) > 1 else None


class Standing(NamedTuple):
    """A check with the day of its last run, and the day it is due on; None before the first night."""

    check: Check
    last: date | None
    due: date | None

    def is_due_on(self, today: date) -> bool:
        """Whether it is time for it."""
        return self.due is not None and self.due <= today


def find_standing(check: Check, last: date | None, first_night: date | None) -> Standing:
    """When a check is due, seen from its last finished run, or without one from the first night ever."""
    if last is not None:
        return Standing(check, last, check.every.after(last))
    if first_night is None:
        return Standing(check, None, None)
    return Standing(check, None, check.first_after.after(first_night) if check.first_after else first_night)


def is_weak(check: Check, question: Question, score: int | None) -> bool:
    """Whether an answer is one that suggests something: low on its scale, or a no."""
    if score is None:
        return False
    return score == NO if question.kind is Kind.YES_NO else score <= check.scale.weak


def asked(check: Check, answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    """The questions up to the first gate that was answered no, that one included."""
    for number, question in enumerate(check.questions, start=1):
        given = answers.get(question.key)
        if question.gate and given and given.score == NO:
            return check.questions[:number]
    return check.questions


def strengths(check: Check, run: Run) -> list[tuple[Question, int]]:
    """The questions answered well, the highest first and else in their order."""
    found = [
        (question, answer.score)
        for question, answer in answered(check, run)
        if answer.score is not None and not is_weak(check, question, answer.score)
    ]
    return sorted(found, key=lambda one: -one[1])


def suggestions(check: Check, run: Run) -> list[Suggestion]:
    """What the weak answers suggest, the weakest first and else in their order."""
    found = [
        Suggestion(question, answer.score, _weakest(check, run, question.rests_on))
        for question, answer in answered(check, run)
        if answer.score is not None and is_weak(check, question, answer.score)
    ]
    return sorted((one for one in found if one.text), key=lambda one: one.score)


def answered(check: Check, run: Run) -> list[tuple[Question, Answer]]:
    """The questions with an answer, in the order of the check."""
    return [
        (question, run.answers[question.key]) for question in check.questions if question.key in run.answers
    ]


def courses(check: Check, runs: Iterable[Run]) -> list[Move]:
    """Each question of the check over all its runs; those without any answer are left out."""
    known = sorted(runs, key=lambda run: run.day)
    moves = [
        Move(
            question,
            tuple((run.day, run.answers[question.key]) for run in known if question.key in run.answers),
        )
        for question in check.questions
    ]
    return [move for move in moves if move.course]


def _weakest(check: Check, run: Run, keys: Sequence[str]) -> Question | None:
    """The question among these with the lowest answer, the first among equals; None without an answer."""
    scored = [
        (answer.score, question)
        for question, answer in answered(check, run)
        if question.key in keys and answer.score is not None
    ]
    return min(scored, key=lambda one: one[0])[1] if scored else None
