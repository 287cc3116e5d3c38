"""Looking at the settings, and changing the file they stand in."""

from collections.abc import Mapping
from pathlib import Path

from modelway.errors import BadSetting
from modelway.services.place import store_path
from modelway.system import paths
from modelway.system.config import (
    Color,
    Settings,
    Source,
    check_settings,
    find_entries,
    load_settings,
    load_without_file,
    parse_settings_text,
    read_setting,
    read_settings_text,
    refuse_unknown,
)
from modelway.system.known_settings import KNOWN, ChangedSetting, SettingInForce, template
from modelway.system.settings_file import with_setting, write_settings


def list_settings(
    environ: Mapping[str, str], overrides: Mapping[str, str | None]
) -> tuple[Path, Settings, list[SettingInForce]]:
    """The settings file, which need not exist, the settings in force, and each with where it comes from.

    Raises BadSetting where one is wrong.
    """
    file = paths.config_file(environ)
    settings = load_settings(environ, file, overrides)
    entries = find_entries(environ, file, overrides)
    listed = []
    for known in KNOWN:
        entry = entries.get(known.name)
        source, place = (entry.source, entry.place) if entry else (Source.DEFAULT, "")
        if known.name == "color" and (not entry or entry.text.strip().lower() == Color.AUTO):
            source, place = _of_color(settings, environ, source, place)
        listed.append(SettingInForce(known, _value(known.name, settings, environ), source, place))
    return file, settings, listed


def find_setting(
    environ: Mapping[str, str], overrides: Mapping[str, str | None], name: str
) -> SettingInForce:
    """One setting as it holds now; raises BadSetting where there is none of that name, or one is wrong."""
    refuse_unknown(name)
    return next(one for one in list_settings(environ, overrides)[2] if one.known.name == name)


def find_settings_file(environ: Mapping[str, str]) -> Path:
    """Where the settings stand; the file need not exist."""
    return paths.config_file(environ)


def set_setting(environ: Mapping[str, str], name: str, text: str) -> ChangedSetting:
    """Write a setting into the file.

    Raises:
        BadSetting: there is no such setting, it does not allow that, or the file is no TOML.
        Refused: the file cannot be written.
    """
    refuse_unknown(name)
    file = paths.config_file(environ)
    return _write(environ, file, name, read_setting(name, text, file, environ))


def unset_setting(environ: Mapping[str, str], name: str) -> ChangedSetting:
    """Take a setting out of the file, so that what holds without it holds again.

    Raises:
        BadSetting: there is no such setting, neither known nor in the file, or the file is no TOML.
        Refused: the file cannot be written.
    """
    file = paths.config_file(environ)
    if name not in parse_settings_text(read_settings_text(file) or "", file):
        refuse_unknown(name)
        return ChangedSetting(name, None, None, file, _winner(environ, name))
    return _write(environ, file, name, None)


def text_to_edit(environ: Mapping[str, str]) -> str:
    """What stands in the settings file, or every setting told and none set."""
    text = read_settings_text(paths.config_file(environ))
    return template() if text is None else text


def save_text(environ: Mapping[str, str], text: str) -> None:
    """Put an edited text in the place of the settings file.

    Raises:
        BadSetting: it is no TOML, or a setting in it is wrong; nothing is written.
        Refused: the file cannot be written.
    """
    file = paths.config_file(environ)
    check_settings(text, file, environ)
    write_settings(file, text if not text or text.endswith("\n") else f"{text}\n")


def settings_in_spite(
    environ: Mapping[str, str], overrides: Mapping[str, str | None]
) -> tuple[Settings, str]:
    """The settings in force and no words; or those without the file, and what is wrong in it.

    Raises BadSetting where a variable or an option is wrong.
    """
    try:
        return load_settings(environ, paths.config_file(environ), overrides), ""
    except BadSetting as fault:
        return load_without_file(environ, overrides), fault.sentence


def _write(environ: Mapping[str, str], file: Path, name: str, value: str | None) -> ChangedSetting:
    text = read_settings_text(file) or ""
    before = parse_settings_text(text, file).get(name)
    if value is None or before != value:
        write_settings(file, with_setting(text, name, value, file))
    return ChangedSetting(name, None if before is None else str(before), value, file, _winner(environ, name))


def _winner(environ: Mapping[str, str], name: str) -> str:
    """The variable that wins over what the file says of a setting; empty where none does."""
    return next((one.variable for one in KNOWN if one.name == name and environ.get(one.variable)), "")


def _value(name: str, settings: Settings, environ: Mapping[str, str]) -> str:
    match name:
        case "store":
            return str(store_path(settings, environ))
        case "editor":
            return settings.editor or environ.get("VISUAL") or environ.get("EDITOR") or ""
        case "day_ends_at" | "evening_at":
            return str(getattr(settings, name).isoformat("minutes"))
        case _:
            return str(getattr(settings, name).value)


def _of_color(
    settings: Settings, environ: Mapping[str, str], source: Source, place: str
) -> tuple[Source, str]:
    """Where a color comes from that was left to the variables many programs share."""
    if settings.color is Color.AUTO:
        return source, place
    shared = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR")
    return Source.VARIABLE, next(name for name in shared if environ.get(name))
