"""A review for a screen reader: whole sentences, without signs or columns."""

from collections.abc import Iterator

from rich.text import Text

from modelway.domain.days.dates import format_date
from modelway.domain.figures.follow_through import FollowThrough
from modelway.domain.figures.rates import Interval
from modelway.domain.figures.rates import percent as whole_points
from modelway.domain.figures.states import Tally
from modelway.domain.lookback.review import Review, ValueReview
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value
from modelway.views.lookback import beside, wording
from modelway.views.lookback.dependence import explain_dependence
from modelway.views.screen.figures import format_percent, number_of
from modelway.views.screen.layout import paragraph, stack
from modelway.views.screen.theme import Glyphs


def review_sentences(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """Render the review as plain sentences, one paragraph per section."""
    return stack(
        *(
            paragraph(said, glyphs=glyphs, width=width, indent=0)
            for said in _all_sentences(review, glyphs)
            if said
        )
    )


def _all_sentences(review: Review, glyphs: Glyphs) -> Iterator[str]:
    spoken = wording.title(review, glyphs).replace(f" {glyphs.range_dash} ", " to ")
    name = f", {wording.name(review)}" if review.week else ""
    yield f"{spoken.replace(glyphs.range_dash, ' to ')}{name}."
    empty = wording.explain_empty(review)
    command, reason = wording.choose_next_step(review)
    if empty:
        yield empty
        yield f"{reason} Next: {command}"
        return
    yield wording.describe_coverage(review, glyphs)
    yield from _last_week(review, glyphs)
    yield f"Strengths. {wording.list_strengths(review)}"
    for night in review.evidence:
        told = " ".join(
            f"{value.name}: {_end_sentence(wording.shorten_text(text, glyphs))}"
            for value, text in night.lines
        )
        yield f"{format_date(night.day)}. {told}"
    for one in review.values:
        yield _value(one, review, glyphs)
    yield explain_dependence(one.tally for one in review.values)
    yield _gaps(review, glyphs)
    yield from (wording.describe_neglect(one, review) for one in review.values)
    yield from _follow_through(review, glyphs)
    yield from _written_answers(review, glyphs)
    for label, text in beside.list_seen(review):
        yield f"{label}. {_end_sentence(wording.shorten_text(text, glyphs))}"
    yield from beside.list_due(review)
    yield from _ahead(review)
    yield f"{reason} Next: {command}"


def _last_week(review: Review, glyphs: Glyphs) -> Iterator[str]:
    last = review.week.last if review.week else None
    if last and last.next:
        yield wording.LAST_NEXT + _end_sentence(wording.shorten_text(last.next, glyphs))


def _value(one: ValueReview, review: Review, glyphs: Glyphs) -> str:
    """One value: its count, its rate, its answers, and how it moved."""
    said = [
        f"{one.value.name}: {_figures(one.tally, glyphs)}.",
        _others(one.tally),
        _change(one, review, glyphs),
    ]
    said += [
        _earlier(one, review, glyphs),
        wording.describe_earlier_aim(one, review, glyphs),
        wording.describe_retirement(one, review),
    ]
    return " ".join(part for part in said if part)


def _figures(tally: Tally, glyphs: Glyphs) -> str:
    if tally.rate is None or tally.interval is None:
        return wording.rate_or_why(tally, glyphs)
    share = f"{format_percent(tally.rate, glyphs)}, {_likely(tally.interval, glyphs)}"
    return f"demonstrated on {wording.as_fraction_of_nights(tally)}, {share}"


def _likely(interval: Interval, glyphs: Glyphs) -> str:
    return (
        f"likely between {format_percent(interval.low, glyphs)} and {format_percent(interval.high, glyphs)}"
    )


def _others(tally: Tally) -> str:
    """How often each other answer was given, as a sentence; empty for none."""
    numbers = [
        ("fell short", tally.fell_short),
        ("missed", tally.missed),
        ("no opportunity", tally.no_opportunity),
        ("unanswered", tally.unanswered),
        ("rest", tally.rest),
    ]
    told = ", ".join(f"{words} {number}" for words, number in numbers if number)
    return f"{told[0].upper()}{told[1:]}." if told else ""


def _change(one: ValueReview, review: Review, glyphs: Glyphs) -> str:
    if one.change is None or one.before is None:
        return ""
    found = one.change
    before = wording.name_period_before(review, glyphs)
    return (
        f"Over {before} it was {wording.as_fraction(one.before)}: {_describe_difference(found.difference)}, "
        f"likely between {_describe_difference(found.low)} and {_describe_difference(found.high)}; "
        f"{wording.DIRECTIONS[found.verdict]}."
    )


def _describe_difference(share: float) -> str:
    """A difference as one says it: "29 points more", "3 points less"."""
    number = whole_points(share)
    return f"{number_of(abs(number), 'point')} {'less' if number < 0 else 'more'}"


def _earlier(one: ValueReview, review: Review, glyphs: Glyphs) -> str:
    """Since when there is a new definition, and how it was under those before."""
    if one.wording_since is None:
        return ""
    told = "; ".join(_figures(tally, glyphs) for _, tally in one.earlier if tally.opportunities)
    before = f" Before it: {told}." if told else ""
    compared = "" if one.before is not None else " It is not compared with the time before."
    since = f"New definition since {format_date(one.wording_since)}: the figures count from there."
    return f"{since}{before}{compared}"


def _gaps(review: Review, glyphs: Glyphs) -> str:
    if not review.ranked:
        return f"Gaps. {wording.explain_no_gaps(review)}"
    told = " ".join(f"{one.value.name}{wording.describe_gap(one, glyphs)}" for one in review.ranked)
    return f"Gaps. Look here first: {told}"


def _follow_through(review: Review, glyphs: Glyphs) -> Iterator[str]:
    if not wording.practices_due(review):
        yield f"Words into actions. {wording.no_practice(review)}"
        return
    yield f"Words into actions. {_kept(review.follow_through, glyphs)}"
    for practice, value in wording.practices_listed(review):
        became = practice.outcome.words if practice.outcome else "not reported yet"
        yield f"{format_date(practice.due_on)}, {value.name}. {practice.sentence} {became.capitalize()}."
    decided = [one for one in review.values if one.follow_through.decided]
    if len(decided) > 1:
        each = (
            f"{one.value.name} {one.follow_through.kept} of {one.follow_through.decided}" for one in decided
        )
        yield f"Kept by value: {', '.join(each)}."


def _kept(told: FollowThrough, glyphs: Glyphs) -> str:
    said = (
        f"{told.kept} kept, {told.partly} partly, {told.not_kept} not kept, "
        f"{told.no_chance} without a chance, {told.unreported} not reported."
    )
    if told.strict is None or told.interval is None or told.credited is None or told.credited_bounds is None:
        return said
    said += (
        f" Kept in full: {told.kept} of {told.decided}, {format_percent(told.strict, glyphs)}, "
        f"{_likely(told.interval, glyphs)}."
    )
    credit = f" With half a point for each one partly kept: {format_percent(told.credited, glyphs)}"
    if told.unreported:
        bounds = told.credited_bounds
        credit += (
            f", or between {format_percent(bounds.low, glyphs)} and {format_percent(bounds.high, glyphs)} "
            "whatever became of those not reported"
        )
    return f"{said}{credit}." if told.partly or told.unreported else said


def _written_answers(review: Review, glyphs: Glyphs) -> Iterator[str]:
    if review.week:
        written = review.week.written
        if written and written.answers:
            told = (
                f"{asked.words} {_end_sentence(wording.shorten_answer(answer, glyphs))}"
                for asked, answer in written.answers
            )
            yield f"In your own words. {' '.join(told)}"
        return
    shown, more = wording.weeks_in_words(review)
    for one in shown:
        question, answer = one.answers[-1]
        answer = _end_sentence(wording.shorten_text(answer, glyphs))
        yield f"In your own words, week {one.week}. {question.words} {answer}"
    yield more


def _ahead(review: Review) -> Iterator[str]:
    for practice, value in review.ahead:
        yield _practice(practice, value, wording.after(review))
    yield wording.describe_focus_ahead(review)


def _practice(practice: Practice, value: Value, when: str) -> str:
    return f"{when}: {format_date(practice.due_on)}, {value.name}. {practice.sentence}"


def _end_sentence(text: str) -> str:
    """A leader's words as a sentence of their own."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
