"""The history in words: each command with its time, and what it changed."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from rich.text import Text

from modelway.domain.days.dates import format_date, format_short_date
from modelway.domain.keeping.changes import Change, Count, History, Kind, Part, Told, count_changes
from modelway.views.screen.figures import format_percent, number_of
from modelway.views.screen.layout import heading, join_lines, next_step, note, paragraph, stack, wrap_behind
from modelway.views.screen.text import shorten
from modelway.views.screen.theme import Glyphs, margin, readable

MOST_CHANGES = 12
MOST_OF_A_TEXT = 46
SIGNS = {Kind.ADDED: "+", Kind.CHANGED: "~", Kind.REMOVED: "-"}
STYLES = {
    Kind.ADDED: "practice.kept",
    Kind.CHANGED: "practice.partly",
    Kind.REMOVED: "practice.not_kept",
}
# What a word or a number says is not put in quotation marks.
DATES = frozenset({"due", "from", "to", "retired on"})
PLAIN = frozenset({"place", "importance", "focus"})


def history_screen(history: History, *, glyphs: Glyphs, width: int) -> Text:
    """The commands, the newest first, and a next step that will find something."""
    if not history.commands:
        return _nothing(history, glyphs=glyphs, width=width)
    found = history.commands
    older = f"There is more: --limit {2 * len(found)} goes further back." if history.more else ""
    return stack(
        heading("What was changed", _told_of(history), glyphs=glyphs, width=width),
        *(_command(one, glyphs=glyphs, width=width) for one in found),
        note(older, glyphs=glyphs, width=width) if older else join_lines([]),
        next_step(*_next(history), glyphs=glyphs, width=width),
    )


def history_data(found: Sequence[Told]) -> dict[str, object]:
    """The commands for other programs."""
    return {
        "commands": [
            {
                "number": one.number,
                "at": one.at.isoformat(),
                "name": one.name,
                "words": one.words,
                "undone": one.undone,
                "changes": [_change_data(change) for change in one.changes],
            }
            for one in found
        ]
    }


def _change_data(change: Change) -> dict[str, object]:
    return {
        "what": change.what,
        "change": change.kind.value,
        "dates": [day.isoformat() for day in change.days],
        "fields": [
            {"field": part.label, "before": part.before, "after": part.after} for part in change.parts
        ],
    }


def _nothing(history: History, *, glyphs: Glyphs, width: int) -> Text:
    of = [f"the night of {format_date(history.night)}"] if history.night else []
    of += [history.value] if history.value else []
    if of:
        said = f"Nothing was changed of {' and '.join(of)}."
        step = ("modelway history", "See all that was changed.")
    else:
        said = "Nothing was ever changed."
        step = ("modelway", "See where you are.")
    return stack(
        heading("What was changed", "nothing" if of else "nothing yet", glyphs=glyphs, width=width),
        paragraph(said, glyphs=glyphs, width=width),
        next_step(*step, glyphs=glyphs, width=width),
    )


def _told_of(history: History) -> str:
    """What the screen is narrowed to, and how much there is of it: "Honesty, Fri 20 Nov: the last 10"."""
    of = [history.value] if history.value else []
    of += [f"{format_short_date(history.night)} {history.night.year}"] if history.night else []
    number = len(history.commands)
    much = f"the last {number}" if history.more and number > 1 else number_of(number, "command")
    much = "the last one" if history.more and number == 1 else much
    return f"{', '.join(of)}: {much}" if of else much


def _next(history: History) -> tuple[str, str]:
    if history.can_undo:
        return "modelway undo", "Take back the last change?"
    if history.can_redo:
        return "modelway redo", "Bring back what was taken back?"
    return "modelway", "See where you are."


def _command(told: Told, *, glyphs: Glyphs, width: int) -> Text:
    when = f"{format_short_date(told.at.date())} {told.at.year}, {told.at:%H:%M}"
    words = told.words if told.name not in ("undo", "redo") else f"{told.name}: {told.words}"
    top = Text().append(f"{when}  ", "screen.label").append(words, "screen.name")
    if told.undone:
        top.append("  taken back", "screen.note")
    block = wrap_behind("", top, width=width, glyphs=glyphs)
    if told.erased:
        said = "For good; what was done before can no longer be undone."
        block += wrap_behind(" " * margin(width), said, width=width, glyphs=glyphs, style="screen.note")
    elif told.counts or len(told.changes) > MOST_CHANGES:
        counts = told.counts or count_changes(told.changes)
        for kind in Kind:
            block += _many([one for one in counts if one.kind is kind], kind, glyphs, width)
    else:
        for change in told.changes:
            block += _change(change, told.at.year, glyphs, width)
    return join_lines(block)


def _many(counts: Sequence[Count], kind: Kind, glyphs: Glyphs, width: int) -> list[Text]:
    """How many of each thing were added, changed or removed, for a command that changed a great many."""
    if not counts:
        return []
    said = ", ".join(number_of(one.number, one.thing) for one in counts)
    return wrap_behind(_sign(kind, glyphs, width), f"{kind.value}: {said}", width=width, glyphs=glyphs)


def _change(change: Change, year: int, glyphs: Glyphs, width: int) -> list[Text]:
    start = _sign(change.kind, glyphs, width)
    room = min(MOST_OF_A_TEXT, readable(width) - cell_len(start.plain) - 4)
    said = [_part(part, change.kind, year, room, glyphs) for part in change.parts if _says(part, change.kind)]
    words = f"{change.what}: {', '.join(said)}" if said else change.what
    return wrap_behind(start, words, width=width, glyphs=glyphs)


def _sign(kind: Kind, glyphs: Glyphs, width: int) -> Text:
    sign = glyphs.minus if kind is Kind.REMOVED else SIGNS[kind]
    return Text(" " * margin(width)).append(sign, STYLES[kind]).append(" ")


def _says(part: Part, kind: Kind) -> bool:
    """Whether a field is worth a word; what was added or removed is told by what it said."""
    return kind is Kind.CHANGED or part.label not in ("name", "place", "role", "importance", "target", "from")


def _part(part: Part, kind: Kind, year: int, room: int, glyphs: Glyphs) -> str:
    before, after = (_said(part.label, text, year, room, glyphs) for text in (part.before, part.after))
    if kind is Kind.CHANGED:
        return _changed(part.label, before, after, glyphs)
    said = after if kind is Kind.ADDED else before
    return f"{part.label} {said}" if part.label in DATES | {"focus"} else said


def _changed(label: str, before: str, after: str, glyphs: Glyphs) -> str:
    """A field of what was there already: what came of it, and what it was before if it was anything."""
    if label == "retired on" and not after:
        return "in use again"
    if not before:
        return f"{label} {after}"
    return f"{label} {before} {glyphs.arrow} {after or 'nothing'}"


def _said(label: str, text: str | None, year: int, room: int, glyphs: Glyphs) -> str:
    """What a field says, as the other screens write it; empty where it says nothing."""
    if not text:
        return ""
    if label in DATES:
        day = date.fromisoformat(text)
        return format_short_date(day) if day.year == year else f"{format_short_date(day)} {day.year}"
    if label == "target":
        return format_percent(float(text), glyphs)
    if label in ("outcome", "role"):
        return text.replace("_", " ")
    if label in PLAIN:
        return text
    return glyphs.quoted(shorten(text, room, glyphs))
