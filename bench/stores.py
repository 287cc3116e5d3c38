"""Builds what is measured: a store of so many nights, and a jrnl journal of the same days and the same text.

Run as a program of its own, so that the benchmark itself stays small:
    python bench/stores.py NIGHTS STORE JOURNAL
"""

import os
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from modelway.domain.loop.drafts import NightDraft, PlanDraft, ReflectionDraft, ReportDraft
from modelway.domain.loop.examples import EXAMPLE_VALUES
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.domain.loop.values import Value
from modelway.services.loop.record import record
from modelway.services.loop.values import define
from modelway.services.session import Session

VALUES = 5
ONE_DAY = timedelta(days=1)
# So many nights are handed in at once as a leader's year has.
BATCH = 365
OUTCOMES = (Outcome.DEMONSTRATED, Outcome.FELL_SHORT, Outcome.MISSED, Outcome.NO_OPPORTUNITY)
OUTCOME_WEIGHTS = (60, 15, 10, 15)
REPORTS = tuple(PracticeOutcome)

WHO = ("the board", "our newest colleague", "a customer", "the whole team", "my deputy", "the night shift")
WHERE = ("in the stand-up", "over lunch", "on the phone", "in the planning meeting", "at the end of the day")
WHAT = (
    "told {who} {where} that the launch slips, and named the part that was my own doing",
    "asked {who} {where} for two objections to my plan before I said a word for it myself",
    "thanked {who} {where} for one specific thing, and said what it had made possible for us",
    "listened to {who} {where} until there was nothing more to say, and only then asked a question",
    "wrote down what I had planned {who} {where}, with its date, before we went on to the next point",
)
AFTERWARDS = (
    "",
    ". It cost me a minute and spared us a week",
    ". Nobody was surprised, and two people came to me about it later",
    ". I could have done it sooner; next time I will not wait to be asked",
)


def main(nights: int, store: Path, journal: Path) -> None:
    """Make both files for the `nights` nights up to yesterday's."""
    environ = {"HOME": str(store.parent), "MODELWAY_STORE": str(store)}
    with Session.open(environ, {}) as session:
        tonight = session.tonight
    days = [tonight - timedelta(days=number) for number in range(nights, 0, -1)]
    texts = {day: [evidence(Random(f"{day}/{number}")) for number in range(VALUES)] for day in days}

    with at(environ, days[0]) as session:
        command = session.command("values define", "defining values")
        values = define(session, EXAMPLE_VALUES[:VALUES], command)
    for first in range(0, nights, BATCH):
        batch = days[first : first + BATCH]
        with at(environ, batch[-1]) as session:
            record(session, list(drafts(batch, texts, values, first_ever=first == 0)))
    journal.write_text("".join(entry(day, texts[day]) for day in days), "utf-8")


def at(environ: dict[str, str], day: date) -> Session:
    """The session of that day's evening."""
    return Session.open({**environ, "MODELWAY_NOW": f"{day}T21:30"}, {})


def evidence(chance: Random) -> str:
    """What a leader may have written about one value: some 80 to 200 characters."""
    said = chance.choice(WHAT).format(who=chance.choice(WHO), where=chance.choice(WHERE))
    return f"I {said}{chance.choice(AFTERWARDS)}."


def drafts(
    days: list[date], texts: dict[date, list[str]], values: list[Value], *, first_ever: bool
) -> Iterator[NightDraft]:
    """The nights: an answer for each value, what became of last night's practice, and the next one."""
    for day in days:
        chance = Random(f"{day}")
        outcomes = chance.choices(OUTCOMES, OUTCOME_WEIGHTS, k=VALUES)
        practised, due = (values[(day - offset).toordinal() % VALUES] for offset in (timedelta(0), ONE_DAY))
        is_first = first_ever and day == days[0]
        yield NightDraft(
            day,
            reflections=tuple(
                ReflectionDraft(value.slug, outcome, text)
                for value, outcome, text in zip(values, outcomes, texts[day], strict=True)
            ),
            reports=() if is_first else (ReportDraft(due.slug, chance.choice(REPORTS)),),
            plans=(
                PlanDraft(
                    practised.slug,
                    f"{chance.choice(WHO)} disagrees with me",
                    "ask one more question before I answer",
                ),
            ),
        )


def entry(day: date, texts: list[str]) -> str:
    """The day as jrnl keeps it: its default time format, the first sentence as the title."""
    words = "\n".join(texts)
    return f"[{day} 09:30:00 PM] {words}\n\n"


if __name__ == "__main__":
    os.umask(0o077)
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
