"""Changing the settings file, with every comment and line of the leader's left as it is."""

import os
from pathlib import Path

from modelway.errors import Refused
from modelway.system.config import parse_settings_text
from modelway.system.documents import write_document

FIRST_LINE = "# Settings of modelway; what each means: modelway config list\n\n"


def with_setting(text: str, name: str, value: str | None, config_file: Path) -> str:
    """The text of a settings file in which `name` is `value`; without the setting where that is None.

    Raises:
        BadSetting: the text is no TOML.
        Refused: it cannot be changed without touching something else in it.
    """
    before = dict(parse_settings_text(text, config_file))
    changed = _changed(text, name, value)
    before.pop(name, None)
    wanted = before if value is None else {**before, name: value}
    if changed is None or parse_settings_text(changed, config_file) != wanted:
        raise Refused(f"{name} cannot be changed in {config_file} as it is: use modelway config edit.")
    return changed


def write_settings(config_file: Path, text: str) -> None:
    """Put the text in the place of the settings file, whole or not at all; a link to it stays a link.

    Raises Refused where it cannot be written.
    """
    # A leader whose settings lie in a repository has a link to them in the folder.
    file = Path(os.path.realpath(config_file))
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "it cannot be made").lower()
        raise Refused(
            f"There is no folder {file.parent}, and it cannot be made ({reason}): make it, or name "
            "another file in MODELWAY_CONFIG."
        ) from error
    write_document(file, text, replacing=True)


def _changed(text: str, name: str, value: str | None) -> str | None:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        if value is not None and not text.strip():
            return FIRST_LINE + tomlkit.dumps({name: value})
        document = tomlkit.parse(text)
        if value is None:
            del document[name]
        else:
            document[name] = value
        return tomlkit.dumps(document)
    except (TOMLKitError, RecursionError, ValueError):
        return None
