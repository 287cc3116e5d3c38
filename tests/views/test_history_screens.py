from datetime import UTC, date, datetime

import pytest
from rendering import GLYPHS, WIDTHS, assert_golden, rendered

from modelway.domain.changes import Change, Kind, Part, Told
from modelway.views.history import history_screen

AT = datetime(2026, 11, 20, 21, 4, tzinfo=UTC)
DAY = (date(2026, 11, 20),)
LONG = "Told the board that the launch slips by two weeks, before they asked, and named my part in it."
EVENING = Told(
    4,
    "journal",
    "the journal of Friday 20 November 2026",
    AT,
    undone=False,
    changes=(
        Change("the night of Fri 20 Nov", Kind.ADDED, (), DAY),
        Change(
            "the answer on Honesty",
            Kind.ADDED,
            (Part("outcome", None, "demonstrated"), Part("words", None, LONG)),
            DAY,
        ),
        Change(
            "the answer on Courage",
            Kind.CHANGED,
            (Part("outcome", "fell_short", "demonstrated"), Part("words", LONG, "勇気を出して言った。")),
            DAY,
        ),
        Change(
            "the practice for Care",
            Kind.REMOVED,
            (Part("promise", "I will ask.", None), Part("due", "2026-11-21", None)),
            DAY,
        ),
    ),
)
MANY = Told(3, "journal", "the journal of 40 nights", AT, undone=True, changes=EVENING.changes[:1] * 12)
UNDO = Told(5, "undo", "the journal of 40 nights", AT, undone=False, changes=EVENING.changes[:1])


@pytest.mark.parametrize("name", GLYPHS)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_history_looks_as_agreed(name: str, width: int) -> None:
    look = {"glyphs": GLYPHS[name], "width": width}
    screens = [history_screen([UNDO, EVENING, MANY], True, **look), history_screen([], False, **look)]
    assert_golden(
        f"history-{name}-{width}", "\n".join(rendered(screen, width, GLYPHS[name]) for screen in screens)
    )
