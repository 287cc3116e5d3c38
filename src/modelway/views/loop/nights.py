"""The screens of nights that were written, and their JSON."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from modelway.domain.days.dates import format_date, format_evening, format_relative_date, format_short_date
from modelway.domain.loop.next_steps import JournalState, NextStep, decide_next_step
from modelway.domain.loop.nights import Night, Outcome, Reflection
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value
from modelway.domain.loop.written_nights import NightList, WrittenNight
from modelway.exchange.night_file import night_to_data
from modelway.views.loop.cards import practice_line
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import (
    GAP,
    heading,
    join_lines,
    next_step,
    note,
    paragraph,
    safe_text,
    section,
    stack,
    wrap_behind,
)
from modelway.views.screen.text import shorten
from modelway.views.screen.theme import Glyphs, margin, readable, state_style

MOST_FOR_A_NAME = 24
# More characters than any line of a list can show.
MOST_READ = 400


class Shown(NamedTuple):
    """What a list was asked for: only answers on this value and of this outcome, from a day to another."""

    value: Value | None = None
    outcome: Outcome | None = None
    start: date | None = None
    end: date | None = None

    @property
    def narrowed(self) -> bool:
        """Return True if it was asked for less than everything."""
        return bool(self.value or self.outcome or self.start or self.end)

    def takes(self, reflection: Reflection) -> bool:
        """Return True if the list shows this answer."""
        return (
            reflection.outcome is not None
            and self.outcome in (None, reflection.outcome)
            and (self.value is None or reflection.value_id == self.value.id)
        )


def nights_screen(
    found: NightList, today: date, shown: Shown, state: JournalState, *, glyphs: Glyphs, width: int
) -> Text:
    """The nights found, newest first: a line for each answer asked for."""
    if not found.nights:
        return _no_nights(shown, state, glyphs=glyphs, width=width)
    total = len(found.nights) + found.more
    how_many = (
        f"{len(found.nights)} of {number_of(total, 'night')}" if found.more else number_of(total, "night")
    )
    more = ""
    if found.more:
        more = f"{number_of(found.more, 'older night')} not shown: --limit {total} shows all of them."
    return stack(
        heading("Your nights", how_many, glyphs=glyphs, width=width),
        *(_in_list(night, today, shown, glyphs=glyphs, width=width) for night in found.nights),
        note(more, glyphs=glyphs, width=width) if more else join_lines([]),
        next_step(
            f"modelway nights show {found.nights[0].night.day.isoformat()}",
            "Read one whole.",
            glyphs=glyphs,
            width=width,
        ),
    )


def night_screen(whole: WrittenNight, tonight: date, *, glyphs: Glyphs, width: int) -> Text:
    """Render one whole night: its answers, the practices it reported and planned, and its note."""
    night = whole.night
    command, why = f"modelway nights edit {night.day.isoformat()}", "Change something?"
    if not night.finished:
        which = "" if night.day == tonight else f" --date {night.day.isoformat()}"
        command, why = f"modelway journal{which}", "Some of it is still open; go on where you left off."
    return stack(
        heading(
            f"{format_evening(night.day)} {night.day.year}", _how_written(night), glyphs=glyphs, width=width
        ),
        _answers(whole, glyphs=glyphs, width=width),
        _practices("Practices reported", whole.reported, whole, glyphs=glyphs, width=width),
        _practices("Planned that day", whole.planned, whole, glyphs=glyphs, width=width),
        _note(night, glyphs=glyphs, width=width),
        next_step(command, why, glyphs=glyphs, width=width),
    )


def deleted(whole: WrittenNight, *, glyphs: Glyphs, width: int) -> Text:
    """Say what was deleted with a night."""
    gone = [number_of(sum(one.outcome is not None for one in whole.night.reflections), "answer")]
    dropped = [one for one in whole.planned if one.outcome is None or one.reported_on == whole.night.day]
    if whole.reported:
        gone.append(number_of(len(whole.reported), "report"))
    if dropped:
        gone.append(number_of(len(dropped), "planned practice"))
    said = f"Deleted: the night of {format_date(whole.night.day)}, with {', '.join(gone)}."
    return stack(
        paragraph(said, glyphs=glyphs, width=width, indent=0),
        next_step("modelway undo", "To have it back:", glyphs=glyphs, width=width),
    )


def night_data(whole: WrittenNight) -> dict[str, object]:
    """A night as data for `modelway.night/1`, in the shape that `journal --from` reads."""
    return night_to_data(whole.night, whole.planned, whole.reported, whole.values)


def nights_data(found: NightList) -> dict[str, object]:
    """Nights as data for `modelway.nights/1`."""
    return {"nights": [night_data(night) for night in found.nights]}


def _no_nights(shown: Shown, state: JournalState, *, glyphs: Glyphs, width: int) -> Text:
    if shown.narrowed:
        said, step = "No night fits that.", NextStep("modelway nights", "Look at all of them.")
    else:
        said, step = "Nothing is written yet.", decide_next_step(state)
    return stack(
        heading("Your nights", glyphs=glyphs, width=width),
        paragraph(said, glyphs=glyphs, width=width),
        next_step(*step, glyphs=glyphs, width=width),
    )


def _in_list(whole: WrittenNight, today: date, shown: Shown, *, glyphs: Glyphs, width: int) -> Text:
    day = whole.night.day
    title = f"{format_short_date(day)} {day.year}"
    said = format_relative_date(day, today)
    block = [
        section(title, "" if said.startswith(format_short_date(day)) else said, glyphs=glyphs, width=width)
    ]
    for reflection in whole.night.reflections:
        if shown.takes(reflection):
            value = whole.values[reflection.value_id]
            start = _sign(reflection.outcome, glyphs, width)
            room = readable(width) - len(start.plain)
            name = shorten(value.name, min(MOST_FOR_A_NAME, room * 3 // 5), glyphs)
            text = shorten(reflection.text[:MOST_READ], room - cell_len(name) - GAP, glyphs)
            block.append(join_lines([start.append(name, "screen.name").append(f"  {text}")]))
    if len(block) == 1:
        block.append(note("No value was answered.", glyphs=glyphs, width=width))
    return stack(*block, gap=0)


def _answers(whole: WrittenNight, *, glyphs: Glyphs, width: int) -> Text:
    blocks = []
    for reflection in whole.night.reflections:
        value = whole.values[reflection.value_id]
        start = _sign(reflection.outcome, glyphs, width)
        said = reflection.outcome.words if reflection.outcome else "skipped"
        if reflection.definition_id != value.definition.id:
            said = f"{said} {glyphs.separator} under an earlier definition"
        top = Text("  ").join([safe_text(value.name, glyphs, "screen.name"), Text(said, style="screen.note")])
        block = wrap_behind(start, top, width=width, glyphs=glyphs)
        if reflection.text:
            block += wrap_behind(" " * len(start.plain), reflection.text, width=width, glyphs=glyphs)
        blocks.append(join_lines(block))
    return stack(*blocks)


def _practices(
    title: str, practices: Iterable[Practice], whole: WrittenNight, *, glyphs: Glyphs, width: int
) -> Text:
    block = [
        practice_line(practice, whole.values[practice.value_id], glyphs=glyphs, width=width)
        for practice in practices
    ]
    return stack(section(title, glyphs=glyphs, width=width), *block, gap=0) if block else join_lines([])


def _note(night: Night, *, glyphs: Glyphs, width: int) -> Text:
    if not night.note.strip():
        return join_lines([])
    return stack(
        section("Note", glyphs=glyphs, width=width),
        paragraph(night.note, glyphs=glyphs, width=width),
        gap=0,
    )


def _how_written(night: Night) -> str:
    if night.backfilled:
        return f"written on {format_short_date(night.started_at.date())}"
    return "" if night.finished else "not finished"


def _sign(outcome: Outcome | None, glyphs: Glyphs, width: int) -> Text:
    return Text(" " * margin(width)).append(glyphs.outcome(outcome), state_style(outcome)).append(" ")
