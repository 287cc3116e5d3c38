from datetime import UTC, date, datetime

import pytest
from rendering import APPEARANCES, GLYPHS, assert_golden, rendered

from modelway.domain.keeping.changes import Change, History, Kind, Part, Told
from modelway.views.keeping.history import history_screen

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
            (Part("practice", "I will ask.", None), Part("due", "2026-11-21", None)),
            DAY,
        ),
    ),
)
MANY = Told(
    3,
    "backup restore",
    "going back to the backup of Thursday 19 November 2026, 21:00",
    AT,
    undone=True,
    changes=(
        *(Change("the night of Fri 20 Nov", Kind.ADDED, (), DAY, None, "night"),) * 40,
        *(Change("the answer on Honesty", Kind.ADDED, (), DAY, None, "answer"),) * 120,
        Change("the answer on Honesty", Kind.REMOVED, (), DAY, None, "answer"),
    ),
)
UNDO = Told(5, "undo", "the journal of 40 nights", AT, undone=False, changes=EVENING.changes[:1])
VALUES = Told(
    2,
    "values edit",
    "changing Honesty",
    AT,
    undone=False,
    changes=(
        Change(
            "the value Honesty",
            Kind.CHANGED,
            (
                Part("target", "0.8", "0.7"),
                Part("place", "3", "1"),
                Part("retired on", "", "2027-01-02"),
            ),
        ),
        Change("the value Courage", Kind.CHANGED, (Part("retired on", "2026-11-19", ""),)),
        Change("the practice for Care", Kind.CHANGED, (Part("due", "2026-11-21", "2026-11-22"),)),
        Change("the night of Fri 20 Nov", Kind.CHANGED, (Part("note", "A long day.", ""),)),
        Change("the review of 2026-W47", Kind.ADDED, (Part("focus", None, "Honesty"),)),
    ),
)
PURGE = Told(1, "purge", "erasing a night", AT, undone=False, changes=())


def shown(history: History, width: int = 80) -> str:
    return rendered(history_screen(history, glyphs=GLYPHS["unicode"], width=width), width, GLYPHS["unicode"])


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_the_history_looks_as_agreed(name: str, width: int) -> None:
    look = {"glyphs": GLYPHS[name], "width": width}
    histories = [
        History((UNDO, EVENING, MANY, VALUES, PURGE), more=True),
        History((), more=False, can_undo=False),
        History((), more=False, night=DAY[0], value="Honesty"),
    ]
    screens = [history_screen(history, **look) for history in histories]
    assert_golden(
        f"keeping/history-{name}-{width}",
        "\n".join(rendered(screen, width, GLYPHS[name]) for screen in screens),
    )


def test_the_header_says_how_much_of_what_there_is() -> None:
    found = (UNDO, EVENING)
    assert "  2 commands\n" in shown(History(found, more=False))
    assert "  the last 2\n" in shown(History(found, more=True))
    assert "  the last one\n" in shown(History(found[:1], more=True))
    narrowed = History(found, more=True, night=DAY[0], value="Honesty")
    assert "  Honesty, Fri 20 Nov 2026: the last 2\n" in shown(narrowed)


@pytest.mark.parametrize(
    ("history", "step"),
    [
        (History((UNDO,), more=False), "modelway undo"),
        (History((UNDO,), more=False, can_undo=False, can_redo=True), "modelway redo"),
        (History((UNDO,), more=False, can_undo=False), "modelway"),
        (History((), more=False, can_undo=False), "modelway"),
        (History((), more=False, night=DAY[0]), "modelway history"),
        (History((), more=False, value="Honesty"), "modelway history"),
    ],
)
def test_the_next_step_finds_something(history: History, step: str) -> None:
    assert shown(history).endswith(f"Next: {step}\n")
