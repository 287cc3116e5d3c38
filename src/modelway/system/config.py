"""The settings: from the file, over it the environment, over that the options of the command."""

import re
from collections.abc import Iterator, Mapping
from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeVar

from modelway.domain.days.dates import DAY_ENDS_AT, EVENING_AT, NOON, quote
from modelway.domain.days.periods import Weekday
from modelway.errors import BadSetting
from modelway.system.paths import CONFIG_VARIABLE, expanded

Choice = TypeVar("Choice", bound=StrEnum)


class Color(StrEnum):
    """When a screen is coloured; auto means on a terminal."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Glyphs(StrEnum):
    """Which signs a screen uses; auto means what the encoding can carry."""

    AUTO = "auto"
    UNICODE = "unicode"
    ASCII = "ascii"


class Settings(NamedTuple):
    """All that a leader can set; without an editor or a store of their own, None."""

    day_ends_at: time = DAY_ENDS_AT
    evening_at: time = EVENING_AT
    week_starts_on: Weekday = Weekday.MONDAY
    color: Color = Color.AUTO
    glyphs: Glyphs = Glyphs.AUTO
    editor: str | None = None
    store: Path | None = None


NAMES = Settings._fields


class _Entry(NamedTuple):
    """One setting as it was found, and where, for the sentence that refuses it."""

    place: str
    name: str
    text: str


def load_settings(
    environ: Mapping[str, str], config_file: Path, overrides: Mapping[str, str | None]
) -> Settings:
    """The settings in force.

    Args:
        environ: The environment: MODELWAY_DAY_ENDS_AT and so on, empty ones counting as unset; and NO_COLOR,
            FORCE_COLOR, CLICOLOR_FORCE and CLICOLOR, which speak where color is auto.
        config_file: A TOML file of settings. The defaults hold when there is none, unless MODELWAY_CONFIG
            named it.
        overrides: Options by the name of their setting; None for those that were not given.

    Raises:
        BadSetting: A value that is not allowed, wherever it stands, even if another one would win; a setting
            that does not exist; a file that cannot be read. The sentence names the place and what is allowed.
    """
    settings = Settings()
    for entry in _in_file(config_file, environ):
        settings = _changed(settings, entry, environ)
    if settings.store and not settings.store.is_absolute():
        raise BadSetting(
            f"store in {config_file} is {quote(str(settings.store))}, which depends on where one is: "
            "write a path that starts with / or ~."
        )
    for entry in (*_in_environment(environ), *_in_options(overrides)):
        settings = _changed(settings, entry, environ)
    if settings.color is Color.AUTO:
        settings = settings._replace(color=_color_asked_for(environ))
    return settings


def _color_asked_for(environ: Mapping[str, str]) -> Color:
    """What the variables that many programs share ask for: NO_COLOR over those that force colours."""
    if environ.get("NO_COLOR"):
        return Color.NEVER
    if environ.get("FORCE_COLOR") or environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return Color.ALWAYS
    return Color.NEVER if environ.get("CLICOLOR") == "0" else Color.AUTO


def _in_file(config_file: Path, environ: Mapping[str, str]) -> Iterator[_Entry]:
    for name, found in _toml(config_file, environ).items():
        place = f"{name} in {config_file}"
        if name not in NAMES:
            raise BadSetting(f"{quote(name)} in {config_file} is no setting: {_instead_of(name)}.")
        if isinstance(found, time):
            found = found.isoformat("minutes")
        if not isinstance(found, str):
            raise BadSetting(f'{place} is not text: put its value in quotes, as in {name} = "…".')
        yield _Entry(place, name, found)


def _in_environment(environ: Mapping[str, str]) -> Iterator[_Entry]:
    for name in NAMES:
        variable = f"MODELWAY_{name.upper()}"
        if text := environ.get(variable):
            yield _Entry(variable, name, text)


def _in_options(overrides: Mapping[str, str | None]) -> Iterator[_Entry]:
    for name, text in overrides.items():
        if text is not None:
            yield _Entry(f"--{name.replace('_', '-')}", name, text)


def _toml(config_file: Path, environ: Mapping[str, str]) -> Mapping[str, object]:
    try:
        text = config_file.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError) as error:
        if environ.get(CONFIG_VARIABLE):
            raise BadSetting(
                f"{CONFIG_VARIABLE} names {config_file}, which does not exist: create the file or unset it."
            ) from error
        return {}
    except UnicodeDecodeError as error:
        raise BadSetting(f"The settings in {config_file} are not UTF-8: save the file as UTF-8.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise BadSetting(
            f"The settings in {config_file} cannot be read ({reason}): make it a file that you may read."
        ) from error
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        told = isinstance(error, tomllib.TOMLDecodeError)
        where = str(error) if told else "it nests too deeply, or holds too long a number"
        raise BadSetting(f"The settings in {config_file} are not TOML: {where}; correct it there.") from error


def _instead_of(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.lower().replace("-", "_"), NAMES, n=1)
    return f"did you mean {near[0]}" if near else f"the settings are {_listed(NAMES, 'and')}"


def _changed(settings: Settings, entry: _Entry, environ: Mapping[str, str]) -> Settings:
    match entry.name:
        case "day_ends_at":
            return settings._replace(day_ends_at=_time(entry, before=NOON))
        case "evening_at":
            return settings._replace(evening_at=_time(entry))
        case "week_starts_on":
            return settings._replace(week_starts_on=_choice(Weekday, entry))
        case "color":
            return settings._replace(color=_choice(Color, entry))
        case "glyphs":
            return settings._replace(glyphs=_choice(Glyphs, entry))
        case "editor":
            return settings._replace(editor=_filled(entry))
        case "store":
            return settings._replace(store=_path(entry, environ))
        case _:
            raise ValueError(f"there is no setting {entry.name}")


def _time(entry: _Entry, *, before: time | None = None) -> time:
    found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", entry.text.strip())
    if found and (before is None or int(found[1]) < before.hour):
        return time(int(found[1]), int(found[2]))
    raise _refusal(
        entry, "write a time before noon, from 00:00 to 11:59" if before else "write a time, such as 21:30"
    )


def _choice(choices: type[Choice], entry: _Entry) -> Choice:
    try:
        return choices(entry.text.strip().lower())
    except ValueError as error:
        raise _refusal(entry, f"choose {_listed([choice.value for choice in choices], 'or')}") from error


def _filled(entry: _Entry) -> str:
    text = entry.text.strip()
    if not text or not text.isprintable():
        raise _refusal(entry, "write a command, such as nano")
    return text


def _path(entry: _Entry, environ: Mapping[str, str]) -> Path:
    if not entry.text.strip() or "\0" in entry.text:
        raise _refusal(entry, "write the path of a journal, such as ~/journal.db")
    try:
        return expanded(entry.text, environ)
    except BadSetting as error:
        raise _refusal(entry, "write the path in full, for that home folder is not known") from error


def _refusal(entry: _Entry, remedy: str) -> BadSetting:
    what = f"is {quote(entry.text)}, which is not allowed" if entry.text.strip() else "is empty"
    return BadSetting(f"{entry.place} {what}: {remedy}.")


def _listed(words: list[str] | tuple[str, ...], joined_by: str) -> str:
    return f"{', '.join(words[:-1])} {joined_by} {words[-1]}"
