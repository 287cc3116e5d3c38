from pathlib import Path

import pytest
from rendering import APPEARANCES, GLYPHS, assert_golden, rendered

from modelway.domain.keeping.findings import Finding, Rescue, Rescued, State
from modelway.views.keeping.doctor import health_screen, rescued_screen

STORE = Path("/home/ada/journal.db")
WELL = [
    Finding("Engine", State.WELL, "SQLite 3.53.4"),
    Finding("Journal file", State.MENDED, "others could read them; now they are yours alone"),
    Finding("Answers", State.WELL, "each equals its last image in the history"),
]
WRONG = [
    Finding(
        "Answers",
        State.WRONG,
        "2 answers not as they were written (of Friday 20 November 2026)",
        "modelway backup restore journal-2026-11-19T200000Z-daily.db",
    ),
    Finding("Room", State.WRONG, "only 12 MB are free", "make room on that disk"),
]
RESCUED = Rescue(
    (
        Rescued("history", 500, 12),
        Rescued("reflection", 0, 80),
        Rescued("night", 40, 1, from_history=1),
        Rescued("practice", 30, 0, from_history=2),
        Rescued("rest", 0, 0),
    ),
    3,
)
MENDED = Rescue((Rescued("reflection", 120, 0, from_history=1), Rescued("night", 40, 0)), 0)


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_the_screens_of_the_doctor_look_as_agreed(name: str, width: int) -> None:
    look = {"glyphs": GLYPHS[name], "width": width}
    screens = [
        health_screen(WELL, STORE, **look),
        health_screen([*WELL, *WRONG], STORE, **look),
        health_screen(WRONG[1:], STORE, **look),
        rescued_screen(RESCUED, Path("rescued.db"), **look),
        rescued_screen(MENDED, Path("rescued.db"), **look),
    ]
    assert_golden(
        f"keeping/doctor-{name}-{width}",
        "\n".join(rendered(screen, width, GLYPHS[name]) for screen in screens),
    )


def test_what_was_rescued_is_told_in_the_leaders_words() -> None:
    shown = rescued_screen(RESCUED, Path("rescued.db"), glyphs=GLYPHS["unicode"], width=80).plain
    assert [line.split()[:2] for line in shown.splitlines()[4:8]] == [
        ["nights", "40"],
        ["answers", "0"],
        ["practices", "30"],
        ["the", "history"],
    ]
    assert "1 night and 2 practices were taken from the history." in shown
    assert "rests" not in shown
    mended = rescued_screen(MENDED, Path("rescued.db"), glyphs=GLYPHS["unicode"], width=80).plain
    assert "1 answer was taken from the history." in mended
