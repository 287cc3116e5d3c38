"""The history in words: each command with its time, and what it changed."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from modelway.domain.changes import Change, Kind, Part, Told
from modelway.domain.dates import short
from modelway.views.figures import counted
from modelway.views.layout import hanging, heading, lines, next_step, note, paragraph, stack
from modelway.views.text import shorten
from modelway.views.theme import Glyphs, margin, readable

MOST_CHANGES = 8
MOST_OF_A_TEXT = 46
SIGNS = {Kind.ADDED: "+", Kind.CHANGED: "~", Kind.REMOVED: "-"}
STYLES = {
    Kind.ADDED: "practice.kept",
    Kind.CHANGED: "practice.partly",
    Kind.REMOVED: "practice.not_kept",
}
# What a word or a number says is not put in quotation marks.
PLAIN = frozenset({"outcome", "due", "from", "to", "place", "target", "importance", "role", "retired on"})


def history_screen(found: Sequence[Told], more: bool, *, glyphs: Glyphs, width: int) -> Text:
    """The commands, the newest first; `more` says that there are older ones."""
    if not found:
        return stack(
            heading("What was changed", "nothing yet", glyphs=glyphs, width=width),
            paragraph("Nothing of that was ever changed.", glyphs=glyphs, width=width),
            next_step("modelway journal", "Begin tonight.", glyphs=glyphs, width=width),
        )
    older = f"There is more: --limit {2 * len(found)} goes further back." if more else ""
    return stack(
        heading("What was changed", counted(len(found), "command"), glyphs=glyphs, width=width),
        *(_command(one, glyphs=glyphs, width=width) for one in found),
        note(older, glyphs=glyphs, width=width) if older else lines([]),
        next_step("modelway undo", "Something to take back?", glyphs=glyphs, width=width),
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


def _command(told: Told, *, glyphs: Glyphs, width: int) -> Text:
    when = f"{short(told.at.date())} {told.at.year}, {told.at:%H:%M}"
    words = told.words if told.name not in ("undo", "redo") else f"{told.name}: {told.words}"
    top = Text().append(f"{when}  ", "screen.label").append(words, "screen.name")
    if told.undone:
        top.append("  taken back", "screen.note")
    block = hanging("", top, width=width, glyphs=glyphs)
    for change in told.changes[:MOST_CHANGES]:
        block += _change(change, glyphs, width)
    left_out = len(told.changes) - MOST_CHANGES
    if left_out > 0:
        left = " " * (margin(width) + 2)
        block += hanging(
            left, f"and {counted(left_out, 'change')} more", width=width, glyphs=glyphs, style="screen.note"
        )
    return lines(block)


def _change(change: Change, glyphs: Glyphs, width: int) -> list[Text]:
    sign = glyphs.minus if change.kind is Kind.REMOVED else SIGNS[change.kind]
    start = Text(" " * margin(width)).append(sign, STYLES[change.kind]).append(" ")
    room = min(MOST_OF_A_TEXT, readable(width) - cell_len(start.plain) - 4)
    said = [_part(part, change.kind, room, glyphs) for part in change.parts if _says(part, change.kind)]
    words = f"{change.what}: {', '.join(said)}" if said else change.what
    return hanging(start, words, width=width, glyphs=glyphs)


def _says(part: Part, kind: Kind) -> bool:
    """Whether a field is worth a word; what was added or removed is told by what it said."""
    return kind is Kind.CHANGED or part.label not in ("name", "place", "role", "importance", "target", "from")


def _part(part: Part, kind: Kind, room: int, glyphs: Glyphs) -> str:
    before, after = (_quoted(part.label, text, room, glyphs) for text in (part.before, part.after))
    if kind is Kind.CHANGED:
        return f"{part.label} {before} {glyphs.arrow} {after}"
    said = after if kind is Kind.ADDED else before
    return f"due {said}" if part.label == "due" else said


def _quoted(label: str, text: str | None, room: int, glyphs: Glyphs) -> str:
    if not text:
        return "nothing"
    if label in PLAIN:
        return text.replace("_", " ")
    return glyphs.quoted(shorten(text, room, glyphs))
