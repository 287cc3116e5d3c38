"""An invented leader for the demo: four values, what happened in twelve weeks, and what was promised."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from modelway.domain.loop.drafts import NightDraft, PlanDraft, ReflectionDraft, ReportDraft
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome

NIGHTS = 84
VALUES = ("Honest communication", "Influence without force", "Integrity", "Empathy")
# Any start will do; this one shows a strength, a gap that closes, and weeks too thin to tell.
SEED = 10
SHARE_OF_NIGHTS = 0.88
ONE_DAY = timedelta(days=1)


class _Habit(NamedTuple):
    """How one value goes: the chance of showing it at the beginning and at the end, and the words for it."""

    slug: str
    first: float
    last: float
    quiet: float
    shown: tuple[str, ...]
    fallen: tuple[str, ...]
    when: str
    will: str


HABITS = (
    _Habit(
        "honest-communication",
        0.70,
        0.90,
        0.10,
        (
            "Told the board in the first minute that the launch slips by two weeks.",
            "Said in the review that I had no answer yet, and when I would have one.",
            "Gave the hard feedback face to face instead of leaving it in a comment.",
            "Corrected a number of mine before anyone asked.",
        ),
        (
            "Softened the forecast until nobody could hear the risk in it.",
            "Let a wrong assumption stand because the meeting was nearly over.",
        ),
        "the status looks better than it is",
        "say the weakest number first",
    ),
    _Habit(
        "influence-without-force",
        0.30,
        0.75,
        0.12,
        (
            "Asked for two objections to my plan, and changed the order of the first steps.",
            "Let the team choose the date, and they chose a braver one than mine.",
            "Explained why before what, and nobody needed to be pushed.",
        ),
        (
            "Cut a discussion short because I had decided already.",
            "Used the deadline as an argument.",
            "Answered for somebody who was still thinking.",
        ),
        "I disagree in the planning meeting",
        "ask two questions before I give my view",
    ),
    _Habit(
        "integrity",
        0.85,
        0.85,
        0.25,
        (
            "Wrote the promise to the customer down, and kept it by noon.",
            "Called to say that I would be late with my part before it was late.",
            "Named my share in the outage first.",
        ),
        ("Moved a one-to-one for the third time.",),
        "I say yes to something",
        "write it down with its date",
    ),
    _Habit(
        "empathy",
        0.50,
        0.55,
        0.20,
        (
            "Listened to the end, and asked what would help.",
            "Noticed who had gone quiet, and asked afterwards.",
        ),
        (
            "Looked at the phone while somebody told me about a hard week.",
            "Went straight to the task list, without a word for the person.",
        ),
        "someone comes to my desk",
        "close the laptop and listen first",
    ),
)


def demo_nights(tonight: date) -> Iterator[NightDraft]:
    """The nights of twelve weeks up to yesterday, oldest first; the same ones for the same `tonight`."""
    chance = Random(SEED)
    planned: _Habit | None = None
    for number in range(NIGHTS):
        day = tonight - timedelta(days=NIGHTS - number)
        progress = number / (NIGHTS - 1)
        # The first and the last night are written, so that there is a beginning, and a practice due today.
        if chance.random() > SHARE_OF_NIGHTS and number not in (0, NIGHTS - 1):
            planned = None
            continue
        reports = () if planned is None else (_report(chance, planned, progress),)
        answers = tuple(_answer(chance, habit, number) for habit in HABITS)
        fallen = [
            habit
            for habit, answer in zip(HABITS, answers, strict=True)
            if answer.outcome in (Outcome.FELL_SHORT, Outcome.MISSED)
        ]
        planned = fallen[0] if fallen else (HABITS[1] if number == NIGHTS - 1 else None)
        plans = () if planned is None else (PlanDraft(planned.slug, planned.when, planned.will),)
        yield NightDraft(day, reflections=answers, reports=reports, plans=plans)


def _answer(chance: Random, habit: _Habit, number: int) -> ReflectionDraft:
    progress = number / (NIGHTS - 1)
    if chance.random() < habit.quiet:
        return ReflectionDraft(habit.slug, Outcome.NO_OPPORTUNITY)
    if chance.random() < habit.first + (habit.last - habit.first) * progress:
        return ReflectionDraft(habit.slug, Outcome.DEMONSTRATED, habit.shown[number % len(habit.shown)])
    outcome = Outcome.FELL_SHORT if chance.random() < 0.6 else Outcome.MISSED
    return ReflectionDraft(habit.slug, outcome, habit.fallen[number % len(habit.fallen)])


def _report(chance: Random, habit: _Habit, progress: float) -> ReportDraft:
    kept = 0.45 + 0.35 * progress
    roll = chance.random()
    if roll < kept:
        return ReportDraft(habit.slug, PracticeOutcome.KEPT)
    if roll < kept + 0.2:
        return ReportDraft(habit.slug, PracticeOutcome.PARTLY, "Remembered it half-way through.")
    return ReportDraft(habit.slug, PracticeOutcome.NO_CHANCE if roll > 0.95 else PracticeOutcome.NOT_KEPT)
