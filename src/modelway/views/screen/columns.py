"""Cells that stand under each other in columns, and fold where a terminal is narrow."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from modelway.views.screen.layout import GAP, fields, join_lines, safe_text, stack, wrap_behind, wrap_text
from modelway.views.screen.theme import Glyphs, margin, readable

LEAST_FOR_WRAPPING = 16


class Column(NamedTuple):
    """A column of `columns`: its title ("" for none), its side, and whether its cells may be wrapped."""

    title: str = ""
    align: Literal["left", "right"] = "left"
    wraps: bool = False
    style: str = ""


def columns(
    rows: Sequence[Sequence[str | Text]], *, head: Sequence[Column], glyphs: Glyphs, width: int
) -> Text:
    """Rows with their cells aligned under quiet titles; no rows give an empty block.

    Columns that wrap share what the others leave. Where they cannot stand beside each other, every row folds:
    its first cell, and under it the others that are not empty, each with its title.
    """
    if not rows:
        return join_lines([])
    table = [
        [safe_text(cell, glyphs, column.style) for cell, column in zip(row, head, strict=True)]
        for row in rows
    ]
    room = readable(width) - margin(width)
    cells = _column_cells(table, head, room)
    if cells is None:
        return stack(*(_folded_row(row, head, glyphs, width) for row in table), gap=0)
    block: list[Text] = []
    if any(column.title for column in head):
        titles = [Text(column.title, style="screen.label") for column in head]
        block += _aligned_row(titles, head, cells, glyphs, width)
    for row in table:
        block += _aligned_row(row, head, cells, glyphs, width)
    return join_lines(block)


def _column_cells(table: list[list[Text]], head: Sequence[Column], room: int) -> list[int] | None:
    """How many cells each column gets; None when they do not fit beside each other."""
    wished = [
        max(_widest(column.title), *(_widest(row[place].plain) for row in table))
        for place, column in enumerate(head)
    ]
    left = room - GAP * (len(head) - 1)
    left -= sum(cells for cells, column in zip(wished, head, strict=True) if not column.wraps)
    # The narrow ones first, so that what they leave goes to the wide ones.
    wrapping = sorted((place for place, column in enumerate(head) if column.wraps), key=wished.__getitem__)
    for done, place in enumerate(wrapping):
        share = left // (len(wrapping) - done)
        if share < min(wished[place], LEAST_FOR_WRAPPING):
            return None
        wished[place] = min(wished[place], share)
        left -= wished[place]
    return wished if left >= 0 else None


def _widest(text: str) -> int:
    return max(cell_len(line) for line in text.split("\n"))


def _aligned_row(
    row: Sequence[Text], head: Sequence[Column], cells: list[int], glyphs: Glyphs, width: int
) -> list[Text]:
    """The lines of one row, as many as its tallest cell."""
    parts = [wrap_text(cell, room, glyphs=glyphs) for cell, room in zip(row, cells, strict=True)]
    block: list[Text] = []
    for number in range(max(len(part) for part in parts)):
        line = Text(" " * margin(width))
        for place, (part, column) in enumerate(zip(parts, head, strict=True)):
            text = part[number] if number < len(part) else Text()
            empty = " " * (cells[place] - cell_len(text.plain))
            line.append(" " * GAP if place else "")
            line.append(empty if column.align == "right" else "").append_text(text)
            line.append(empty if column.align == "left" else "")
        block.append(line)
    return block


def _folded_row(row: Sequence[Text], head: Sequence[Column], glyphs: Glyphs, width: int) -> Text:
    """One row in a narrow place: its first cell, the others below it."""
    left = margin(width)
    below = [(column.title, cell) for cell, column in zip(row[1:], head[1:], strict=True) if cell.plain]
    return stack(
        join_lines(wrap_behind(" " * left, row[0], width=width, glyphs=glyphs)),
        fields(below, glyphs=glyphs, width=width, indent=left + GAP),
        gap=0,
    )
