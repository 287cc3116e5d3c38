from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from rendering import APPEARANCES, GLYPHS, assert_golden, rendered
from rich.text import Text

from modelway.domain.keeping.backup import Backup, Difference, Restoration, Restored, Verdict
from modelway.domain.keeping.backup_names import REASONS, name_of
from modelway.views.keeping.backups import (
    backups_screen,
    created,
    restored_screen,
    size,
    verdicts_screen,
    weighed_screen,
)
from modelway.views.screen.theme import UNICODE

NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)


def backup(days: int, reason: str, bytes_: int, *, whole: bool = True) -> Backup:
    made_at = NOW - timedelta(days=days)
    return Backup(name_of("journal", made_at, reason), made_at, reason, bytes_, made_at if whole else None)


FOUND = [
    backup(0, "restore", 1_234_567),
    backup(0, "daily", 1_200_000),
    backup(40, "import", 840_000, whole=False),
    backup(50, "passphrase", 840_000),
]
WEIGHED = Restoration(
    FOUND[1].name,
    FOUND[1].made_at,
    (Difference("night", 2, 1, 3), Difference("value", 0, 0, 0), Difference("practice", 1, 0, 0)),
    (date(2026, 11, 2), date(2026, 11, 20)),
    another_journal=True,
)


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_the_screens_of_backups_look_as_agreed(name: str, width: int) -> None:
    look = {"glyphs": GLYPHS[name], "width": width}
    screens = [
        backups_screen(FOUND, NOW, **look),
        backups_screen([], NOW, **look),
        created(Path(FOUND[0].name), among_others=True, **look),
        verdicts_screen(
            [
                Verdict("a.db", ()),
                Verdict("b.db", ("2 answers not as they were written (of Friday 20 November 2026).",)),
            ],
            **look,
        ),
        weighed_screen(WEIGHED, **look),
        restored_screen(Restored(WEIGHED, Path("/backups") / FOUND[0].name), **look),
    ]
    assert_golden(
        f"keeping/backups-{name}-{width}",
        "\n".join(rendered(screen, width, GLYPHS[name]) for screen in screens),
    )


def test_what_would_not_change_and_what_cannot_be_compared_is_said() -> None:
    def shown(weighed: Restoration) -> str:
        screen: Text = weighed_screen(weighed, glyphs=UNICODE, width=80)
        return rendered(screen, 80, UNICODE)

    same = Restoration("a.db", None, (Difference("night", 0, 0, 0),), None, another_journal=False)
    assert "Nothing would change" in shown(same)
    assert "cannot be read" in shown(Restoration("a.db", None, None, None, another_journal=False))
    fresh = shown(Restoration("a.db", None, None, None, another_journal=False, no_journal=True))
    assert "There is no journal there" in fresh
    assert "cannot be read" not in fresh


@pytest.mark.parametrize("reason", REASONS)
def test_the_list_stays_a_table_at_the_design_width_whatever_the_reason(reason: str) -> None:
    found = [backup(days, reason, 999_000_000) for days in range(3)]
    shown = rendered(backups_screen(found, NOW, glyphs=UNICODE, width=80), 80, UNICODE).splitlines()
    of_backups = [line for line in shown if "999.0 MB" in line]
    assert len(of_backups) == 3
    assert all("2026, 20:00" in line.split("999.0 MB")[1] for line in of_backups)


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 kB"), (840_000, "840 kB"), (1_250_000, "1.2 MB"), (3e9, "3.0 GB")]
)
def test_sizes_are_short(number: int, words: str) -> None:
    assert size(number) == words
