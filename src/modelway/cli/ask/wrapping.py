"""Lines for the screen: control characters made visible, words wrapped by the columns they take."""

import unicodedata
from collections.abc import Iterable

WIDEST, NARROWEST = 80, 20
NARROWEST_ANSWER = 10
CONTROLS = {code: f"^{chr(code ^ 0x40)}" for code in (*range(0x20), 0x7F)} | {
    code: f"<{code:02x}>" for code in range(0x80, 0xA0)
}
CONTROLS[ord("\t")] = "    "
CONTROLS |= dict.fromkeys(range(0xD800, 0xE000), "?")


def visible(text: str) -> str:
    """The text on one or more lines as a terminal may have it: control characters in caret notation."""
    return "\n".join(line.translate(CONTROLS) for line in text.split("\n"))


def columns_of(text: str) -> int:
    """The columns a text takes, never fewer than it does: a joined emoji counts each of its parts."""
    return len(text) if text.isascii() else sum(_columns(char) for char in text)


def wrapped(text: str, width: int, first: str = "", other: str = "") -> list[str]:
    """The text made visible and wrapped at its spaces to `width` columns; a word that is too long is cut.

    Args:
        text: Any text; its own line breaks stay.
        width: Columns for a whole line, at least 8.
        first: What stands before the first line.
        other: What stands before every other one.
    """
    lines: list[str] = []
    for paragraph in visible(text).split("\n"):
        start = other if lines else first
        places = breaks(paragraph, width, columns_of(start), columns_of(other))
        for place, end in zip(places, [*places[1:], None], strict=True):
            row = paragraph[place:end]
            lines.append(start + row.removesuffix(" ") if end else (start + row).rstrip())
            start = other
    return lines


def breaks(line: str, width: int, first: int = 0, other: int = 0) -> list[int]:
    """The places at which the rows of a line begin: behind a space, or within a word that is too long.

    Args:
        line: Visible text without line breaks.
        width: Columns for a whole row, at least 8; the space at its end may hang over.
        first: The columns that are taken already in the first row.
        other: The columns that are taken already in every other row.
    """
    starts, taken, place = [0], first, 0
    for number, word in enumerate(line.split(" ")):
        if number:
            taken += 1
            if taken + columns_of(word) > width:
                starts.append(place)
                taken = other
        rest = word
        while taken + columns_of(rest) > width:
            cut = fitting(rest, width - taken)
            starts.append(place + len(word) - len(rest) + cut)
            rest, taken = rest[cut:], other
        taken += columns_of(rest)
        place += len(word) + 1
    return starts


def answer_width(columns: int) -> int:
    """The columns for an answer, typed or taken, on a terminal of so many: one is left for the cursor."""
    return max(NARROWEST_ANSWER, min(columns - 1, WIDEST))


def arranged(pieces: Iterable[str], width: int, between: str = "  ") -> list[str]:
    """Pieces set side by side, indented, on as many lines as `width` columns need."""
    lines: list[str] = []
    for piece in pieces:
        if lines and columns_of(lines[-1] + between + piece) <= width:
            lines[-1] += between + piece
        else:
            lines += wrapped(piece, width, "  ", "    ")
    return lines


def _columns(char: str) -> int:
    if unicodedata.combining(char) or char == "\u200d":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def fitting(text: str, width: int) -> int:
    """How many characters of a text fit into so many columns."""
    taken = 0
    for place, char in enumerate(text):
        taken += _columns(char)
        if taken > width:
            return place
    return len(text)
