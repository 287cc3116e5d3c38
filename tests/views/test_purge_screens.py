from datetime import date

import pytest
from rendering import GLYPHS, WIDTHS, assert_golden, rendered

from modelway.domain.purge import OfHistory, OfNight, Purge, Reach
from modelway.views.purge import purged_screen, weighed_screen

NAMES = tuple(f"journal-2026-11-{day:02}T200000Z-daily.db" for day in range(20, 13, -1))
NIGHT = Purge(
    OfNight(date(2026, 11, 19)), Reach((("reflection", 3), ("practice", 1), ("night", 1)), 12), NAMES
)
HISTORY = Purge(OfHistory(date(2026, 1, 1)), Reach((), 1), ())
ONLY_BACKUPS = Purge(OfNight(date(2026, 11, 19)), Reach((), 0), NAMES[:1])


@pytest.mark.parametrize("name", GLYPHS)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_screens_of_a_purge_look_as_agreed(name: str, width: int) -> None:
    look = {"glyphs": GLYPHS[name], "width": width}
    screens = [
        weighed_screen(NIGHT, "the night of Thursday 19 November 2026", **look),
        purged_screen(NIGHT, "modelway purge --night 2026-11-19 --backups-too", **look),
        weighed_screen(HISTORY, "history before Thursday 1 January 2026", **look),
        purged_screen(HISTORY, "", **look),
        weighed_screen(ONLY_BACKUPS, "the night of Thursday 19 November 2026", **look),
    ]
    assert_golden(
        f"purge-{name}-{width}", "\n".join(rendered(screen, width, GLYPHS[name]) for screen in screens)
    )
