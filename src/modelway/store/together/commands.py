"""The numbered commands: those of this journal that are new, and all that machines told each other."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from modelway.domain.together.canonical import canonical, erasure_content, erasure_from
from modelway.domain.together.commands import Change, Exchanged, Stamp, next_stamp
from modelway.domain.together.rules import with_companions
from modelway.store.together.membership import Membership
from modelway.store.transactions import new_id

if TYPE_CHECKING:
    from sqlite3 import Connection

SYNC = "sync"
GONE = ("purged", "something that was purged", "", 0)
LAST_COMMAND = "SELECT COALESCE(MAX(number), 0) FROM command"
NEW = """
SELECT number, name, words, at, at_offset, undoes FROM command
WHERE number > :registered AND name <> 'sync'
  AND number NOT IN (SELECT command FROM exchanged_command WHERE command IS NOT NULL AND machine <> '')
ORDER BY number
"""
IMAGES = """
SELECT table_name, row_id, before_image, after_image FROM history WHERE command = :command ORDER BY number
"""
NOTED = "SELECT token, erases FROM exchanged_command WHERE machine = '' AND command = :command"
DROP_NOTED = "DELETE FROM exchanged_command WHERE machine = '' AND command = :command"
LATEST = "SELECT seconds, turn FROM exchanged_command ORDER BY seconds DESC, turn DESC LIMIT 1"
KNOWN = "SELECT machine, MAX(number) FROM exchanged_command WHERE machine <> '' GROUP BY machine"
TOKENS = "SELECT machine, number, token FROM exchanged_command WHERE machine <> ''"
NUMBERED = "SELECT machine, number FROM exchanged_command WHERE command = :command AND machine <> ''"
# None where a purge left nothing of it.
LOCAL = """
SELECT command.number FROM exchanged_command AS exchanged
LEFT JOIN command ON command.number = exchanged.command WHERE exchanged.id = :id
"""
COMMANDS = """
SELECT exchanged.id, machine, exchanged.number, token, seconds, turn, seen, exchanged.undoes, erases,
  name, words, at, at_offset
FROM exchanged_command AS exchanged LEFT JOIN command ON command.number = exchanged.command
WHERE machine <> ''
"""
CHANGES = "SELECT exchanged, table_name, row_id, fields FROM exchanged_change"
ONLY = " AND exchanged.id IN (SELECT value FROM json_each(:ids))"
CHANGES_OF = f"{CHANGES} WHERE exchanged IN (SELECT value FROM json_each(:ids)) ORDER BY number"
ADD = """
INSERT INTO exchanged_command
  (id, machine, number, token, seconds, turn, seen, undoes, erases, command, replace)
VALUES (:id, :machine, :number, :token, :seconds, :turn, :seen, :undoes, :erases, :command, :replace)
"""
ADD_CHANGE = """
INSERT INTO exchanged_change (exchanged, table_name, row_id, fields)
VALUES (:exchanged, :table_name, :row_id, :fields)
"""
HAS_REMOVED = """
SELECT 1 FROM exchanged_command AS exchanged WHERE machine = :machine AND number > :sent
  AND (erases IS NOT NULL OR EXISTS (
    SELECT 1 FROM exchanged_change WHERE exchanged = exchanged.id AND fields IS NULL))
LIMIT 1
"""
UNSENT = "SELECT id FROM exchanged_command WHERE machine = :machine AND number > :sent ORDER BY number"
DROP_UNSENT_CHANGES = """
DELETE FROM exchanged_change WHERE exchanged IN (
  SELECT id FROM exchanged_command WHERE machine = :machine AND number > :sent)
"""
DROP_UNSENT = "DELETE FROM exchanged_command WHERE machine = :machine AND number > :sent"
TO_REPLACE = "SELECT machine, number FROM exchanged_command WHERE replace = 1 AND machine <> ''"
REPLACED = "UPDATE exchanged_command SET replace = 0 WHERE id = :id"


def id_of(machine: str, number: int) -> str:
    """The key of a numbered command; in the order of numbers."""
    return f"{machine}/{number:08d}"


def known(connection: "Connection") -> dict[str, int]:
    """The newest number of each machine that is known."""
    return dict(connection.execute(KNOWN).fetchall())


def tokens(connection: "Connection") -> dict[tuple[str, int], str]:
    """The name of each command that is known."""
    return {(machine, number): token for machine, number, token in connection.execute(TOKENS)}


def register(connection: "Connection", membership: Membership) -> Membership:
    """Number the commands that were given since the last time, as given where only what is known was known.

    Inside a transaction; the membership as it is then is written down.
    """
    seen = known(connection)
    number = seen.pop(membership.machine, 0)
    latest = Stamp(*(connection.execute(LATEST).fetchone() or (0, 0)))
    for command, name, words, at, offset, undoes in connection.execute(
        NEW, {"registered": membership.registered}
    ).fetchall():
        noted = connection.execute(NOTED, {"command": command}).fetchone()
        changes = changes_in(connection.execute(IMAGES, {"command": command}))
        if not changes and not noted:
            continue
        connection.execute(DROP_NOTED, {"command": command})
        number += 1
        latest = next_stamp(max(0, int(datetime.fromisoformat(at).timestamp())), latest)
        taken_back = connection.execute(NUMBERED, {"command": undoes}).fetchone()
        token, erases = noted or (new_id(), None)
        registered = Exchanged(
            membership.machine, number, token, "", latest, seen, name, words, at, offset, changes,
            taken_back, erasure_from(json.loads(erases)) if erases else None,
        )  # fmt: skip
        add(connection, registered, command)
    newest = connection.execute(LAST_COMMAND).fetchone()[0]
    return membership._replace(registered=newest)


def changes_in(images: Iterable[tuple[str, str, str | None, str | None]]) -> tuple[Change, ...]:
    """What a command's images of rows say that it wrote, one change a row.

    An image that changes nothing confirms every field: so it is written down which of two texts stands.
    """
    written: dict[tuple[str, str], dict[str, Any] | None] = {}
    was_there: dict[tuple[str, str], bool] = {}
    for table, row_id, before_image, after_image in images:
        key = (table, row_id)
        was_there.setdefault(key, before_image is not None)
        after = json.loads(after_image) if after_image else None
        if after is None:
            written[key] = None
            continue
        before = json.loads(before_image) if before_image else None
        earlier = written.get(key)
        if before is None or (key in written and earlier is None):
            written[key] = after
        else:
            changed = {name for name in after if before.get(name) != after[name]} or set(after) - {"id"}
            names = with_companions(table, changed)
            written[key] = {**(earlier or {}), **{name: after[name] for name in names}}
    return tuple(
        Change(table, row_id, fields)
        for (table, row_id), fields in written.items()
        if fields is not None or was_there[table, row_id]
    )


def add(connection: "Connection", command: Exchanged, number: int | None, *, replace: bool = False) -> None:
    """Write down a numbered command, whose number in this journal is `number`."""
    key = id_of(*command.key)
    told = {
        "id": key,
        "machine": command.machine,
        "number": command.number,
        "token": command.token,
        "seconds": command.stamp.seconds,
        "turn": command.stamp.turn,
        "seen": canonical(dict(command.seen)),
        "undoes": json.dumps(command.undoes) if command.undoes else None,
        "erases": canonical(erasure_content(command.erases)) if command.erases else None,
        "command": number,
        "replace": int(replace),
    }
    connection.execute(ADD, told)
    connection.executemany(
        ADD_CHANGE,
        [
            {
                "exchanged": key,
                "table_name": change.table,
                "row_id": change.row_id,
                "fields": None if change.fields is None else canonical(change.fields),
            }
            for change in command.changes
        ],
    )


def read_commands(connection: "Connection", keys: Iterable[tuple[str, int]] | None = None) -> list[Exchanged]:
    """Every numbered command, or those of some keys."""
    query, changes_query, only = COMMANDS, f"{CHANGES} ORDER BY number", {}
    keys = None if keys is None else list(keys)
    if keys is not None:
        query, changes_query = COMMANDS + ONLY, CHANGES_OF
        only = {"ids": json.dumps([id_of(*key) for key in keys])}
    changes: defaultdict[str, list[Change]] = defaultdict(list)
    for of, table, row_id, fields in connection.execute(changes_query, only):
        changes[of].append(Change(table, row_id, None if fields is None else json.loads(fields)))
    named = tokens(connection) if keys is None else _tokens_before(connection, keys)
    found = []
    for id_, machine, number, token, seconds, turn, seen, undoes, erases, *said in connection.execute(
        query, only
    ):
        name, words, at, offset = said if said[0] is not None else GONE
        taken_back = json.loads(undoes) if undoes else None
        found.append(
            Exchanged(
                machine,
                number,
                token,
                named.get((machine, number - 1), ""),
                Stamp(seconds, turn),
                json.loads(seen),
                name,
                words,
                at,
                offset,
                tuple(changes[id_]),
                (taken_back[0], taken_back[1]) if taken_back else None,
                erasure_from(json.loads(erases)) if erases else None,
            )
        )
    return found


def _tokens_before(connection: "Connection", keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The name of the command before each of these."""
    before = json.dumps([id_of(machine, number - 1) for machine, number in keys])
    found = connection.execute(f"{TOKENS} AND id IN (SELECT value FROM json_each(:ids))", {"ids": before})
    return {(machine, number): token for machine, number, token in found}


def take_new_name(connection: "Connection", membership: Membership, machine: str) -> Membership:
    """Go on as another machine: a journal put back from a copy repeats no number of the one it was.

    What was not sent yet is numbered anew under the new name. Inside a transaction.
    """
    unsent = {"machine": membership.machine, "sent": membership.sent}
    ids = [id_ for (id_,) in connection.execute(UNSENT, unsent)]
    commands = sorted(
        read_commands(connection, [(membership.machine, int(id_.rpartition("/")[2])) for id_ in ids]),
        key=lambda command: command.number,
    )
    numbers = {id_: connection.execute(LOCAL, {"id": id_}).fetchone()[0] for id_ in ids}
    connection.execute(DROP_UNSENT_CHANGES, unsent)
    connection.execute(DROP_UNSENT, unsent)
    seen = known(connection)
    for place, command in enumerate(commands, start=1):
        undoes = command.undoes
        if undoes and undoes[0] == membership.machine and undoes[1] > membership.sent:
            undoes = (machine, undoes[1] - membership.sent)
        renamed = command._replace(machine=machine, number=place, token=new_id(), seen=seen, undoes=undoes)
        add(connection, renamed, numbers[id_of(*command.key)])
    names = dict(membership.names)
    names[machine] = names.get(membership.machine, "")
    return membership._replace(machine=machine, names=names, sent=0)


def count_new(connection: "Connection", registered: int) -> int:
    """How many commands were given here since the last meeting."""
    return len(connection.execute(NEW, {"registered": registered}).fetchall())


def has_removed(connection: "Connection", membership: Membership) -> bool:
    """Whether what this machine has not sent yet removes rows: others may have lived by them alone."""
    unsent = {"machine": membership.machine, "sent": membership.sent}
    return connection.execute(HAS_REMOVED, unsent).fetchone() is not None


def to_replace(connection: "Connection") -> list[tuple[str, int]]:
    """The commands whose row at the place still holds what was purged."""
    return [(machine, number) for machine, number in connection.execute(TO_REPLACE)]


def note_replaced(connection: "Connection", keys: Iterable[tuple[str, int]]) -> None:
    """Write down that these rows were replaced at the place."""
    connection.executemany(REPLACED, [{"id": id_of(*key)} for key in keys])
