"""What a backup is called: its file name says of which journal it is, when it was made, and why."""

import re
from datetime import UTC, datetime

REASONS = ("daily", "asked", "restore", "import", "migration", "purge", "passphrase", "damaged")
_NAMED = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z-([a-z]+)(?:-[0-9]+)?\.db"
)


def name_of(journal: str, made_at: datetime, reason: str, number: int = 1) -> str:
    """The file name of a backup: the journal's own name, the instant in UTC, and why it was made."""
    again = f"-{number}" if number > 1 else ""
    return f"{journal}-{made_at.astimezone(UTC):%Y-%m-%dT%H%M%SZ}-{reason}{again}.db"


def read_name(name: str, journal: str) -> tuple[datetime, str] | None:
    """The instant and the reason that a file name tells; None for what is no backup of this journal."""
    found = _NAMED.fullmatch(name.removeprefix(f"{journal}-")) if name.startswith(f"{journal}-") else None
    if found is None:
        return None
    *parts, reason = found.groups()
    try:
        # By hand, for strptime loads the names of days in every language first.
        year, month, day, hour, minute, second = map(int, parts)
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC), reason
    except ValueError:
        return None
