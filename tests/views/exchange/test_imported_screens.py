"""What an import says: what came in, where both said something else, what was refused and why."""

import pytest
from rendering import APPEARANCES, GLYPHS, assert_golden, rendered

from modelway.domain.exchange.merging import Conflict, Counts, Imported
from modelway.views.exchange.imported import imported_screen, sum_up

BUNDLE = Imported(
    {"value": Counts(5), "night": Counts(3_650, 2, 10), "reflection": Counts(18_250, 1), "lens": Counts(1)},
    (),
)
JOURNAL = Imported(
    {"night": Counts(398, 0, 12)},
    (Conflict("night 2026-11-20", "note"), Conflict("answer of 2026-11-20", "text")),
    ("jrnl.txt, line 88: no date", "日記.txt, line 3: its text is longer than 2,000,000 signs"),
    dry=True,
    entries=Counts(398, 3, 12),
)
AGAIN = Imported({"night": Counts(0, 0, 12)}, (), entries=Counts(0, 0, 12))
MUCH_REFUSED = Imported({}, (), tuple(f"a.csv, line {line}: no date" for line in range(2, 14)))
WITH_PAST = Imported({"value": Counts(3), "night": Counts(1)}, (), past=True)

SCREENS = {
    "bundle": BUNDLE,
    "journal_dry": JOURNAL,
    "again": AGAIN,
    "refused": MUCH_REFUSED,
    "with_history": WITH_PAST,
}


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize(("glyphs", "width"), APPEARANCES)
def test_an_import_looks_as_agreed(name: str, glyphs: str, width: int) -> None:
    drawn = imported_screen(SCREENS[name], glyphs=GLYPHS[glyphs], width=width)

    assert_golden(f"exchange/import-{name}-{glyphs}-{width}", rendered(drawn, width, GLYPHS[glyphs]))


def test_every_entry_is_counted_once() -> None:
    assert sum_up(JOURNAL) == "415 entries: 398 new, 3 merged, 12 unchanged, 2 refused"
    assert sum_up(BUNDLE).startswith("21,919 entries: 21,906 new")


def test_what_is_no_journal_of_entries_is_told_without_control_characters() -> None:
    said = Imported({}, (), ("\x1b[2Ja.csv, line 2: no date",))

    text = rendered(imported_screen(said, glyphs=GLYPHS["unicode"], width=80), 80, GLYPHS["unicode"])

    assert "\x1b" not in text
