from collections.abc import Iterator
from pathlib import Path

import pytest
from rendering import APPEARANCES, GLYPHS, assert_golden, rendered

from journals import FRIDAY, a_leaders_journal, define, session_at
from modelway.services.loop import plans
from modelway.services.loop.today import lead_by_example, today
from modelway.services.session import Session
from modelway.views.loop.today import QUESTION, planned_today, today_data, today_screen
from modelway.views.screen.theme import UNICODE


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_at(tmp_path / "journal.db") as opened:
        yield opened


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_the_day_looks_as_agreed(session: Session, name: str, width: int) -> None:
    a_leaders_journal(session)
    shown = today_screen(today(session), glyphs=GLYPHS[name], width=width)
    assert_golden(f"loop/today-{name}-{width}", rendered(shown, width, GLYPHS[name]))


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_a_practice_for_today_looks_as_agreed(session: Session, name: str, width: int) -> None:
    a_leaders_journal(session)
    planned = lead_by_example(session, "Ana speaks", "let her finish", "care")
    shown = planned_today(*planned, glyphs=GLYPHS[name], width=width)
    assert_golden(f"loop/today-planned-{name}-{width}", rendered(shown, width, GLYPHS[name]))


def test_the_definition_stands_behind_the_practice(session: Session) -> None:
    a_leaders_journal(session)
    shown = today_screen(today(session), glyphs=UNICODE, width=80).plain
    assert (
        shown.index("say what")
        < shown.index("I speak for what is right")
        < shown.index("Raise the hard question")
    )


def test_the_question_is_asked_once(session: Session) -> None:
    define(session)
    assert QUESTION in today_screen(today(session), glyphs=UNICODE, width=80).plain
    assert QUESTION not in today_screen(today(session), asked=True, glyphs=UNICODE, width=80).plain


def test_the_day_ends_in_a_practice_and_then_in_the_evening(session: Session) -> None:
    first, _, _ = define(session)
    assert "--value honesty" in today_screen(today(session), glyphs=UNICODE, width=80).plain
    plans.add(session, first, "", "listen", FRIDAY)
    assert today_screen(today(session), glyphs=UNICODE, width=80).plain.endswith("Next: modelway journal")


def test_without_values_the_next_step_is_to_define_them(session: Session) -> None:
    assert today_screen(today(session), glyphs=UNICODE, width=80).plain.endswith(
        "Next: modelway values define"
    )


def test_the_json_of_a_day(session: Session) -> None:
    define(session)
    lead_by_example(session, "Ana speaks", "let her finish", "care")
    assert today_data(today(session)) == {
        "date": "2026-11-20",
        "practices": [
            {
                "value": "care-for-people",
                "when": "Ana speaks",
                "will": "let her finish",
                "due": "2026-11-20",
                "outcome": None,
            }
        ],
        "focus": None,
        "lesson": None,
    }
