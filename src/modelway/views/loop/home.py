"""The screen of `modelway` alone: the last nights, the practice due, and the next command."""

from rich.text import Text

from modelway.domain.days.dates import format_date, format_short_date
from modelway.domain.figures.states import tally_of
from modelway.domain.loop.glance import Glance
from modelway.domain.loop.next_steps import Tonight, decide_next_step
from modelway.domain.loop.nights import State
from modelway.views.charts.grid import GridRow, legend, strip
from modelway.views.loop.cards import focus_line, practice_line
from modelway.views.loop.values import missing
from modelway.views.screen.layout import heading, join_lines, next_step, paragraph, section, stack
from modelway.views.screen.theme import UNBROKEN, Glyphs

TONIGHT = {
    Tonight.OPEN: "tonight is open",
    Tonight.BEGUN: "tonight is begun",
    Tonight.WRITTEN: "tonight is written",
    Tonight.REST: "a night of rest",
}


def home_screen(glance: Glance, *, glyphs: Glyphs, width: int) -> Text:
    """The journal at a glance; without values, what this is and how to begin."""
    if not glance.values:
        return _new_journal(glance, glyphs=glyphs, width=width)
    return stack(
        heading(format_date(glance.day), TONIGHT[glance.state.tonight], glyphs=glyphs, width=width),
        _welcome_back(glance, glyphs=glyphs, width=width),
        _nights(glance, glyphs=glyphs, width=width),
        _focus(glance, glyphs=glyphs, width=width),
        _practice_today(glance, glyphs=glyphs, width=width),
        _missing(glance, glyphs=glyphs, width=width),
        next_step(*decide_next_step(glance.state), glyphs=glyphs, width=width),
    )


def home_data(glance: Glance) -> dict[str, object]:
    """The journal at a glance as data for `modelway.glance/1`; a night with nothing to say is left out."""
    return {
        "date": glance.day.isoformat(),
        "tonight": glance.state.tonight.value,
        "nights": {"start": glance.days[0].isoformat(), "end": glance.days[-1].isoformat()},
        "values": [
            {
                "value": value.slug,
                "states": {
                    day.isoformat(): state.value for day, state in sorted(glance.states[value.id].items())
                }
                if value.id in glance.states
                else {},
            }
            for value in glance.values
        ],
        "due": [
            {"value": value.slug, "when": practice.when, "will": practice.will}
            for practice, value in glance.due
        ],
        "focus": glance.focus.slug if glance.focus else None,
        "last_night": glance.last_night.isoformat() if glance.last_night else None,
        "next": decide_next_step(glance.state).command,
    }


def _new_journal(glance: Glance, *, glyphs: Glyphs, width: int) -> Text:
    if glance.last_night:
        why = "None of your values is in use. Your nights are kept; begin again whenever you like."
        return stack(
            heading("modelway", format_date(glance.day), glyphs=glyphs, width=width),
            paragraph(why, glyphs=glyphs, width=width),
            next_step("modelway values define", "Define what you stand for now.", glyphs=glyphs, width=width),
        )
    return stack(
        heading("Welcome to modelway", "a journal for leaders", glyphs=glyphs, width=width),
        paragraph(
            "You lead by what people see you do. Here you name three to five values and the "
            "behaviors that show them.",
            glyphs=glyphs,
            width=width,
        ),
        paragraph(
            "Every evening, in about three minutes, you ask: what did I do today that demonstrates "
            "my values? Where a day fell short, you plan one thing to do differently tomorrow. Once a "
            "week you see whether your actions matched your words.",
            glyphs=glyphs,
            width=width,
        ),
        paragraph("What you write stays on this machine.", glyphs=glyphs, width=width, style="screen.note"),
        next_step("modelway values define", "Begin with what you stand for.", glyphs=glyphs, width=width),
    )


def _welcome_back(glance: Glance, *, glyphs: Glyphs, width: int) -> Text:
    if not glance.is_back or glance.last_night is None:
        return join_lines([])
    last = format_date(glance.last_night)
    said = f"Welcome back. Your last night was {last}, and all of it is here. Go on from tonight."
    return paragraph(said, glyphs=glyphs, width=width)


def _nights(glance: Glance, *, glyphs: Glyphs, width: int) -> Text:
    rows = [
        GridRow(
            value.name,
            tuple(glance.states[value.id].get(day) for day in glance.days),
            _count(glance, value.id),
        )
        for value in glance.values
    ]
    if not any(state for row in rows for state in row.states):
        return paragraph("Your first night is still to come.", glyphs=glyphs, width=width)
    if width >= UNBROKEN:
        return _nights_in_words(rows, glance, glyphs=glyphs, width=width)
    return stack(
        stack(
            section("The last fourteen nights", "demonstrated, of opportunities", glyphs=glyphs, width=width),
            strip(rows, glance.days, glyphs=glyphs, width=width),
            gap=0,
        ),
        legend(rows, glyphs=glyphs, width=width),
    )


def _nights_in_words(rows: list[GridRow], glance: Glance, *, glyphs: Glyphs, width: int) -> Text:
    """The same for a listener: for each value its count, and what was not demonstrated, by its day."""
    said = []
    for row in rows:
        parts = [f"demonstrated {row.note}" if row.note else "nothing called for it"]
        for state in (State.FELL_SHORT, State.MISSED):
            days = [day for day, its in zip(glance.days, row.states, strict=True) if its is state]
            if days:
                parts.append(f"{state.value.replace('_', ' ')} on {', '.join(map(format_short_date, days))}")
        said.append(f"{row.name}: {'; '.join(parts)}.")
    return stack(
        section("The last fourteen nights", glyphs=glyphs, width=width),
        *(paragraph(one, glyphs=glyphs, width=width) for one in said),
        gap=0,
    )


def _count(glance: Glance, value_id: str) -> str:
    tally = tally_of(glance.states[value_id].values())
    return f"{tally.demonstrated} of {tally.opportunities}" if tally.opportunities else ""


def _focus(glance: Glance, *, glyphs: Glyphs, width: int) -> Text:
    """What this week is given to."""
    return focus_line(glance.focus, glyphs=glyphs, width=width) if glance.focus else join_lines([])


def _practice_today(glance: Glance, *, glyphs: Glyphs, width: int) -> Text:
    if not glance.due:
        return join_lines([])
    return stack(
        section("To practise today", glyphs=glyphs, width=width),
        *(practice_line(practice, value, glyphs=glyphs, width=width) for practice, value in glance.due),
        gap=0,
    )


def _missing(glance: Glance, *, glyphs: Glyphs, width: int) -> Text:
    """What the values still lack, and how to give it to them."""
    said = missing(glance.values, glyphs=glyphs, width=width)
    if not said.plain:
        return said
    return stack(
        said,
        paragraph("Add to them with: modelway values define", glyphs=glyphs, width=width),
        gap=0,
    )
