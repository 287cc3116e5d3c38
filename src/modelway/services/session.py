"""What every command stands on: the settings, the moment, and the journal opened for it."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from types import TracebackType
from typing import Self

from modelway.domain.days.dates import last_ended, night_of
from modelway.errors import StoreError
from modelway.services.place import Place
from modelway.store.files.engine import holds_anything, is_there
from modelway.store.journal import Journal
from modelway.store.tonight import keep_marker
from modelway.store.transactions import Command
from modelway.system.config import Settings


@dataclass(frozen=True, slots=True)
class Session:
    """One command's journal, settings and moment; `tonight` is the night that the moment belongs to.

    `remarks` are sentences for the leader that are no part of a command's answer.
    """

    journal: Journal
    settings: Settings
    now: datetime
    tonight: date
    remarks: list[str] = field(default_factory=list)

    @classmethod
    def open(
        cls,
        environ: Mapping[str, str],
        overrides: Mapping[str, str | None],
        *,
        to_read: bool = False,
        tell: Callable[[str], None] | None = None,
    ) -> Self:
        """Read the settings and the clock, then open the journal; a file is made with the first change alone.

        `tell` is called with a few words as each step begins, where an older journal has to be brought up.

        Raises:
            BadSetting: a setting is wrong.
            StoreError: the journal cannot be opened, or is gone while its backups are there.
        """
        place = Place.find(environ, overrides)
        refuse_lost(place)
        journal = (Journal.open_to_read if to_read else Journal.open_for_command)(place.store, tell)
        session = cls(journal, place.settings, place.now, night_of(place.now, place.settings.day_ends_at))
        if not to_read and place.backup_failure.exists():
            from modelway.services.automatic_backups import failure_to_tell

            with suppress(OSError):
                session.remarks.append(failure_to_tell(place))
        if not to_read and place.sync_told.exists():
            from modelway.services.sync_told import take_told

            session.remarks.extend(take_told(place))
        return session

    @property
    def last_ended(self) -> date:
        """The newest night that is over."""
        return last_ended(self.now, self.settings.day_ends_at)

    @property
    def past_midnight(self) -> bool:
        """Whether the calendar says tomorrow already while tonight's night still lasts."""
        return self.now.date() != self.tonight

    @property
    def place(self) -> Place | None:
        """Where the open journal lies; None for the empty one that a reader sees before there is a file."""
        path = self.journal.path
        return Place(self.settings, self.now, path) if path else None

    def check_can_save(self) -> None:
        """Find out before the first question, and not after the first answer; raises Refused."""
        if self.place:
            self.place.check_can_save()

    def command(self, name: str, words: str) -> Command:
        """A command of this moment, to be recorded with what it changes."""
        return Command(name, words, self.now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._tell_prompt()
        finally:
            self.journal.close()

    def _tell_prompt(self) -> None:
        """Bring the marker of a protected journal up to date, which a shell's prompt reads."""
        if self.journal.path:
            # Whatever is wrong with the journal was said by the command itself.
            with suppress(Exception):
                keep_marker(self.journal.connection, os.fspath(self.journal.path), self.tonight)


def refuse_lost(place: Place) -> None:
    """Never begin a new journal where an older one was.

    Raises:
        StoreError: the journal is gone or empty, and backups of it are there.
    """
    if holds_anything(place.store):
        return
    from modelway.domain.days.dates import format_date
    from modelway.domain.keeping.backup import newest_whole
    from modelway.store.files.backups import backups_of, folder_of

    known = backups_of(place.store)
    if known:
        state = "empty" if is_there(place.store) else "gone"
        best = newest_whole(known) or known[0]
        day = format_date(best.made_at.astimezone(place.now.tzinfo).date())
        raise StoreError(
            f"Your journal {place.store} is {state}, but a backup of {day} is there: bring it back with "
            f"modelway backup restore {best.name}, or move {folder_of(place.store)} away to begin anew."
        )
