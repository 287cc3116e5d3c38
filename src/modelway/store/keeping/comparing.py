"""What two stores tell differently: nights, values and practices, by count."""

from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelway.domain.keeping.backup import Difference
from modelway.errors import Damaged, StoreError
from modelway.store.files import engine
from modelway.store.files.stamps import APPLICATION_ID

if TYPE_CHECKING:
    import sqlite3 as sqlite
    from sqlite3 import Connection
else:
    import sqlcipher3.dbapi2 as sqlite

# The first column says which night or value a row belongs to; all its rows together are its content.
NIGHTS = """
SELECT day, 0, note, finished, started_at, NULL FROM night
UNION ALL
SELECT night.day, 1, reflection.value_id, reflection.definition_id, reflection.outcome, reflection.text
FROM reflection JOIN night ON night.id = reflection.night_id
ORDER BY 1, 2, 3
"""
VALUES = """
SELECT id, 0, slug, name, role, importance, target, position, retired_on FROM value
UNION ALL
SELECT value_id, 1, id, until, target, importance, NULL, NULL, NULL FROM earlier_aim
UNION ALL
SELECT value_id, 2, id, starts_on, text, NULL, NULL, NULL, NULL FROM definition
UNION ALL
SELECT definition.value_id, 3, definition.id, behavior.position, behavior.text, NULL, NULL, NULL, NULL
FROM behavior JOIN definition ON definition.id = behavior.definition_id
ORDER BY 1, 2, 3, 4
"""
PRACTICES = """
SELECT id, value_id, planned_on, due_on, cue, action, outcome, note, reported_on FROM practice ORDER BY id
"""
RESTS = "SELECT id, value_id, starts_on, ends_on, reason FROM rest ORDER BY id"
REVIEWS = """
SELECT week, intended, happened, why, next, focus_value_id FROM week_review ORDER BY week
"""
KINDS = {"night": NIGHTS, "value": VALUES, "practice": PRACTICES, "rest": RESTS, "week": REVIEWS}

Contents = dict[str, dict[str, list[Any]]]


def told_by(path: Path) -> tuple[str | None, Contents]:
    """The identity of the store at `path`, and the content of every night, value and practice by its key.

    Raises:
        Damaged: it is no journal of this schema, or cannot be read to its end.
        StoreError: it cannot be read for another reason.
    """
    with engine.engine_failures(path), closing(engine.connect(path)) as connection:
        connection.execute("BEGIN")
        application, _ = engine.stamps_of(connection)
        try:
            identity = connection.execute("SELECT id FROM store").fetchone()
            return (identity[0] if identity else None), {
                kind: _grouped(connection, query) for kind, query in KINDS.items()
            }
        except sqlite.OperationalError as error:
            if engine.failure_name(error) != "SQLITE_ERROR":
                raise
            if application != APPLICATION_ID:
                raise StoreError(
                    f"{path} is a database of another program: name your journal with --store."
                ) from error
            raise Damaged(f"{path} is not as a journal is ({error}).") from error


def differences(present: Contents, wanted: Contents) -> tuple[Difference, ...]:
    """How many of each kind would come, go and change on the way from `present` to `wanted`."""
    return tuple(_difference(kind, present[kind], wanted[kind]) for kind in KINDS)


def nights_that_differ(present: Contents, wanted: Contents) -> tuple[date, date] | None:
    """The first and the last night that are not the same in both; None when all are."""
    before, after = present["night"], wanted["night"]
    days = [day for day in before.keys() | after if before.get(day) != after.get(day)]
    return (date.fromisoformat(min(days)), date.fromisoformat(max(days))) if days else None


def _difference(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    changed = sum(1 for key in before.keys() & after if before[key] != after[key])
    return Difference(kind, len(after.keys() - before), len(before.keys() - after), changed)


def _grouped(connection: "Connection", query: str) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = {}
    for key, *content in connection.execute(query):
        grouped.setdefault(key, []).append(content)
    return grouped
