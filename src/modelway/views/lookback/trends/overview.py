"""The screen of `modelway trends`: every value and the practices, week by week."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from modelway.domain.days.periods import Period
from modelway.domain.figures.follow_through import FollowThrough
from modelway.domain.figures.rates import Interval
from modelway.domain.figures.trend import FEWEST_ANSWERS, Finding, Trend
from modelway.domain.figures.weekly import WeeklyShare
from modelway.domain.lookback.trends import PracticesTrend, Trends, ValueTrend
from modelway.domain.loop.next_steps import look_at
from modelway.views.charts.sparkline import sparkline, sparkline_key
from modelway.views.charts.timeline import fit_weeks, ruler
from modelway.views.lookback.dependence import explain_dependence
from modelway.views.lookback.trends.frame import (
    describe_changes,
    describe_interval,
    explain_empty,
    explain_no_rate,
    has_answers,
    interval_data,
    period_data,
    render_empty,
    render_screen,
    render_sentences,
)
from modelway.views.screen.figures import format_percent, format_rate, number_of
from modelway.views.screen.layout import GAP, join_lines, note, stack, wrap_behind
from modelway.views.screen.text import make_safe, pad, shorten
from modelway.views.screen.theme import Glyphs, margin, readable

TITLE = "Trends"
OFFERS = (look_at("modelway trends gaps", "Where is it worth looking first?"),)
MOST_FOR_A_NAME = 24
MOST_BESIDE_A_NAME = 16
MOST_IN_A_SENTENCE = 12
FIGURE_CELLS = 15
POINTS = 100
FINDINGS = {
    Finding.UP: "more often as time goes by",
    Finding.DOWN: "less often as time goes by",
    Finding.UNCLEAR: "no clear trend",
    Finding.ALWAYS_THE_SAME: "always the same: no trend to test",
}


class _Row(NamedTuple):
    """One line through time, and what stands beside it."""

    name: str
    remark: str
    weeks: Sequence[WeeklyShare]
    figure: str
    basis: str
    told: str


def trends_screen(trends: Trends, *, plain: bool = False, glyphs: Glyphs, width: int) -> Text:
    """Each value's line of weekly rates, its rate with interval and count, and its trend; practices likewise.

    With `plain` the same in sentences.
    """
    answered = any(has_answers(one.series.tally) for one in trends.values)
    empty = explain_empty(trends.scope, trends.values, answered=answered)
    if empty:
        return render_empty(TITLE, trends.scope, empty, plain=plain, glyphs=glyphs, width=width)
    if plain:
        said = [_value_sentence(one, glyphs) for one in trends.values]
        said += filter(None, [_practices_sentence(trends.practices, glyphs), _dependence(trends)])
        return render_sentences(TITLE, trends.scope, said, offers=OFFERS, glyphs=glyphs, width=width)
    return render_screen(
        TITLE,
        trends.scope,
        *week_by_week(trends, glyphs=glyphs, width=width),
        note(_dependence(trends), glyphs=glyphs, width=width),
        offers=OFFERS,
        glyphs=glyphs,
        width=width,
    )


def week_by_week(trends: Trends, *, glyphs: Glyphs, width: int) -> tuple[Text, Text, Text]:
    """The lines of the values, the line of the practices, and what their signs mean."""
    rows = [_value_row(one, glyphs) for one in trends.values]
    planned = _practices_row(trends.practices, glyphs)
    frame = _Frame.of([*rows, planned], width)
    return (
        stack(
            _months(rows[0].weeks, trends.scope.period, frame, width),
            *(_block(row, frame, glyphs, width) for row in rows),
            gap=0 if frame.beside else 1,
        ),
        _block(planned, frame, glyphs, width),
        note(
            sparkline_key(
                [week for row in [*rows, planned] for week in _fit_row(row, frame)],
                glyphs,
                noun="answers",
                together=frame.together,
            ),
            glyphs=glyphs,
            width=width,
        ),
    )


def _dependence(trends: Trends) -> str:
    return explain_dependence(one.series.tally for one in trends.values)


def trends_data(trends: Trends) -> dict[str, object]:
    """Trends as data for `modelway.trends/2`."""
    return {
        "period": period_data(trends.scope.period),
        "values": [_value_data(one) for one in trends.values],
        "follow_through": {
            **follow_through_data(trends.practices.counts),
            "weeks": [
                {
                    "start": week.start.isoformat(),
                    "kept": week.numerator,
                    "decided": week.denominator,
                    "rate": week.rate,
                }
                for week in trends.practices.weeks
            ],
            "trend": trend_data(trends.practices.trend),
        },
    }


def trend_words(trend: Trend, glyphs: Glyphs, noun: str = "answer") -> str:
    """What can be said of a trend, with its slope in points per week where there are weeks enough.

    Empty without any answer: that is said already.
    """
    if not trend.answers:
        return ""
    if trend.finding is Finding.TOO_FEW:
        counts = number_of(trend.answers, noun)
        return f"too few {noun}s to tell a trend: {counts}, it takes {FEWEST_ANSWERS}"
    words = FINDINGS[trend.finding]
    return words if trend.slope is None else f"{words}, {points_a_week(trend.slope, glyphs)}"


def points_a_week(slope: float, glyphs: Glyphs) -> str:
    """A slope as "+2.1 points a week"; a small one with more decimals, up to four, to be told from 0."""
    points = abs(slope) * POINTS
    written = next((text for digits in range(1, 5) if float(text := f"{points:.{digits}f}")), "0")
    sign = "" if written == "0" else glyphs.minus if slope < 0 else "+"
    return f"{sign}{written} points a week"


def trend_data(trend: Trend) -> dict[str, object]:
    """A trend as JSON; where none was judged, z, p and what goes with them are null."""
    judged = trend.judged
    return {
        "verdict": trend.finding.value,
        "answers": trend.answers,
        "z": judged.z if judged else None,
        "p": judged.p if judged else None,
        "adjusted_p": judged.adjusted_p if judged else None,
        "design_effect": judged.design_effect if judged else None,
        "level": judged.level if judged else None,
        "slope": trend.slope,
        "weeks": trend.weeks,
    }


def follow_through_data(counts: FollowThrough) -> dict[str, object]:
    """What became of practices as JSON, in the words of the review."""
    bounds = counts.credited_bounds
    return {
        "kept": counts.kept,
        "partly": counts.partly,
        "not_kept": counts.not_kept,
        "no_chance": counts.no_chance,
        "unreported": counts.unreported,
        "strict": counts.strict,
        **interval_data(counts.interval),
        "credited": counts.credited,
        "credited_low": bounds.low if bounds else None,
        "credited_high": bounds.high if bounds else None,
    }


class _Frame(NamedTuple):
    """Where the lines stand: from which cell, so many weeks to a sign; figures `beside` the name or below."""

    left: int
    line: int
    cells: int
    together: int
    beside: bool

    @classmethod
    def of(cls, rows: Sequence[_Row], width: int) -> "_Frame":
        left = margin(width)
        weeks = max(len(row.weeks) for row in rows)
        name = min(MOST_FOR_A_NAME, max(cell_len(row.name) for row in rows))
        figures = max(cell_len(_figures_of(row)) for row in rows)
        if weeks <= MOST_BESIDE_A_NAME and left + name + weeks + figures + 2 * GAP <= readable(width):
            return cls(left, left + name + GAP, weeks, 1, beside=True)
        _, together = fit_weeks(rows[0].weeks, readable(width) - left)
        return cls(left, left, -(-weeks // together), together, beside=False)


def _fit_row(row: _Row, frame: _Frame) -> list[WeeklyShare]:
    return fit_weeks(row.weeks, frame.cells)[0]


def _months(weeks: Sequence[WeeklyShare], period: Period, frame: _Frame, width: int) -> Text:
    starts = [week.start for week in fit_weeks(weeks, frame.cells)[0]]
    return join_lines([ruler(starts, until=period.end, width=width, left=frame.line)])


def _block(row: _Row, frame: _Frame, glyphs: Glyphs, width: int) -> Text:
    """The lines of one value: beside its name, or under it."""
    line = sparkline(_fit_row(row, frame), glyphs)
    line.append(" " * (frame.cells - cell_len(line.plain)))
    told = "; ".join(filter(None, [row.told, row.remark]))
    figures = _figures_of(row)
    if frame.beside:
        first = Text(" " * frame.left + pad(shorten(row.name, frame.line - frame.left - GAP, glyphs), 0))
        first.append(" " * (frame.line - cell_len(first.plain))).append_text(line)
        first.append(" " * GAP + figures)
        below = wrap_behind(" " * frame.line, told, width=width, glyphs=glyphs, style="screen.note")
        return join_lines([first, *(below if told else [])])
    margin_left = " " * frame.left
    name = Text(margin_left).append(shorten(row.name, readable(width) - frame.left, glyphs), "screen.name")
    together = frame.left + frame.cells + GAP + cell_len(figures)
    block = [name, Text(margin_left) + line]
    if together <= readable(width):
        block[-1].append(" " * GAP + figures)
    else:
        block += wrap_behind(margin_left, figures, width=width, glyphs=glyphs)
    below = wrap_behind(margin_left, told, width=width, glyphs=glyphs, style="screen.note")
    return join_lines([*block, *(below if told else [])])


def _figures_of(row: _Row) -> str:
    return f"{pad(row.figure, FIGURE_CELLS)}{' ' * GAP}{row.basis}" if row.basis else row.figure


def _value_row(one: ValueTrend, glyphs: Glyphs) -> _Row:
    tally = one.series.tally
    figure, basis = _figures(tally.rate, tally.interval, glyphs), ""
    if tally.rate is not None:
        basis = f"{tally.demonstrated} of {tally.opportunities}"
    return _Row(
        name=make_safe(one.series.value.name, glyphs),
        remark=describe_changes(one.series.value, one.series.reworded_on),
        weeks=one.weeks,
        figure=figure or explain_no_rate(tally),
        basis=basis,
        told=trend_words(one.trend, glyphs),
    )


def _practices_row(practices: PracticesTrend, glyphs: Glyphs) -> _Row:
    counts = practices.counts
    return _Row(
        name="Practices kept",
        remark="",
        weeks=practices.weeks,
        figure=_figures(counts.strict, counts.interval, glyphs) or "none reported",
        basis=f"{counts.kept} of {counts.decided}" if counts.decided else "",
        told=trend_words(practices.trend, glyphs, "practice"),
    )


def _figures(share: float | None, interval: Interval | None, glyphs: Glyphs) -> str:
    return (
        "" if share is None or interval is None else format_rate(share, interval.low, interval.high, glyphs)
    )


def _value_sentence(one: ValueTrend, glyphs: Glyphs) -> str:
    tally, remark = one.series.tally, describe_changes(one.series.value, one.series.reworded_on)
    name = one.series.value.name if not remark else f"{one.series.value.name} ({remark})"
    if tally.rate is None or tally.interval is None:
        return f"{name}: {explain_no_rate(tally)}."
    opportunities = number_of(tally.opportunities, "opportunity", "opportunities")
    return (
        f"{name}: demonstrated on {tally.demonstrated} of {opportunities}, "
        f"{format_percent(tally.rate, glyphs)}, {describe_interval(tally.interval, glyphs)}. "
        f"The trend: {trend_words(one.trend, glyphs)}. {_weeks_sentence(one.weeks, glyphs)}"
    )


def _practices_sentence(practices: PracticesTrend, glyphs: Glyphs) -> str:
    counts = practices.counts
    if counts.strict is None or counts.interval is None:
        return "Practices: none has been reported."
    trend = trend_words(practices.trend, glyphs, "practice")
    return (
        f"Practices: {counts.kept} of {counts.decided} kept in full, "
        f"{format_percent(counts.strict, glyphs)}, {describe_interval(counts.interval, glyphs)}. "
        f"The trend: {trend}. {_weeks_sentence(practices.weeks, glyphs)}"
    )


def _weeks_sentence(weeks: Sequence[WeeklyShare], glyphs: Glyphs) -> str:
    newest = weeks[-MOST_IN_A_SENTENCE:]
    rates = ["none" if week.rate is None else _weekly_words(week, glyphs) for week in newest]
    span = "week" if len(newest) == 1 else f"last {len(newest)} weeks, the oldest first"
    return f"The {span}: {', '.join(rates)}."


def _weekly_words(week: WeeklyShare, glyphs: Glyphs) -> str:
    few = f" (of {week.denominator} only)" if week.is_thin else ""
    return f"{format_percent(week.rate or 0, glyphs)}{few}"


def _value_data(one: ValueTrend) -> dict[str, object]:
    tally, reworded_on = one.series.tally, one.series.reworded_on
    return {
        "value": one.series.value.slug,
        "since": reworded_on.isoformat() if reworded_on else None,
        "demonstrated": tally.demonstrated,
        "fell_short": tally.fell_short,
        "missed": tally.missed,
        "no_opportunity": tally.no_opportunity,
        "unanswered": tally.unanswered,
        "rate": tally.rate,
        **interval_data(tally.interval),
        "weeks": [
            {
                "start": week.start.isoformat(),
                "demonstrated": week.numerator,
                "opportunities": week.denominator,
                "rate": week.rate,
            }
            for week in one.weeks
        ],
        "trend": trend_data(one.trend),
    }
