"""The building blocks of a screen: each gives one Text whose lines are already broken to the width.

Every block takes the signs and the width of the screen. Strings may be a leader's: they are made harmless and
wrapped, never lost. A Text keeps its styles. Past the design width nothing is stretched.
"""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.text import Text

from modelway.views.screen.figures import number_of
from modelway.views.screen.text import find_folds, make_safe, pad
from modelway.views.screen.theme import Glyphs, margin, readable

GAP = 2
LEAST_FOR_A_VALUE = 20


def heading(title: str, note: str = "", *, glyphs: Glyphs, width: int) -> Text:
    """The top of a screen: the title, a quiet note at the right (below it where that has no room), a rule."""
    room = readable(width)
    top = _two_sides(
        safe_text(title, glyphs, "screen.title"), safe_text(note, glyphs, "screen.note"), room, glyphs
    )
    return join_lines([*top, Text(glyphs.rule * room, style="screen.rule")])


def section(title: str, note: str = "", *, glyphs: Glyphs, width: int) -> Text:
    """The title of a part of a screen, with a quiet note at the right."""
    room = readable(width)
    return join_lines(
        _two_sides(
            safe_text(title, glyphs, "screen.title"), safe_text(note, glyphs, "screen.note"), room, glyphs
        )
    )


def paragraph(
    text: str | Text, *, glyphs: Glyphs, width: int, indent: int | None = None, style: str = ""
) -> Text:
    """Wrapped text, its line breaks kept; an `indent` of None is the margin of the screen."""
    left = margin(width) if indent is None else indent
    return join_lines(wrap_behind(" " * left, text, width=width, glyphs=glyphs, style=style))


def fields(
    pairs: Sequence[tuple[str, str | Text]], *, glyphs: Glyphs, width: int, indent: int | None = None
) -> Text:
    """Labels and what they say, aligned; an `indent` of None is the margin of the screen.

    Where under 20 cells, or less than the longest word, would be left, the words go below their label.
    """
    left = " " * (margin(width) if indent is None else indent)
    said = [(make_safe(label, glyphs), safe_text(text, glyphs)) for label, text in pairs]
    label_cells = max((cell_len(label) for label, _ in said), default=0)
    room = readable(width) - len(left) - label_cells - (GAP if label_cells else 0)
    longest_word = max((cell_len(word) for _, text in said for word in text.plain.split()), default=0)
    block: list[Text] = []
    for label, text in said:
        if room >= max(LEAST_FOR_A_VALUE, longest_word) or not label_cells:
            start = Text(left).append(pad(label, label_cells + GAP) if label_cells else "", "screen.label")
            block += wrap_behind(start, text, width=width, glyphs=glyphs)
        else:
            block += wrap_behind(left, label, width=width, glyphs=glyphs, style="screen.label")
            block += wrap_behind(left + " " * GAP, text, width=width, glyphs=glyphs)
    return join_lines(block)


def bullets(
    items: Iterable[str | Text],
    *,
    glyphs: Glyphs,
    width: int,
    indent: int | None = None,
    sign: str | None = None,
) -> Text:
    """One point per item, its further lines aligned under its first; `sign` takes the bullet's place."""
    left = " " * (margin(width) if indent is None else indent)
    start = Text(left).append(glyphs.bullet if sign is None else sign, style="screen.label").append(" ")
    return join_lines(line for item in items for line in wrap_behind(start, item, width=width, glyphs=glyphs))


def note(text: str, *, n: int | None = None, unit: str = "night", glyphs: Glyphs, width: int) -> Text:
    """A quiet remark, with the number it rests on: "Association, not cause (n = 28 nights)."."""
    sentence = text.rstrip(".") if n is not None else text
    basis = "" if n is None else f" (n = {number_of(n, unit)})."
    return paragraph(f"{sentence}{basis}", glyphs=glyphs, width=width, style="screen.note")


def next_step(command: str, why: str, *, glyphs: Glyphs, width: int) -> Text:
    """The end of every screen: why, in a plain sentence, and the one command to go on with.

    Both share a line where they fit; else the command has the last line to itself.
    """
    reason = safe_text(why, glyphs)
    step = (
        Text()
        .append("Next: ", style="screen.label")
        .append_text(safe_text(command, glyphs, "screen.command"))
    )
    together = Text("  ").join([reason, step]) if reason.plain else step
    if "\n" not in together.plain and cell_len(together.plain) <= readable(width):
        return join_lines([together])
    return join_lines(
        [
            *wrap_behind("", reason, width=width, glyphs=glyphs),
            *wrap_behind("", step, width=width, glyphs=glyphs),
        ]
    )


def stack(*blocks: Text, gap: int = 1) -> Text:
    """Put blocks under each other with `gap` empty lines between them; empty blocks are left out."""
    return _unwrapped("\n" * (gap + 1)).join(block for block in blocks if block.plain)


def safe_text(text: str | Text, glyphs: Glyphs, style: str = "") -> Text:
    """Return the text without control characters; a Text keeps its styles unless one had to be replaced."""
    if isinstance(text, Text):
        harmless = make_safe(text.plain, glyphs)
        return text if harmless == text.plain else Text(harmless, style=text.style)
    return Text(make_safe(text, glyphs), style=style)


def wrap_text(text: str | Text, cells: int, *, glyphs: Glyphs, style: str = "") -> list[Text]:
    """Wrap a text into lines of at most `cells` cells; an empty text gives one empty line."""
    whole = safe_text(text, glyphs, style)
    if whole.spans:
        return [whole[first:last] for first, last in find_folds(whole.plain, cells)]
    # Slicing a Text copies all of it each time: a text of a megabyte would take an hour.
    plain = whole.plain
    return [whole.blank_copy(plain[first:last]) for first, last in find_folds(plain, cells)]


def wrap_behind(
    start: str | Text, text: str | Text, *, width: int, glyphs: Glyphs, style: str = ""
) -> list[Text]:
    """Wrap a text behind `start`, with its further lines aligned with its first.

    `start` is one line of the program's own, narrow enough to leave room.
    """
    first = Text(start) if isinstance(start, str) else start
    taken = cell_len(first.plain)
    parts = wrap_text(text, readable(width) - taken, glyphs=glyphs, style=style)
    return [Text.assemble(first if number == 0 else " " * taken, part) for number, part in enumerate(parts)]


def join_lines(parts: Iterable[Text]) -> Text:
    """Join lines into one block that Rich does not wrap again; trailing spaces are removed."""
    trimmed = [part.copy() for part in parts]
    for line in trimmed:
        line.rstrip()
    return _unwrapped("\n").join(trimmed)


def _unwrapped(text: str) -> Text:
    return Text(text, no_wrap=True, overflow="ignore")


def _two_sides(left: Text, right: Text, room: int, glyphs: Glyphs) -> list[Text]:
    """One line with a text at either end, or both under each other where they do not fit."""
    between = room - cell_len(left.plain) - cell_len(right.plain)
    if between < GAP or "\n" in left.plain + right.plain:
        both = wrap_text(left, room, glyphs=glyphs)
        return both + wrap_text(right, room, glyphs=glyphs) if right.plain else both
    return [Text.assemble(left, " " * between, right)]
