"""The words of an entry of another tool, parted into its note and what it says about each value."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import TypeVar

from modelway.domain.exchange.entries import Entry, EntryAnswer, FindValue, parse_outcome
from modelway.domain.loop.nights import Outcome
from modelway.errors import BadFile

HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*\s*$")
TAGGED = re.compile(r"[@#]([^\s:@#]+)(?:[ \t]+([a-z]+(?: [a-z]+)?))?:(?:[ \t]+|$)(.*)")
TAG = re.compile(r"(?<![\w@#])[@#]([\w-]*\w)")
NOTE = "note"
EVENING = re.compile(r"#? ?Evening of \d{4}-\d\d-\d\d\.?")
MOST_ENTRIES = 200_000
Found = TypeVar("Found")
BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def take_entries(found: Iterable[Found], source: str) -> list[Found]:
    """What is found in a file, each of them an entry; raises BadFile where there are too many."""
    taken = list(islice(found, MOST_ENTRIES + 1))
    if len(taken) > MOST_ENTRIES:
        raise BadFile(f"{source} holds more than {MOST_ENTRIES:,} entries: split it.")
    return taken


def decode_text(data: bytes) -> str | None:
    """The text of a file in UTF-8 or UTF-16, its line ends as one character; None where it is neither."""
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None


def make_entry(day: date, place: str, text: str, find: FindValue, tags: Iterable[str] = ()) -> Entry:
    """The entry of a day, its words parted by the headings and tagged paragraphs that name a value.

    Where nothing parts it and its tags name one value alone, all of it is about that value.
    """
    note, answers = part_text(text, find)
    if not answers:
        named = dict.fromkeys(filter(None, map(find, [*tags, *TAG.findall(text)])))
        if len(named) == 1 and note:
            return Entry(day, place, "", (EntryAnswer(next(iter(named)), None, note),))
    return Entry(day, place, note, tuple(answers))


def part_text(text: str, find: FindValue) -> tuple[str, list[EntryAnswer]]:
    """The note, and an answer for each value that a heading or the start of a paragraph names.

    A heading is `## Honesty` or `## Honesty: fell short`; a paragraph begins `@honesty:` or
    `@honesty missed:`. Each goes on to the next one; a heading of the same depth or above that names no value
    leads back to the note.
    """
    note: list[str] = []
    parts: list[tuple[str, Outcome | None, list[str]]] = []
    lines, depth = note, 0
    for number, line in enumerate(text.split("\n")):
        if number == 0 and EVENING.fullmatch(line.strip()):
            continue
        heading = HEADING.match(line)
        tagged = TAGGED.match(line)
        if heading:
            name, outcome = _outcome_behind(heading[2])
            value_id = find(name)
            if value_id:
                lines, depth = [], len(heading[1])
                parts.append((value_id, outcome, lines))
                continue
            if lines is not note and len(heading[1]) <= depth:
                lines = note
            if name.casefold() == NOTE:
                lines = note
                continue
        elif tagged and (value_id := find(tagged[1])):
            outcome = parse_outcome(tagged[2] or "")
            if outcome or not tagged[2]:
                lines, depth = [tagged[3]], 0
                parts.append((value_id, outcome, lines))
                continue
        lines.append(line)
    return _joined(note), [EntryAnswer(value_id, outcome, _joined(said)) for value_id, outcome, said in parts]


def _outcome_behind(title: str) -> tuple[str, Outcome | None]:
    name, colon, word = title.rpartition(":")
    outcome = parse_outcome(word) if colon else None
    return (name.strip(), outcome) if outcome else (title.rstrip(":").strip(), None)


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()
