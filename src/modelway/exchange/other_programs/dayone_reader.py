"""Entries from Day One's JSON, in both of its dialects."""

import re
from datetime import date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from modelway.domain.exchange.entries import Entries, Entry, FindValue
from modelway.exchange.other_programs.entry_text import make_entry

ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")


def read_dayone(whole: dict[str, Any], source: str, find: FindValue, zone: tzinfo) -> Entries:
    """The entries, each on the date that its writer's own clock showed; `zone` where an entry names none."""
    entries: list[Entry] = []
    refused: list[str] = []
    for number, one in enumerate(whole["entries"], start=1):
        place = f"{source}, entry {number}"
        day = _local_day(one, zone) if isinstance(one, dict) else None
        if day is None:
            refused.append(f"{place}: no date, or an unknown time zone")
            continue
        text = one.get("text")
        if not isinstance(text, str) or not text.strip():
            refused.append(f"{place} ({day}): no text")
            continue
        tags = one.get("tags")
        named = [str(tag) for tag in tags] if isinstance(tags, list) else []
        # Line by line and behind the parting, so that an escaped sign begins no heading.
        entry = make_entry(day, place, text.replace("\r\n", "\n"), find, named)
        entries.append(
            entry._replace(
                note=_plain(entry.note),
                answers=tuple(one._replace(text=_plain(one.text)) for one in entry.answers),
            )
        )
    return Entries(tuple(entries), tuple(refused))


def _plain(text: str) -> str:
    return ESCAPED.sub(r"\1", text)


def _local_day(entry: dict[str, Any], zone: tzinfo) -> date | None:
    created, name = entry.get("creationDate"), entry.get("timeZone")
    try:
        own = ZoneInfo(name) if isinstance(name, str) and name else zone
        return datetime.fromisoformat(str(created)).astimezone(own).date()
    except (ValueError, OSError, OverflowError, KeyError):  # a zone that is not there is a KeyError
        return None
