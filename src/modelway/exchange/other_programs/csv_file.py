"""Nights as CSV (RFC 4180), a row for each answer, that no spreadsheet takes for formulas."""

import csv
from collections.abc import Sequence
from io import StringIO

from modelway.domain.loop.written_nights import WrittenNight
from modelway.exchange.other_programs.told_nights import told_answers

COLUMNS = ("date", "value", "outcome", "text", "note")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
GUARD = "'"


def write_csv(nights: Sequence[WrittenNight]) -> str:
    """The nights, a row for each answer; the note stands in the first row of its night."""
    made = StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for night in nights:
        answers = [(one.value.slug, one.outcome, one.text) for one in told_answers(night)] or [("", "", "")]
        for number, answer in enumerate(answers):
            note = night.night.note if number == 0 else ""
            writer.writerow([night.night.day.isoformat(), *map(guard, (*answer, note))])
    return made.getvalue()


def guard(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would compute; `unguard` takes it off again."""
    return GUARD + cell if cell.lstrip(GUARD).startswith(FORMULA_STARTS) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    guarded = cell.startswith(GUARD) and cell.lstrip(GUARD).startswith(FORMULA_STARTS)
    return cell.removeprefix(GUARD) if guarded else cell
