"""The screens of the settings."""

from pathlib import Path

import pytest
from rendering import APPEARANCES, GLYPHS, assert_golden, rendered

from modelway.system.config import Source
from modelway.system.known_settings import KNOWN, ChangedSetting, SettingInForce
from modelway.views.prompting.settings import changed_screen, edited_screen, settings_screen

FILE = Path("/home/ada/.config/modelway/config.toml")
VALUES = ("04:00", "20:15", "sunday", "never", "auto", "no", "", "off", "/home/ada/journal.db")
SOURCES = ("default", "file", "file", "variable", "default", "default", "default", "default", "option")
PLACES = ("", f"evening_at in {FILE}", f"week_starts_on in {FILE}", "NO_COLOR", "", "", "", "", "--store")
LISTED = [
    SettingInForce(known, value, Source(source), place)
    for known, value, source, place in zip(KNOWN, VALUES, SOURCES, PLACES, strict=True)
]
SCREENS = {
    "settings": lambda **screen: settings_screen(FILE, LISTED, there=True, **screen),
    "settings-changed": lambda **screen: changed_screen(
        ChangedSetting("editor", "vim -n", "nano", FILE, "MODELWAY_EDITOR"), **screen
    ),
    "settings-edited": lambda **screen: edited_screen(FILE, changed=True, **screen),
}


@pytest.mark.parametrize(("signs", "width"), APPEARANCES)
@pytest.mark.parametrize("name", SCREENS)
def test_the_screens_look_as_agreed(name: str, signs: str, width: int) -> None:
    shown = SCREENS[name](glyphs=GLYPHS[signs], width=width)
    assert_golden(f"prompting/{name}-{signs}-{width}", rendered(shown, width, GLYPHS[signs]))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, "never", "color is now never in"),
        ("never", "never", "color was never already in"),
        (None, None, "color is not set in"),
        ("auto", None, "color is no longer set in"),
    ],
)
def test_each_change_is_said(before: str | None, after: str | None, said: str) -> None:
    changed = ChangedSetting("color", before, after, FILE)
    assert changed_screen(changed, glyphs=GLYPHS["unicode"], width=200).plain.startswith(said)
