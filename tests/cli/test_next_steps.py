"""Whatever the journal holds, no screen ends in a command that is done already or cannot be done."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from journals import FRIDAY, a_leaders_journal, define, session_at, write
from modelway.domain.lookback.explaining.explanation import Figure
from modelway.domain.lookback.week_review import Question, WeekDraft
from modelway.domain.loop.drafts import ValueDraft
from modelway.services.lookback import week_review
from modelway.services.loop import plans, values
from modelway.services.session import Session

SUNDAY = date(2026, 11, 22)
TRENDS = ("", "gaps", "calendar", "weekdays", "follow-through", "lift", "consistency")
SCREENS = [
    [],
    ["today"],
    ["plan"],
    ["values"],
    ["values", "show", "1"],
    ["nights"],
    ["nights", "show", "today"],
    ["status"],
    ["history"],
    ["doctor"],
    ["backup"],
    ["explain"],
    *(["review", *how] for how in ([], ["--last"], ["--month", "this"], ["--plain"], ["--share"])),
    *(["trends", *filter(None, [look]), *how] for look in TRENDS for how in ([], ["--plain"])),
    *(["explain", figure.value] for figure in Figure),
]


def fortnight(session: Session, last: date, letters: str = "DDD") -> None:
    define(session)
    write(session, {last - timedelta(days=back): letters for back in range(14)})


def unfinished(session: Session) -> None:
    command = session.command("values define", "defining Honesty")
    values.define(session, [ValueDraft("Honesty", "", ())], command)


def retired(session: Session) -> None:
    fortnight(session, FRIDAY)
    for value in session.journal.values():
        values.retire(session, value)


def planned(session: Session) -> None:
    fortnight(session, FRIDAY, "FFF")
    for value in session.journal.values():
        plans.add(session, value, "", "tell them first", FRIDAY + timedelta(days=1))


def begun(session: Session) -> None:
    a_leaders_journal(session)
    write(session, {FRIDAY: "D"})


def waiting_for_a_report(session: Session) -> None:
    fortnight(session, FRIDAY)
    plans.add(session, session.journal.values()[0], "", "tell them first", FRIDAY)


def written_about(session: Session) -> None:
    fortnight(session, SUNDAY)
    answers = dict.fromkeys(Question, "To listen.")
    week_review.record(session, WeekDraft("2026-W47", answers, "courage"))


STATES: dict[str, tuple[Callable[[Session], object], date]] = {
    "nothing": (lambda session: None, FRIDAY),
    "an unfinished value": (unfinished, FRIDAY),
    "values alone": (define, FRIDAY),
    "values that are all retired": (retired, FRIDAY),
    "tonight open": (a_leaders_journal, FRIDAY),
    "tonight begun": (begun, FRIDAY),
    "tonight written": (lambda session: fortnight(session, FRIDAY), FRIDAY),
    "gaps": (lambda session: fortnight(session, FRIDAY, "FFF"), FRIDAY),
    "gaps, and practices planned for them": (planned, FRIDAY),
    "a practice that waits for its report": (waiting_for_a_report, FRIDAY),
    "a week to write about": (lambda session: fortnight(session, SUNDAY), SUNDAY),
    "a week that is written about": (written_about, SUNDAY),
}


def next_command(ran: Any) -> str:
    """The command behind the last "Next:"."""
    found = re.findall(r"Next: (modelway.*)", ran.out)
    assert ran.out.splitlines()[-1].endswith(found[-1])
    return str(found[-1])


@pytest.mark.parametrize("name", STATES)
def test_no_screen_ends_in_what_is_done_or_cannot_be_done(
    modelway: Callable[..., Any], store: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    # Given a journal in one of its states
    fill, today = STATES[name]
    store.parent.mkdir(parents=True, exist_ok=True)
    with session_at(store, f"{today}T21:00") as session:
        fill(session)
        there = {plan.value.slug for plan in plans.list_open_practices(session)}
        has_values = any(value.retired_on is None for value in session.journal.values())
    monkeypatch.setenv("MODELWAY_NOW", f"{today}T21:00")
    tonight = json.loads(modelway("--json").out)["data"]["tonight"]
    asks = has_values and (tonight in ("open", "begun") or name == "a practice that waits for its report")
    wrong = []
    for screen in SCREENS:
        # When a screen is shown
        ran = modelway(*screen)
        if ran.code == 3:  # there is no such night or value
            continue
        assert ran.code == 0, (screen, ran.err)
        command = next_command(ran)
        # Then its last line is a command that can be called, and says what is not done yet
        planning = re.fullmatch(r"modelway plan add ?(\S*).*", command)
        if (
            (command == "modelway journal" and not asks)
            or (planning and (not has_values or (planning[1] in there if planning[1] else bool(there))))
            or (command.startswith("modelway today --will") and not asks)
            or (command == "modelway review write" and name != "a week to write about")
            or (command == "modelway values define" and has_values and name != "an unfinished value")
            or command == " ".join(["modelway", *screen])
        ):
            wrong.append((" ".join(screen), command))
        elif not re.search("plan add|journal|define|write|change|edit|--will|create|restore|undo", command):
            assert modelway(*command.split()[1:]).code == 0, command
    assert wrong == []
