"""A backup of the journal: its name, and what going back to it would change."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

REASONS = ("daily", "asked", "restore", "import", "migration", "purge", "passphrase", "damaged")
_NAMED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}Z)-([a-z]+)(?:-[0-9]+)?\.db")
_INSTANT = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup by its file name; `made_at` is an aware instant in UTC, `reason` one of `REASONS`.

    `verified_at` says when it was last found whole; None when it never was, or its file has changed since.
    """

    name: str
    made_at: datetime
    reason: str
    size: int
    verified_at: datetime | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What going back changes for one kind of thing: how many come again, go, or read otherwise than now."""

    kind: str
    added: int
    lost: int
    changed: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What looking through a backup found; no `problems` means that it is whole."""

    name: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restoration:
    """What going back to a backup would change.

    `differences` is None when the present journal is missing or too damaged to compare; `nights` are the
    first and the last night that differ; `another_journal` means that some other journal was backed up, and
    is None where nothing was written in the present one yet.
    """

    source: str
    made_at: datetime | None
    differences: tuple[Difference, ...] | None
    nights: tuple[date, date] | None
    another_journal: bool | None


@dataclass(frozen=True, slots=True)
class Restored:
    """What was gone back to, and the file that holds what was there before; None where nothing was.

    `as_command` says that it was a command like any other, which can be taken back.
    """

    restoration: Restoration
    safety_copy: Path | None
    as_command: bool = False


def name_of(journal: str, made_at: datetime, reason: str, number: int = 1) -> str:
    """The file name of a backup: the journal's own name, the instant in UTC, and why it was made."""
    again = f"-{number}" if number > 1 else ""
    return f"{journal}-{made_at.astimezone(UTC).strftime(_INSTANT)}-{reason}{again}.db"


def read_name(name: str, journal: str) -> tuple[datetime, str] | None:
    """The instant and the reason that a file name tells; None for what is no backup of this journal."""
    found = _NAMED.fullmatch(name.removeprefix(f"{journal}-")) if name.startswith(f"{journal}-") else None
    if found is None:
        return None
    try:
        return datetime.strptime(found[1], _INSTANT).replace(tzinfo=UTC), found[2]
    except ValueError:
        return None
