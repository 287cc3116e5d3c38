"""Backups that modelway makes by itself: once a day, and before anything that changes much."""

from contextlib import closing
from pathlib import Path

from modelway.domain.keeping.backup import Backup
from modelway.errors import ModelwayError
from modelway.services.place import Place
from modelway.store.files import backups, contents
from modelway.store.files.engine import connect, engine_failures, is_there, refuse_foreign_file


def back_up_before(place: Place, reason: str) -> Backup | None:
    """A backup before something that changes much; None while nothing was written yet.

    For whoever restores, imports, migrates, purges or changes the passphrase; when it fails they stop.

    Raises:
        Refused, StoreError: it cannot be made.
    """
    return backups.keep(place.store, place.now, reason) if has_content(place.store) else None


def has_content(store: Path) -> bool:
    """Return True if anything was written in the journal at that path."""
    if not is_there(store):
        return False
    with engine_failures(store):
        refuse_foreign_file(store)
        with closing(connect(store)) as connection:
            return contents.holds_anything(connection)


def back_up_daily(place: Place) -> str | None:
    """A backup unless one was made today; a sentence when it failed, for that stops no answer."""
    today = place.now.date()
    try:
        with engine_failures(backups.folder_of(place.store)):
            made = backups.instants_of(place.store)
        if not any(one.astimezone(place.now.tzinfo).date() == today for one in made):
            back_up_before(place, "daily")
    except ModelwayError as error:
        return f"Today's backup was not made, though your answers are saved: {error.sentence}"
    return None
