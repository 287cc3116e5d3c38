"""Exchanged commands as canonical JSON: the same command is always the same text."""

import json
from typing import Any

from modelway.domain.together.commands import Change, Erasure, Exchanged, Stamp


def canonical(content: Any) -> str:
    """The one text of a content of plain data."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parsed(text: str) -> dict[str, Any]:
    """The content of a text; raises ValueError where it is none."""
    content = json.loads(text)
    if not isinstance(content, dict):
        raise ValueError("no object")
    return content


def content_of(command: Exchanged) -> dict[str, Any]:
    """A command as plain data; its machine and number stand outside, in the seal."""
    erases = command.erases
    return {
        "token": command.token,
        "previous": command.previous,
        "stamp": list(command.stamp),
        "seen": dict(command.seen),
        "name": command.name,
        "words": command.words,
        "at": command.at,
        "at_offset": command.at_offset,
        "undoes": list(command.undoes) if command.undoes else None,
        "changes": [[one.table, one.row_id, one.fields] for one in command.changes],
        "erases": erasure_content(erases) if erases else None,
    }


def erasure_content(erasure: Erasure) -> dict[str, Any]:
    """An erasure as plain data."""
    rows = sorted(map(list, erasure.rows))
    return {"day": erasure.day, "values": list(erasure.values), "rows": rows}


def erasure_from(content: dict[str, Any]) -> Erasure:
    """What `erasure_content` gave."""
    rows = frozenset((table, row_id) for table, row_id in content["rows"])
    return Erasure(content["day"], tuple(content["values"]), rows)


def command_from(machine: str, number: int, content: dict[str, Any]) -> Exchanged:
    """What `content_of` gave.

    Raises:
        KeyError, TypeError, ValueError: it is no command.
    """
    seconds, turn = content["stamp"]
    undoes = content["undoes"]
    return Exchanged(
        machine,
        number,
        content["token"],
        content["previous"],
        Stamp(int(seconds), int(turn)),
        {name: int(count) for name, count in content["seen"].items()},
        content["name"],
        content["words"],
        content["at"],
        int(content["at_offset"]),
        tuple(Change(table, row_id, fields) for table, row_id, fields in content["changes"]),
        (undoes[0], int(undoes[1])) if undoes else None,
        erasure_from(content["erases"]) if content["erases"] else None,
    )
