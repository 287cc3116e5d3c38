"""The screen of a week looked back on: strengths, then gaps, then tomorrow; and its JSON."""

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from modelway.domain.dates import short
from modelway.domain.gaps import GapVerdict
from modelway.domain.nights import Outcome
from modelway.domain.periods import Kind, Period, week_number
from modelway.domain.practices import Practice
from modelway.domain.rates import Difference, Direction
from modelway.domain.rates import percent as whole_points
from modelway.domain.review import Evidence, Review, ValueReview
from modelway.domain.tally import Tally
from modelway.domain.values import Value
from modelway.views.figures import counted, interval, percent, period_words, rate
from modelway.views.grid import GridRow, legend, week_grid
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
from modelway.views.text import shorten
from modelway.views.theme import Glyphs, margin, practice_style, state_style

# Three lines of a screen: enough to remember a night by.
MOST_OF_AN_EVIDENCE = 220
# Fewer opportunities than this carry no strong word.
FEW = 3

VERDICTS = {
    GapVerdict.GAP: "a clear gap",
    GapVerdict.MET: "clearly at its target",
    GapVerdict.TOO_FEW: "too few nights to tell",
}
DIRECTIONS = {
    Direction.UP: "up",
    Direction.DOWN: "down",
    Direction.UNCLEAR: "no clear change",
}


def review_screen(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """A week in figures and in words; a week without a night says so and leads to the first."""
    top = heading(_title(review.period, glyphs), _name(review.period), glyphs=glyphs, width=width)
    if not any(one.states for one in review.values) and not review.practices:
        return stack(
            top,
            paragraph(
                "Nothing was written then, so there is nothing to look back on.",
                glyphs=glyphs,
                width=width,
            ),
            next_step("modelway journal", "Tonight is a good night to begin.", glyphs=glyphs, width=width),
        )
    return stack(
        top,
        _coverage(review, glyphs=glyphs, width=width),
        _strengths(review, glyphs=glyphs, width=width),
        _nights(review, glyphs=glyphs, width=width),
        _gaps(review, glyphs=glyphs, width=width),
        _follow_through(review, glyphs=glyphs, width=width),
        _changes(review, glyphs=glyphs, width=width),
        next_step(*_next(review), glyphs=glyphs, width=width),
    )


def review_data(review: Review) -> dict[str, object]:
    """The data of `modelway.review/1`: rates are unrounded fractions, None where none can be told."""
    told = review.follow_through
    strict, credited = told.interval, told.credited_bounds
    return {
        "period": {"start": review.period.start.isoformat(), "end": review.period.end.isoformat()},
        "coverage": {
            "journaled": review.coverage.journaled,
            "nights": review.coverage.nights,
            "rest": review.coverage.rest,
            "rate": review.coverage.rate,
        },
        "values": [_value_data(one) for one in review.values],
        "follow_through": {
            "kept": told.kept,
            "partly": told.partly,
            "not_kept": told.not_kept,
            "no_chance": told.no_chance,
            "unreported": told.unreported,
            "strict": told.strict,
            "low": strict.low if strict else None,
            "high": strict.high if strict else None,
            "credited": told.credited,
            "credited_low": credited.low if credited else None,
            "credited_high": credited.high if credited else None,
        },
        "focus": review.focus.slug if review.focus else None,
    }


def _value_data(one: ValueReview) -> dict[str, object]:
    tally, change = one.tally, one.change
    return {
        "value": one.value.slug,
        "demonstrated": tally.demonstrated,
        "fell_short": tally.fell_short,
        "missed": tally.missed,
        "no_opportunity": tally.no_opportunity,
        "unanswered": tally.unanswered,
        "rate": tally.rate,
        "low": tally.interval.low if tally.interval else None,
        "high": tally.interval.high if tally.interval else None,
        "gap": one.gap.gap,
        "priority": one.gap.priority,
        "verdict": one.gap.verdict.value,
        "change": None
        if change is None
        else {
            "difference": change.difference,
            "low": change.low,
            "high": change.high,
            "verdict": change.verdict.value,
        },
    }


def _title(period: Period, glyphs: Glyphs) -> str:
    said = period_words(period, glyphs)
    return f"The week of {said}" if period.kind is Kind.WEEK else said


def _name(period: Period) -> str:
    return week_number(period) if period.kind is Kind.WEEK else ""


def _coverage(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """How many nights were written, and what the week was given to."""
    coverage = review.coverage
    asked = coverage.nights - coverage.rest
    said = (
        f"You wrote on {coverage.journaled} of {counted(asked, 'night')}{'' if review.is_over else ' so far'}"
    )
    if coverage.rate is not None:
        said += f" ({percent(coverage.rate, glyphs)})"
    said += f"; {counted(coverage.rest, 'night')} of rest." if coverage.rest else "."
    if review.focus:
        said += f" The focus was {review.focus.name}."
    return paragraph(said, glyphs=glyphs, width=width)


def _strengths(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """What was demonstrated, and the words of the best nights."""
    title = section("Strengths", glyphs=glyphs, width=width)
    if not review.strengths:
        said = "None of these nights shows a value yet. You looked all the same, and that is where it begins."
        return stack(title, paragraph(said, glyphs=glyphs, width=width), gap=0)
    shown = _joined([f"{one.value.name} on {_of_nights(one.tally)}" for one in review.strengths])
    return stack(
        stack(title, paragraph(f"You showed {shown}.", glyphs=glyphs, width=width), gap=0),
        *(_evidence(night, glyphs=glyphs, width=width) for night in review.evidence),
    )


def _evidence(night: Evidence, *, glyphs: Glyphs, width: int) -> Text:
    """The words of one night, value by value."""
    block = [Text(" " * margin(width)).append(short(night.day), "screen.label")]
    for value, text in night.lines:
        start = (
            Text(" " * margin(width))
            .append(glyphs.demonstrated, state_style(Outcome.DEMONSTRATED))
            .append(" ")
        )
        brief = words(_brief(text, glyphs), glyphs)
        line = Text("  ").join([words(value.name, glyphs, "screen.name"), brief])
        block += hanging(start, line, width=width, glyphs=glyphs)
    return lines(block)


def _brief(text: str, glyphs: Glyphs) -> str:
    return shorten(text[: MOST_OF_AN_EVIDENCE * 2], MOST_OF_AN_EVIDENCE, glyphs)


def _nights(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """The grid of the nights, with each value's count and rate."""
    days = list(review.period.days())
    rows = [
        GridRow(
            one.value.name,
            tuple(one.states.get(day) for day in days),
            _of(one.tally) if one.tally.opportunities else "",
            _rate(one.tally, glyphs),
        )
        for one in review.values
    ]
    reworded = [_reworded(one, one.reworded_on, glyphs) for one in review.values if one.reworded_on]
    return stack(
        stack(
            section("Your nights", "demonstrated, of opportunities", glyphs=glyphs, width=width),
            week_grid(rows, days, glyphs=glyphs, width=width),
            gap=0,
        ),
        legend(rows, glyphs=glyphs, width=width),
        *(note(said, glyphs=glyphs, width=width) for said in reworded),
    )


def _reworded(one: ValueReview, since: date, glyphs: Glyphs) -> str:
    """Since when a value has a new definition, and how it stood under those before."""
    said = f"{one.value.name}: since {short(since)}, new definition; its figures count from there."
    before = [f"{_of(tally)}, {_rate(tally, glyphs)}" for _, tally in one.earlier if tally.opportunities]
    return f"{said} Before: {'; '.join(before)}." if before else said


def _of(tally: Tally) -> str:
    return f"{tally.demonstrated} of {tally.opportunities}"


def _of_nights(tally: Tally) -> str:
    return f"{tally.demonstrated} of {counted(tally.opportunities, 'night')}"


def _joined(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _rate(tally: Tally, glyphs: Glyphs) -> str:
    if tally.rate is None or tally.interval is None:
        return "no opportunity" if tally.no_opportunity else "no answer"
    return rate(tally.rate, tally.interval.low, tally.interval.high, glyphs)


def _gaps(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """The values below their target, the one to look at first in front."""
    title = section("Gaps", glyphs=glyphs, width=width)
    if not review.ranked:
        untold = not any(one.tally.opportunities for one in review.values)
        said = "No opportunity came, so no gap can be told." if untold else "No value lies below its target."
        return stack(title, paragraph(said, glyphs=glyphs, width=width), gap=0)
    told = [
        _gap(one, "Look here first: " if place == 0 else "", glyphs)
        for place, one in enumerate(review.ranked)
    ]
    return stack(title, bullets(told, glyphs=glyphs, width=width), gap=0)


def _gap(one: ValueReview, lead: str, glyphs: Glyphs) -> Text:
    below = counted(whole_points(one.gap.gap or 0), "point")
    verdict = VERDICTS[one.gap.verdict]
    if one.gap.verdict is GapVerdict.GAP and one.tally.opportunities < FEW:
        verdict = "a gap, as far as so few nights can tell"
    target = percent(one.value.target, glyphs)
    said = f", {below} under its target of {target} ({_of_nights(one.tally)}): {verdict}."
    return Text(lead).append_text(words(one.value.name, glyphs, "screen.name")).append(said)


def _follow_through(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """What became of the practices that were due."""
    title = section("Words into actions", glyphs=glyphs, width=width)
    if not review.practices:
        return stack(title, paragraph("No practice was due.", glyphs=glyphs, width=width), gap=0)
    values = {one.value.id: one.value for one in review.values}
    return stack(
        title,
        *(
            _practice(practice, values.get(practice.value_id), glyphs=glyphs, width=width)
            for practice in review.practices
        ),
        paragraph(_kept(review, glyphs), glyphs=glyphs, width=width),
        gap=0,
    )


def _practice(practice: Practice, value: Value | None, *, glyphs: Glyphs, width: int) -> Text:
    start = Text(" " * margin(width))
    start.append(glyphs.practice(practice.outcome), practice_style(practice.outcome)).append(" ")
    name = words(value.name if value else "", glyphs, "screen.name")
    said = Text("  ").join(
        [Text(short(practice.due_on), "screen.label"), name, words(practice.sentence, glyphs)]
    )
    return lines(hanging(start, said, width=width, glyphs=glyphs))


def _kept(review: Review, glyphs: Glyphs) -> str:
    """The follow-through in a sentence or a few."""
    told = review.follow_through
    said = []
    if told.strict is not None and told.interval and told.credited is not None and told.credited_bounds:
        share = rate(told.strict, told.interval.low, told.interval.high, glyphs)
        said.append(f"Kept {told.kept} of {told.decided}: {share}.")
        if told.partly or told.unreported:
            credit = f"With half a point for each one partly kept, {percent(told.credited, glyphs)}"
            bounds = told.credited_bounds
            if told.unreported:
                credit += (
                    f"; {interval(bounds.low, bounds.high, glyphs)} with the {told.unreported} not reported"
                )
            said.append(f"{credit}.")
    elif told.unreported:
        said.append(f"{counted(told.unreported, 'practice')} not reported yet.")
    if told.no_chance:
        said.append(
            f"{told.no_chance} had no chance, and {'does' if told.no_chance == 1 else 'do'} not count."
        )
    decided = [one for one in review.values if one.follow_through.decided]
    if len(decided) > 1:
        each = (
            f"{one.value.name} {one.follow_through.kept} of {one.follow_through.decided}" for one in decided
        )
        said.append(f"By value: {', '.join(each)}.")
    return " ".join(said) or "Not due yet."


def _changes(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """Each value against the period before, where both had opportunities."""
    title = section("Against the week before", glyphs=glyphs, width=width)
    told = [
        _change(one, one.before, one.change, glyphs) for one in review.values if one.change and one.before
    ]
    if not told:
        return lines([])
    return stack(title, bullets(told, glyphs=glyphs, width=width), gap=0)


def _change(one: ValueReview, before: Tally, change: Difference, glyphs: Glyphs) -> Text:
    said = (
        f"  {_of(one.tally)} after {_of(before)}: {_points(change.difference, glyphs)} points "
        f"({_points(change.low, glyphs)} to {_points(change.high, glyphs)}), {DIRECTIONS[change.verdict]}"
    )
    return words(one.value.name, glyphs, "screen.name").append(said)


def _points(share: float, glyphs: Glyphs) -> str:
    number = whole_points(share)
    if number == 0:
        return "0"
    return f"+{number}" if number > 0 else f"{glyphs.minus}{-number}"


def _next(review: Review) -> tuple[str, str]:
    """The one next command, and why."""
    in_use = [one.value for one in review.ranked if one.value.retired_on is None]
    wanted = review.focus if review.focus and review.focus.retired_on is None else next(iter(in_use), None)
    if wanted:
        return f"modelway plan add {wanted.slug}", "One small promise for tomorrow."
    return "modelway today", "Keep it alive tomorrow."
