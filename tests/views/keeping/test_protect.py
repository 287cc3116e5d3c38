from datetime import UTC, date, datetime

import pytest
from rendering import APPEARANCES, GLYPHS, assert_golden, rendered

from modelway.domain.keeping.protection import Outcome, Sheet, Source, Status
from modelway.views.keeping.protect import (
    forgotten_screen,
    plain_screen,
    protected_screen,
    remembered_screen,
    sheet_screen,
    sheet_written,
    status_data,
    status_screen,
)
from modelway.views.keeping.recovery_sheet import sheet_html

CIPHER = "SQLCipher 4.19.0"
SHEET = Sheet(
    "e733631d-c4b6-4127-9270-2c2b6f4f0551",
    datetime(2026, 9, 1, 21, tzinfo=UTC),
    "/home/ada/.local/share/modelway/journal.db",
    CIPHER,
    date(2026, 11, 20),
)
LEFT = Outcome(
    3,
    (("journal-2026-11-01T200000Z-damaged.db", "damaged"), ("old.db", "another passphrase")),
    ("journal.db",),
)
PLAIN = Status(False, CIPHER, Source.PROMPT, None, 3, 3, 0, False)
SCREENS = {
    "on": lambda **screen: protected_screen(Outcome(1, (), ()), changed=False, **screen),
    "on-left": lambda **screen: protected_screen(LEFT, changed=False, **screen),
    "change": lambda **screen: protected_screen(Outcome(0, (), ()), changed=True, **screen),
    "change-remembered": lambda **screen: protected_screen(
        Outcome(2, (), (), "keyring.backends.SecretService.Keyring"), changed=True, **screen
    ),
    "off": lambda **screen: plain_screen(Outcome(12, (), ()), **screen),
    "status-plain": lambda **screen: status_screen(PLAIN, **screen),
    "status": lambda **screen: status_screen(
        Status(True, CIPHER, Source.KEYRING, "keyring.backends.SecretService.Keyring", 7, 1, 2, True),
        **screen,
    ),
    "remember": lambda **screen: remembered_screen("keyring.backends.macOS.Keyring", **screen),
    "forget": lambda **screen: forgotten_screen(True, **screen),
    "sheet": lambda **screen: sheet_screen(SHEET, **screen),
    "sheet-written": lambda **screen: sheet_written("sheet.html", **screen),
}


@pytest.mark.parametrize(("signs", "width"), APPEARANCES)
@pytest.mark.parametrize("name", SCREENS)
def test_the_screens_of_protect(name: str, signs: str, width: int) -> None:
    glyphs = GLYPHS[signs]
    screen = rendered(SCREENS[name](glyphs=glyphs, width=width), width, glyphs)
    assert all(len(line) <= width for line in screen.splitlines())
    assert_golden(f"keeping/protect-{name}-{signs}-{width}", screen)


def test_the_page_is_kept_as_agreed() -> None:
    assert_golden("keeping/protect-sheet-html", sheet_html(SHEET))


def test_a_sheet_of_an_empty_journal_leaves_out_what_is_not_known() -> None:
    sheet = Sheet(None, None, "/tmp/<b>.db", CIPHER, date(2026, 11, 20))
    page = sheet_html(sheet)
    assert "Begun on" not in page
    assert "/tmp/&lt;b&gt;.db" in page


def test_the_data_of_a_plain_journal_says_nothing_of_a_cipher() -> None:
    data = status_data(PLAIN)
    assert (data["cipher"], data["passphrase"]) == (None, None)
    assert data["backups"] == {"protected": 0, "plain": 3, "other": 0}
