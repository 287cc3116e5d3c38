from datetime import date

import pytest
from rendering import APPEARANCES, GLYPHS, assert_golden, rendered

from modelway.domain.keeping.purge import OfHistory, OfNight, Purge, Reach
from modelway.views.keeping.purge import purged_screen, weighed_screen

NAMES = tuple(f"journal-2026-11-{day:02}T200000Z-daily.db" for day in range(20, 13, -1))
NIGHT = Purge(
    OfNight(date(2026, 11, 19)), Reach((("reflection", 3), ("practice", 1), ("night", 1)), 12), NAMES
)
HISTORY = Purge(OfHistory(date(2026, 1, 1)), Reach((), 1), ())
ONLY_BACKUPS = Purge(OfNight(date(2026, 11, 19)), Reach((), 0), NAMES[:1])


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_the_screens_of_a_purge_look_as_agreed(name: str, width: int) -> None:
    look = {"glyphs": GLYPHS[name], "width": width}
    night, history = "the night of Thursday 19 November 2026", "the history before Thursday 1 January 2026"
    screens = [
        weighed_screen(NIGHT, night, backups_too=False, **look),
        weighed_screen(NIGHT, night, backups_too=True, **look),
        purged_screen(NIGHT, "modelway purge --night 2026-11-19 --backups-too", **look),
        weighed_screen(HISTORY, history, backups_too=False, **look),
        purged_screen(HISTORY, "", **look),
        weighed_screen(ONLY_BACKUPS, night, backups_too=False, **look),
    ]
    assert_golden(
        f"keeping/purge-{name}-{width}",
        "\n".join(rendered(screen, width, GLYPHS[name]) for screen in screens),
    )


@pytest.mark.parametrize(
    ("purge", "backups_too", "said"),
    [
        (NIGHT, False, "These backups keep it. One more backup is made before, and holds it too."),
        (HISTORY, False, "One more backup is made before, and holds it too. To leave it in none,"),
        (NIGHT, True, "It is erased from these backups as well, and none is made before."),
        (ONLY_BACKUPS, False, "These backups keep it. To leave it in none, add --backups-too."),
    ],
)
def test_what_becomes_of_the_backups_is_said_before(purge: Purge, backups_too: bool, said: str) -> None:
    screen = weighed_screen(purge, "it", backups_too=backups_too, glyphs=GLYPHS["unicode"], width=80)
    assert said in " ".join(screen.plain.split())


def test_where_no_backup_holds_it_and_none_is_made_nothing_is_said_of_them() -> None:
    screen = weighed_screen(HISTORY, "it", backups_too=True, glyphs=GLYPHS["unicode"], width=80)
    assert "backup" not in screen.plain
