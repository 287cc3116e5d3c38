"""The screen of a period looked back on: strengths, then gaps, then tomorrow."""

from rich.text import Text

from modelway.domain.days.dates import format_short_date
from modelway.domain.lookback.review import Evidence, Review, ValueReview
from modelway.domain.lookback.week_review import WeekReview
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value
from modelway.views.charts.grid import GridRow, legend, week_grid
from modelway.views.lookback import beside, wording
from modelway.views.lookback.dependence import explain_dependence
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


def review_screen(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """A period in figures and in words; one without a night says so and leads to the first."""
    top = heading(wording.title(review, glyphs), wording.name(review), glyphs=glyphs, width=width)
    empty = wording.explain_empty(review)
    if empty:
        return stack(
            top,
            paragraph(empty, glyphs=glyphs, width=width),
            next_step(*wording.choose_next_step(review), glyphs=glyphs, width=width),
        )
    return stack(
        top,
        paragraph(wording.describe_coverage(review, glyphs), glyphs=glyphs, width=width),
        _last_week(review, glyphs=glyphs, width=width),
        _strengths(review, glyphs=glyphs, width=width),
        _nights(review, glyphs=glyphs, width=width),
        _gaps(review, glyphs=glyphs, width=width),
        _follow_through(review, glyphs=glyphs, width=width),
        _changes(review, glyphs=glyphs, width=width),
        _written_answers(review, glyphs=glyphs, width=width),
        _seen(review, glyphs=glyphs, width=width),
        _ahead(review, glyphs=glyphs, width=width),
        next_step(*wording.choose_next_step(review), glyphs=glyphs, width=width),
    )


def answered(written: WeekReview, *, glyphs: Glyphs, width: int) -> Text:
    """The questions of a week with what was answered, each under its words."""
    return stack(
        *(
            stack(
                paragraph(question.words, glyphs=glyphs, width=width, style="screen.label"),
                paragraph(wording.shorten_answer(answer, glyphs), glyphs=glyphs, width=width),
                gap=0,
            )
            for question, answer in written.answers
        )
    )


def _last_week(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """What the leader meant to do next, a week before."""
    last = review.week.last if review.week else None
    if not last or not last.next:
        return join_lines([])
    said = wording.LAST_NEXT + glyphs.quoted(wording.shorten_text(last.next, glyphs))
    return paragraph(said, glyphs=glyphs, width=width)


def _strengths(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """What was demonstrated, and the words of the best nights."""
    return stack(
        stack(
            section("Strengths", glyphs=glyphs, width=width),
            paragraph(wording.list_strengths(review), glyphs=glyphs, width=width),
            gap=0,
        ),
        *(_evidence(night, review, glyphs=glyphs, width=width) for night in review.evidence),
    )


def _evidence(night: Evidence, review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """The words of one night, value by value."""
    left = " " * margin(width)
    block = [Text(left).append(wording.day_in_words(night.day, review), "screen.label")]
    for value, text in night.lines:
        start = Text(left).append(glyphs.demonstrated, state_style(Outcome.DEMONSTRATED)).append(" ")
        brief = safe_text(wording.shorten_text(text, glyphs), glyphs)
        line = Text("  ").join([safe_text(value.name, glyphs, "screen.name"), brief])
        block += wrap_behind(start, line, width=width, glyphs=glyphs)
    return join_lines(block)


def _nights(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """The nights of a week in a grid, those of a longer period in a table; and what split their figures."""
    remarks = [remark for one in review.values for remark in wording.remarks(one, review, glyphs)]
    remarks.append(explain_dependence(one.tally for one in review.values))
    if review.period.length <= wording.A_WEEK:
        shown = _grid(review, glyphs=glyphs, width=width)
    else:
        from modelway.views.lookback.review_table import value_table

        shown = value_table(review, glyphs=glyphs, width=width)
    return stack(shown, *(note(remark, glyphs=glyphs, width=width) for remark in remarks if remark))


def _grid(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """The grid of the nights, with each value's count and rate."""
    days = list(review.period.days())
    rows = [
        GridRow(
            one.value.name,
            tuple(one.states.get(day) for day in days),
            wording.as_fraction(one.tally) if one.tally.opportunities else "",
            wording.rate_or_why(one.tally, glyphs),
        )
        for one in review.values
    ]
    return stack(
        stack(
            section("Your nights", "demonstrated, of opportunities", glyphs=glyphs, width=width),
            week_grid(rows, days, glyphs=glyphs, width=width),
            gap=0,
        ),
        legend(rows, glyphs=glyphs, width=width),
    )


def _gaps(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """The values below their target, the one to look at first in front; then those that have gone quiet."""
    told = [
        _gap(one, "Look here first: " if place == 0 else "", glyphs)
        for place, one in enumerate(review.ranked)
    ]
    shown = bullets(told, glyphs=glyphs, width=width)
    if not told:
        shown = paragraph(wording.explain_no_gaps(review), glyphs=glyphs, width=width)
    quiet = [wording.describe_neglect(one, review) for one in review.values if one.neglect]
    return stack(
        stack(section("Gaps", glyphs=glyphs, width=width), shown, gap=0),
        *(paragraph(said, glyphs=glyphs, width=width) for said in quiet),
    )


def _gap(one: ValueReview, lead: str, glyphs: Glyphs) -> Text:
    return (
        Text(lead)
        .append_text(safe_text(one.value.name, glyphs, "screen.name"))
        .append(wording.describe_gap(one, glyphs))
    )


def _follow_through(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """What became of the practices that were due: each one for a week, their number for longer."""
    title = section("Words into actions", glyphs=glyphs, width=width)
    if not wording.practices_due(review):
        return stack(title, paragraph(wording.no_practice(review), glyphs=glyphs, width=width), gap=0)
    return stack(
        title,
        *(
            _practice(practice, value, glyphs=glyphs, width=width)
            for practice, value in wording.practices_listed(review)
        ),
        paragraph(wording.describe_follow_through(review, glyphs), glyphs=glyphs, width=width),
        gap=0,
    )


def _practice(practice: Practice, value: Value, *, glyphs: Glyphs, width: int) -> Text:
    start = Text(" " * margin(width))
    start.append(glyphs.practice(practice.outcome), practice_style(practice.outcome)).append(" ")
    said = Text("  ").join(
        [
            Text(format_short_date(practice.due_on), "screen.label"),
            safe_text(value.name, glyphs, "screen.name"),
            safe_text(practice.sentence, glyphs),
        ]
    )
    return join_lines(wrap_behind(start, said, width=width, glyphs=glyphs))


def _changes(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """Each value against the week before, where both can be told; a longer period has it in its table."""
    told = [
        safe_text(one.value.name, glyphs, "screen.name").append(
            f"  {wording.as_fraction(one.tally)} {wording.describe_change(one, glyphs)}"
        )
        for one in review.values
        if one.change
    ]
    if not told or review.period.length > wording.A_WEEK:
        return join_lines([])
    title = section(f"Against {wording.name_period_before(review, glyphs)}", glyphs=glyphs, width=width)
    return stack(title, bullets(told, glyphs=glyphs, width=width), gap=0)


def _written_answers(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """What the leader wrote about the week, or about the weeks of a longer period."""
    title = section("In your own words", glyphs=glyphs, width=width)
    if review.week:
        written = review.week.written
        if not written or not written.answers:
            return join_lines([])
        return stack(title, answered(written, glyphs=glyphs, width=width), gap=0)
    shown, more = wording.weeks_in_words(review)
    if not shown:
        return join_lines([])
    return stack(
        title,
        bullets((_written_week(one, glyphs) for one in shown), glyphs=glyphs, width=width),
        note(more, glyphs=glyphs, width=width) if more else join_lines([]),
        gap=0,
    )


def _written_week(one: WeekReview, glyphs: Glyphs) -> Text:
    """A week with its last answer, which is what the leader would do next if that was told."""
    question, answer = one.answers[-1]
    return Text("  ").join(
        [
            Text(one.week, "screen.label"),
            Text(question.words, "screen.label"),
            safe_text(wording.shorten_text(answer, glyphs), glyphs),
        ]
    )


def _seen(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """What others said, what other leaders showed, and what it is time for."""
    told = [
        Text("  ").join([safe_text(label, glyphs, "screen.label"), safe_text(text, glyphs)])
        for label, text in beside.list_seen(review)
    ]
    shown = stack(
        section(beside.TITLE, glyphs=glyphs, width=width), bullets(told, glyphs=glyphs, width=width), gap=0
    )
    due = (paragraph(said, glyphs=glyphs, width=width) for said in beside.list_due(review))
    return stack(shown if told else join_lines([]), *due)


def _ahead(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """The practices for the days that come, and what the week after is given to."""
    focus = wording.describe_focus_ahead(review)
    if not review.ahead and not focus:
        return join_lines([])
    return stack(
        section(wording.after(review), glyphs=glyphs, width=width),
        *(_practice(practice, value, glyphs=glyphs, width=width) for practice, value in review.ahead),
        paragraph(focus, glyphs=glyphs, width=width) if focus else join_lines([]),
        gap=0,
    )
