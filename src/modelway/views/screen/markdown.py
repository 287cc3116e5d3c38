"""Text within Markdown: a leader's words stay words, whatever they hold."""

import re
from collections.abc import Sequence

from rich.cells import cell_len

from modelway.views.screen.text import make_safe, pad
from modelway.views.screen.theme import UNICODE

# Characters that CommonMark, or its extensions for tables, formulas and emoji, would read as markup.
_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$]|(?<=\w)://|:(?=[\w+-]+:)|(?<=\bwww)\.", re.IGNORECASE)
# What would make a line a heading, a list, a quote, a rule, a table or a term's definition.
_LINE_START = re.compile(r"^(?:[#+=:-]|\d+(?=[.)]))")
_HARD_BREAK = "  \n"


def escape(text: str) -> str:
    """Escape a text for one line of Markdown; runs of blanks and line breaks become a space."""
    return _escaped_line(" ".join(make_safe(text, UNICODE).split()))


def escape_lines(text: str) -> str:
    """Escape a text of several lines; paragraphs and line breaks stay, blanks around a line are removed."""
    paragraphs = re.split(r"\n\s*\n", make_safe(text, UNICODE).strip())
    return "\n\n".join(
        _HARD_BREAK.join(escape(line) for line in paragraph.split("\n") if line.strip())
        for paragraph in paragraphs
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table that is aligned as plain text too; the cells are Markdown already."""
    widths = [max(cell_len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    ruled = ["-" * cells for cells in widths]
    return "\n".join(
        "| " + " | ".join(pad(cell, cells) for cell, cells in zip(row, widths, strict=True)) + " |"
        for row in (head, ruled, *rows)
    )


def _escaped_line(line: str) -> str:
    marked = _MARKUP.sub(lambda found: _backslashed(found[0]), line)
    return _LINE_START.sub(lambda found: _behind_start(found[0]), marked)


def _backslashed(found: str) -> str:
    return f"\\{found}"


def _behind_start(found: str) -> str:
    """Escape the character that would begin a block; in "1." that is the full stop behind the number."""
    return f"{found}\\" if found.isdigit() else f"\\{found}"
