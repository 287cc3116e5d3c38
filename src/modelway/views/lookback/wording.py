"""What a review says in words, on a screen, in sentences and in Markdown alike."""

from collections.abc import Sequence
from datetime import date

from modelway.domain.days.dates import format_date, format_short_date
from modelway.domain.days.periods import Kind
from modelway.domain.figures.neglect import Neglect
from modelway.domain.figures.rates import Direction
from modelway.domain.figures.rates import percent as whole_points
from modelway.domain.figures.states import Tally
from modelway.domain.lookback.review import Review, ValueReview
from modelway.domain.lookback.week_review import WeekReview
from modelway.domain.loop.next_steps import (
    NextStep,
    decide_next_step,
    look_at,
    plan_practice,
    write_tonight,
)
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value
from modelway.views.lookback.targets import changed_target
from modelway.views.screen.figures import (
    format_interval,
    format_percent,
    format_period,
    format_rate,
    number_of,
)
from modelway.views.screen.text import shorten
from modelway.views.screen.theme import Glyphs

HERE = "modelway review"
LAST_NEXT = "The week before, you wrote what you would do next: "
A_WEEK = 7
# Three lines of a screen: enough to remember a night by.
MOST_OF_AN_EVIDENCE = 220
MOST_OF_AN_ANSWER = 1_200
MOST_WEEKS = 5

DIRECTIONS = {
    Direction.UP: "up",
    Direction.DOWN: "down",
    Direction.UNCLEAR: "no clear change",
}


def title(review: Review, glyphs: Glyphs) -> str:
    """What the review is of: "The week of 16–22 November 2026", "November 2026"."""
    said = format_period(review.period, glyphs)
    return f"The week of {said}" if review.period.kind is Kind.WEEK else said


def name(review: Review) -> str:
    """The name of a week, "2026-W47"; empty for any other period."""
    return review.week.name if review.week else ""


def name_period_before(review: Review, glyphs: Glyphs) -> str:
    """The nights it is compared with, within a sentence: "the 16 weeks before", "2025"."""
    if review.before is None:
        return "any night before"
    if review.before.kind not in (Kind.SPAN, Kind.WEEK):
        return format_period(review.before, glyphs)
    nights = review.before.length
    weeks, over = divmod(nights, A_WEEK)
    if over:
        return f"the {number_of(nights, 'night')} before"
    return "the week before" if weeks == 1 else f"the {weeks} weeks before"


def explain_empty(review: Review) -> str:
    """Explain why there is nothing to look back on; empty when there is something."""
    if not review.is_empty:
        return ""
    if not review.has_values:
        return "There are no values yet, so there is nothing to look back on."
    if review.first_night is None:
        return "Your first night is still to come. After it, this fills night by night."
    if review.first_night > review.period.end:
        return f"Nothing was written then: your first night is {format_date(review.first_night)}."
    if review.is_over:
        return "Nothing was written then. All that you wrote before and after is kept."
    return "Nothing is written here yet."


def describe_coverage(review: Review, glyphs: Glyphs) -> str:
    """Describe how many nights were written, and the focus of the week."""
    coverage = review.coverage
    asked = coverage.nights - coverage.rest
    said = f"You wrote on {coverage.journaled} of {number_of(asked, 'night')}"
    said += "" if review.is_over else " so far"
    if coverage.rate is not None:
        said += f" ({format_percent(coverage.rate, glyphs)})"
    said += f"; {number_of(coverage.rest, 'night')} of rest." if coverage.rest else "."
    first = review.first_night
    if first and first in review.period and first > review.period.start:
        said += f" Your first night was {day_in_words(first, review)}."
    if review.focus:
        said += f" The focus {'was' if review.is_over else 'is'} {review.focus.name}."
    return said


def list_strengths(review: Review) -> str:
    """Say what was demonstrated, the most often first; a kind sentence where nothing was."""
    if not review.strengths:
        return "None of these nights shows a value yet. You looked all the same, and that is where it begins."
    shown = join_names(
        [f"{one.value.name} on {as_fraction_of_nights(one.tally)}" for one in review.strengths]
    )
    return f"You showed {shown}."


def after(review: Review) -> str:
    """The title of what comes after the period."""
    return "The week after" if review.is_over else "Ahead"


def explain_no_gaps(review: Review) -> str:
    """Explain why no gap is shown."""
    untold = not any(one.tally.opportunities for one in review.values)
    return "No opportunity came, so no gap can be told." if untold else "No value lies below its target."


def describe_gap(one: ValueReview, glyphs: Glyphs) -> str:
    """How far a value lies under its target, with its nights and its verdict, to follow its name."""
    below = number_of(whole_points(one.gap.gap or 0), "point")
    under = f"{below} under its target of {format_percent(one.gap.target, glyphs)}"
    return f", {under} ({as_fraction_of_nights(one.tally)}): {one.gap.verdict_words}."


def describe_neglect(one: ValueReview, review: Review) -> str:
    """Describe kindly that a value has not been demonstrated for long; empty when that is not so."""
    value, then = one.value, review.is_over
    match one.neglect:
        case Neglect.NEGLECTED:
            quiet = "had been" if then else "has been"
            return (
                f"{value.name} {quiet} quiet for fourteen nights, though some of them called for it. "
                "One small step is enough to bring it back."
            )
        case Neglect.DEFINITION_TOO_NARROW:
            how = "" if review.is_shared else f" You can widen it with: modelway values edit {value.slug}"
            return (
                f"Nothing called for {value.name} in fourteen nights: its definition may be too narrow.{how}"
            )
    return ""


def describe_rewording(one: ValueReview, review: Review, glyphs: Glyphs) -> str:
    """Describe how a new definition splits the figures of a value; empty without one."""
    if one.wording_since is None:
        return ""
    since = f"{one.value.name}: since {day_in_words(one.wording_since, review)}, new definition; "
    if one.reworded_on is None:
        if one.wording_since == review.period.start:
            return f"{since}so it is not compared with {name_period_before(review, glyphs)}."
        return f"{since}the comparison counts from there."
    told = [
        f"{as_fraction(tally)}, {rate_or_why(tally, glyphs)}"
        for _, tally in one.earlier
        if tally.opportunities
    ]
    said = f"{since}its figures count from there."
    return f"{said} Before: {'; '.join(told)}." if told else said


def describe_earlier_aim(one: ValueReview, review: Review, glyphs: Glyphs) -> str:
    """Say that a value's target or importance changed within the period, and what it was; else empty."""
    said = [changed_target(one.gap, lambda on: day_in_words(on, review), glyphs)]
    name_period_before = one.value.aim_on(max(review.period.start, one.value.defined_on)).importance
    if name_period_before != one.gap.importance:
        said.append(f"importance {one.gap.importance}, {name_period_before} before")
    told = "; ".join(filter(None, said))
    return f"{one.value.name}: {told}." if told else ""


def remarks(one: ValueReview, review: Review, glyphs: Glyphs) -> list[str]:
    """What to know about a value's figures: a new wording, a new target, or that it is retired."""
    said = (
        describe_rewording(one, review, glyphs),
        describe_earlier_aim(one, review, glyphs),
        describe_retirement(one, review),
    )
    return [remark for remark in said if remark]


def describe_retirement(one: ValueReview, review: Review) -> str:
    """Say when a value was retired; empty while it is in use."""
    on = one.value.retired_on
    return f"{one.value.name} was retired on {day_in_words(on, review)}." if on else ""


def practices_due(review: Review) -> list[tuple[Practice, Value]]:
    """The practices of the period whose day has come, each with its value."""
    ahead = {practice.id for practice, _ in review.ahead}
    return [(practice, value) for practice, value in review.practices if practice.id not in ahead]


def practices_listed(review: Review) -> list[tuple[Practice, Value]]:
    """Return the practices to list one by one: those of a week that is not shared."""
    return [] if review.period.length > A_WEEK or review.is_shared else practices_due(review)


def no_practice(review: Review) -> str:
    """Say that no practice was due."""
    return "No practice was due." if review.is_over else "No practice was due so far."


def describe_follow_through(review: Review, glyphs: Glyphs) -> str:
    """Describe the follow-through in one or a few sentences."""
    counts = review.follow_through
    sentences = []
    if (
        counts.strict is not None
        and counts.interval
        and counts.credited is not None
        and counts.credited_bounds
    ):
        share = format_rate(counts.strict, counts.interval.low, counts.interval.high, glyphs)
        sentences.append(f"Kept {counts.kept} of {counts.decided}: {share}.")
        if counts.partly or counts.unreported:
            credit = f"With half a point for each one partly kept, {format_percent(counts.credited, glyphs)}"
            bounds = counts.credited_bounds
            if counts.unreported:
                likely = format_interval(bounds.low, bounds.high, glyphs)
                credit += f"; {likely} with the {counts.unreported} not reported"
            sentences.append(f"{credit}.")
    elif counts.unreported:
        sentences.append(f"{number_of(counts.unreported, 'practice')} not reported yet.")
    if counts.no_chance:
        sentences.append(
            f"{counts.no_chance} had no chance, and {'does' if counts.no_chance == 1 else 'do'} not count."
        )
    decided = [one for one in review.values if one.follow_through.decided]
    if len(decided) > 1:
        each = (
            f"{one.value.name} {one.follow_through.kept} of {one.follow_through.decided}" for one in decided
        )
        sentences.append(f"By value: {', '.join(each)}.")
    return " ".join(sentences) or "Not due yet."


def describe_change(one: ValueReview, glyphs: Glyphs) -> str:
    """How a value moved against the period before: "after 3 of 7: +29 points (−19 to +62), no clear change".

    Empty where they cannot be compared.
    """
    if one.change is None or one.before is None:
        return ""
    found = one.change
    unit = "point" if abs(whole_points(found.difference)) == 1 else "points"
    return (
        f"after {as_fraction(one.before)}: {points(found.difference, glyphs)} {unit} "
        f"({points(found.low, glyphs)} to {points(found.high, glyphs)}), {DIRECTIONS[found.verdict]}"
    )


def weeks_in_words(review: Review) -> tuple[list[WeekReview], str]:
    """The newest weeks of a longer period that were written about, and a sentence on those beyond them."""
    told = [one for one in reversed(review.weeks) if one.answers]
    shown, more = told[:MOST_WEEKS], told[MOST_WEEKS:]
    if not more:
        return shown, ""
    return (
        shown,
        f"{number_of(len(more), 'earlier week')} more, such as: modelway review --week {more[0].week}",
    )


def shorten_text(text: str, glyphs: Glyphs) -> str:
    """Shorten a text to one line of at most 220 characters."""
    return shorten(text[: MOST_OF_AN_EVIDENCE * 2], MOST_OF_AN_EVIDENCE, glyphs)


def shorten_answer(text: str, glyphs: Glyphs) -> str:
    """Shorten a long answer to at most 1,200 characters."""
    if len(text) <= MOST_OF_AN_ANSWER:
        return text
    return text[:MOST_OF_AN_ANSWER].rstrip() + glyphs.ellipsis


def describe_focus_ahead(review: Review) -> str:
    """Say which value is the focus of the week after; empty without one."""
    if review.week is None or review.week.focus_ahead is None:
        return ""
    return f"The week after is given to {review.week.focus_ahead.name}."


def choose_next_step(review: Review) -> NextStep:
    """Choose the next command: to write about the week, to plan for a value, or to look at the day."""
    if review.is_shared:
        return NextStep("modelway review", "See it with your own words.")
    if review.is_empty:
        return decide_next_step(review.state, write_tonight("Tonight is a good night to begin."), here=HERE)
    if review.week and review.week.is_due:
        return NextStep("modelway review write", "Four questions make this week your own.")
    chosen = (review.week.focus_ahead, review.week.focus) if review.week else ()
    first = next(iter(review.ranked), None)
    wished = (*chosen, first.value if first else None)
    wanted = next((value for value in wished if value and value.retired_on is None), None)
    offer = plan_practice(wanted) if wanted else look_at("modelway today", "Keep it alive tomorrow.")
    return decide_next_step(review.state, offer)


def as_fraction(tally: Tally) -> str:
    """Return a count such as "5 of 7"."""
    return f"{tally.demonstrated} of {tally.opportunities}"


def as_fraction_of_nights(tally: Tally) -> str:
    """Return a count such as "5 of 7 nights"."""
    return f"{tally.demonstrated} of {number_of(tally.opportunities, 'night')}"


def rate_or_why(tally: Tally, glyphs: Glyphs) -> str:
    """A rate with its interval, or why there is none."""
    if tally.rate is None or tally.interval is None:
        return "no opportunity" if tally.no_opportunity else "no answer"
    return format_rate(tally.rate, tally.interval.low, tally.interval.high, glyphs)


def points(share: float, glyphs: Glyphs) -> str:
    """A difference in whole points with its sign: "+29", "−3", "0"."""
    number = whole_points(share)
    if number == 0:
        return "0"
    return f"+{number}" if number > 0 else f"{glyphs.minus}{-number}"


def day_in_words(one: date, review: Review) -> str:
    """A day within a sentence, with its year where the period tells of more than a week."""
    return (
        format_short_date(one) if review.period.length <= A_WEEK else f"{format_short_date(one)} {one.year}"
    )


def join_names(names: Sequence[str]) -> str:
    """Words as a sentence lists them: "Honesty, Courage and Care"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
