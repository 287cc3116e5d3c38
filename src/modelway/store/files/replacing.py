"""Putting new files in the place of old ones, several at once: a crash leaves all the old or all the new.

The new files wait in a private folder beside the journal. Until a plan is written there, the old ones are
in force, and whatever lies in the folder is thrown away at the next opening. Once it is written, the new
ones are in force, and whoever opens the journal next puts those in place that are not there yet. The old
files are overwritten before they are removed.
"""

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Self

from modelway.errors import StoreError
from modelway.machine import AS_IT_IS, NO_LINK
from modelway.machine.files import (
    REPLACES_OPEN_FILES,
    keep_old,
    put_in_place,
    sync,
    sync_file,
    sync_folder,
    write_at,
)
from modelway.machine.locks import engine_lock, folder_locked, locked_out
from modelway.store.files import backups, engine

FOLDER = ".protecting"
PLAN = "plan.json"
OLD = ".old"
CHUNK = 1 << 20


class Plan(NamedTuple):
    """Which files are replaced, the journal first; its state as copied; when each was last found whole."""

    targets: tuple[Path, ...]
    journal: list[int]
    looked_at: tuple[datetime | None, ...]

    def to_json(self) -> str:
        """The plan as it lies in the folder."""
        told = {
            "targets": [str(target) for target in self.targets],
            "journal": self.journal,
            "looked_at": [instant and instant.isoformat() for instant in self.looked_at],
        }
        return json.dumps(told)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The plan that lies in a folder."""
        told = json.loads(_plan_in(folder).read_bytes())
        return cls(
            tuple(Path(target) for target in told["targets"]),
            told["journal"],
            tuple(instant and datetime.fromisoformat(instant) for instant in told["looked_at"]),
        )


def folder_of(store: Path) -> Path:
    """Where the new files wait; it is there only while files are replaced, or after a crash."""
    return store.with_name(f"{store.name}{FOLDER}")


@contextmanager
def waiting_room(store: Path) -> Iterator[Path]:
    """The folder in which new files are made; emptied in the end, whatever happened.

    Raises:
        StoreError: another command is replacing files.
    """
    folder = folder_of(store)
    settle(store)
    folder.mkdir(mode=engine.PRIVATE_FOLDER, exist_ok=True)
    with folder_locked(folder, wait=False) as alone:
        if not alone:
            raise StoreError(
                "Another command is changing the protection of your journal: wait until it is done."
            )
        try:
            yield folder
        finally:
            if folder.exists() and not _plan_in(folder).exists():
                _empty(folder)


def replace(folder: Path, targets: Sequence[Path]) -> None:
    """Put the files "0", "1", … of the folder in the place of the targets: the journal, then backups of it.

    The caller holds the journal's write lock until this is over, and closes every connection to an old file
    before it calls `clear`.
    """
    plan = Plan(tuple(targets), _state_of(targets[0]), tuple(_looked_at(one) for one in targets))
    part = folder / f"{PLAN}.part"
    part.write_text(plan.to_json(), "utf-8")
    sync_file(part)
    sync_folder(folder)
    put_in_place(part, _plan_in(folder))
    sync_folder(folder)
    if REPLACES_OPEN_FILES:
        _put_in_place(folder, plan)


def clear(folder: Path) -> list[Path]:
    """Overwrite and remove the old files, and end the replacement.

    Returned are the targets whose old files have other names elsewhere, and so are only removed here.

    Raises:
        StoreError: the journal is open elsewhere, where no open file is replaced; nothing was changed.
    """
    plan = Plan.read(folder)
    if not REPLACES_OPEN_FILES:
        _put_in_place(folder, plan)
    targets = plan.targets
    shared = [target for number, target in enumerate(targets) if not overwrite(folder / f"{number}{OLD}")]
    _plan_in(folder).unlink()
    sync_folder(folder)
    _empty(folder)
    return shared


def settle(store: Path) -> None:
    """Bring to its end what a crash left half done: all the old files, or all the new ones.

    Costs one look when there is nothing. Another command that is at it right now is left alone.
    """
    folder = folder_of(store)
    if not os.path.lexists(folder):
        return
    with folder_locked(folder, wait=False) as alone:
        if not alone:
            return
        if _plan_in(folder).exists():
            _finish(folder)
        else:
            _empty(folder)


def _finish(folder: Path) -> None:
    plan = Plan.read(folder)
    store = plan.targets[0]
    if (folder / "0").exists():
        with locked_out(store) as alone:
            if not alone:
                return
            if store.exists() and _state_of(store) != plan.journal:
                # Somebody who had it open wrote an answer since the crash: the new file lacks it.
                _plan_in(folder).unlink()
                sync_folder(folder)
                _empty(folder)
                return
            _put_in_place(folder, plan)
    else:
        _put_in_place(folder, plan)
    clear(folder)


def _put_in_place(folder: Path, plan: Plan) -> None:
    """Give each new file its place; each old one keeps a name in the folder, so as to be overwritten."""
    for number, target in enumerate(plan.targets):
        new, old = folder / str(number), folder / f"{number}{OLD}"
        if not new.exists():
            continue
        if number and not target.exists() and not old.exists():
            new.unlink()  # a backup that was thinned away meanwhile
            continue
        if REPLACES_OPEN_FILES:
            # Some disks know no second names: there the old file goes without being overwritten.
            keep_old(target, old)
        elif target.exists():
            _take_away(folder, plan, number)
        put_in_place(new, target)
        sync_folder(target.parent)
    for target, looked_at in zip(plan.targets, plan.looked_at, strict=True):
        if looked_at and target.exists():
            backups.note_whole(target, looked_at)


def _take_away(folder: Path, plan: Plan, number: int) -> None:
    """Move an old file into the folder, where nobody opens it; give up where the journal is not as copied."""
    target, old = plan.targets[number], folder / f"{number}{OLD}"
    try:
        keep_old(target, old)
    except PermissionError:
        if number:
            raise
        _plan_in(folder).unlink()
        raise StoreError(
            "Your journal is open in another window, and nothing was changed: close it, then run this again."
        ) from None
    if not number and _state_of(old) != plan.journal:
        # Somebody wrote an answer since it was copied: the new file lacks it.
        put_in_place(old, target)
        _plan_in(folder).unlink()
        raise StoreError("Another program wrote to your journal, and nothing was changed: run this again.")


def overwrite(path: Path) -> bool:
    """Overwrite a file with noise and remove it; False when it has other names and was only removed here.

    Waits a while for others who read it; what they read then is refused by the engine.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | NO_LINK | AS_IT_IS)
    except FileNotFoundError:
        return True
    try:
        found = os.fstat(descriptor)
        alone = found.st_nlink == 1
        if alone:
            _wait_for_readers(descriptor)
            for start in range(0, found.st_size, CHUNK):
                write_at(descriptor, os.urandom(min(CHUNK, found.st_size - start)), start)
            sync(descriptor)
    finally:
        os.close(descriptor)
    path.unlink()
    sync_folder(path.parent)
    return alone


def _wait_for_readers(descriptor: int) -> None:
    end = time.monotonic() + engine.BUSY_SECONDS
    while not engine_lock(descriptor) and time.monotonic() < end:
        time.sleep(0.05)


def _empty(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        overwrite(path)
    folder.rmdir()
    sync_folder(folder.parent)


def _state_of(store: Path) -> list[int]:
    found = store.stat()
    return [found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns]


def _plan_in(folder: Path) -> Path:
    return folder / PLAN


def _looked_at(target: Path) -> datetime | None:
    return backups.verified_at(target)
