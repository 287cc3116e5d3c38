"""Lines for the screen: control characters made visible, words wrapped by the columns they take."""

import unicodedata
from collections.abc import Iterable

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
        line, empty = other if lines else first, True
        for word in paragraph.split(" "):
            joined = line + word if empty else f"{line} {word}"
            if columns_of(joined) > width and not empty:
                lines.append(line)
                line, joined = other, other + word
            while columns_of(joined) > width:
                cut = _fitting(joined, width)
                lines.append(joined[:cut])
                joined = other + joined[cut:]
            line, empty = joined, False
        lines.append(line.rstrip())
    return lines


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


def _fitting(text: str, width: int) -> int:
    taken = 0
    for place, char in enumerate(text):
        taken += _columns(char)
        if taken > width:
            return place
    return len(text)
