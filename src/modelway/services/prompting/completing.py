"""What a half-typed word of a command line may become."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from modelway.domain.days.periods import Weekday

DAY_WORDS = ("today", "yesterday", "tomorrow", *(day.value for day in Weekday))


class Kind(StrEnum):
    """What stands in one place of a command line."""

    VALUE = "value"
    DAY = "day"
    TITLE = "title"
    CHECK = "check"
    FIGURE = "figure"
    LENS = "lens"
    OUTCOME = "outcome"
    ROLE = "role"
    DAYS = "days"
    SPAN = "span"
    COLOR = "color"
    SHELL = "shell"
    SETTING = "setting"
    SETTING_VALUE = "setting value"
    FILE = "file"
    TEXT = "text"


class Candidate(NamedTuple):
    """A word, and what it means in a few more; empty where nothing is to be said."""

    word: str
    meaning: str = ""


def list_candidates(
    kind: Kind,
    start: str,
    environ: Mapping[str, str],
    overrides: Mapping[str, str | None],
    *,
    before: str = "",
) -> list[Candidate]:
    """The words of a kind that begin as `start` does, whatever the case.

    A protected journal is not opened: of it, nothing is completed.

    Args:
        kind: What is wanted.
        start: What is typed of it.
        environ: The environment.
        overrides: The options of the command line that win over settings.
        before: The word before it, where that decides: the name of a setting.

    Raises:
        ModelwayError, OSError, sqlcipher3.Error: it cannot be found out now.
    """
    found = _all_of(kind, start, environ, overrides, before)
    return [one for one in found if one.word.lower().startswith(start.lower()) and one.word.isprintable()]


def _all_of(
    kind: Kind, start: str, environ: Mapping[str, str], overrides: Mapping[str, str | None], before: str
) -> Iterable[Candidate]:
    match kind:
        case Kind.VALUE | Kind.DAY | Kind.TITLE:
            return _in_journal(kind, start, _store(environ, overrides))
        case Kind.CHECK:
            from modelway.system.check_files import find_check_files

            return [
                Candidate(file.name, "your own" if file.own else "") for file in find_check_files(environ)
            ]
        case Kind.SETTING:
            from modelway.system.known_settings import KNOWN

            return [Candidate(known.name, known.meaning) for known in KNOWN]
        case Kind.SETTING_VALUE:
            return _allowed_in(before)
        case _:
            return [Candidate(word) for word in _fixed(kind)]


def _in_journal(kind: Kind, start: str, store: Path) -> list[Candidate]:
    from modelway.store.prompting.names import find_nights, find_titles, find_values

    if kind is Kind.VALUE:
        values = sorted(find_values(store), key=lambda value: value[2])
        return [Candidate(slug, f"{name} (retired)" if retired else name) for slug, name, retired in values]
    if kind is Kind.TITLE:
        return [Candidate(title, author) for title, author in find_titles(store)]
    words = [Candidate(word) for word in DAY_WORDS]
    return words + [Candidate(day, "a written night") for day in find_nights(store, start)]


def _allowed_in(setting: str) -> list[Candidate]:
    from modelway.system.config import Color, Glyphs

    choices: dict[str, type[StrEnum]] = {"color": Color, "glyphs": Glyphs, "week_starts_on": Weekday}
    return [Candidate(choice.value) for choice in choices.get(setting, ())]


def _fixed(kind: Kind) -> Iterable[str]:
    match kind:
        case Kind.FIGURE:
            from modelway.domain.lookback.explaining.explanation import Figure

            return [figure.value for figure in Figure]
        case Kind.LENS:
            from modelway.domain.teaching.lenses import Lens

            return [*(lens.value for lens in Lens), "none"]
        case Kind.ROLE:
            from modelway.domain.loop.values import Role

            return [role.value for role in Role]
        case _:
            return FIXED.get(kind, ())


FIXED: Mapping[Kind, tuple[str, ...]] = {
    Kind.OUTCOME: ("demonstrated", "fell-short", "missed", "no-opportunity"),
    Kind.DAYS: ("daily", "weekdays", "weekend", "mon-fri"),
    Kind.SPAN: ("this", "last"),
    Kind.COLOR: ("auto", "always", "never"),
    Kind.SHELL: ("bash", "zsh", "fish", "powershell"),
}


def _store(environ: Mapping[str, str], overrides: Mapping[str, str | None]) -> Path:
    from modelway.services.place import Place

    return Place.find(environ, overrides).store
