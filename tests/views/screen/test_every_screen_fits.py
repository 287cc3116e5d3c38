"""However narrow the terminal and whatever a leader writes, the screens of the loop fit and stay harmless."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from rendering import GLYPHS, rendered
from rich.cells import cell_len
from rich.text import Text

from journals import FRIDAY, session_at
from modelway.domain.days.periods import week_of
from modelway.domain.loop.drafts import NightDraft, PlanDraft, ReflectionDraft, ReportDraft, ValueDraft
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.services.keeping.undo import undo
from modelway.services.lookback.review import review
from modelway.services.loop import nights, plans, values
from modelway.services.loop.glance import glance
from modelway.services.loop.journal_state import journal_state
from modelway.services.loop.record import record
from modelway.services.loop.today import today
from modelway.services.session import Session
from modelway.views.keeping.undo import brought_back, taken_back
from modelway.views.lookback.review import review_screen
from modelway.views.loop.home import home_screen
from modelway.views.loop.nights import Shown, deleted, night_screen, nights_screen
from modelway.views.loop.plans import dropped, planned, plans_screen
from modelway.views.loop.today import nothing_planned, planned_today, today_screen
from modelway.views.screen.theme import Glyphs

WILD = "Mut 勇気 👩‍💻 [red]x[/red] " + "unbrechbar" * 4
TEXT = f"{WILD}\x1b[2J\x07\u202e\t{WILD}\nzweite Zeile {WILD * 20}"
ONE_DAY = timedelta(days=1)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_at(tmp_path / "journal.db") as opened:
        drafts = [ValueDraft(f"{number} {WILD[:55]}", TEXT, (WILD,)) for number in range(5)]
        values.define(opened, drafts, opened.command("values define", WILD))
        for back in range(9, -1, -1):
            outcomes = [list(Outcome)[(back + place) % 4] for place in range(5)]
            record(
                opened,
                [
                    NightDraft(
                        FRIDAY - back * ONE_DAY,
                        note=TEXT,
                        reflections=tuple(
                            ReflectionDraft(str(place), outcome, TEXT)
                            for place, outcome in enumerate(outcomes, start=1)
                        ),
                        reports=(ReportDraft("1", PracticeOutcome.PARTLY, TEXT),) if back < 9 else (),
                        plans=(PlanDraft("1", WILD, WILD),),
                    )
                ],
            )
        plans.add(opened, opened.journal.values()[1], WILD, WILD, FRIDAY)
        yield opened


def every_screen(session: Session, glyphs: Glyphs, width: int) -> Iterator[tuple[str, Text]]:
    look = {"glyphs": glyphs, "width": width}
    value = session.journal.values()[0]
    practice = plans.list_open_practices(session)[0].practice
    night = nights.find_night(session, FRIDAY)
    yield "home", home_screen(glance(session), **look)
    yield "today", today_screen(today(session), **look)
    yield "planned", planned_today(practice, value, **look)
    yield "ahead", nothing_planned(journal_state(session), **look)
    yield "plans", plans_screen(plans.list_open_practices(session), FRIDAY, journal_state(session), **look)
    yield "planned", planned(practice, value, **look)
    yield "dropped", dropped(practice, value, **look)
    yield (
        "nights",
        nights_screen(nights.list_nights(session, limit=4), FRIDAY, Shown(), journal_state(session), **look),
    )
    yield "night", night_screen(night, FRIDAY, **look)
    yield "deleted", deleted(night, **look)
    yield "review", review_screen(review(session, week_of(FRIDAY)), **look)


@pytest.mark.parametrize("name", GLYPHS)
@pytest.mark.parametrize("width", [20, 24, 33, 40, 59, 60, 61, 80, 100, 130])
def test_no_line_is_too_wide_and_nothing_can_be_obeyed(session: Session, name: str, width: int) -> None:
    for screen, text in every_screen(session, GLYPHS[name], width):
        shown = rendered(text, width, GLYPHS[name])
        assert max(cell_len(line) for line in shown.split("\n")) <= width, screen
        assert not [char for char in shown if (ord(char) < 32 and char != "\n") or char == "\u202e"], screen


def test_what_undo_says_fits_too(session: Session) -> None:
    done = undo(session, 2)
    for width in (20, 40, 80):
        for draw in (taken_back, brought_back):
            shown = rendered(draw(done, 3, glyphs=GLYPHS["unicode"], width=width), width, GLYPHS["unicode"])
            assert max(cell_len(line) for line in shown.split("\n")) <= width


def test_every_screen_ends_with_a_command(session: Session) -> None:
    for screen, text in every_screen(session, GLYPHS["unicode"], 80):
        assert "Next: modelway" in "".join(text.plain.splitlines()[-2:]), screen


def test_markup_is_shown_as_it_was_typed(session: Session) -> None:
    with_words = {"today", "planned", "plans", "dropped", "nights", "night", "review", "home"}
    for screen, text in every_screen(session, GLYPHS["unicode"], 80):
        assert (screen in with_words) == ("[red]x[/red]" in rendered(text, 80, GLYPHS["unicode"])), screen
