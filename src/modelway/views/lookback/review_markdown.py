"""A review in Markdown, for pasting into a note or a mail."""

from collections.abc import Iterator

from modelway.domain.days.dates import format_short_date
from modelway.domain.lookback.review import Review, ValueReview
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value
from modelway.views.lookback import beside, wording
from modelway.views.lookback.dependence import explain_dependence
from modelway.views.screen.figures import format_percent
from modelway.views.screen.markdown import escape, escape_lines, table
from modelway.views.screen.theme import UNICODE

HEAD = ("Value", "Demonstrated", "Rate (95 %)", "Target", "Verdict", "Against {}")


def review_markdown(review: Review) -> str:
    """The review as CommonMark with one table, in the order of the screen; it ends with a line end.

    Every text of the leader's is escaped, so that it reads as it was typed.
    """
    return "\n\n".join(part for part in _parts(review) if part) + "\n"


def _parts(review: Review) -> Iterator[str]:
    name = f" ({wording.name(review)})" if review.week else ""
    yield f"# {wording.title(review, UNICODE)}{name}"
    empty = wording.explain_empty(review)
    if empty:
        yield empty
        return
    yield escape(wording.describe_coverage(review, UNICODE))
    last = review.week.last if review.week else None
    if last and last.next:
        yield wording.LAST_NEXT + escape(wording.shorten_text(last.next, UNICODE))
    yield "## Strengths"
    yield escape(wording.list_strengths(review))
    for night in review.evidence:
        yield f"**{wording.day_in_words(night.day, review)}**"
        yield _list(
            f"**{escape(value.name)}:** {escape(wording.shorten_text(text, UNICODE))}"
            for value, text in night.lines
        )
    yield "## The values"
    yield _values(review)
    yield _list(escape(said) for one in review.values for said in wording.remarks(one, review, UNICODE))
    yield explain_dependence(one.tally for one in review.values)
    yield "## Gaps"
    yield _gaps(review)
    yield _list(escape(wording.describe_neglect(one, review)) for one in review.values if one.neglect)
    yield "## Words into actions"
    yield from _follow_through(review)
    yield from _written_answers(review)
    seen = beside.list_seen(review)
    yield f"## {beside.TITLE}" if seen else ""
    yield _list(f"{escape(label)}: {escape(text)}" for label, text in seen)
    yield _list(escape(said) for said in beside.list_due(review))
    yield from _ahead(review)


def _values(review: Review) -> str:
    head = [title.format(wording.name_period_before(review, UNICODE)) for title in HEAD]
    return table(head, [_row(one) for one in review.values])


def _row(one: ValueReview) -> list[str]:
    told = bool(one.tally.opportunities)
    return [
        escape(one.value.name),
        wording.as_fraction(one.tally) if told else "–",
        wording.rate_or_why(one.tally, UNICODE),
        format_percent(one.gap.target, UNICODE),
        one.gap.verdict.words if told else "–",
        wording.describe_change(one, UNICODE) or "–",
    ]


def _gaps(review: Review) -> str:
    if not review.ranked:
        return wording.explain_no_gaps(review)
    return _list(
        ("Look here first: " if place == 0 else "")
        + escape(one.value.name)
        + wording.describe_gap(one, UNICODE)
        for place, one in enumerate(review.ranked)
    )


def _follow_through(review: Review) -> Iterator[str]:
    if not wording.practices_due(review):
        yield wording.no_practice(review)
        return
    yield _list(
        f"{_practice(practice, value)} *{practice.outcome.words if practice.outcome else 'not reported'}*"
        for practice, value in wording.practices_listed(review)
    )
    yield escape(wording.describe_follow_through(review, UNICODE))


def _written_answers(review: Review) -> Iterator[str]:
    shown, more = wording.weeks_in_words(review)
    written = review.week.written if review.week else None
    if shown or (written and written.answers):
        yield "## In your own words"
    for question, answer in written.answers if written else ():
        yield f"**{question.words}**"
        yield escape_lines(answer)
    yield _list(f"{one.week}: {escape(wording.shorten_text(one.answers[-1][1], UNICODE))}" for one in shown)
    yield more and f"And {more.split(',')[0]}."


def _ahead(review: Review) -> Iterator[str]:
    focus = wording.describe_focus_ahead(review)
    if review.ahead or focus:
        yield f"## {wording.after(review)}"
    yield _list(_practice(practice, value) for practice, value in review.ahead)
    yield escape(focus)


def _practice(practice: Practice, value: Value) -> str:
    return f"{format_short_date(practice.due_on)}, {escape(value.name)}: {escape(practice.sentence)}"


def _list(items: Iterator[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
