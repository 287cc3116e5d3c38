"""What a purge takes out of the commands that the leader's machines exchange, and how they are told of it."""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from modelway.domain.keeping.purge import OfNight, OfValue
from modelway.errors import Refused
from modelway.store.transactions import new_id

if TYPE_CHECKING:
    from sqlite3 import Connection

GOING = "SELECT value FROM json_each(:going)"
OF_ROWS = f"table_name = :table AND (row_id IN ({GOING}) OR stands_in IN ({GOING}))"
MENTIONS = "table_name = :table AND json_extract(fields, :path) IN (SELECT value FROM json_each(:wanted))"
REPLACE = (
    "UPDATE exchanged_command SET replace = 1 WHERE id IN (SELECT exchanged FROM exchanged_change WHERE {})"
)
DROP = f"DELETE FROM exchanged_change WHERE {OF_ROWS}"
UNSET = f"UPDATE exchanged_change SET fields = json_set(fields, {{}}) WHERE {MENTIONS}"
REPLACE_WORDS = "UPDATE exchanged_command SET replace = 1 WHERE command = :number"
OTHER_IDS = """
SELECT DISTINCT row_id FROM exchanged_change
WHERE table_name = 'value' AND (stands_in = :id OR stands_in = (
  SELECT stands_in FROM exchanged_change WHERE table_name = 'value' AND row_id = :id LIMIT 1))
"""
MEETS_OTHERS = "SELECT 1 FROM together"
# It is numbered like any other command when the machines meet.
NOTE_PURGE = """
INSERT INTO exchanged_command (id, machine, number, token, seconds, turn, seen, erases, command, replace)
VALUES ('purge ' || :command, '', 0, :token, 0, 0, '{}', :erases, :command, 0)
"""


def other_ids_of_value(connection: "Connection", value_id: str) -> list[str]:
    """The ids that a value has or had on the leader's machines before they met."""
    return [row_id for (row_id,) in connection.execute(OTHER_IDS, {"id": value_id})]


def erase(connection: "Connection", scope: OfNight | OfValue, rows: Mapping[str, Iterable[str]]) -> None:
    """Take the rows out of every exchanged command, and whatever else mentions the scope."""
    for table, keys in rows.items():
        going = {"table": table, "going": json.dumps(list(keys))}
        connection.execute(REPLACE.format(OF_ROWS), going)
        connection.execute(DROP, going)
    if isinstance(scope, OfNight):
        told = "'$.outcome', NULL, '$.note', '', '$.reported_on', NULL"
        _unset(connection, "practice", "reported_on", [scope.day.isoformat()], told)
    else:
        _unset(connection, "week_review", "focus_value_id", rows["value"], "'$.focus_value_id', NULL")
        _unset(connection, "source", "value_id", rows["value"], "'$.value_id', NULL")


def note_purge(
    connection: "Connection", scope: OfNight | OfValue, rows: Mapping[str, Iterable[str]], command: int
) -> None:
    """Have the leader's other machines told of the purge `command`, if there are any."""
    if connection.execute(MEETS_OTHERS).fetchone():
        erases = {
            "day": scope.day.isoformat() if isinstance(scope, OfNight) else "",
            "values": sorted(rows.get("value", ())),
            "rows": sorted([table, key] for table, keys in rows.items() for key in keys),
        }
        noted = {"command": command, "token": new_id(), "erases": json.dumps(erases)}
        connection.execute(NOTE_PURGE, noted)


def refuse_losing_history(connection: "Connection") -> None:
    """Keep the older history that machines meet by; raises Refused where there are others."""
    if connection.execute(MEETS_OTHERS).fetchone():
        raise Refused(
            "The older history of a journal on several machines cannot be erased, for they meet by it: "
            "erase a night or a value, which reaches all of them."
        )


def replace_at_place(connection: "Connection", command: int) -> None:
    """Have the sealed row of a command written anew at the place, for its words changed."""
    connection.execute(REPLACE_WORDS, {"number": command})


def _unset(connection: "Connection", table: str, column: str, wanted: Iterable[str], pairs: str) -> None:
    mentions = {"table": table, "path": f"$.{column}", "wanted": json.dumps(list(wanted))}
    connection.execute(REPLACE.format(MENTIONS), mentions)
    connection.execute(UNSET.format(pairs), mentions)
