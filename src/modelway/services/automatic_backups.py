"""Backups that modelway makes by itself: behind what was written, and before anything that changes much."""

from contextlib import closing, suppress
from pathlib import Path

from modelway.domain.keeping.backup import Backup
from modelway.errors import ModelwayError
from modelway.services.place import Place
from modelway.store.files import backups, contents
from modelway.store.files.copying import make_private_file
from modelway.store.files.engine import connect, engine_failures, is_there, refuse_foreign_file

DAILY = "daily"


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


def back_up_daily(place: Place) -> Backup | None:
    """A backup of the day, in place of one made earlier that day; None if the newest one holds all there is.

    It is made behind a command that may write. Of two at once the second waits, and then makes one only if
    the first came too early for it; one that was killed is made up for by the next. A failure is kept as a
    sentence that the next command says.
    """
    try:
        return _back_up_what_is_new(place) if is_there(place.store) else None
    except ModelwayError as error:
        with suppress(OSError):
            place.backup_failure.unlink(missing_ok=True)
            make_private_file(place.backup_failure)
            place.backup_failure.write_text(error.sentence, "utf-8")
        return None


def failure_to_tell(place: Place) -> str:
    """What kept the last backup of a day from being made; it is told once."""
    sentence = place.backup_failure.read_text("utf-8", errors="replace")
    place.backup_failure.unlink()
    return f"The last backup was not made, though your answers are saved: {sentence}"


def _back_up_what_is_new(place: Place) -> Backup | None:
    with backups.one_at_a_time(place.store):
        if backups.holds_all(place.store):
            return None
        made = back_up_before(place, DAILY)
        if made:
            backups.replace_earlier_of_day(place.store, made, place.now)
        return made
