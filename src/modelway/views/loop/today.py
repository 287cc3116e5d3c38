"""The screen of a day: its practice, the value behind it, and one more to lead by example."""

from rich.text import Text

from modelway.domain.days.dates import format_date
from modelway.domain.loop.glance import Today
from modelway.domain.loop.next_steps import (
    JournalState,
    NextStep,
    Tonight,
    decide_next_step,
    look_at,
    write_tonight,
)
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value
from modelway.domain.teaching.seen import LessonInTurn
from modelway.views.loop.cards import focus_line, practice_line
from modelway.views.screen.below import below
from modelway.views.screen.layout import GAP, bullets, heading, join_lines, next_step, paragraph, stack
from modelway.views.screen.theme import Glyphs, margin

QUESTION = "What will I do to lead by example today?"
REPORT = "This evening, tell what became of it."


def today_screen(
    today: Today, lesson: LessonInTurn | None = None, *, asked: bool = False, glyphs: Glyphs, width: int
) -> Text:
    """The practices due today, each under the value it is for.

    With `asked` the question is left to the conversation that follows; else the screen ends with it.
    """
    top = heading(format_date(today.day), "lead by example", glyphs=glyphs, width=width)
    shown = [
        _practised(value, today, glyphs=glyphs, width=width)
        for value in {value.id: value for _, value in today.practices}.values()
    ]
    if not shown:
        shown = [paragraph("No practice is planned for today.", glyphs=glyphs, width=width)]
    if today.focus:
        shown = [focus_line(today.focus, glyphs=glyphs, width=width), *shown]
    if lesson:
        shown.append(_lesson(lesson, glyphs=glyphs, width=width))
    if asked:
        return stack(top, *shown)
    return stack(top, *shown, next_step(*_next(today), glyphs=glyphs, width=width))


def planned_today(
    practice: Practice, value: Value, *, asked: bool = False, glyphs: Glyphs, width: int
) -> Text:
    """A practice that was just planned for today; with `asked` it stands apart from the questions before."""
    shown = stack(
        practice_line(practice, value, glyphs=glyphs, width=width),
        next_step("modelway journal", REPORT, glyphs=glyphs, width=width),
    )
    return below(shown) if asked else shown


def nothing_planned(state: JournalState, *, glyphs: Glyphs, width: int) -> Text:
    """Render the end of a conversation in which nothing was planned."""
    step = decide_next_step(state, write_tonight("Have a good day; the evening asks again."))
    return below(next_step(*step, glyphs=glyphs, width=width))


def today_data(today: Today, lesson: LessonInTurn | None = None) -> dict[str, object]:
    """Today's practices as data for `modelway.today/1`."""
    return {
        "date": today.day.isoformat(),
        "practices": [
            {
                "value": value.slug,
                "when": practice.when,
                "will": practice.will,
                "due": practice.due_on.isoformat(),
                "outcome": practice.outcome.value if practice.outcome else None,
            }
            for practice, value in today.practices
        ],
        "focus": today.focus.slug if today.focus else None,
        "lesson": lesson._asdict() if lesson else None,
    }


def _practised(value: Value, today: Today, *, glyphs: Glyphs, width: int) -> Text:
    """The day's practices for one value, and the definition and the behaviors behind them."""
    wording = value.definition_on(today.day)
    indent = margin(width) + GAP
    behind = stack(
        paragraph(wording.text, glyphs=glyphs, width=width, indent=indent)
        if wording.text
        else join_lines([]),
        bullets(wording.behaviors, glyphs=glyphs, width=width, indent=indent),
        gap=0,
    )
    practices = [
        practice_line(practice, value, glyphs=glyphs, width=width)
        for practice, its_value in today.practices
        if its_value.id == value.id
    ]
    return stack(*practices, behind)


def _lesson(lesson: LessonInTurn, *, glyphs: Glyphs, width: int) -> Text:
    """A lesson, and under it where it is from and which value it is for."""
    about = f" ({lesson.value})" if lesson.value else ""
    return stack(
        paragraph(glyphs.quoted(lesson.text), glyphs=glyphs, width=width),
        paragraph(f"{lesson.origin}{about}", glyphs=glyphs, width=width, style="screen.note"),
        gap=0,
    )


def _next(today: Today) -> NextStep:
    """A practice for today while none is made and the evening is ahead; then the evening."""
    if today.offered is None or today.practices or today.state.tonight is not Tonight.OPEN:
        return decide_next_step(today.state, write_tonight(REPORT), here="modelway today")
    command = f'modelway today --will "…" --value {today.offered.slug}'
    return decide_next_step(today.state, look_at(command, QUESTION))
