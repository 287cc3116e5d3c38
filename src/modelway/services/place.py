"""Where the journal lies, and the moment: known before anything is opened."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Self

from modelway.errors import Refused
from modelway.system import clock, paths
from modelway.system.config import Settings, load_settings


class Place(NamedTuple):
    """Where the journal lies, and the moment: enough for what works on a journal that cannot be opened."""

    settings: Settings
    now: datetime
    store: Path

    @property
    def backup_failure(self) -> Path:
        """Where it stands why the last backup of a day was not made; there is no such file if it was."""
        return self.store.with_name(f".{self.store.name}.backup-failed")

    @property
    def sync_told(self) -> Path:
        """Where it stands what a sync that ran by itself has to tell; there is no such file if nothing."""
        return self.store.with_name(f".{self.store.name}.sync-told")

    @property
    def conflicts_marker(self) -> Path:
        """A file that is there while words written on two machines wait for the leader to choose."""
        return self.store.with_name(f".{self.store.name}.conflicts")

    @classmethod
    def find(cls, environ: Mapping[str, str], overrides: Mapping[str, str | None]) -> Self:
        """Read the settings and the clock; nothing is opened. Raises BadSetting when a setting is wrong."""
        settings = load_settings(environ, paths.config_file(environ), overrides)
        return cls(settings, clock.now(environ), store_path(settings, environ))

    def check_can_save(self) -> None:
        """Find out before the first question, and not after the first answer; raises Refused."""
        from modelway.system import permissions

        for path in (self.store, self.store.parent):
            if path.exists() and not permissions.may_write(path):
                raise Refused(
                    f"{path} cannot be written, so no answer could be saved: allow writing there with "
                    "chmod u+w, or name another file with --store."
                )


def store_path(settings: Settings, environ: Mapping[str, str]) -> Path:
    """Where the journal lies: what the settings say, or the user's data folder."""
    return settings.store or paths.default_store(environ)
