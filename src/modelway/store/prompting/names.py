"""The names that a shell completes: read at once, without a key, and without a change."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from modelway.store import queries
from modelway.store.files.stamps import PAGE_BYTES, PLAIN
from modelway.store.tonight import connect_at_once

MOST_NIGHTS = 31


def find_values(store: Path) -> list[tuple[str, str, bool]]:
    """The slug and the name of each value, and whether it is retired, in the leader's order."""
    return [(slug, name, bool(retired)) for slug, name, retired in _rows(store, queries.NAMES_OF_VALUES)]


def find_nights(store: Path, start: str) -> list[str]:
    """The newest of the written nights whose dates begin so."""
    wanted = {"start": f"{start}%", "limit": MOST_NIGHTS}
    return [day for (day,) in _rows(store, queries.DAYS_THAT_BEGIN, wanted)]


def find_titles(store: Path) -> list[tuple[str, str]]:
    """The title and the author of everything in the library."""
    return [(title, author) for title, author in _rows(store, queries.TITLES)]


def _rows(store: Path, query: str, wanted: dict[str, Any] | None = None) -> Iterator[tuple[Any, ...]]:
    """The rows; none where there is no journal, or it is protected.

    Raises:
        OSError, sqlcipher3.Error: it cannot be read now.
    """
    if not store.is_file():
        return
    with store.open("rb", buffering=0) as file:
        if not file.read(PAGE_BYTES).startswith(PLAIN):
            return
    with closing(connect_at_once(str(store))) as connection:
        yield from connection.execute(query, wanted or {}).fetchall()
