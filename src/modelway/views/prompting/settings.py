"""The screens of the settings: what holds, where that comes from, and what was changed."""

from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from typing import Any

from rich.text import Text

from modelway.system.config import Source
from modelway.system.known_settings import ChangedSetting, SettingInForce
from modelway.views.screen.layout import heading, next_step, paragraph, section, stack
from modelway.views.screen.theme import Glyphs


def settings_screen(
    file: Path, settings: Sequence[SettingInForce], *, there: bool, glyphs: Glyphs, width: int
) -> Text:
    """Each setting: its value, where that comes from, what it means and what it allows."""
    lies = f"They stand in {file}." if there else f"They go into {file}, which is not there yet."
    return stack(
        heading("Settings", glyphs=glyphs, width=width),
        *(_setting(one, glyphs=glyphs, width=width) for one in settings),
        paragraph(lies, glyphs=glyphs, width=width, style="screen.note"),
        next_step("modelway config edit", "See and change the whole file:", glyphs=glyphs, width=width),
    )


def settings_data(file: Path, settings: Sequence[SettingInForce]) -> dict[str, Any]:
    """The same as data for `modelway.settings/1`."""
    return {"file": str(file), "settings": [setting_data(one) for one in settings]}


def setting_data(setting: SettingInForce) -> dict[str, Any]:
    """One setting as data for `modelway.setting/1`; `from` is default, file, variable or option."""
    known = setting.known
    return {
        "name": known.name,
        "value": setting.value,
        "from": setting.source.value,
        "place": setting.place or None,
        "meaning": known.meaning,
        "allowed": known.allowed,
        "default": known.default,
        "variable": known.variable,
    }


def changed_screen(changed: ChangedSetting, *, glyphs: Glyphs, width: int) -> Text:
    """What the file holds now, what it held before, and how to go back."""
    return stack(
        paragraph(_said(changed), glyphs=glyphs, width=width, indent=0),
        paragraph(_won_over(changed), glyphs=glyphs, width=width, indent=0) if changed.winner else Text(),
        next_step(*_next(changed), glyphs=glyphs, width=width),
    )


def edited_screen(file: Path, *, changed: bool, glyphs: Glyphs, width: int) -> Text:
    """That the settings file was saved."""
    said = f"Saved: {file}" if changed else "Nothing was changed."
    return stack(
        paragraph(said, glyphs=glyphs, width=width, indent=0),
        next_step("modelway config list", "See what holds now.", glyphs=glyphs, width=width),
    )


def _setting(setting: SettingInForce, *, glyphs: Glyphs, width: int) -> Text:
    known = setting.known
    meant = f"{known.meaning} Allowed: {known.allowed}."
    if setting.source is not Source.DEFAULT:
        meant += f" Without it: {known.default}."
    return stack(
        section(f"{known.name} = {setting.value or 'not set'}", _from(setting), glyphs=glyphs, width=width),
        paragraph(meant, glyphs=glyphs, width=width),
        gap=0,
    )


def _from(setting: SettingInForce) -> str:
    match setting.source:
        case Source.FILE:
            return "from your file"
        case Source.DEFAULT:
            return "by default"
        case _:
            return f"from {setting.place}"


def _said(changed: ChangedSetting) -> str:
    name, before, after = changed.name, changed.before, changed.after
    if before == after:
        held = "is not set" if after is None else f"was {after} already"
        return f"{name} {held} in {changed.file}."
    earlier = "" if before is None else f"; before it was {before}"
    if after is None:
        return f"{name} is no longer set in {changed.file}{earlier}."
    return f"{name} is now {after} in {changed.file}{earlier}."


def _won_over(changed: ChangedSetting) -> str:
    return f"{changed.winner} is set in this shell, and wins over the file."


def _next(changed: ChangedSetting) -> tuple[str, str]:
    if changed.before == changed.after:
        return "modelway config list", "See all settings."
    if changed.before is None:
        return f"modelway config unset {changed.name}", "To have it as before:"
    return f"modelway config set {changed.name} {quote(changed.before)}", "To have it as before:"
