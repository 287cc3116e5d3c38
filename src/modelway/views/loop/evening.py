"""The screens of an evening: its opening, what a question is about, and its closing."""

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from modelway.domain.days.dates import format_date, format_evening, format_relative_date, format_short_date
from modelway.domain.loop.earlier_answers import EarlierAnswer, RecordedNights
from modelway.domain.loop.evening import Evening, PlanQuestion, ReflectQuestion, ReportQuestion
from modelway.domain.loop.next_steps import (
    JournalState,
    NextStep,
    decide_next_step,
    look_at,
    write_about_week,
)
from modelway.domain.loop.nights import BACKFILLED_AFTER, Outcome
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.domain.loop.values import FEWEST_VALUES, Value, values_in_use
from modelway.views.loop.cards import practice_line
from modelway.views.screen.below import below
from modelway.views.screen.earlier_answers import replaced_answers
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import (
    bullets,
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
from modelway.views.screen.theme import Glyphs, margin, practice_style, state_style

ANSWERED = {
    Outcome.DEMONSTRATED: "You showed",
    Outcome.FELL_SHORT: "You fell short of",
    Outcome.MISSED: "A chance you missed",
    Outcome.NO_OPPORTUNITY: "Nothing called for",
}
FURTHER = (Outcome.FELL_SHORT, Outcome.MISSED, Outcome.NO_OPPORTUNITY)
TOLD = {
    PracticeOutcome.KEPT: "You kept your word",
    PracticeOutcome.PARTLY: "Kept in part",
    PracticeOutcome.NOT_KEPT: "Not kept this time",
    PracticeOutcome.NO_CHANCE: "No chance for it",
}
STILL_OPEN = {
    ReportQuestion: "A practice was due: tell what became of it.",
    ReflectQuestion: "Some values are still open.",
    PlanQuestion: "One question is left: what will you do differently tomorrow?",
}


def opening(
    evening: Evening, tonight: date, *, past_midnight: bool, asked: bool = False, glyphs: Glyphs, width: int
) -> Text:
    """The evening's date in words, and what is particular about it.

    With `asked` it stands apart from the questions before.
    """
    remarks = []
    if evening.day == tonight and past_midnight:
        remarks.append("It is past midnight; this is still the night of the day before.")
    if tonight - evening.day > BACKFILLED_AFTER:
        when = _ago(evening.day, tonight) or "a while ago"
        remarks.append(f"That was {when}: it is kept, and marked as backfilled.")
    missing = FEWEST_VALUES - len(values_in_use(evening.known))
    if missing > 0:
        more = "1 more value makes" if missing == 1 else f"{missing} more values make"
        remarks.append(f"{more} it three, a good number to practise: modelway values define")
    shown = stack(
        heading(_title(evening.day, tonight), _ago(evening.day, tonight), glyphs=glyphs, width=width),
        *(note(remark, glyphs=glyphs, width=width) for remark in remarks),
        gap=0,
    )
    return below(shown) if asked else shown


def practice_question(practice: Practice, value: Value, night: date, *, glyphs: Glyphs, width: int) -> Text:
    """The practice whose outcome is asked for."""
    due = "today" if practice.due_on == night else format_relative_date(practice.due_on, night)
    return below(
        section(f"You planned for {due}", value.name, glyphs=glyphs, width=width),
        paragraph(practice.sentence, glyphs=glyphs, width=width),
    )


def value_question(value: Value, night: date, *, glyphs: Glyphs, width: int) -> Text:
    """A value with the definition and the behaviors in force on that night."""
    wording = value.definition_on(night)
    return below(
        section(value.name, glyphs=glyphs, width=width),
        paragraph(wording.text, glyphs=glyphs, width=width),
        bullets(wording.behaviors, glyphs=glyphs, width=width),
    )


def planning(value: Value, day: str, *, glyphs: Glyphs, width: int) -> Text:
    """What the two lines of a practice are for; `day` is "today" or "tomorrow"."""
    return below(
        section(f"Model the way {day}", value.name, glyphs=glyphs, width=width),
        paragraph(
            f"What will you do differently {day}, so that your actions match your words?",
            glyphs=glyphs,
            width=width,
        ),
    )


def night_answers(evening: Evening, *, glyphs: Glyphs, width: int) -> Text:
    """Every answer of the night: each value's sign, outcome and words, then its practices."""
    block = []
    for value in evening.values:
        answer = evening.answer_on(value)
        outcome = answer.outcome if answer else None
        start = (
            Text(" " * margin(width)).append(glyphs.outcome(outcome), style=state_style(outcome)).append(" ")
        )
        name = safe_text(value.name, glyphs, "screen.name")
        said = Text(outcome.words if outcome else "skipped", style="screen.note")
        block.append(
            join_lines(wrap_behind(start, Text("  ").join([name, said]), width=width, glyphs=glyphs))
        )
        if answer and answer.text:
            block.append(join_lines(wrap_behind(" " * len(start), answer.text, width=width, glyphs=glyphs)))
    block += [
        practice_line(practice, evening.value_of(practice), glyphs=glyphs, width=width)
        for practice in (*evening.practices, *evening.plans)
    ]
    return below(*block)


def closing(
    evening: Evening,
    tonight: date,
    state: JournalState,
    *,
    asked: bool = False,
    replaced: Sequence[EarlierAnswer] = (),
    glyphs: Glyphs,
    width: int,
) -> Text:
    """What the night showed: strengths, then gaps, then tomorrow's practice, then what comes next.

    With `asked` it stands apart from the questions before; `replaced` are earlier answers that gave way.
    """
    ago = _ago(evening.day, tonight)
    saved = f"{ago}, saved" if ago else "saved"
    signs = [_values_with_outcome(evening, Outcome.DEMONSTRATED, glyphs, width)]
    signs += [_reported_practices(evening, outcome, glyphs, width) for outcome in PracticeOutcome]
    signs += [_values_with_outcome(evening, outcome, glyphs, width) for outcome in FURTHER]
    shown = stack(
        heading(_title(evening.day, tonight), saved, glyphs=glyphs, width=width),
        *signs,
        gap=0,
    )
    practices = [_planned(evening, plan, tonight, glyphs, width) for plan in evening.plans]
    gone = replaced_answers(replaced, glyphs=glyphs, width=width)
    step = next_step(*_next(evening, tonight, state), glyphs=glyphs, width=width)
    whole = stack(shown, *practices, gone, step)
    return below(whole) if asked else whole


def _title(day: date, tonight: date) -> str:
    """The evening's date in words, with its year when that is not this year."""
    return format_evening(day) if day.year == tonight.year else f"{format_evening(day)} {day.year}"


def _ago(day: date, tonight: date) -> str:
    """How long ago an evening was, where that says more than its date."""
    said = format_relative_date(day, tonight)
    return "" if day == tonight or said.startswith(format_short_date(day)) else said


def _planned(evening: Evening, plan: Practice, tonight: date, glyphs: Glyphs, width: int) -> Text:
    """A practice for a later day under that day and its value."""
    due = format_relative_date(plan.due_on, tonight).capitalize()
    return stack(
        section(due, evening.value_of(plan).name, glyphs=glyphs, width=width),
        paragraph(plan.sentence, glyphs=glyphs, width=width),
        gap=0,
    )


def _values_with_outcome(evening: Evening, outcome: Outcome, glyphs: Glyphs, width: int) -> Text:
    """The values with this outcome on one line behind its sign; empty without any."""
    values = evening.with_outcome(outcome)
    names = safe_text(", ".join(value.name for value in values), glyphs, "screen.name")
    sign = Text(f"{' ' * margin(width)}{glyphs.outcome(outcome)} ", style=state_style(outcome))
    line = Text(f"{ANSWERED[outcome]}: ").append_text(names)
    return join_lines(wrap_behind(sign, line, width=width, glyphs=glyphs)) if values else Text()


def _reported_practices(evening: Evening, outcome: PracticeOutcome, glyphs: Glyphs, width: int) -> Text:
    """The practices that this became of, a line each behind the sign; empty without any."""
    sign = Text(f"{' ' * margin(width)}{glyphs.practice(outcome)} ", style=practice_style(outcome))
    told = [practice.sentence for practice in evening.practices if practice.outcome is outcome]
    return join_lines(
        line
        for sentence in told
        for line in wrap_behind(sign, f"{TOLD[outcome]}: {sentence}", width=width, glyphs=glyphs)
    )


def _next(evening: Evening, tonight: date, state: JournalState) -> NextStep:
    if evening.first_open is not None:
        which = "" if evening.day == tonight else f" --date {evening.day.isoformat()}"
        why = STILL_OPEN[type(evening.questions[evening.first_open])]
        return NextStep(f"modelway journal{which}", why)
    due = [plan.due_on for plan in evening.plans]
    offers = [write_about_week("The week is complete; look back on it in four questions.")]
    if tonight in due:
        offers.append(look_at("modelway today", "It is for today."))
    elif any(day > tonight for day in due):
        offers.append(look_at("modelway today", "In the morning, see it again."))
    elif evening.earlier_week:
        offers.append(look_at(f"modelway review --week {evening.earlier_week}", "See that week."))
    return decide_next_step(state, *offers, look_at("modelway review", "See your week."))


def recorded(done: RecordedNights, *, glyphs: Glyphs, width: int) -> Text:
    """That many nights were handed in and are kept, and how many earlier answers gave way to them."""
    days = done.days
    said = f"{len(days)} nights are recorded, from {format_date(days[0])} to {format_date(days[-1])}."
    if done.replaced:
        earlier = number_of(len(done.replaced), "earlier answer")
        said += f" They took the place of {earlier}; modelway undo takes all of it back."
    return stack(
        paragraph(said, glyphs=glyphs, width=width, indent=0),
        next_step("modelway review", "See your week.", glyphs=glyphs, width=width),
        gap=0,
    )
