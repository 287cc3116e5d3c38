"""Entries from tables: CSV of any tool with a date in it, and the checkmarks of Loop Habit Tracker."""

import csv
from collections.abc import Iterator
from io import StringIO

from modelway.domain.exchange.entries import Entries, Entry, EntryAnswer, FindValue, parse_outcome
from modelway.domain.loop.nights import Outcome
from modelway.errors import BadFile
from modelway.exchange.other_programs.csv_file import unguard
from modelway.exchange.other_programs.entry_text import decode_text, take_entries
from modelway.exchange.other_programs.stamps import date_in, is_ambiguous, is_day_first

DATE = ("date", "day")
TEXT = ("text", "evidence")
KNOWN = (*DATE, *TEXT, "value", "outcome", "note")
LONGEST_CELL = 2_000_000
CHECKMARKS = {
    "2": Outcome.DEMONSTRATED,
    "YES_MANUAL": Outcome.DEMONSTRATED,
    "0": Outcome.MISSED,
    "NO": Outcome.MISSED,
    "3": Outcome.NO_OPPORTUNITY,
    "SKIP": Outcome.NO_OPPORTUNITY,
}
# Not answered, or counted as done by Loop because of an earlier day.
NOT_ANSWERED = {"", "-1", "1", "UNKNOWN", "YES_AUTO"}


def read_csv(data: bytes, source: str, find: FindValue) -> Entries:
    """The entries of a table with a column `date`, a row each; unknown columns go into the note.

    Raises:
        BadFile: it is no table, has no column for dates, or their order of day and month cannot be told.
    """
    head, rows = _table(data, source)
    names = [name.strip().casefold() for name in head]
    column = next((names.index(name) for name in DATE if name in names), None)
    if column is None:
        raise BadFile(f"{source} has no column named date: add one, with days such as 2026-11-20.")
    found = take_entries(rows, source)
    stamps = [row[column] for _, row in found if len(row) > column]
    day_first = is_day_first(stamps)
    if day_first is None and any(map(is_ambiguous, stamps)):
        raise BadFile(f"Whether {source} writes days or months first cannot be told: write 2026-11-20.")
    entries: list[Entry] = []
    refused: list[str] = []
    for line, row in found:
        place = f"{source}, line {line}"
        cells = {name: unguard(cell) for name, cell in zip(names, row, strict=False)}
        day = date_in(row[column], day_first=day_first is not False) if len(row) > column else None
        if day is None:
            refused.append(f"{place}: no date")
            continue
        outcome = parse_outcome(cells.get("outcome", ""))
        if cells.get("outcome", "").strip() and outcome is None:
            refused.append(f"{place}: no outcome is named so")
            continue
        entries.append(_entry(cells, Entry(day, place, cells.get("note", "")), outcome, head, find))
    return Entries(tuple(entries), tuple(refused))


def read_loop(data: bytes, source: str, find: FindValue) -> Entries:
    """The checkmarks of Loop, a column for each habit; a habit that is no value is refused as a whole."""
    head, rows = _table(data, source)
    values = {column: find(name) for column, name in enumerate(head) if column and name.strip()}
    refused = [
        f"{source}: “{head[column]}” is no value (name one with --map '{head[column]}=VALUE')"
        for column, value_id in values.items()
        if value_id is None
    ]
    entries: list[Entry] = []
    for line, row in take_entries(rows, source):
        day = date_in(row[0]) if row else None
        if day is None:
            refused.append(f"{source}, line {line}: no date")
            continue
        answers: list[EntryAnswer] = []
        for column, value_id in values.items():
            mark = row[column].strip().upper() if column < len(row) else ""
            if value_id is None or mark in NOT_ANSWERED:
                continue
            if mark in CHECKMARKS:
                answers.append(EntryAnswer(value_id, CHECKMARKS[mark], ""))
            else:
                refused.append(f"{source}, line {line}: {mark[:20]} is neither yes, no nor skip")
        if answers:
            entries.append(Entry(day, f"{source}, line {line}", "", tuple(answers)))
    return Entries(tuple(entries), tuple(refused))


def _entry(
    cells: dict[str, str], entry: Entry, outcome: Outcome | None, head: list[str], find: FindValue
) -> Entry:
    text = next((cells[name] for name in TEXT if cells.get(name)), "")
    named = cells.get("value", "").strip()
    value_id = find(named) if named else None
    others = [(name.strip(), cells.get(name.strip().casefold(), "")) for name in head]
    note = [
        entry.note,
        *(f"{name}: {cell}" for name, cell in others if cell and name.casefold() not in KNOWN),
    ]
    if value_id:
        return entry._replace(
            note="\n".join(filter(None, note)), answers=(EntryAnswer(value_id, outcome, text),)
        )
    said = (
        f"{named} ({outcome.words}): {text}" if named and outcome else ": ".join(filter(None, (named, text)))
    )
    return entry._replace(note="\n".join(filter(None, (*note, said))))


def _table(data: bytes, source: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The head of a table, and its rows that are not empty with their lines."""
    text = decode_text(data)
    if text is None:
        raise BadFile(f"{source} is not UTF-8 or UTF-16 text: save it as UTF-8.")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)

    def rows() -> Iterator[tuple[int, list[str]]]:
        try:
            for row in reader:
                if any(cell.strip() for cell in row):
                    yield reader.line_num, row
        except csv.Error as error:
            raise BadFile(
                f"{source} is no table at line {reader.line_num} ({error}): mend it there."
            ) from None

    lines = rows()
    head = next(lines, (0, []))[1]
    return head, lines
