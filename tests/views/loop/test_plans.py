from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from rendering import APPEARANCES, GLYPHS, WIDTHS, assert_golden, rendered

from journals import FRIDAY, a_leaders_journal, define, session_at
from modelway.services.loop import plans
from modelway.services.loop.journal_state import journal_state
from modelway.services.session import Session
from modelway.views.loop.plans import dropped, planned, plans_data, plans_screen
from modelway.views.screen.theme import UNICODE


def listed(session: Session) -> str:
    found, state = plans.list_open_practices(session), journal_state(session)
    return plans_screen(found, FRIDAY, state, glyphs=UNICODE, width=80).plain


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_at(tmp_path / "journal.db") as opened:
        yield opened


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_the_list_looks_as_agreed(session: Session, name: str, width: int) -> None:
    a_leaders_journal(session)
    honesty, _, care = session.journal.values()
    plans.add(session, honesty, "the auditors call", "give them the whole list", FRIDAY + timedelta(days=1))
    plans.add(session, care, "", "ask Tom how he is", date(2026, 12, 3))
    shown = plans_screen(
        plans.list_open_practices(session), FRIDAY, journal_state(session), glyphs=GLYPHS[name], width=width
    )
    assert_golden(f"loop/plans-{name}-{width}", rendered(shown, width, GLYPHS[name]))


@pytest.mark.parametrize("width", WIDTHS)
def test_what_was_planned_and_dropped_looks_as_agreed(session: Session, width: int) -> None:
    honesty, *_ = define(session)
    practice = plans.add(session, honesty, "", "ask what we do not say", FRIDAY + timedelta(days=1))
    for name, draw in (("planned", planned), ("dropped", dropped)):
        assert_golden(
            f"loop/plans-{name}-{width}",
            rendered(draw(practice, honesty, glyphs=UNICODE, width=width), width, UNICODE),
        )


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "due today: its words can no longer change"),
        (1, "due tomorrow, Sat 21 Nov"),
        (3, "due in 3 days, Mon 23 Nov"),
        (13, "due Thu 3 Dec"),
        (60, "due Tue 19 Jan 2027"),
    ],
)
def test_the_day_is_said_as_one_would_say_it(session: Session, days: int, said: str) -> None:
    honesty, *_ = define(session)
    plans.add(session, honesty, "", "speak", FRIDAY + timedelta(days=days))
    shown = plans_screen(
        plans.list_open_practices(session), FRIDAY, journal_state(session), glyphs=UNICODE, width=80
    ).plain
    assert said in [line.strip() for line in shown.splitlines()]


def test_the_next_step_changes_what_can_be_changed(session: Session) -> None:
    honesty, *_ = define(session)
    assert listed(session).endswith("Next: modelway plan add")
    plans.add(session, honesty, "", "speak", FRIDAY)
    locked = plans_screen(
        plans.list_open_practices(session), FRIDAY, journal_state(session), glyphs=UNICODE, width=80
    ).plain
    assert locked.endswith("Next: modelway journal")
    plans.add(session, honesty, "", "speak", FRIDAY + timedelta(days=1))
    open_one = plans_screen(
        plans.list_open_practices(session), FRIDAY, journal_state(session), glyphs=UNICODE, width=80
    ).plain
    assert open_one.endswith("Next: modelway plan change 2")


def test_the_json_of_the_list(session: Session) -> None:
    honesty, *_ = define(session)
    plans.add(session, honesty, "the room goes quiet", "speak", FRIDAY)
    assert plans_data(plans.list_open_practices(session)) == {
        "plans": [
            {
                "number": 1,
                "value": "honesty",
                "when": "the room goes quiet",
                "will": "speak",
                "due": "2026-11-20",
                "planned_on": "2026-11-20",
                "locked": True,
            }
        ]
    }
    assert plans_data([]) == {"plans": []}
