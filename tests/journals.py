"""Journals for tests: a session at a fixed moment on a real store file, filled through the services."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from modelway.domain.loop.drafts import NightDraft, PlanDraft, ReflectionDraft, ReportDraft, ValueDraft
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.domain.loop.values import Value
from modelway.services.loop import values
from modelway.services.loop.record import record
from modelway.services.session import Session

FRIDAY = date(2026, 11, 20)
AT_NINE = "2026-11-20T21:00"
LETTERS = dict(zip("DFMN", Outcome, strict=True))
THREE = ("Honesty", "Courage", "Care for people")
CET = timezone(timedelta(hours=1))


def session_at(store: Path, moment: str = AT_NINE, **environ: str) -> Session:
    """A session on the store at that moment of the wall clock; close it, or use it as a context manager."""
    home = str(store.parent)
    fixed = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "MODELWAY_STORE": str(store)}
    now = datetime.fromisoformat(moment).replace(tzinfo=CET).isoformat()
    return Session.open({**fixed, "MODELWAY_NOW": now, **environ}, {})


_made: dict[tuple[Callable[[Session], object], str, str], "TemporaryDirectory[str]"] = {}


def make_journal(store: Path, fill: Callable[[Session], object], moment: str = AT_NINE) -> None:
    """Have a journal at `store` as `fill` writes it into a new one: written once, and copied from then on."""
    key = fill, moment, store.name
    if key not in _made:
        _made[key] = TemporaryDirectory(prefix="made-")
        with session_at(Path(_made[key].name, "made", store.name), moment) as session:
            fill(session)
    shutil.copytree(Path(_made[key].name, "made"), store.parent, dirs_exist_ok=True)


def define(session: Session, *names: str) -> list[Value]:
    """Values of these names, each with a definition and a behavior; without names, three of them."""
    drafts = [
        ValueDraft(name, f"{name} is what people can see me do.", (f"Show {name.lower()} in every meeting.",))
        for name in names or THREE
    ]
    return values.define(session, drafts, session.command("values define", "defining values"))


def night(
    day: date,
    letters: str = "",
    *,
    texts: Mapping[str, str] | None = None,
    reports: Mapping[str, PracticeOutcome] | None = None,
    plans: Mapping[str, str] | None = None,
    note: str | None = None,
) -> NightDraft:
    """A night: a letter per value by number (D F M N, a space for none), and what was written by number."""
    texts = texts or {}
    return NightDraft(
        day=day,
        note=note,
        reflections=tuple(
            ReflectionDraft(str(number), LETTERS[letter], texts.get(str(number), ""))
            for number, letter in enumerate(letters, start=1)
            if letter != " "
        ),
        reports=tuple(ReportDraft(value, outcome) for value, outcome in (reports or {}).items()),
        plans=tuple(PlanDraft(value, "", will) for value, will in (plans or {}).items()),
    )


def write(session: Session, letters_by_day: Mapping[date, str]) -> None:
    """Save nights given as letters by date."""
    record(session, [night(day, letters) for day, letters in letters_by_day.items()])


def a_leaders_journal(session: Session) -> None:
    """Three values and two weeks of a plausible leader, up to the night before the session's."""
    drafts = [
        ValueDraft(
            "Honest communication",
            "I say what is so, early and plainly, also when it costs me.",
            ("Name a risk in the meeting in which I first see it.", "Say so when I do not know."),
        ),
        ValueDraft(
            "Courage",
            "I speak for what is right before it is comfortable.",
            ("Raise the hard question while the decision is still open.",),
        ),
        ValueDraft(
            "Care",
            "People leave a talk with me feeling heard.",
            ("Ask one question before I give advice.", "Put the phone away in every one-to-one."),
        ),
    ]
    values.define(session, drafts, session.command("values define", "defining three values"))
    last = session.last_ended
    fortnight = ["DNM", "DFD", "NDD", "FND", "DND", "   ", "   ", "DMD", "DND", "FNM", "DFD", "DND"]
    nights = [
        night(last - timedelta(days=11 - place), letters)
        for place, letters in enumerate(fortnight)
        if letters.strip()
    ]
    told = {
        -1: {
            "1": "Told the board that the launch slips by two weeks, before they asked.",
            "3": "Asked Ana three questions before I said a word about my own idea.",
        },
        -2: {
            "1": "Said “I do not know” in the budget round, and by when I will.",
            "2": "Let the reorganisation pass although I had doubts.",
            "3": "Phone away in all four one-to-ones.",
        },
        -3: {"1": "Softened the numbers for the steering group.", "3": "Cut Tom short; he had a point."},
    }
    plans = {
        -2: PlanDraft("courage", "the agenda turns to the reorganisation", "ask the question nobody asks"),
        -3: PlanDraft("honest", "I show numbers", "begin with the worst one"),
        -1: PlanDraft("courage", "the plan comes up in the staff meeting", "say what worries me, first"),
    }
    reports = {
        -1: ReportDraft("courage", PracticeOutcome.PARTLY),
        -2: ReportDraft("honest", PracticeOutcome.KEPT),
    }
    for back, texts in told.items():
        nights[back] = NightDraft(
            day=nights[back].day,
            reflections=tuple(
                ReflectionDraft(one.value, one.outcome, texts.get(one.value, ""))
                for one in nights[back].reflections
            ),
            reports=(reports[back],) if back in reports else (),
            plans=(plans[back],),
        )
    record(session, nights)
