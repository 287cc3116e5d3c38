"""Erasing for good: rows, every image of them in the history, and the words of commands that name them.

The triggers that keep the history append-only are dropped and made again in the same transaction; the history
is numbered and sealed anew. Secure deletion overwrites what is freed, and the file is rewritten afterwards.
"""

import json
import re
from collections.abc import Iterable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelway.domain.days.dates import format_date
from modelway.domain.keeping.purge import OfHistory, OfNight, OfValue, Reach, Scope
from modelway.domain.loop.practices import Practice
from modelway.errors import StoreError
from modelway.store.files import engine
from modelway.store.keeping import checks, exchanged, mending
from modelway.store.keeping.restoring import without_triggers
from modelway.store.transactions import stamp

if TYPE_CHECKING:
    import sqlite3 as sqlite
    from sqlite3 import Connection
else:
    import sqlcipher3.dbapi2 as sqlite

# Rows of a table, now or ever, in which a column holds one of some texts.
EVER = """
SELECT id FROM {table} WHERE {column} IN (SELECT value FROM json_each(:wanted))
UNION SELECT row_id FROM history WHERE table_name = '{table}' AND (
  json_extract(before_image, '$.{column}') IN (SELECT value FROM json_each(:wanted))
  OR json_extract(after_image, '$.{column}') IN (SELECT value FROM json_each(:wanted)))
UNION SELECT row_id FROM exchanged_change WHERE table_name = '{table}'
  AND json_extract(fields, '$.{column}') IN (SELECT value FROM json_each(:wanted))
"""
GOING = "SELECT value FROM json_each(:going)"
COUNT = f"SELECT count(*) FROM {{}} WHERE id IN ({GOING})"
COUNT_IMAGES = f"SELECT count(*) FROM history WHERE table_name = :table AND row_id IN ({GOING})"
DROP = f"DELETE FROM {{}} WHERE id IN ({GOING})"
DROP_IMAGES = f"DELETE FROM history WHERE table_name = :table AND row_id IN ({GOING})"
DROP_EMPTY_IMAGES = "DELETE FROM history WHERE before_image IS after_image"
NAMES_EVER = """
SELECT name FROM value WHERE id = :id
UNION SELECT json_extract(before_image, '$.name') FROM history WHERE table_name = 'value' AND row_id = :id
UNION SELECT json_extract(after_image, '$.name') FROM history WHERE table_name = 'value' AND row_id = :id
"""
SAID = f"""
SELECT cue, action FROM practice WHERE id IN ({GOING})
UNION SELECT json_extract(image, '$.cue'), json_extract(image, '$.action') FROM (
  SELECT row_id, table_name, before_image AS image FROM history
  UNION ALL SELECT row_id, table_name, after_image FROM history)
WHERE table_name = 'practice' AND image IS NOT NULL AND row_id IN ({GOING})
"""
VALUES_EVER = """
SELECT id, slug, name FROM value
UNION SELECT row_id, json_extract(image, '$.slug'), json_extract(image, '$.name')
FROM (SELECT row_id, COALESCE(after_image, before_image) AS image FROM history WHERE table_name = 'value')
"""
COMMANDS = "SELECT number, at, at_offset FROM command"
ALL_WORDS = "SELECT number, words FROM command"
SET_WORDS = "UPDATE command SET words = :words WHERE number = :number"
LAST = "SELECT COALESCE(MAX(number), 0) FROM command"
ADD_COMMAND = """
INSERT INTO command (number, name, words, at, at_offset) VALUES (:number, 'purge', :words, :at, :at_offset)
"""
# A purge stays in the history, though nothing that it changed does.
IDLE = """
number NOT IN (SELECT command FROM history) AND number NOT IN (SELECT command FROM current_command)
  AND name <> 'purge'
"""
DROP_PURGES = f"DELETE FROM command WHERE name = 'purge' AND number IN ({GOING})"
DROP_IDLE = f"""
DELETE FROM command WHERE {IDLE}
  AND number NOT IN (SELECT undoes FROM command WHERE undoes IS NOT NULL)
"""
SILENCE_IDLE = f"UPDATE command SET words = 'something that was purged' WHERE {IDLE}"
SET_CURRENT = "UPDATE current_command SET command = :number"
NUMBERS = "SELECT number FROM history ORDER BY number"
RENUMBER = "UPDATE history SET number = :new WHERE number = :old"
# A half-written answer is named by its night and its value, and is as old as its last word.
DRAFTS = {
    OfNight: "question LIKE '%/' || :of || '/%'",
    OfValue: "question LIKE '%/' || :of || '/%'",
    OfHistory: "date(at, at_offset || ' minutes') < :of",
}
ERASED = {OfNight: "erasing a night", OfValue: "erasing a value", OfHistory: "erasing older history"}


def reach(path: Path, scope: Scope) -> Reach:
    """What erasing `scope` from the store at `path` would take along; nothing is changed."""
    with engine.engine_failures(path), closing(engine.connect(path)) as connection:
        return _reach(connection, scope)


def values_ever(path: Path) -> list[tuple[str, str, str]]:
    """The id, the short name and the name of every value that the store at `path` holds or ever held."""
    with engine.engine_failures(path), closing(engine.connect(path)) as connection:
        return list(connection.execute(VALUES_EVER))


def erase(path: Path, scope: Scope, now: datetime, *, travels: bool = True) -> None:
    """Erase `scope` from the store at `path`: all of it or nothing, and then rewrite the file.

    With `travels` the leader's other machines are told at their next meeting, if there are any.

    Raises:
        StoreError, Refused: nothing was erased; or all was, and the file could not be rewritten yet.
    """
    with engine.engine_failures(path), closing(engine.connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            _erase(connection, scope, now, travels=travels)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        rewrite(connection, path)


def rewrite(connection: "Connection", path: Path) -> None:
    """Write the file anew, so that no byte of what was erased is left in it.

    Raises:
        StoreError: another program keeps it from being rewritten.
    """
    try:
        connection.execute("VACUUM")
    except sqlite.Error as error:
        raise StoreError(
            f"It is erased, but {path.name} could not be rewritten yet ({error}): "
            "close other programs that use it and make room, then run this again."
        ) from error


def rewrite_at(path: Path) -> None:
    """Write the file at `path` anew."""
    with engine.engine_failures(path), closing(engine.connect(path)) as connection:
        rewrite(connection, path)


def _reach(connection: "Connection", scope: Scope) -> Reach:
    if isinstance(scope, OfHistory):
        old = _numbers_before(connection, scope.day)
        going = _json(old)
        images = connection.execute(
            f"SELECT count(*) FROM history WHERE command IN ({GOING})", {"going": going}
        ).fetchone()[0]
        return Reach(_drafts(connection, scope), images)
    rows = _rows(connection, scope)
    kinds = []
    images = 0
    for table, keys in rows.items():
        number = connection.execute(COUNT.format(table), {"going": _json(keys)}).fetchone()[0]
        images += connection.execute(COUNT_IMAGES, {"table": table, "going": _json(keys)}).fetchone()[0]
        kinds.append((table, number))
    told = len(_told_on(connection, scope.day) - rows["practice"]) if isinstance(scope, OfNight) else 0
    kinds.append(("report", told))
    found = (*((kind, number) for kind, number in kinds if number), *_drafts(connection, scope))
    return Reach(found, images)


def _drafts(connection: "Connection", scope: Scope) -> tuple[tuple[str, int], ...]:
    """The kind and the number of the half-written answers that go; empty without any."""
    counting = f"SELECT count(*) FROM draft WHERE {DRAFTS[type(scope)]}"
    number = connection.execute(counting, {"of": _name_in_drafts(scope)}).fetchone()[0]
    return (("draft", number),) if number else ()


def _name_in_drafts(scope: Scope) -> str:
    return scope.value_id if isinstance(scope, OfValue) else scope.day.isoformat()


def _rows(connection: "Connection", scope: OfNight | OfValue) -> dict[str, set[str]]:
    """The keys of the rows that go, now or ever there, by table; those that others name come last."""
    if isinstance(scope, OfNight):
        day = [scope.day.isoformat()]
        nights = _ever(connection, "night", "day", day)
        reflections = _ever(connection, "reflection", "night_id", nights)
        practices = _ever(connection, "practice", "planned_on", day)
        runs = _ever(connection, "check_run", "day", day)
        return {
            "lens": _lenses(connection, reflections, practices),
            "reflection": reflections,
            "practice": practices,
            "night": nights,
            "check_answer": _ever(connection, "check_answer", "run_id", runs),
            "check_run": runs,
            "observation": _ever(connection, "observation", "day", day),
        }
    value = [scope.value_id, *exchanged.other_ids_of_value(connection, scope.value_id)]
    definitions = _ever(connection, "definition", "value_id", value)
    reflections = _ever(connection, "reflection", "value_id", value)
    practices = _ever(connection, "practice", "value_id", value)
    lenses = _lenses(connection, reflections, practices) | _ever(connection, "lens", "value_id", value)
    return {
        "lens": lenses,
        "reflection": reflections,
        "practice": practices,
        "observation": _ever(connection, "observation", "value_id", value),
        "form_answer": _ever(connection, "form_answer", "value_id", value),
        "rest": _ever(connection, "rest", "value_id", value),
        "behavior": _ever(connection, "behavior", "definition_id", definitions),
        "definition": definitions,
        "earlier_aim": _ever(connection, "earlier_aim", "value_id", value),
        "value": set(value),
    }


def _lenses(connection: "Connection", reflections: set[str], practices: set[str]) -> set[str]:
    """The keys of the lenses that these answers and practices carry or carried."""
    of_answers = _ever(connection, "lens", "reflection_id", reflections)
    return of_answers | _ever(connection, "lens", "practice_id", practices)


def _ever(connection: "Connection", table: str, column: str, wanted: Iterable[str]) -> set[str]:
    found = connection.execute(EVER.format(table=table, column=column), {"wanted": _json(wanted)})
    return {key for (key,) in found}


def _told_on(connection: "Connection", day: date) -> set[str]:
    return _ever(connection, "practice", "reported_on", [day.isoformat()])


def _erase(connection: "Connection", scope: Scope, now: datetime, *, travels: bool) -> None:
    connection.execute("PRAGMA defer_foreign_keys = ON")
    recorded = checks.recorded(connection)
    with without_triggers(connection):
        names = _names(connection, scope)
        going = {"of": _name_in_drafts(scope)}
        connection.execute(f"DELETE FROM draft WHERE {DRAFTS[type(scope)]}", going)
        if isinstance(scope, OfHistory):
            exchanged.refuse_losing_history(connection)
            old = {"going": _json(_numbers_before(connection, scope.day))}
            connection.execute(f"DELETE FROM history WHERE command IN ({GOING})", old)
            connection.execute(DROP_PURGES, old)
        else:
            if isinstance(scope, OfNight):
                told = {"outcome": None, "note": "", "reported_on": None}
                _unset(connection, "practice", "reported_on", scope.day.isoformat(), told)
            else:
                focus = {"focus_value_id": None}
                _unset(connection, "week_review", "focus_value_id", scope.value_id, focus)
                _unset(connection, "source", "value_id", scope.value_id, {"value_id": None})
            rows = _rows(connection, scope)
            for table, keys in rows.items():
                going = {"table": table, "going": _json(keys)}
                connection.execute(DROP_IMAGES, going)
                connection.execute(DROP.format(table), {"going": going["going"]})
            exchanged.erase(connection, scope, rows)
        number = connection.execute(LAST).fetchone()[0] + 1
        if travels and not isinstance(scope, OfHistory):
            exchanged.note_purge(connection, scope, rows, number)
        connection.execute(ADD_COMMAND, {"number": number, "words": ERASED[type(scope)], **stamp(now)})
        connection.execute(SET_CURRENT, {"number": number})
        mending.add_missing_images(connection, recorded, number)
        _silence_commands(connection, names)
        _number_anew(connection)
        mending.seal_anew(connection)


def _unset(connection: "Connection", table: str, column: str, wanted: str, unset: dict[str, Any]) -> None:
    """Take what a row says through `column` out of it and of its images; images that say nothing then go."""
    pairs = ", ".join(f"{name} = :{name}" for name in unset)
    connection.execute(f"UPDATE {table} SET {pairs} WHERE {column} = :wanted", {**unset, "wanted": wanted})
    paths = ", ".join(f"'$.{name}', :{name}" for name in unset)
    for image in ("before_image", "after_image"):
        connection.execute(
            f"UPDATE history SET {image} = json_set({image}, {paths}) "
            f"WHERE table_name = :table AND json_extract({image}, '$.{column}') = :wanted",
            {**unset, "table": table, "wanted": wanted},
        )
    connection.execute(DROP_EMPTY_IMAGES)


def _names(connection: "Connection", scope: Scope) -> dict[str, str]:
    """The words that commands may name it by, and what stands in their place."""
    if isinstance(scope, OfHistory):
        return {}
    going = {"going": _json(_rows(connection, scope)["practice"])}
    names = {_sentence(cue, action): "a purged practice" for cue, action in connection.execute(SAID, going)}
    if isinstance(scope, OfNight):
        return {**names, format_date(scope.day): "a purged night"}
    found = connection.execute(NAMES_EVER, {"id": scope.value_id})
    return {**names, **{name: "a purged value" for (name,) in found if name}}


def _sentence(cue: str, action: str) -> str:
    return Practice("", "", date.min, date.min, cue, action).sentence


def _silence_commands(connection: "Connection", names: dict[str, str]) -> None:
    """Let no command name what was erased, and drop those that have nothing left of them."""
    while connection.execute(DROP_IDLE).rowcount:
        pass
    connection.execute(SILENCE_IDLE)
    for number, words in connection.execute(ALL_WORDS).fetchall():
        silenced = words
        for name in sorted(names, key=len, reverse=True):
            silenced = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", names[name], silenced)
        if silenced != words:
            connection.execute(SET_WORDS, {"number": number, "words": silenced})
            exchanged.replace_at_place(connection, number)


def _number_anew(connection: "Connection") -> None:
    """Number the history without gaps, so that a gap always means a loss."""
    old = [number for (number,) in connection.execute(NUMBERS)]
    moved = [{"new": new, "old": number} for new, number in enumerate(old, start=1) if new != number]
    connection.executemany(RENUMBER, moved)


def _numbers_before(connection: "Connection", day: date) -> list[int]:
    """The commands given before `day` on the wall clock of their time."""
    return [
        number
        for number, at, offset in connection.execute(COMMANDS)
        if (datetime.fromisoformat(at) + timedelta(minutes=offset)).date() < day
    ]


def _json(keys: Iterable[Any]) -> str:
    return json.dumps(list(keys))
