"""Entries from Markdown: daily notes named by their date, and documents with a heading for each day."""

import re
from datetime import date

from modelway.domain.exchange.entries import Entries, Entry, FindValue
from modelway.errors import BadFile
from modelway.exchange.other_programs.entry_text import decode_text, make_entry, take_entries

NAMED_BY_DATE = re.compile(r"(?:^|.*/)(\d{4}-\d\d-\d\d)[^/]*\.(?:md|markdown|txt)", re.IGNORECASE)
DAY_HEADING = re.compile(r"^#{1,2} (\d{4}-\d\d-\d\d)\s*$", re.MULTILINE)
FRONT_MATTER = re.compile(r"---\n(.*?)^---\s*?(?:\n|\Z)", re.DOTALL | re.MULTILINE)
FRONT_DATE = re.compile(r"^(?:date|created):\s*[\"']?(\d{4}-\d\d-\d\d)", re.MULTILINE)
ESCAPED = re.compile(r"^\\(?=\\*(?:#|---))", re.MULTILINE)


def read_markdown(data: bytes, source: str, find: FindValue) -> Entries:
    """The entries of one document: of the date in its front matter or its name, or of each day's heading.

    Raises:
        BadFile: it is no text.
    """
    text = decode_text(data)
    if text is None:
        raise BadFile(f"{source} is not UTF-8 or UTF-16 text: save it as UTF-8.")
    front = FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    headings = take_entries(DAY_HEADING.finditer(body), source)
    named = (FRONT_DATE.search(front[1]) if front else None) or NAMED_BY_DATE.fullmatch(source)
    if not headings or named:
        day = _day(named[1]) if named else None
        if day is None:
            return Entries((), (f"{source}: no date in its name, its front matter or its headings",))
        return (
            Entries((_entry(day, source, body, find),))
            if body.strip()
            else Entries((), (f"{source}: empty",))
        )
    refused = [f"{source}: text before the first day"] if body[: headings[0].start()].strip() else []
    entries: list[Entry] = []
    ends = [one.start() for one in headings[1:]] + [len(body)]
    for heading, end in zip(headings, ends, strict=True):
        place = f"{source}, {heading[1]}"
        day = _day(heading[1])
        if day:
            entries.append(_entry(day, place, body[heading.end() : end].strip("\n"), find))
        else:
            refused.append(f"{place}: no such date")
    return Entries(tuple(entries), tuple(refused))


def _entry(day: date, place: str, body: str, find: FindValue) -> Entry:
    entry = make_entry(day, place, body, find)
    return entry._replace(
        note=ESCAPED.sub("", entry.note),
        answers=tuple(one._replace(text=ESCAPED.sub("", one.text)) for one in entry.answers),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
