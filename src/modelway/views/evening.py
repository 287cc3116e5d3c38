"""The screens of an evening: its opening, what a question is about, and its closing."""

from datetime import date, timedelta

from rich.text import Text

from modelway.domain.dates import evening_of, in_words, relative
from modelway.domain.evening import Evening
from modelway.domain.nights import BACKFILLED_AFTER, Outcome
from modelway.domain.practices import Practice
from modelway.domain.values import FEWEST_VALUES, Value
from modelway.views.cards import practice_line
from modelway.views.layout import (
    bullets,
    hanging,
    heading,
    lines,
    next_step,
    note,
    paragraph,
    section,
    stack,
    words,
)
from modelway.views.theme import Glyphs, margin, state_style

ONE_DAY = timedelta(days=1)


def opening(evening: Evening, tonight: date, *, past_midnight: bool, glyphs: Glyphs, width: int) -> Text:
    """The evening's date in words, and what is particular about it."""
    remarks = []
    if evening.day == tonight and past_midnight:
        remarks.append("It is past midnight; this is still the night of the day before.")
    if tonight - evening.day > BACKFILLED_AFTER:
        remarks.append(f"That was {relative(evening.day, tonight)}: it is kept, and marked as backfilled.")
    if len(evening.values) < FEWEST_VALUES:
        missing = FEWEST_VALUES - len(evening.values)
        remarks.append(f"{missing} more to three values: modelway values define")
    return stack(
        heading(
            evening_of(evening.day),
            "" if evening.day == tonight else relative(evening.day, tonight),
            glyphs=glyphs,
            width=width,
        ),
        *(note(remark, glyphs=glyphs, width=width) for remark in remarks),
        gap=0,
    )


def practice_in_sight(practice: Practice, value: Value, night: date, *, glyphs: Glyphs, width: int) -> Text:
    """The promise whose outcome is asked for."""
    due = "today" if practice.due_on == night else relative(practice.due_on, night)
    return stack(
        Text(""),
        section(f"You planned for {due}", value.name, glyphs=glyphs, width=width),
        paragraph(practice.sentence, glyphs=glyphs, width=width),
        gap=0,
    )


def value_in_sight(value: Value, night: date, *, glyphs: Glyphs, width: int) -> Text:
    """A value with the definition and the behaviors in force on that night."""
    wording = value.definition_on(night)
    return stack(
        Text(" "),
        section(value.name, glyphs=glyphs, width=width),
        paragraph(wording.text, glyphs=glyphs, width=width),
        bullets(wording.behaviors, glyphs=glyphs, width=width),
        gap=0,
    )


def planning(value: Value, day: str, *, glyphs: Glyphs, width: int) -> Text:
    """What the two lines of a promise are for; `day` is "today" or "tomorrow"."""
    return stack(
        Text(" "),
        section(f"Model the way {day}", value.name, glyphs=glyphs, width=width),
        paragraph(
            f"What will you do differently {day}, so that your actions match your words?",
            glyphs=glyphs,
            width=width,
        ),
        gap=0,
    )


def night_so_far(evening: Evening, *, glyphs: Glyphs, width: int) -> Text:
    """Every answer of the night: each value's sign, outcome and words, then its practices."""
    block = []
    for value in evening.values:
        answer = evening.answer_on(value)
        outcome = answer.outcome if answer else None
        start = Text(" " * margin(width)).append(glyphs.outcome(outcome), style=state_style(outcome)).append(" ")
        name = words(value.name, glyphs, "screen.name")
        said = Text(outcome.words if outcome else "skipped", style="screen.note")
        block.append(lines(hanging(start, Text("  ").join([name, said]), width=width, glyphs=glyphs)))
        if answer and answer.text:
            block.append(lines(hanging(" " * len(start), answer.text, width=width, glyphs=glyphs)))
    names = {value.id: value for value in evening.values}
    block += [
        practice_line(practice, names[practice.value_id], glyphs=glyphs, width=width)
        for practice in (*evening.practices, *evening.plans)
        if practice.value_id in names
    ]
    return stack(Text(" "), *block, gap=0)


def closing(evening: Evening, tonight: date, *, glyphs: Glyphs, width: int) -> Text:
    """What the night showed: strengths, then gaps, then tomorrow's practice, then what comes next."""
    shown = evening.with_outcome(Outcome.DEMONSTRATED)
    fallen = evening.fallen_short
    open_values = [value for value in evening.values if evening.answer_on(value) is None]
    blocks = [heading(evening_of(evening.day), "saved", glyphs=glyphs, width=width)]
    if shown:
        blocks.append(_named("You showed", shown, Outcome.DEMONSTRATED, glyphs, width))
    if fallen:
        blocks.append(_named("To practise", fallen, Outcome.MISSED, glyphs, width))
    names = {value.id: value for value in evening.values}
    for plan in evening.plans:
        if plan.value_id in names:
            due = relative(plan.due_on, tonight).capitalize()
            blocks.append(section(due, names[plan.value_id].name, glyphs=glyphs, width=width))
            blocks.append(paragraph(plan.sentence, glyphs=glyphs, width=width))
    if open_values:
        step = next_step("modelway journal", "Some values are still open.", glyphs=glyphs, width=width)
    elif evening.plans:
        step = next_step("modelway today", "In the morning, see it again.", glyphs=glyphs, width=width)
    else:
        step = next_step("modelway review", "See your week.", glyphs=glyphs, width=width)
    return stack(Text(" "), *blocks, Text(" "), step, gap=0)


def _named(label: str, values: tuple[Value, ...], outcome: Outcome, glyphs: Glyphs, width: int) -> Text:
    names = ", ".join(value.name for value in values)
    sign = (glyphs.outcome(outcome), state_style(outcome))
    line = Text.assemble(sign, f" {label}: ", words(names, glyphs, "screen.name"))
    return paragraph(line, glyphs=glyphs, width=width)


def recorded(days: list[date], *, glyphs: Glyphs, width: int) -> Text:
    """That many nights were handed in and are kept."""
    span = f"{in_words(days[0])} to {in_words(days[-1])}"
    return stack(
        paragraph(f"{len(days)} nights are recorded, from {span}.", glyphs=glyphs, width=width, indent=0),
        next_step("modelway review", "See your week.", glyphs=glyphs, width=width),
        gap=0,
    )
