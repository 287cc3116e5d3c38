"""Settings as a leader is told of them: what each means and allows, what holds, and what was changed."""

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from modelway.domain.days.dates import DAY_ENDS_AT, EVENING_AT
from modelway.domain.days.periods import Weekday
from modelway.system.config import Color, Glyphs, Plain, Source, Switch


class KnownSetting(NamedTuple):
    """One setting in words; `variable` is the environment's name for it."""

    name: str
    meaning: str
    allowed: str
    default: str
    example: str

    @property
    def variable(self) -> str:
        """The variable of the environment that wins over the file."""
        return f"MODELWAY_{self.name.upper()}"


class SettingInForce(NamedTuple):
    """A setting with the value that holds now, where that comes from, and the name of that place."""

    known: KnownSetting
    value: str
    source: Source
    place: str


class ChangedSetting(NamedTuple):
    """A setting as the file held it before and holds it now; None where it holds none.

    `winner` is the variable that wins over the file, empty for none.
    """

    name: str
    before: str | None
    after: str | None
    file: Path
    winner: str = ""


def _one_of(choices: type[StrEnum]) -> str:
    *others, last = [choice.value for choice in choices]
    return f"{', '.join(others)} or {last}"


KNOWN = (
    KnownSetting(
        "day_ends_at",
        "Until when a night still belongs to the day before.",
        "a time before noon",
        f"{DAY_ENDS_AT:%H:%M}",
        "02:30",
    ),
    KnownSetting(
        "evening_at", "When tonight's journal is asked for.", "a time", f"{EVENING_AT:%H:%M}", "20:45"
    ),
    KnownSetting(
        "week_starts_on", "The first day of a week.", _one_of(Weekday), Weekday.MONDAY.value, "sunday"
    ),
    KnownSetting(
        "color",
        "When screens are coloured; auto means on a terminal.",
        _one_of(Color),
        Color.AUTO.value,
        "never",
    ),
    KnownSetting(
        "glyphs",
        "Which signs screens use; auto means what your terminal can show.",
        _one_of(Glyphs),
        Glyphs.AUTO.value,
        "ascii",
    ),
    KnownSetting(
        "plain", "Whether screens are sentences, for a screen reader.", _one_of(Plain), Plain.NO.value, "yes"
    ),
    KnownSetting(
        "editor", "The editor that Ctrl-O opens for longer texts.", "a command", "$VISUAL or $EDITOR", "nano"
    ),
    KnownSetting(
        "sync_auto",
        "Whether your machines meet by themselves behind what you write.",
        _one_of(Switch),
        Switch.OFF.value,
        "on",
    ),
    KnownSetting(
        "store",
        "The file that holds your journal.",
        "a path that starts with / or ~",
        "journal.db in your data folder",
        "~/journal.db",
    ),
)


def template() -> str:
    """The text of a settings file in which every setting is told and none is set."""
    parts = ["# Settings of modelway. Take the # away before a line to set it; see: modelway config list\n"]
    parts += [
        f"\n# {known.meaning} Allowed: {known.allowed}. Without it: {known.default}.\n"
        f'# {known.name} = "{known.example}"\n'
        for known in KNOWN
    ]
    return "".join(parts)
