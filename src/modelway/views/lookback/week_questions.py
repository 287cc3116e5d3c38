"""The screens around the weekly conversation: what to look back on, the focus, and the end."""

from rich.text import Text

from modelway.domain.days.periods import week_number
from modelway.domain.lookback.review import Review
from modelway.domain.lookback.week_review import WeekWriting
from modelway.domain.loop.next_steps import JournalState, decide_next_step, look_at, plan_practice
from modelway.views.lookback import wording
from modelway.views.lookback.review import answered
from modelway.views.screen.below import below
from modelway.views.screen.figures import format_period, number_of
from modelway.views.screen.layout import heading, next_step, note, paragraph, section, stack
from modelway.views.screen.theme import Glyphs


def opening(writing: WeekWriting, review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """The week in a few lines, so that one need not leave the questions to remember it."""
    remarks = (
        [wording.describe_coverage(review, glyphs), wording.list_strengths(review)]
        if not review.is_empty
        else []
    )
    if wording.practices_due(review):
        remarks.append(f"Words into actions: {wording.describe_follow_through(review, glyphs)}")
    if writing.last and writing.last.next:
        meant = glyphs.quoted(wording.shorten_text(writing.last.next, glyphs))
        remarks.append(wording.LAST_NEXT + meant)
    return stack(
        _title(writing, glyphs=glyphs, width=width),
        *(paragraph(said, glyphs=glyphs, width=width) for said in remarks),
        note(
            "All of it again: modelway review --week " + week_number(writing.period),
            glyphs=glyphs,
            width=width,
        ),
    )


def written_so_far(writing: WeekWriting, *, glyphs: Glyphs, width: int) -> Text:
    """What was written about the week before."""
    return below(answered(writing.review, glyphs=glyphs, width=width))


def focusing(writing: WeekWriting, *, glyphs: Glyphs, width: int) -> Text:
    """What a focus is for."""
    ahead = format_period(writing.ahead, glyphs)
    return below(
        section("A focus for the week ahead", ahead, glyphs=glyphs, width=width),
        paragraph(
            "One value that gets your attention first: the evenings offer it when you plan, and each morning "
            "shows it.",
            glyphs=glyphs,
            width=width,
        ),
    )


def closing(writing: WeekWriting, state: JournalState, *, glyphs: Glyphs, width: int) -> Text:
    """That it is kept, what the week ahead is given to, and one practice to begin it with."""
    name, open_ = week_number(writing.period), writing.first_open
    told = len(writing.review.answers)
    said = f"What you wrote about {name} is kept: {number_of(told, 'answer')}."
    if writing.focus:
        said += f" The week of {format_period(writing.ahead, glyphs)} is given to {writing.focus.name}."
    offers = [look_at("modelway review", "See your week.")]
    if open_ is not None:
        offers = [look_at(f"modelway review write --week {name}", f"Still open: {open_.words}")]
    elif writing.focus:
        offers = [plan_practice(writing.focus, "One small practice to begin it with.")]
    step = decide_next_step(state, *offers)
    return below(
        paragraph(said, glyphs=glyphs, width=width),
        next_step(*step, glyphs=glyphs, width=width),
        gap=1,
    )


def _title(writing: WeekWriting, *, glyphs: Glyphs, width: int) -> Text:
    title = f"Looking back on {format_period(writing.period, glyphs)}"
    return heading(title, week_number(writing.period), glyphs=glyphs, width=width)
