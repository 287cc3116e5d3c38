from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from rendering import WIDTHS, rendered

from journals import FRIDAY, define, session_at, write
from modelway.domain.lookback.week_review import WeekDraft
from modelway.services.lookback import week_review
from modelway.services.loop.evening import open_evening
from modelway.services.loop.glance import glance
from modelway.services.loop.journal_state import journal_state
from modelway.services.loop.today import today
from modelway.services.session import Session
from modelway.views.loop.evening import closing
from modelway.views.loop.home import home_screen
from modelway.views.loop.today import today_data, today_screen
from modelway.views.screen.theme import UNICODE

ONE_DAY = timedelta(days=1)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """This week is given to Care for people."""
    with session_at(tmp_path / "journal.db") as opened:
        define(opened)
        write(opened, {FRIDAY - ONE_DAY: "DDD"})
        week_review.record(opened, WeekDraft("2026-W46", {}, "care"))
        yield opened


@pytest.mark.parametrize("width", WIDTHS)
def test_the_focus_stands_on_the_screens_of_each_day(session: Session, width: int) -> None:
    for shown in (
        home_screen(glance(session), glyphs=UNICODE, width=width),
        today_screen(today(session), glyphs=UNICODE, width=width),
        today_screen(today(session), asked=True, glyphs=UNICODE, width=width),
    ):
        lines = " ".join(rendered(shown, width, UNICODE).split())
        assert "This week is given to Care for people." in lines


def test_the_focus_goes_by_its_slug_in_json(session: Session) -> None:
    assert today_data(today(session))["focus"] == "care-for-people"


def test_the_last_evening_of_a_week_leads_to_its_review(tmp_path: Path) -> None:
    with session_at(tmp_path / "other.db", "2026-11-22T21:00") as session:
        define(session)
        write(session, {session.tonight: "DDD"})
        look = {"glyphs": UNICODE, "width": 80}
        evening = open_evening(session, session.tonight)
        ended = closing(evening, session.tonight, journal_state(session), **look).plain
        assert "The week is complete; look back on it in four questions." in ended
        assert ended.endswith("Next: modelway review write")
        write(session, {session.tonight: "DDD"})
        home = home_screen(glance(session), **look).plain
        assert "Tonight is written; well done. Look back on the week, too." in home
        assert home.endswith("Next: modelway review write")
