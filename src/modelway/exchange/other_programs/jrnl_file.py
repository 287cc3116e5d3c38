"""Nights as jrnl keeps them: its text, which `jrnl --import` takes, and its JSON."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from datetime import time

from modelway.domain.loop.written_nights import WrittenNight
from modelway.exchange.other_programs.told_nights import told_answers, told_practices

EVENING = time(21)
# jrnl takes a bracket at the start of a line for the next entry.
BRACKET = re.compile(r"^\[", re.MULTILINE)


def write_jrnl(nights: Sequence[WrittenNight]) -> str:
    """Jrnl's own text format, an entry for each night, oldest first."""
    return "".join(
        f"[{night.night.day} {_time(night)}] {_title(night)}\n{BRACKET.sub(' [', _body(night))}\n\n"
        for night in _oldest_first(nights)
    )


def write_jrnl_json(nights: Sequence[WrittenNight]) -> str:
    """The JSON that jrnl exports."""
    entries = [
        {
            "title": _title(night),
            "body": _body(night),
            "date": night.night.day.isoformat(),
            "time": _time(night),
            "tags": [f"@{one.value.slug}" for one in told_answers(night)],
            "starred": False,
        }
        for night in _oldest_first(nights)
    ]
    tags = Counter(f"@{one.value.slug}" for night in nights for one in told_answers(night))
    return json.dumps({"tags": dict(tags), "entries": entries}, ensure_ascii=False, indent=2) + "\n"


def _oldest_first(nights: Sequence[WrittenNight]) -> list[WrittenNight]:
    return sorted(nights, key=lambda night: night.night.day)


def _title(night: WrittenNight) -> str:
    return f"Evening of {night.night.day}."


def _time(night: WrittenNight) -> str:
    """The wall clock's time where it was still that day; else the evening, so that the date stays."""
    started = night.night.started_at
    return f"{(started.time() if started.date() == night.night.day else EVENING):%H:%M}"


def _body(night: WrittenNight) -> str:
    """The note, the practices, and a paragraph for each answer that begins with its value's tag."""
    answers = [
        f"@{one.value.slug}{f' {one.outcome}' if one.outcome else ''}: {one.text}".rstrip()
        for one in told_answers(night)
    ]
    return "\n\n".join(
        part for part in (night.night.note, "\n".join(told_practices(night)), *answers) if part
    )
