"""A backup of the journal, and what going back to it would change."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple


class Backup(NamedTuple):
    """A backup by its file name; `made_at` is an instant in UTC, `reason` one of `backup_names.REASONS`.

    `verified_at` says when it was last found whole; None when it never was, or its file has changed since.
    """

    name: str
    made_at: datetime
    reason: str
    size: int
    verified_at: datetime | None


class Difference(NamedTuple):
    """What going back changes for one kind of thing: how many come again, go, or read otherwise than now."""

    kind: str
    added: int
    lost: int
    changed: int


class Verdict(NamedTuple):
    """What looking through a backup found; no `problems` means that it is whole."""

    name: str
    problems: tuple[str, ...]


class Restoration(NamedTuple):
    """What going back to a backup would change.

    `differences` is None when the present journal is missing or too damaged to compare; `nights` are the
    first and the last night that differ; `another_journal` means that some other journal was backed up, and
    is None where nothing was written in the present one yet. `no_journal` means that there is no file at all.
    """

    source: str
    made_at: datetime | None
    differences: tuple[Difference, ...] | None
    nights: tuple[date, date] | None
    another_journal: bool | None
    no_journal: bool = False


class Restored(NamedTuple):
    """What was gone back to, and the file that holds what was there before; None where nothing was.

    `as_command` says that it was a command like any other, which can be taken back.
    """

    restoration: Restoration
    safety_copy: Path | None
    as_command: bool = False


def newest_whole(newest_first: Iterable[Backup]) -> Backup | None:
    """The newest backup that was found whole; None without one."""
    return next((one for one in newest_first if one.verified_at), None)
