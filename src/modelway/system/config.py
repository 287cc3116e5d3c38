"""The settings: from the file, over it the environment, over that the options of the command."""

import re
from collections.abc import Iterable, Iterator, Mapping
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


class Plain(StrEnum):
    """Whether screens are written as sentences, for a screen reader."""

    NO = "no"
    YES = "yes"


class Switch(StrEnum):
    """Whether something is done by itself."""

    ON = "on"
    OFF = "off"


class Settings(NamedTuple):
    """All that a leader can set; without an editor or a store of their own, None."""

    day_ends_at: time = DAY_ENDS_AT
    evening_at: time = EVENING_AT
    week_starts_on: Weekday = Weekday.MONDAY
    color: Color = Color.AUTO
    glyphs: Glyphs = Glyphs.AUTO
    plain: Plain = Plain.NO
    editor: str | None = None
    sync_auto: Switch = Switch.OFF
    store: Path | None = None


NAMES = Settings._fields


class Source(StrEnum):
    """What a setting in force comes from, the weakest first."""

    DEFAULT = "default"
    FILE = "file"
    VARIABLE = "variable"
    OPTION = "option"


class Entry(NamedTuple):
    """One setting as it was found, and where, for the sentence that refuses it."""

    place: str
    name: str
    text: str
    source: Source


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
    settings = _of_file(_in_file(config_file, environ), config_file, environ)
    return _with_the_others(settings, environ, overrides)


def load_without_file(environ: Mapping[str, str], overrides: Mapping[str, str | None]) -> Settings:
    """The settings in force but for those of the file, for a command that mends it; raises BadSetting."""
    return _with_the_others(Settings(), environ, overrides)


def _with_the_others(
    settings: Settings, environ: Mapping[str, str], overrides: Mapping[str, str | None]
) -> Settings:
    for entry in (*_in_environment(environ), *_in_options(overrides)):
        settings = _changed(settings, entry, environ)
    if settings.color is Color.AUTO:
        settings = settings._replace(color=color_asked_for(environ))
    return settings


def find_entries(
    environ: Mapping[str, str], config_file: Path, overrides: Mapping[str, str | None]
) -> dict[str, Entry]:
    """Where each setting in force was found, by its name; one that holds by default is not in it.

    Raises BadSetting where the file cannot be read, or names a setting that does not exist.
    """
    layers = (*_in_file(config_file, environ), *_in_environment(environ), *_in_options(overrides))
    return {entry.name: entry for entry in layers}


def check_settings(text: str, config_file: Path, environ: Mapping[str, str]) -> Settings:
    """The settings that the file would hold with this text.

    Raises BadSetting as `load_settings` does; the sentence names `config_file`.
    """
    return _of_file(_in_text(text, config_file), config_file, environ)


def read_setting(name: str, text: str, config_file: Path, environ: Mapping[str, str]) -> str:
    """How one setting stands in the file when a leader typed it so.

    Raises BadSetting where there is no such setting, or it does not allow that.
    """
    entry = Entry(name, name, text, Source.FILE)
    settings = _of_file([entry], config_file, environ)
    match getattr(settings, name):
        case time() as moment:
            return moment.isoformat("minutes")
        case StrEnum() as choice:
            return choice.value
        case _:
            return text.strip()


def refuse_unknown(name: str) -> None:
    """Raise BadSetting, with the nearest right name, unless there is such a setting."""
    if name not in NAMES:
        raise BadSetting(f"{quote(name)} is no setting: {_instead_of(name)}.")


def _of_file(entries: Iterable[Entry], config_file: Path, environ: Mapping[str, str]) -> Settings:
    settings = Settings()
    for entry in entries:
        settings = _changed(settings, entry, environ)
    if settings.store and not settings.store.is_absolute():
        raise BadSetting(
            f"store in {config_file} is {quote(str(settings.store))}, which depends on where one is: "
            "write a path that starts with / or ~."
        )
    return settings


def color_asked_for(environ: Mapping[str, str]) -> Color:
    """What the variables that many programs share ask for: NO_COLOR over those that force colours."""
    if environ.get("NO_COLOR"):
        return Color.NEVER
    if environ.get("FORCE_COLOR") or environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return Color.ALWAYS
    return Color.NEVER if environ.get("CLICOLOR") == "0" else Color.AUTO


def _in_file(config_file: Path, environ: Mapping[str, str]) -> Iterator[Entry]:
    text = read_settings_text(config_file)
    if text is not None:
        yield from _in_text(text, config_file)
    elif environ.get(CONFIG_VARIABLE):
        raise BadSetting(
            f"{CONFIG_VARIABLE} names {config_file}, which does not exist: create the file or unset it."
        )


def _in_text(text: str, config_file: Path) -> Iterator[Entry]:
    for name, found in parse_settings_text(text, config_file).items():
        place = f"{name} in {config_file}"
        if name not in NAMES:
            raise BadSetting(f"{quote(name)} in {config_file} is no setting: {_instead_of(name)}.")
        if isinstance(found, time):
            found = found.isoformat("minutes")
        if not isinstance(found, str):
            raise BadSetting(f'{place} is not text: put its value in quotes, as in {name} = "…".')
        yield Entry(place, name, found, Source.FILE)


def _in_environment(environ: Mapping[str, str]) -> Iterator[Entry]:
    for name in NAMES:
        variable = f"MODELWAY_{name.upper()}"
        if text := environ.get(variable):
            yield Entry(variable, name, text, Source.VARIABLE)


def _in_options(overrides: Mapping[str, str | None]) -> Iterator[Entry]:
    for name, text in overrides.items():
        if text is not None:
            yield Entry(f"--{name.replace('_', '-')}", name, text, Source.OPTION)


def read_settings_text(config_file: Path) -> str | None:
    """What stands in the settings file; None where there is none.

    Raises BadSetting where it is not UTF-8, or cannot be read.
    """
    try:
        return config_file.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError as error:
        raise BadSetting(f"The settings in {config_file} are not UTF-8: save the file as UTF-8.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise BadSetting(
            f"The settings in {config_file} cannot be read ({reason}): make it a file that you may read."
        ) from error


def parse_settings_text(text: str, config_file: Path) -> Mapping[str, object]:
    """What a settings file with this text holds, not yet checked; raises BadSetting where it is no TOML."""
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


def _changed(settings: Settings, entry: Entry, environ: Mapping[str, str]) -> Settings:
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
        case "plain":
            return settings._replace(plain=_choice(Plain, entry))
        case "editor":
            return settings._replace(editor=_filled(entry))
        case "sync_auto":
            return settings._replace(sync_auto=_choice(Switch, entry))
        case "store":
            return settings._replace(store=_path(entry, environ))
        case _:
            raise ValueError(f"there is no setting {entry.name}")


def _time(entry: Entry, *, before: time | None = None) -> time:
    found = _moment(entry.text.strip(), r"([0-9]{1,2}):([0-9]{2})", before)
    if found:
        return found
    remedy = "write a time before noon, from 00:00 to 11:59" if before else "write a time, such as 21:30"
    near = _moment(entry.text.strip(), r"([0-9]{1,2})[.:,hH ]?([0-9]{2})?", before)
    raise _refusal(entry, f"{remedy} (did you mean {near:%H:%M}?)" if near else remedy)


def _moment(text: str, pattern: str, before: time | None) -> time | None:
    """The time that a text of this pattern says; None where it says none, or one that is not `before`."""
    found = re.fullmatch(pattern, text)
    hours, minutes = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    last = before.hour if before else 24
    return time(hours, minutes) if hours < last and minutes < 60 else None


def _choice(choices: type[Choice], entry: Entry) -> Choice:
    text = entry.text.strip().lower()
    try:
        return choices(text)
    except ValueError as error:
        from difflib import get_close_matches

        allowed = [choice.value for choice in choices]
        near = get_close_matches(text, allowed, n=1)
        hint = f" (did you mean {near[0]}?)" if near else ""
        raise _refusal(entry, f"choose {_listed(allowed, 'or')}{hint}") from error


def _filled(entry: Entry) -> str:
    text = entry.text.strip()
    if not text or not text.isprintable():
        raise _refusal(entry, "write a command, such as nano")
    return text


def _path(entry: Entry, environ: Mapping[str, str]) -> Path:
    if not entry.text.strip() or "\0" in entry.text:
        raise _refusal(entry, "write the path of a journal, such as ~/journal.db")
    try:
        return expanded(entry.text, environ)
    except BadSetting as error:
        raise _refusal(entry, "write the path in full, for that home folder is not known") from error


def _refusal(entry: Entry, remedy: str) -> BadSetting:
    what = f"is {quote(entry.text)}, which is not allowed" if entry.text.strip() else "is empty"
    return BadSetting(f"{entry.place} {what}: {remedy}.")


def _listed(words: list[str] | tuple[str, ...], joined_by: str) -> str:
    return f"{', '.join(words[:-1])} {joined_by} {words[-1]}"
