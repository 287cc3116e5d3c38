"""Is a store what it was written to be? Each check tells every problem it finds in a sentence."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelway.domain.days.dates import format_date
from modelway.domain.keeping.findings import THINGS
from modelway.errors import Damaged
from modelway.store import opening
from modelway.store.files import contents, engine, seals
from modelway.store.files.stamps import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    import sqlite3 as sqlite
    from sqlite3 import Connection
else:
    import sqlcipher3.dbapi2 as sqlite

MOST_TOLD = 3
SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
IMAGES = "SELECT number, table_name, row_id, before_image, after_image FROM history ORDER BY number"
RECORDED = """
SELECT tbl_name FROM sqlite_schema
WHERE type = 'trigger' AND name = 'history_of_' || tbl_name || '_insert'
"""

# A damaged name in the schema makes messages that are no text; the driver raises that instead.
UNREADABLE = (sqlite.Error, UnicodeDecodeError)

# The night that a row of a table belongs to.
NIGHT_OF = {
    "night": "SELECT day FROM night WHERE id = ?",
    "reflection": """
        SELECT night.day FROM reflection JOIN night ON night.id = reflection.night_id WHERE reflection.id = ?
    """,
    "practice": "SELECT due_on FROM practice WHERE id = ?",
}

SPAN_OF_COMMANDS = "SELECT min(at), max(at) FROM command"

NewestImages = dict[tuple[str, str], str | None]
Check = Callable[["Connection"], list[str]]


def problems_of(path: Path) -> list[str]:
    """Every problem of the store at `path`; empty when it is whole. Nothing in it is changed."""
    return [problem for problems in results_of(path).values() for problem in problems]


def results_of(path: Path) -> dict[str, list[str]]:
    """The problems that each check of `CHECKS` found, by its name; that it cannot be read is one of them.

    Raises:
        StoreError: it cannot be looked at, for another reason than damage.
    """
    try:
        with engine.engine_failures(path), closing(open_to_check(path)) as connection:
            return {name: _tried(check, connection) for name, check in CHECKS.items()}
    except Damaged as error:
        return {"pages": [error.sentence]}


def open_to_check(path: Path) -> "Connection":
    """A connection that reads text even where its bytes are broken."""
    connection = engine.connect(path)
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    return connection


def engine_version() -> tuple[int, ...]:
    """The version of the engine: of SQLite within it."""
    return tuple(sqlite.sqlite_version_info)


def first_and_newest_command(path: Path) -> tuple[datetime | None, datetime | None]:
    """When the journal was first and last written to; None where it was not, or cannot be read."""
    try:
        with engine.engine_failures(path), closing(open_to_check(path)) as connection:
            try:
                first, newest = connection.execute(SPAN_OF_COMMANDS).fetchone()
            except sqlite.OperationalError as error:
                if engine.failure_name(error) != "SQLITE_ERROR":
                    raise
                return None, None  # its schema is another one, which the checks tell
            return _instant(first), _instant(newest)
    except Damaged:
        return None, None


def stamps(connection: "Connection") -> list[str]:
    """The two numbers of the header say that this is a journal, and of which schema."""
    found = tuple(
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    if found == (APPLICATION_ID, SCHEMA_VERSION):
        return []
    return [
        f"Its stamps are {found[0]} and schema {found[1]}, not {APPLICATION_ID} and schema {SCHEMA_VERSION}."
    ]


def pages(connection: "Connection") -> list[str]:
    """The engine's own check of pages, indexes and the kinds of columns."""
    told = [row[0] for row in connection.execute(f"PRAGMA integrity_check({MOST_TOLD})")]
    return [] if told == ["ok"] else [" ".join(str(line).split()) for line in told]


def schema(connection: "Connection") -> list[str]:
    """Tables, indexes and triggers read word for word as in `schema.sql`."""
    with closing(opening.empty_store()) as fresh:
        expected = set(fresh.execute(SCHEMA))
    different = expected ^ set(connection.execute(SCHEMA))
    names = sorted({str(row[1]) for row in different})
    return [f"Its schema differs in {_some(names)}."] if names else []


def references(connection: "Connection") -> list[str]:
    """Every row that another one names is there."""
    lost = Counter((row[0], row[2]) for row in connection.execute("PRAGMA foreign_key_check"))
    return [
        f"{_counted(number, _word(table))} without the {_word(other)} it belongs to."
        for (table, other), number in sorted(lost.items())
    ]


def sealed(connection: "Connection") -> list[str]:
    """Every row of the history fits its seal."""
    broken = list(seals.broken_seals(connection))
    if not broken:
        return []
    return [f"{_counted(len(broken), 'row')} of the history without its seal: {_some(map(str, broken))}."]


def images(connection: "Connection") -> list[str]:
    """Every row equals its newest image in the history, and every image the one before it."""
    newest, strayed = newest_images(connection)
    problems = [f"{_counted(len(strayed), 'row')} of the history out of its order: {_some(strayed)}."]
    problems = problems if strayed else []
    for table in recorded(connection):
        differing = list(differing_rows(connection, table, newest))
        if differing:
            written = "it was written" if len(differing) == 1 else "they were written"
            nights = _nights_of(connection, table, differing)
            problems.append(f"{_counted(len(differing), _word(table))} not as {written}{nights}.")
    return problems


def recorded(connection: "Connection") -> list[str]:
    """The tables whose rows leave images in the history."""
    return sorted(name for (name,) in connection.execute(RECORDED))


def newest_images(connection: "Connection") -> tuple[NewestImages, list[str]]:
    """The newest image of each row (None once deleted), and the numbers of images that do not follow."""
    newest: NewestImages = {}
    strayed = []
    for number, table, row_id, before, after in connection.execute(IMAGES):
        # The first image of a row may lie in the middle of its life: what came before was purged.
        if (table, row_id) in newest and not _follows(before, newest[table, row_id]):
            strayed.append(str(number))
        newest[table, row_id] = after
    return newest, strayed


def differing_rows(connection: "Connection", table: str, newest: NewestImages) -> Iterator[str]:
    """The keys of the rows of a table that are not as their newest image, or are missing, or have none."""
    names = contents.columns(connection, table)
    alive = {row_id: image for (of, row_id), image in newest.items() if of == table and image is not None}
    for row in contents.rows(connection, table):
        image = alive.pop(row[0], None)
        if image is None or not _equals(dict(zip(names, row, strict=True)), image):
            yield str(row[0])
    yield from alive


CHECKS: dict[str, Check] = {
    "stamps": stamps,
    "pages": pages,
    "schema": schema,
    "references": references,
    "seals": sealed,
    "rows": images,
}


def _instant(text: str | None) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text) if text else None
    except (ValueError, TypeError):
        return None
    return instant if instant and instant.tzinfo else None


def _tried(check: Check, connection: "Connection") -> list[str]:
    try:
        return check(connection)
    except UNREADABLE as error:
        return [f"It cannot be read to its end: {' '.join(str(error).split())}."]


def _follows(before: str | None, image: str | None) -> bool:
    """Whether the image before a change is the one after the last change, in an older schema or this one."""
    if before is None or image is None or before == image:
        return before == image
    try:
        return _equals(json.loads(before), image)
    except ValueError:
        return False


def _equals(row: dict[str, Any], image: str) -> bool:
    """Whether a row is as its image; a column that a later schema added is in no older image."""
    try:
        expected = json.loads(image)
        return expected.keys() <= row.keys() and all(row[name] == expected[name] for name in expected)
    except (ValueError, AttributeError):
        return False


def _word(table: str) -> str:
    return THINGS.get(table, f"row of {table}")


def _nights_of(connection: "Connection", table: str, keys: list[str]) -> str:
    """The nights that some rows belong to, as far as they can be told: " (of Friday 20 November 2026)"."""
    days = set[date]()
    for key in keys if table in NIGHT_OF else ():
        # A key or a day may itself be what is damaged.
        with suppress(ValueError, TypeError):
            days.update(date.fromisoformat(day) for (day,) in connection.execute(NIGHT_OF[table], (key,)))
    return f" (of {_some(map(format_date, sorted(days)))})" if days else ""


def _some(names: Any) -> str:
    listed = list(names)
    more = f" and {len(listed) - MOST_TOLD} more" if len(listed) > MOST_TOLD else ""
    return ", ".join(listed[:MOST_TOLD]) + more


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
