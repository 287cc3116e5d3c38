"""Nights as the JSON that Day One imports."""

import json
import re
from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from modelway.domain.loop.written_nights import WrittenNight
from modelway.exchange.other_programs.told_nights import told_answers, told_practices

MARKUP = re.compile(r"([\\`*_{}\[\]()#+.!-])")


def write_dayone(nights: Sequence[WrittenNight]) -> str:
    """A journal for Day One: an entry for each night, all-day at noon in UTC, so that no zone moves its date.

    The same night always has the same id, so that an import of a later export finds it again.
    """
    entries = [
        {
            "uuid": uuid5(NAMESPACE_URL, f"modelway:night:{night.night.day}").hex.upper(),
            "creationDate": f"{night.night.day}T12:00:00Z",
            "modifiedDate": f"{night.night.day}T12:00:00Z",
            "timeZone": "UTC",
            "isAllDay": True,
            "starred": False,
            "tags": [one.value.name for one in told_answers(night)],
            "text": _text(night),
        }
        for night in nights
    ]
    return (
        json.dumps({"metadata": {"version": "1.0"}, "entries": entries}, ensure_ascii=False, indent=2) + "\n"
    )


def _text(night: WrittenNight) -> str:
    parts = [f"# Evening of {night.night.day}", _escaped(night.night.note)]
    parts += [_escaped(one) for one in told_practices(night)]
    for one in told_answers(night):
        outcome = f": {one.outcome}" if one.outcome else ""
        parts += [f"## {_escaped(one.value.name)}{outcome}", _escaped(one.text)]
    return "\n\n".join(part for part in parts if part)


def _escaped(text: str) -> str:
    return MARKUP.sub(r"\\\1", text)
