"""Text for a terminal: made harmless, measured in cells, shortened, and broken into lines."""

import re
from collections.abc import Iterator

from rich.cells import cell_len

from modelway.views.screen.theme import Glyphs

TAB = "    "
JOINER = "\u200d"

# Control characters, marks that turn the reading direction, line separators, halves of surrogate pairs.
_HARMFUL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
_NEVER_FIRST_ON_A_LINE = frozenset("、。，．・：；！？）」』】〉》ー…%")


def make_safe(text: str, glyphs: Glyphs) -> str:
    """Replace everything in a text that a terminal would obey as a command.

    Line breaks stay (those of Windows become plain ones), a tab becomes four spaces; every other control
    character, mark of direction, line separator or lone surrogate shows as the replacement sign.
    """
    # Most texts are a plain line: they need no pattern, and compiling one costs every start.
    if text.isprintable():
        return text
    plain = text.replace("\r\n", "\n").replace("\t", TAB)
    return re.sub(_HARMFUL, glyphs.replacement, plain)


def clusters(text: str) -> Iterator[str]:
    """The characters as a reader sees them: accents, joined emoji and flags are never cut apart."""
    if text.isascii():
        yield from text
        return
    cluster = ""
    for char in text:
        if cluster and _belongs_to(cluster, char):
            cluster += char
        else:
            if cluster:
                yield cluster
            cluster = char
    if cluster:
        yield cluster


def shorten(text: str, cells: int, glyphs: Glyphs) -> str:
    """The first line of `text`, harmless, in at most `cells` terminal cells.

    What is left out leaves an ellipsis. Where not even that has room, the text is cut without one; with no
    cells at all it is empty.
    """
    first, _, rest = make_safe(text, glyphs).strip().partition("\n")
    first = first.rstrip()
    if not rest and cell_len(first) <= cells:
        return first
    room = cells - cell_len(glyphs.ellipsis)
    if room < 1:
        return _first_cells(first, cells)
    return _first_cells(first, room).rstrip() + glyphs.ellipsis


def pad(text: str, cells: int) -> str:
    """The text with spaces behind it up to `cells`; a wider one is left as it is."""
    return text + " " * (cells - cell_len(text))


def find_folds(text: str, width: int) -> list[tuple[int, int]]:
    """Start and end, in characters, of every line that `text` takes in `width` cells.

    Lines break at spaces, and beside wide characters, whose scripts have none; a longer word is cut between
    clusters. Only the spaces at a line's end are left out. An empty line stays one; a width under two counts
    as two, so that every cluster fits.
    """
    lines: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        lines += [(start + first, start + last) for first, last in _folds_of(paragraph, max(2, width))]
        start += len(paragraph) + 1
    return lines


def _folds_of(paragraph: str, width: int) -> list[tuple[int, int]]:
    """The folds of a text without line breaks; always at least one."""
    if cell_len(paragraph) <= width:
        return [(0, len(paragraph.rstrip(" ")))]
    lines: list[tuple[int, int]] = []
    start = used = place = 0
    break_at = earlier_break = 0
    wide_before = False
    for cluster in clusters(paragraph):
        cells = cell_len(cluster)
        if cluster == " ":
            if break_at != place:
                earlier_break = break_at
            break_at = place + 1
        else:
            if cluster[0] in _NEVER_FIRST_ON_A_LINE:
                break_at = earlier_break if break_at == place else break_at
            elif cells > 1 or wide_before:
                break_at = place
            if used + cells > width and place > start:
                cut = break_at if break_at > start else place
                end = start + len(paragraph[start:cut].rstrip(" "))
                if end > start:
                    lines.append((start, end))
                start, used = cut, cell_len(paragraph[cut:place])
                if used + cells > width and place > start:
                    lines.append((start, start + len(paragraph[start:place].rstrip(" "))))
                    start, used = place, 0
        wide_before = cells > 1
        used += cells
        place += len(cluster)
    lines.append((start, start + len(paragraph[start:].rstrip(" "))))
    return lines


def _belongs_to(cluster: str, char: str) -> bool:
    """Return True if `char` is drawn into the same place as the cluster before it."""
    if cluster[-1] == JOINER or cell_len(char) == 0:
        return True
    return len(cluster) == 1 and _is_half_a_flag(cluster) and _is_half_a_flag(char)


def _is_half_a_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _first_cells(text: str, cells: int) -> str:
    """Return the longest start of the text that fits, without cutting a character apart."""
    kept, used = [], 0
    for cluster in clusters(text):
        used += cell_len(cluster)
        if used > cells:
            break
        kept.append(cluster)
    return "".join(kept)
