"""The page of a period looked back on, in the order of its screen."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from modelway.domain.days.dates import format_short_date
from modelway.domain.days.periods import Weekday, week_of
from modelway.domain.lookback.calendar import CalendarNight, night_of_states
from modelway.domain.lookback.review import Review, ValueReview
from modelway.domain.loop.nights import State
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value
from modelway.views.html.drawing import Chart
from modelway.views.html.night_charts import Key, night_sheet, week_grid
from modelway.views.html.page import Card, GapLine, Page, PracticeCard, Told, render
from modelway.views.html.rate_charts import interval_bar
from modelway.views.lookback import beside, wording
from modelway.views.lookback.dependence import explain_dependence
from modelway.views.screen.figures import format_percent, number_of
from modelway.views.screen.theme import UNICODE

HOW_TO_READ = (
    "A dot is the rate: demonstrated, of the nights that called for the value. The line through it is where "
    "the rate may well lie (95 % interval): with few nights, or days alike in a row, it is wide. The tall "
    "tick is the target. No opportunity, rest and nights that were not written never count against anyone."
)
SHARED = (
    "This page was made to be shared: of the leader's words it holds the names of the values and the "
    "practices ahead."
)


def review_html(review: Review, *, week_starts_on: Weekday = Weekday.MONDAY) -> str:
    """The review as one self-contained page; one without a night says so."""
    return render(_page(review, week_starts_on))


def _page(review: Review, week_starts_on: Weekday) -> Page:
    step = None if review.is_shared else wording.choose_next_step(review)
    empty = wording.explain_empty(review)
    title, name = wording.title(review, UNICODE), wording.name(review)
    if empty:
        return Page(
            title=title,
            name=name,
            lead=(empty,),
            step=step,
        )
    overview, key, hidden = _overview(review, week_starts_on)
    due = bool(wording.practices_due(review))
    return Page(
        title=title,
        name=name,
        lead=tuple(_lead(review)),
        strengths=(wording.list_strengths(review),),
        evidence=tuple(
            Told(
                wording.day_in_words(night.day, review),
                tuple((value.name, wording.shorten_text(text, UNICODE)) for value, text in night.lines),
            )
            for night in review.evidence
        ),
        overview_title="The nights",
        overview=overview,
        key=key,
        remarks=(*hidden, *_remarks(review), *([] if review.is_shared else beside.list_due(review))),
        cards_title="The values",
        cards=tuple(_card(place, one, review) for place, one in enumerate(review.values, start=1)),
        gaps=tuple(
            GapLine(
                "Look here first: " if place == 0 else "", one.value.name, wording.describe_gap(one, UNICODE)
            )
            for place, one in enumerate(review.ranked)
        ),
        quiet=tuple(_quiet(review)),
        practices=tuple(practice(*one, is_due=True) for one in wording.practices_listed(review)),
        practice_charts=tuple(_kept_bar(review)),
        kept=(wording.describe_follow_through(review, UNICODE) if due else "No practice was due.",),
        written=(*_written_answers(review), *beside.list_seen(review)),
        ahead_title=wording.after(review),
        ahead=tuple(practice(*one) for one in review.ahead),
        focus=wording.describe_focus_ahead(review),
        notes=(HOW_TO_READ, *([SHARED] if review.is_shared else [])),
        step=step,
    )


def practice(practice: Practice, value: Value, *, is_due: bool = False) -> PracticeCard:
    """A practice as a page shows it; `is_due` says of one without an outcome that it is not reported."""
    outcome = practice.outcome
    sign = outcome.value.replace("_", "-") if outcome else "waiting"
    became = outcome.words if outcome else "not reported" if is_due else ""
    words = practice.sentence if practice.will else ""
    return PracticeCard(sign, became, format_short_date(practice.due_on), value.name, words)


def _lead(review: Review) -> Iterator[str]:
    yield wording.describe_coverage(review, UNICODE)
    last = review.week.last if review.week else None
    if last and last.next:
        meant = UNICODE.quoted(wording.shorten_text(last.next, UNICODE))
        yield f"The week before, I wrote what I would do next: {meant}"


def _overview(review: Review, week_starts_on: Weekday) -> tuple[Chart, Key, list[str]]:
    """The grid of a week, or the sheet of a longer period with a word on the weeks that it leaves out."""
    if review.period.length <= wording.A_WEEK:
        rows = [(one.value.name, one.states) for one in review.values]
        return *week_grid("nights-chart", rows, list(review.period.days())), []
    nights = _nights(review)
    first = week_of(min(nights, default=review.period.start), week_starts_on).start
    last = max(nights, default=review.period.start)
    weeks = [first + timedelta(weeks=number) for number in range((last - first).days // wording.A_WEEK + 1)]
    coverage = review.coverage
    title = f"Journaled {coverage.journaled} of {number_of(coverage.nights - coverage.rest, 'night')}"
    chart, key, hidden = night_sheet("nights-chart", title, nights, weeks)
    return chart, key, [f"{hidden} earlier weeks are not drawn; the figures count them."] if hidden else []


def _nights(review: Review) -> Mapping[date, CalendarNight]:
    by_day: dict[date, list[State]] = {}
    for one in review.values:
        for day, state in one.states.items():
            by_day.setdefault(day, []).append(state)
    return {day: night_of_states(states) for day, states in sorted(by_day.items())}


def _remarks(review: Review) -> list[str]:
    said = [remark for one in review.values for remark in wording.remarks(one, review, UNICODE)]
    hang_together = explain_dependence(one.tally for one in review.values)
    return [*said, hang_together] if hang_together else said


def _card(place: int, one: ValueReview, review: Review) -> Card:
    tally = one.tally
    basis = f"{wording.as_fraction(tally)}, " if tally.opportunities else ""
    charts: tuple[Chart, ...] = ()
    sentences = [f"Target {format_percent(one.gap.target, UNICODE)}: {one.gap.verdict_words}."]
    if tally.rate is not None and tally.interval is not None:
        title = f"{one.value.name}: {basis}{wording.rate_or_why(tally, UNICODE)}"
        bar = interval_bar(f"rate-{place}", title, tally.rate, tally.interval, target=one.gap.target)
        charts = (bar,)
    if one.change:
        sentences.append(
            f"Against {wording.name_period_before(review, UNICODE)}: {wording.describe_change(one, UNICODE)}."
        )
    return Card(one.value.name, "", charts, f"{basis}{wording.rate_or_why(tally, UNICODE)}", tuple(sentences))


def _quiet(review: Review) -> Iterator[str]:
    if not review.ranked:
        yield wording.explain_no_gaps(review)
    yield from (wording.describe_neglect(one, review) for one in review.values if one.neglect)


def _kept_bar(review: Review) -> Iterator[Chart]:
    outcomes = review.follow_through
    if outcomes.strict is not None and outcomes.interval is not None:
        title = f"Practices kept: {outcomes.kept} of {outcomes.decided}"
        yield interval_bar("kept-chart", title, outcomes.strict, outcomes.interval)


def _written_answers(review: Review) -> Iterator[tuple[str, str]]:
    written = review.week.written if review.week else None
    for question, answer in written.answers if written else ():
        yield question.words, wording.shorten_answer(answer, UNICODE)
    shown, _ = wording.weeks_in_words(review)
    for one in shown:
        question, answer = one.answers[-1]
        yield f"{one.week}: {question.words}", wording.shorten_text(answer, UNICODE)
