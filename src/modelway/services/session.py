"""What every command stands on: the settings, the moment, and the journal opened for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from modelway.domain.dates import last_ended, night_of
from modelway.store.journal import Journal
from modelway.store.transactions import Command
from modelway.system import clock, paths
from modelway.system.config import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Session:
    """One command's journal, settings and moment; `tonight` is the night that the moment belongs to."""

    journal: Journal
    settings: Settings
    now: datetime
    tonight: date

    @classmethod
    def open(
        cls, environ: Mapping[str, str], overrides: Mapping[str, str | None], *, to_read: bool = False
    ) -> Self:
        """Read the settings and the clock, then open the journal; `to_read` makes no file where none is.

        Raises:
            BadSetting: a setting is wrong.
            StoreError: the journal cannot be opened.
        """
        settings = load_settings(environ, paths.config_file(environ), overrides)
        now = clock.now(environ)
        path = store_path(settings, environ)
        journal = Journal.open_to_read(path) if to_read else Journal.open(path)
        return cls(journal, settings, now, night_of(now, settings.day_ends_at))

    @property
    def last_ended(self) -> date:
        """The newest night that is over."""
        return last_ended(self.now, self.settings.day_ends_at)

    @property
    def past_midnight(self) -> bool:
        """Whether the calendar says tomorrow already while tonight's night still lasts."""
        return self.now.date() != self.tonight

    def command(self, name: str, words: str) -> Command:
        """A command of this moment, to be recorded with what it changes."""
        return Command(name, words, self.now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.journal.close()


def store_path(settings: Settings, environ: Mapping[str, str]) -> Path:
    """Where the journal lies: what the settings say, or the user's data folder."""
    return settings.store or paths.default_store(environ)
