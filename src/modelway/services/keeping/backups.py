"""Backups of the journal: made when asked and by themselves, looked through, gone back to."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from modelway.domain.days.dates import format_date, parse_day, quote
from modelway.domain.keeping.backup import Backup, Restoration, Restored, Verdict
from modelway.domain.keeping.backup_names import read_name
from modelway.errors import BadDate, Damaged, Locked, NotFound, StoreError
from modelway.services.automatic_backups import has_content
from modelway.services.place import Place
from modelway.store.files import backups
from modelway.store.files.copying import copy_checked
from modelway.store.files.encryption import salt_of
from modelway.store.files.engine import (
    engine_failures,
    holds_anything,
    is_there,
    refuse_foreign_file,
)
from modelway.store.journal import Journal
from modelway.store.keeping import comparing, restoring
from modelway.store.keeping.checks import problems_of
from modelway.store.migrations.migrate import in_this_schema
from modelway.store.transactions import Command

# No file system that a journal is kept on takes more bytes.
LONGEST_NAME = 255
OTHER_PASSPHRASE = "It has another passphrase than your journal, and was not looked through."


def create(place: Place, file: Path | None = None) -> Path:
    """A checked backup now, in the folder of backups or at `file`; where it lies.

    Raises:
        NotFound: there is no journal yet.
        Refused, StoreError: it cannot be made; nothing of it is left.
    """
    _check_is_there(place)
    if file is None:
        return backups.folder_of(place.store) / backups.keep(place.store, place.now, "asked").name
    if not file.parent.is_dir():
        raise NotFound(f"There is no folder {file.parent}: make it first, or name another file.")
    copy_checked(place.store, file)
    return file


def listed(place: Place) -> list[Backup]:
    """The backups in the folder of backups, newest first."""
    return backups.backups_of(place.store)


def verified(
    place: Place, file: str = "", *, every: bool = False, tell: Callable[[str], None] = lambda _: None
) -> list[Verdict]:
    """Look through one backup (the newest without a name) or every one, and note which are whole.

    `tell` is called with a few words as each one's turn comes.

    Raises:
        NotFound: there is no such backup, or none at all.
    """
    if every or not file:
        names = [one.name for one in listed(place)]
        if not names:
            raise NotFound("There are no backups yet: make one with: modelway backup create")
        paths = [backups.folder_of(place.store) / name for name in (names if every else names[:1])]
    else:
        paths = [found(place, file)]
    verdicts = []
    for number, path in enumerate(paths, 1):
        tell(f"looking through backup {number} of {len(paths)}")
        verdicts.append(_verified(place, path))
    return verdicts


def found(place: Place, reference: str) -> Path:
    """The backup that a path, a name in the list, or a day stands for; of a day the newest one.

    Raises:
        NotFound: nothing fits.
    """
    parts = reference.encode("utf-8", "surrogatepass").split(b"/")
    if not reference.strip() or "\0" in reference or max(map(len, parts)) > LONGEST_NAME:
        raise NotFound("That names no backup: choose from: modelway backup list")
    known = listed(place)
    if reference in {one.name for one in known}:
        return backups.folder_of(place.store) / reference
    path = Path(reference).expanduser()
    if is_there(path):
        return path
    try:
        day = parse_day(reference, place.now.date())
    except BadDate:
        raise NotFound(
            f"There is no backup {quote(reference)}: name a file, a day, or one from: modelway backup list"
        ) from None
    of_day = [one for one in known if _local_day(place, one.made_at) == day]
    if not of_day:
        raise NotFound(f"No backup was made on {format_date(day)}: choose from: modelway backup list")
    return backups.folder_of(place.store) / of_day[0].name


def weighed(place: Place, backup: Path) -> Restoration:
    """What going back to a backup would change, once it was looked through and found whole.

    Raises:
        StoreError: it is damaged, or is no journal.
    """
    with engine_failures(backup):
        refuse_foreign_file(backup)
    with in_this_schema(backup, place.store.parent) as readable:
        _check_whole(readable, backup.name)
        identity, wanted = comparing.told_by(readable)
    told = read_name(backup.name, backups.label_of(place.store))
    made_at = told[0].astimezone(place.now.tzinfo) if told else None
    if is_there(place.store):
        refuse_foreign_file(place.store)
    try:
        if not holds_anything(place.store):
            return Restoration(backup.name, made_at, None, None, False, no_journal=True)
        own, present = comparing.told_by(place.store)
    except Damaged:
        return Restoration(backup.name, made_at, None, None, False)
    return Restoration(
        backup.name,
        made_at,
        comparing.differences(present, wanted),
        comparing.nights_that_differ(present, wanted),
        another_journal=None if own is None else own != identity,
    )


def restore(place: Place, backup: Path) -> Restored:
    """Go back to a backup; the present state is saved first. The journal is the old or the new one, whole.

    Raises:
        StoreError, Refused: nothing was changed.
    """
    restoration = weighed(place, backup)
    with in_this_schema(backup, place.store.parent) as readable:
        if restoration.differences is None:
            return Restored(restoration, _swap(place, readable))
        safety: list[Backup] = []

        def keep_present() -> None:
            safety.append(backups.keep(place.store, place.now, "restore"))

        changed = 0
        try:
            if restoration.another_journal is False and not problems_of(place.store):
                changed = _go_back(place, readable, restoration, keep_present)
            else:
                restoring.replace_rows(place.store, readable, keep_present)
        except StoreError:
            if problems_of(place.store):
                return Restored(restoration, _swap(place, readable))
            raise
    return Restored(restoration, backups.folder_of(place.store) / safety[0].name, as_command=bool(changed))


def _go_back(place: Place, backup: Path, restoration: Restoration, keep_present: Callable[[], None]) -> int:
    """Go back as a command of the leader's; how many rows changed."""
    made_at = restoration.made_at
    of = f"the backup of {format_date(made_at.date())}, {made_at:%H:%M}" if made_at else "a backup"
    with closing(Journal.open(place.store)) as journal:
        command = Command("backup restore", f"going back to {of}", place.now)
        return restoring.go_back(journal, backup, command, keep_present)


def _swap(place: Place, backup: Path) -> Path | None:
    """Replace a journal that cannot be read or is gone; where what was damaged lies now."""
    damaged = is_there(place.store)
    aside = backups.aside_for_damaged(place.store, place.now)
    restoring.swap_file(place.store, backup, aside)
    return aside if damaged else None


def _verified(place: Place, path: Path) -> Verdict:
    try:
        with in_this_schema(path, place.store.parent) as readable:
            problems = problems_of(readable)
    except Locked:
        if not holds_anything(place.store) or salt_of(path) == salt_of(place.store):
            raise
        return Verdict(path.name, (OTHER_PASSPHRASE,))
    except Damaged as error:
        problems = [error.sentence]
    except StoreError as error:
        # It could not be looked through, which says nothing about how it is.
        return Verdict(path.name, (error.sentence,))
    in_folder = path.parent == backups.folder_of(place.store)
    if in_folder and not problems and backups.bytes_changed(path):
        problems = ["Its bytes are not those that were written, though all its rows can be read."]
    if in_folder and problems:
        backups.forget_whole(path)
    elif in_folder:
        backups.note_whole(path, place.now)
    return Verdict(path.name, tuple(problems))


def _check_whole(backup: Path, name: str) -> None:
    """Raises StoreError, or Locked where no passphrase that was given opens it."""
    problems = problems_of(backup)
    if problems:
        raise StoreError(
            f"{name} is not whole, and nothing was changed ({problems[0].rstrip('.')}): "
            "choose another one from: modelway backup list"
        )


def _check_is_there(place: Place) -> None:
    if not has_content(place.store):
        raise NotFound("There is nothing to back up yet: begin with: modelway values define")


def _local_day(place: Place, instant: datetime) -> date:
    return instant.astimezone(place.now.tzinfo or UTC).date()
