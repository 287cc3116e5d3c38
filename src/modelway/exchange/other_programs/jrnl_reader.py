"""Entries from jrnl: its text files, and its JSON."""

import re
from collections.abc import Iterator
from typing import Any

from modelway.domain.exchange.entries import Entries, Entry, FindValue
from modelway.errors import BadFile
from modelway.exchange.fields import iso_date
from modelway.exchange.other_programs.entry_text import decode_text, make_entry, take_entries
from modelway.exchange.other_programs.stamps import date_in, is_ambiguous, is_day_first

BRACKETED = re.compile(r"\[([^\]\n]{6,60})\](?: (.*))?")
BARE = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d) (.*)")
STAR = re.compile(r"\s\*$")


def holds_jrnl(text: str) -> bool:
    """Return True if an entry of jrnl begins in the text."""
    return any(True for _ in _starts(text.split("\n")))


def read_jrnl(data: bytes, source: str, find: FindValue) -> Entries:
    """The entries of a text file of jrnl, in any format of time that can be told.

    Raises:
        BadFile: it is no text, or whether its days or its months come first cannot be told.
    """
    text = decode_text(data)
    if text is None:
        raise BadFile(f"{source} is not UTF-8 or UTF-16 text: save it as UTF-8.")
    lines = text.split("\n")
    starts = take_entries(_starts(lines), source)
    day_first = is_day_first(stamp for _, stamp, _ in starts)
    if day_first is None and any(is_ambiguous(stamp) for _, stamp, _ in starts):
        raise BadFile(
            f"Whether {source} writes days or months first cannot be told: "
            "set jrnl's timeformat to %Y-%m-%d %H:%M, and export it again."
        )
    entries: list[Entry] = []
    refused: list[str] = []
    first = starts[0][0] if starts else len(lines)
    if any(line.strip() for line in lines[:first]):
        refused.append(f"{source}, line 1: text before the first entry")
    ends = [number for number, _, _ in starts[1:]] + [len(lines)]
    for (number, stamp, title), end in zip(starts, ends, strict=True):
        place = f"{source}, line {number + 1}"
        day = date_in(stamp, day_first=day_first is not False)
        if day is None:
            refused.append(f"{place}: no date")
            continue
        words = "\n".join([STAR.sub("", title), *lines[number + 1 : end]])
        entries.append(make_entry(day, place, words, find))
    return Entries(tuple(entries), tuple(refused))


def read_jrnl_json(whole: dict[str, Any], source: str, find: FindValue) -> Entries:
    """The entries of jrnl's JSON; older ones know no tags."""
    entries: list[Entry] = []
    refused: list[str] = []
    for number, one in enumerate(whole["entries"], start=1):
        place = f"{source}, entry {number}"
        day = iso_date(one.get("date")) if isinstance(one, dict) else None
        if day is None:
            refused.append(f"{place}: no date")
            continue
        words = "\n".join(
            str(one[key]) for key in ("title", "body") if isinstance(one.get(key), str) and one[key]
        )
        tags = one.get("tags")
        named = [str(tag).lstrip("@#") for tag in tags] if isinstance(tags, list) else []
        entries.append(make_entry(day, place, words, find, named))
    return Entries(tuple(entries), tuple(refused))


def _starts(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """The line, the stamp and the title of each entry; of old files, which have none, without brackets."""
    for pattern in (BRACKETED, BARE):
        found = [
            (number, match[1], match[2] or "")
            for number, line in enumerate(lines)
            if (match := pattern.match(line)) and _is_stamp(match[1])
        ]
        if found:
            yield from found
            return


def _is_stamp(text: str) -> bool:
    return date_in(text) is not None or date_in(text, day_first=False) is not None
