"""Where the journal and its settings lie, unless the leader says otherwise."""

import os
from collections.abc import Mapping
from pathlib import Path

from modelway.errors import BadSetting
from modelway.machine import USES_XDG
from modelway.machine.folders import home_of_account
from modelway.machine.owner import is_private_folder

CONFIG_VARIABLE = "MODELWAY_CONFIG"


def config_file(environ: Mapping[str, str] = os.environ) -> Path:
    """The file of settings, which need not exist: what MODELWAY_CONFIG names, else config.toml in its folder.

    Raises BadSetting when `~` is used, or no other folder is named, and there is no home folder.
    """
    named = environ.get(CONFIG_VARIABLE)
    return expanded(named, environ) if named else _config_folder(environ) / "config.toml"


def default_store(environ: Mapping[str, str] = os.environ) -> Path:
    """The journal when no setting names one: journal.db in the user's data folder; it need not exist.

    Raises BadSetting when that folder would be in the home folder, and there is none.
    """
    return _data_folder(environ) / "journal.db"


def state_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The user's folder for what this machine alone has to remember; it need not exist.

    Raises BadSetting when that folder would be in the home folder, and there is none.
    """
    if USES_XDG:
        return _xdg_folder(environ, "XDG_STATE_HOME", ".local/state")
    from platformdirs import user_state_path

    return user_state_path("modelway", appauthor=False)


def runtime_folder(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The user's own folder in memory, which is gone after a log-out; None where the system gives none.

    What must not outlive a crash on a disk belongs there. XDG_RUNTIME_DIR is believed only while the
    folder is the user's and closed to everyone else.
    """
    folder = Path(environ.get("XDG_RUNTIME_DIR", ""))
    try:
        found = folder.stat()
    except OSError:
        return None
    return folder if folder.is_absolute() and is_private_folder(found) else None


def expanded(text: str, environ: Mapping[str, str] = os.environ) -> Path:
    """The path that `text` names, with a leading `~` or `~someone` put in full.

    Raises BadSetting when there is no such home folder.
    """
    if text == "~" or text.startswith(("~/", "~" + os.sep)):
        return home(environ) / text[2:]
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise BadSetting(f"{text} names no home folder of this machine: write the path in full.") from error


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """The home folder; a relative or empty HOME counts as unset.

    Raises BadSetting when there is none.
    """
    named = environ.get("HOME", "")
    try:
        found = Path(named) if Path(named).is_absolute() else home_of_account()
    except (KeyError, RuntimeError) as error:
        raise BadSetting("There is no home folder to keep a journal in: set HOME to one.") from error
    return found


def _config_folder(environ: Mapping[str, str]) -> Path:
    if USES_XDG:
        return _xdg_folder(environ, "XDG_CONFIG_HOME", ".config")
    from platformdirs import user_config_path

    return user_config_path("modelway", appauthor=False)


def _data_folder(environ: Mapping[str, str]) -> Path:
    if USES_XDG:
        return _xdg_folder(environ, "XDG_DATA_HOME", ".local/share")
    from platformdirs import user_data_path

    return user_data_path("modelway", appauthor=False)


def _xdg_folder(environ: Mapping[str, str], variable: str, below_home: str) -> Path:
    """What platformdirs answers on Linux, without the milliseconds its import adds to every command."""
    named = environ.get(variable, "")
    folder = Path(named) if named.startswith("/") else home(environ) / below_home
    return folder / "modelway"
