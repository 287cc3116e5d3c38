"""The screens of practices that are planned."""

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from modelway.domain.days.dates import format_relative_date, format_short_date
from modelway.domain.loop.next_steps import (
    JournalState,
    decide_next_step,
    look_at,
    plan_practice,
    write_tonight,
)
from modelway.domain.loop.practices import OpenPractice, Practice
from modelway.domain.loop.values import Value
from modelway.views.loop.cards import practice_line
from modelway.views.screen.below import below
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import (
    heading,
    join_lines,
    next_step,
    paragraph,
    safe_text,
    stack,
    wrap_behind,
)
from modelway.views.screen.theme import Glyphs, margin

FIRST_PRACTICE = plan_practice(why="One small practice is enough.")


def plans_screen(
    plans: Sequence[OpenPractice], today: date, state: JournalState, *, glyphs: Glyphs, width: int
) -> Text:
    """What is planned for today and later, the earliest first."""
    if not plans:
        return stack(
            heading("Planned practices", glyphs=glyphs, width=width),
            paragraph("Nothing is planned yet.", glyphs=glyphs, width=width),
            next_step(*decide_next_step(state, FIRST_PRACTICE), glyphs=glyphs, width=width),
        )
    open_numbers = [plan.number for plan in plans if not plan.locked]
    offers = [write_tonight("This evening, tell what became of it.")]
    if open_numbers:
        offers.insert(0, look_at(f"modelway plan change {open_numbers[0]}", "Change its words?"))
    step = decide_next_step(state, *offers)
    return stack(
        heading("Planned practices", number_of(len(plans), "practice"), glyphs=glyphs, width=width),
        *(_plan(plan, today, glyphs=glyphs, width=width) for plan in plans),
        next_step(*step, glyphs=glyphs, width=width),
    )


def planned(practice: Practice, value: Value, *, asked: bool = False, glyphs: Glyphs, width: int) -> Text:
    """A plan as it stands after a change; with `asked` it stands apart from the questions before."""
    shown = stack(
        practice_line(practice, value, glyphs=glyphs, width=width),
        next_step("modelway plan", "See all that is planned.", glyphs=glyphs, width=width),
    )
    return below(shown) if asked else shown


def dropped(practice: Practice, value: Value, *, glyphs: Glyphs, width: int) -> Text:
    """Say which plan was dropped."""
    said = safe_text(f"Dropped, for {value.name}: {practice.sentence}", glyphs)
    return stack(
        paragraph(said, glyphs=glyphs, width=width, indent=0),
        next_step("modelway undo", "To have it back:", glyphs=glyphs, width=width),
    )


def plans_data(plans: Sequence[OpenPractice]) -> dict[str, object]:
    """The list as data for `modelway.plans/1`."""
    return {
        "plans": [
            {
                "number": plan.number,
                "value": plan.value.slug,
                "when": plan.practice.when,
                "will": plan.practice.will,
                "due": plan.practice.due_on.isoformat(),
                "planned_on": plan.practice.planned_on.isoformat(),
                "locked": plan.locked,
            }
            for plan in plans
        ]
    }


def _plan(plan: OpenPractice, today: date, *, glyphs: Glyphs, width: int) -> Text:
    start = f"{' ' * margin(width)}{plan.number:<3}"
    said = Text("  ").join(
        [safe_text(plan.value.name, glyphs, "screen.name"), safe_text(plan.practice.sentence, glyphs)]
    )
    return join_lines(
        [
            *wrap_behind(start, said, width=width, glyphs=glyphs),
            *wrap_behind(
                " " * len(start), _due(plan, today), width=width, glyphs=glyphs, style="screen.note"
            ),
        ]
    )


def _due(plan: OpenPractice, today: date) -> str:
    day = plan.practice.due_on
    if plan.locked:
        return "due today: its words can no longer change"
    said = format_relative_date(day, today)
    return (
        f"due {said}" if said.startswith(format_short_date(day)) else f"due {said}, {format_short_date(day)}"
    )
