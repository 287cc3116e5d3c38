"""What a backup is called: its file name says of which journal it is, when it was made, and why."""

import re
from datetime import UTC, datetime

REASONS = ("daily", "asked", "restore", "import", "migration", "purge", "passphrase", "damaged")
SUFFIX, NOTE = ".db", ".check"
_NAMED = r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z-([a-z]+)(?:-[0-9]+)?\.db"
_PART = r"\.(.+\.db)\.[0-9]+\.(?:part|part-journal|check)"


def name_of(journal: str, made_at: datetime, reason: str, number: int = 1) -> str:
    """The file name of a backup: the journal's own name, the instant in UTC, and why it was made."""
    again = f"-{number}" if number > 1 else ""
    return f"{journal}-{made_at.astimezone(UTC):%Y-%m-%dT%H%M%SZ}-{reason}{again}{SUFFIX}"


def read_name(name: str, journal: str) -> tuple[datetime, str] | None:
    """The instant and the reason that a file name tells; None for what is no backup of this journal."""
    if not name.startswith(f"{journal}-"):
        return None
    found = re.fullmatch(_NAMED, name.removeprefix(f"{journal}-"))
    if found is None:
        return None
    *parts, reason = found.groups()
    try:
        # By hand, for strptime loads the names of days in every language first.
        year, month, day, hour, minute, second = map(int, parts)
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC), reason
    except ValueError:
        return None


def is_note(name: str, journal: str) -> bool:
    """Whether it is the name of a note on a backup of this journal."""
    return name.endswith(NOTE) and read_name(name.removesuffix(NOTE) + SUFFIX, journal) is not None


def is_part(name: str, journal: str) -> bool:
    """Whether it is the name that a backup of this journal, or its note, has while it is written."""
    found = re.fullmatch(_PART, name)
    return found is not None and read_name(found[1], journal) is not None
