"""A value and a practice as a leader reads them."""

from datetime import date

from rich.text import Text

from modelway.domain.days.dates import format_short_date
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value
from modelway.views.screen.figures import format_percent
from modelway.views.screen.layout import (
    bullets,
    join_lines,
    paragraph,
    safe_text,
    section,
    stack,
    wrap_behind,
)
from modelway.views.screen.theme import Glyphs, margin, practice_style


def value_card(
    value: Value, number: int | None = None, *, on: date | None = None, glyphs: Glyphs, width: int
) -> Text:
    """A value with its number and role, its aim, its definition and its behaviors, as they were `on` a day.

    Without a day it is the newest of each; a retired value has no number and says since when it rests.
    """
    wording = value.definition if on is None else value.definition_on(on)
    name = value.name if number is None else f"{number}  {value.name}"
    aim = value.aims[-1] if on is None else value.aim_on(on)
    target = f"target {format_percent(aim.target, glyphs)}"
    facts = [value.role.value, f"importance {aim.importance}", target]
    if value.retired_on:
        facts = [value.role.value, f"retired {format_short_date(value.retired_on)} {value.retired_on.year}"]
    indent = margin(width) + (0 if number is None else len(str(number)) + 2 - margin(width))
    return stack(
        section(name, f" {glyphs.separator} ".join(facts), glyphs=glyphs, width=width),
        paragraph(wording.text, glyphs=glyphs, width=width, indent=indent),
        bullets(wording.behaviors, glyphs=glyphs, width=width, indent=indent),
        gap=0,
    )


def focus_line(value: Value, *, glyphs: Glyphs, width: int) -> Text:
    """That this week is given to a value."""
    said = (
        Text("This week is given to ").append_text(safe_text(value.name, glyphs, "screen.name")).append(".")
    )
    return paragraph(said, glyphs=glyphs, width=width)


def practice_line(practice: Practice, value: Value, *, glyphs: Glyphs, width: int) -> Text:
    """A practice as its sign, its value and its sentence; below, when it is due or what became of it.

    A practice that is not reported yet waits; a note of the leader's follows the outcome.
    """
    left = " " * margin(width)
    sign = glyphs.practice(practice.outcome)
    start = Text(left).append(sign, style=practice_style(practice.outcome)).append(" ")
    name = safe_text(value.name, glyphs, "screen.name")
    sentence = Text("  ").join([name, safe_text(practice.sentence, glyphs)])
    due = format_short_date(practice.due_on)
    fate = f"due {due}" if practice.outcome is None else f"{due}: {practice.outcome.words}"
    told = f"{fate} {glyphs.separator} {practice.note}" if practice.note else fate
    return join_lines(
        [
            *wrap_behind(start, sentence, width=width, glyphs=glyphs),
            *wrap_behind(left + "  ", told, width=width, glyphs=glyphs, style="screen.note"),
        ]
    )
