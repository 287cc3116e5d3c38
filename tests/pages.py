"""A journal of twelve weeks for tests of pages: five values, every text a word of its own."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random

from journals import session_at
from modelway.domain.lookback.week_review import Question, WeekDraft
from modelway.domain.loop.drafts import NightDraft, PlanDraft, ReflectionDraft, ReportDraft, ValueDraft
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.services.lookback import week_review
from modelway.services.loop import plans, values
from modelway.services.loop.record import record

FIRST, LAST = date(2026, 8, 31), date(2026, 11, 20)
ONE_DAY = timedelta(days=1)
NAMES = ("Honest communication", "Courage", "Care for the people around me", "Focus", "Thrift")
AHEAD = ("the board meets", "speak before the chair does")
REST = range(35, 42)

Words = Callable[[], str]


def numbered(stem: str) -> Words:
    """Texts that occur nowhere else: the stem with a number."""
    numbers = count(1)
    return lambda: f"{stem}{next(numbers)}x"


def twelve_weeks(store: Path, words: Words) -> None:
    """Fill a store: one night in ten not written, a week of rest, a definition changed, a practice a day."""
    with session_at(store, f"{FIRST}T08:00") as session:
        drafts = [ValueDraft(name, words(), (words(), words())) for name in NAMES]
        values.define(session, drafts, session.command("values define", "defining values"))
    with session_at(store, f"{FIRST + 28 * ONE_DAY}T08:00") as session:
        courage = values.find_named_value(session, "Courage")
        values.change(session, courage, session.command("values edit", "a wording"), definition=words())
    with session_at(store) as session:
        command = session.command("rest", "a holiday")
        with session.journal.writing(command):
            session.journal.run(
                "INSERT INTO rest VALUES ('r', NULL, :first, :last, :reason)",
                first=f"{FIRST + REST[0] * ONE_DAY}",
                last=f"{FIRST + REST[-1] * ONE_DAY}",
                reason=words(),
            )
        days = [FIRST + number * ONE_DAY for number in range((LAST - FIRST).days + 1)]
        record(
            session, [_night(day, number, words) for number, day in enumerate(days) if _is_written(number)]
        )
        plans.add(session, values.find_named_value(session, "Courage"), *AHEAD, LAST + ONE_DAY)
        for week in ("2026-W45", "2026-W46", "2026-W47"):
            answers = {question: words() for question in Question}
            week_review.record(session, WeekDraft(week, answers, "Courage"))


def _is_written(number: int) -> bool:
    return number not in REST and number % 10 != 3


def _night(day: date, number: int, words: Words) -> NightDraft:
    chance = Random(number)
    outcomes = [chance.choices(list(Outcome), (50 + number // 2, 20, 15, 15))[0] for _ in NAMES]
    was_planned = number > 0 and _is_written(number - 1)
    return NightDraft(
        day,
        note=words(),
        reflections=tuple(
            ReflectionDraft(name, outcome, words()) for name, outcome in zip(NAMES, outcomes, strict=True)
        ),
        reports=(ReportDraft("1", chance.choice(list(PracticeOutcome)), words()),) if was_planned else (),
        plans=(PlanDraft("1", words(), words()),) if day < LAST else (),
    )
