"""The screen of a day: its practice, the value behind it, and one more to lead by example."""

from rich.text import Text

from modelway.domain.days.dates import in_words
from modelway.domain.loop.glance import Today
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value
from modelway.views.loop.cards import focus_line, practice_line
from modelway.views.screen.below import below
from modelway.views.screen.layout import GAP, bullets, heading, lines, next_step, paragraph, stack
from modelway.views.screen.theme import Glyphs, margin

QUESTION = "What will I do to lead by example today?"


def today_screen(today: Today, *, asked: bool = False, glyphs: Glyphs, width: int) -> Text:
    """The practices due today, each under the value it is for.

    With `asked` the question is left to the conversation that follows; else the screen ends with it.
    """
    top = heading(in_words(today.day), "lead by example", glyphs=glyphs, width=width)
    shown = [
        _practised(value, today, glyphs=glyphs, width=width)
        for value in {value.id: value for _, value in today.practices}.values()
    ]
    if not shown:
        shown = [paragraph("No practice is planned for today.", glyphs=glyphs, width=width)]
    if today.focus:
        shown = [focus_line(today.focus, glyphs=glyphs, width=width), *shown]
    if asked:
        return stack(top, *shown)
    return stack(top, *shown, _question(today, glyphs=glyphs, width=width))


def promised_today(
    practice: Practice, value: Value, *, asked: bool = False, glyphs: Glyphs, width: int
) -> Text:
    """A practice that was just promised for today; with `asked` it stands apart from the questions before."""
    shown = stack(
        practice_line(practice, value, glyphs=glyphs, width=width),
        next_step("modelway journal", "This evening, tell what became of it.", glyphs=glyphs, width=width),
    )
    return below(shown) if asked else shown


def evening_ahead(*, glyphs: Glyphs, width: int) -> Text:
    """The end of a conversation in which nothing was promised."""
    said = "Have a good day; the evening asks again."
    return below(next_step("modelway journal", said, glyphs=glyphs, width=width))


def today_data(today: Today) -> dict[str, object]:
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
    }


def _practised(value: Value, today: Today, *, glyphs: Glyphs, width: int) -> Text:
    """The day's practices for one value, and the definition and the behaviors behind them."""
    wording = value.definition_on(today.day)
    indent = margin(width) + GAP
    behind = stack(
        paragraph(wording.text, glyphs=glyphs, width=width, indent=indent) if wording.text else lines([]),
        bullets(wording.behaviors, glyphs=glyphs, width=width, indent=indent),
        gap=0,
    )
    promises = [
        practice_line(practice, value, glyphs=glyphs, width=width)
        for practice, its_value in today.practices
        if its_value.id == value.id
    ]
    return stack(*promises, behind)


def _question(today: Today, *, glyphs: Glyphs, width: int) -> Text:
    if today.offered is None:
        return next_step(
            "modelway values define", "Begin with what you stand for.", glyphs=glyphs, width=width
        )
    value = "" if len({value.id for _, value in today.practices}) == 1 else f" --value {today.offered.slug}"
    return next_step(f'modelway today --will "…"{value}', QUESTION, glyphs=glyphs, width=width)
