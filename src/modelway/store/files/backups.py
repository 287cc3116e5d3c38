"""Backup files: kept, listed, thinned, and noted as whole.

They lie in a folder `backups` beside the journal, for its owner alone. Beside each lies a note of when it was
last found whole, and what its bytes were then; a backup without one is as good, only nobody has looked yet.
A new backup's note is there before it is: killed at any moment, a backup and its note never contradict.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from modelway.domain.keeping.backup_names import NOTE, SUFFIX, is_note, is_part, name_of, read_name
from modelway.errors import StoreError
from modelway.machine.files import put_in_place, sync_file, sync_folder
from modelway.machine.locks import folder_locked
from modelway.machine.owner import is_own, others_reach
from modelway.store.files import engine, seals
from modelway.store.files.copying import copy_checked, make_private_file

if TYPE_CHECKING:
    from modelway.domain.keeping.backup import Backup

FOLDER = "backups"
DAMAGED = "damaged"
LEFT_OVER_AFTER = 3600.0
CHUNK = 1 << 20


def folder_of(store: Path) -> Path:
    """Where the backups of the journal at `store` lie; there may be none yet."""
    return store.parent / FOLDER


def label_of(store: Path) -> str:
    """What the names of its backups begin with: journals of one folder share their folder of backups."""
    return store.stem if store.suffix == ".db" else store.name


def backups_of(store: Path) -> "list[Backup]":
    """The backups of the journal at `store`, newest first; links and what was set aside are passed over."""
    from modelway.domain.keeping.backup import Backup

    found = []
    with engine.engine_failures(folder_of(store)):
        for name in _names_in(folder_of(store)):
            told = read_name(name, label_of(store))
            path = folder_of(store) / name
            with suppress(FileNotFoundError):
                status = path.lstat()
                if told and told[1] != DAMAGED and stat.S_ISREG(status.st_mode):
                    found.append(Backup(name, *told, status.st_size, verified_at(path)))
    return sorted(found, key=lambda one: (one.made_at, one.name), reverse=True)


def keep(store: Path, made_at: datetime, reason: str) -> "Backup":
    """A new backup of the journal at `store` in its folder, checked; older ones are thinned.

    Raises:
        StoreError, Refused: it could not be made, and nothing of it is left.
    """
    from modelway.domain.keeping.backup import Backup

    with engine.engine_failures(folder_of(store)):
        target = _claimed_name(store, made_at, reason)
        try:
            copy_checked(store, target, lambda part: note_whole(target, made_at, lies_at=part))
        except BaseException:
            with suppress(OSError):
                forget_whole(target)
            raise
        thin(store)
        told = read_name(target.name, label_of(store))
        assert told is not None
        return Backup(target.name, *told, target.stat().st_size, made_at.astimezone(UTC))


@contextmanager
def one_at_a_time(store: Path) -> Iterator[None]:
    """Keep other processes from making a backup of the day; wait while another one is at it."""
    with engine.engine_failures(folder_of(store)):
        folder = _private_folder(folder_of(store))
    with folder_locked(folder, wait=True):
        yield


def holds_all(store: Path) -> bool:
    """Whether the backup made last ends with the same change as the journal; a draft is no change."""
    there = [folder_of(store) / one.name for one in backups_of(store)]
    try:
        return bool(there) and _last_change(max(there, key=_changed)) == _last_change(store)
    except StoreError:
        return False  # whichever of them is damaged, a new backup finds out


def _last_change(path: Path) -> tuple[int, str | None]:
    with engine.engine_failures(path), closing(engine.connect(path)) as connection:
        return seals.newest(connection)


def replace_earlier_of_day(store: Path, made: "Backup", now: datetime) -> None:
    """Remove the other backups of that day that were made by themselves: the new one holds what they hold."""
    today = now.date()
    for one in backups_of(store):
        same_day = one.made_at.astimezone(now.tzinfo).date() == today
        if one.reason == made.reason and same_day and one.name != made.name:
            remove(folder_of(store) / one.name)


def note_whole(backup: Path, looked_at: datetime, *, lies_at: Path | None = None) -> None:
    """Write down that a backup was found whole, with its bytes as they are now, or as at `lies_at`."""
    import json

    lies_at = lies_at or backup
    note = {
        "verified_at": looked_at.astimezone(UTC).isoformat(timespec="seconds"),
        "size": lies_at.stat().st_size,
        "digest": file_digest(lies_at),
    }
    part = backup.with_name(f".{backup.name}.{os.getpid()}{NOTE}")
    try:
        make_private_file(part)
        part.write_text(json.dumps(note), "utf-8")
        sync_file(part)
        put_in_place(part, _note_of(backup))
        sync_folder(backup.parent)
    finally:
        with suppress(OSError):
            part.unlink()


def forget_whole(backup: Path) -> None:
    """Take back that a backup was found whole."""
    with suppress(FileNotFoundError):
        _note_of(backup).unlink()


def verified_at(backup: Path) -> datetime | None:
    """When the backup was last found whole; None without a note, or when its size has changed since."""
    note = _read_note(backup)
    return note[0] if note and note[1] == backup.lstat().st_size else None


def bytes_changed(backup: Path) -> bool:
    """Whether the bytes are others than those that were found whole; False when nobody has looked yet."""
    note = _read_note(backup)
    return note is not None and (note[1], note[2]) != (backup.stat().st_size, file_digest(backup))


def file_digest(path: Path) -> str:
    """A digest of a file's bytes."""
    from hashlib import blake2b

    made = blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            made.update(chunk)
    return made.hexdigest()


def aside_for_damaged(store: Path, now: datetime) -> Path:
    """A name in the folder of backups, free for a damaged journal to be kept under."""
    with engine.engine_failures(folder_of(store)):
        return _free_name(store, now, DAMAGED)


def set_aside_of(store: Path) -> list[Path]:
    """The damaged files of this journal that were set aside by a restore, with their unfinished writes."""
    folder = folder_of(store)
    names = [name.removesuffix("-journal") for name in _names_in(folder)]
    told = [(name, read_name(name, label_of(store))) for name in dict.fromkeys(names)]
    return [folder / name for name, instant in told if instant and instant[1] == DAMAGED]


def thin(store: Path) -> "list[Backup]":
    """Remove the backups that need not be kept, and what a killed program left; which backups those were."""
    from modelway.domain.keeping.thinning import kept

    there = backups_of(store)
    staying = kept(there)
    going = [one for one in there if one not in staying]
    for one in going:
        remove(folder_of(store) / one.name)
    _sweep(store)
    return going


def remove(backup: Path) -> None:
    """Remove a backup with its note."""
    forget_whole(backup)
    for path in (backup, Path(f"{backup}-journal")):
        path.unlink(missing_ok=True)


def _names_in(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []


def _free_name(store: Path, made_at: datetime, reason: str) -> Path:
    folder = _private_folder(folder_of(store))
    for number in count(1):
        path = folder / name_of(label_of(store), made_at, reason, number)
        if not os.path.lexists(path) and not os.path.lexists(_note_of(path)):
            break
    return path


def _claimed_name(store: Path, made_at: datetime, reason: str) -> Path:
    """A free name with an empty note beside it, so that no other program takes it too."""
    while True:
        path = _free_name(store, made_at, reason)
        with suppress(FileExistsError):
            make_private_file(_note_of(path))
            return path


def _private_folder(folder: Path) -> Path:
    folder.mkdir(mode=engine.PRIVATE_FOLDER, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or not is_own(found):
        raise StoreError(
            f"{folder} is a link or belongs to another user, and no backup is put there: move it away."
        )
    if others_reach(found):
        folder.chmod(engine.PRIVATE_FOLDER)
    return folder


def _note_of(backup: Path) -> Path:
    return backup.with_suffix(NOTE)


def _read_note(backup: Path) -> tuple[datetime, int, str] | None:
    import json

    try:
        note = json.loads(_note_of(backup).read_bytes())
        return datetime.fromisoformat(note["verified_at"]), int(note["size"]), str(note["digest"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _sweep(store: Path) -> None:
    """Remove what a killed program left an hour ago or earlier; younger things may still be written."""
    folder, label = folder_of(store), label_of(store)
    names = _names_in(folder)
    newest = max((_changed(folder / name) for name in names), default=0.0)
    for name in names:
        if is_part(name, label) or (is_note(name, label) and name.removesuffix(NOTE) + SUFFIX not in names):
            with suppress(OSError):
                if _changed(folder / name) < newest - LEFT_OVER_AFTER:
                    (folder / name).unlink()


def _changed(path: Path) -> float:
    try:
        return path.lstat().st_mtime
    except OSError:
        return 0.0
