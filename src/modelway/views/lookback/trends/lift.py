"""The screen of `modelway trends lift`: days with a practice due beside those without one."""

from rich.text import Text

from modelway.domain.figures.differences import JudgedDifference
from modelway.domain.figures.lift import PlanLift
from modelway.domain.figures.rates import Direction
from modelway.domain.figures.rates import percent as whole_points
from modelway.domain.figures.states import Series, Tally
from modelway.domain.lookback.patterns import Lifts
from modelway.domain.loop.next_steps import look_at
from modelway.views.charts.bars import bar_cells, bar_key, bar_lines, rate_bar
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
from modelway.views.screen.layout import GAP, join_lines, note, wrap_behind
from modelway.views.screen.theme import Glyphs, margin

TITLE = "Plan lift"
OFFERS = (look_at("modelway trends consistency", "How steadily is the journal kept?"),)
LABEL = (
    "Association, not cause: you may plan a practice for the days that are hard, or easy, anyway. Compared "
    "are days whose nights before were alike, since practices often follow a miss."
)
VERDICTS = {
    Direction.UP: "more on days with a practice",
    Direction.DOWN: "less on days with a practice",
    Direction.UNCLEAR: "no clear difference",
}


def lift_screen(lifts: Lifts, *, plain: bool = False, glyphs: Glyphs, width: int) -> Text:
    """Each value's rate with a practice due and without, and the difference; with `plain` in sentences."""
    answered = any(has_answers(series.tally) for series, _ in lifts.values)
    empty = explain_empty(lifts.scope, lifts.values, answered=answered)
    if empty:
        return render_empty(TITLE, lifts.scope, empty, plain=plain, glyphs=glyphs, width=width)
    if plain:
        said = [_sentence(series, lift, glyphs) for series, lift in lifts.values]
        return render_sentences(TITLE, lifts.scope, [LABEL, *said], offers=OFFERS, glyphs=glyphs, width=width)
    return render_screen(
        TITLE,
        lifts.scope,
        note(LABEL, glyphs=glyphs, width=width),
        *(_block(series, lift, glyphs, width) for series, lift in lifts.values),
        note(bar_key(glyphs), glyphs=glyphs, width=width),
        offers=OFFERS,
        glyphs=glyphs,
        width=width,
    )


def lift_data(lifts: Lifts) -> dict[str, object]:
    """The lift of every value as data for `modelway.lift/2`."""
    return {
        "period": period_data(lifts.scope.period),
        "values": [
            {
                "value": series.value.slug,
                "since": series.reworded_on.isoformat() if series.reworded_on else None,
                "planned": _tally_data(lift.planned),
                "unplanned": _tally_data(lift.unplanned),
                "lift": _difference_data(lift.difference),
            }
            for series, lift in lifts.values
        ],
    }


def _tally_data(tally: Tally) -> dict[str, object]:
    return {
        "demonstrated": tally.demonstrated,
        "opportunities": tally.opportunities,
        "rate": tally.rate,
        **interval_data(tally.interval),
    }


def _difference_data(difference: JudgedDifference | None) -> dict[str, object] | None:
    if difference is None:
        return None
    return {
        "difference": difference.difference,
        "low": difference.low,
        "high": difference.high,
        "verdict": difference.verdict.value,
        "level": difference.level,
    }


def _block(series: Series, lift: PlanLift, glyphs: Glyphs, width: int) -> Text:
    left, cells = " " * margin(width), bar_cells(width)
    below = left + " " * GAP
    remark = describe_changes(series.value, series.reworded_on)
    title = f"{series.value.name} ({remark})" if remark else series.value.name
    block = wrap_behind(left, Text(title, style="screen.name"), width=width, glyphs=glyphs)
    for label, tally in (("with", lift.planned), ("without", lift.unplanned)):
        bar = rate_bar(tally.rate, tally.interval, cells=cells, glyphs=glyphs)
        figures = f"{label}: {_figures(tally, glyphs)}"
        block += bar_lines(bar, figures, glyphs=glyphs, width=width)
    told = _difference_words(lift, glyphs)
    return join_lines([*block, *wrap_behind(below, told, width=width, glyphs=glyphs, style="screen.note")])


def _figures(tally: Tally, glyphs: Glyphs) -> str:
    if tally.rate is None or tally.interval is None:
        return _why_no_rate(tally)
    shown = format_rate(tally.rate, tally.interval.low, tally.interval.high, glyphs)
    return f"{shown}, {tally.demonstrated} of {tally.opportunities}"


def _difference_words(lift: PlanLift, glyphs: Glyphs) -> str:
    difference = lift.difference
    if difference is None and lift.planned.rate is not None and lift.unplanned.rate is not None:
        return "no days after alike nights, with a practice and without one, to compare"
    if difference is None:
        return "nothing to compare yet"
    low, high = (_points(bound, glyphs) for bound in (difference.low, difference.high))
    points = _points(difference.difference, glyphs)
    noun = "point" if abs(whole_points(difference.difference)) == 1 else "points"
    return f"{VERDICTS[difference.verdict]}: {points} {noun}, likely between {low} and {high}"


def _points(share: float, glyphs: Glyphs) -> str:
    points = whole_points(share)
    return f"{glyphs.minus}{-points}" if points < 0 else f"{'+' if points else ''}{points}"


def _sentence(series: Series, lift: PlanLift, glyphs: Glyphs) -> str:
    remark = describe_changes(series.value, series.reworded_on)
    title = f"{series.value.name} ({remark})" if remark else series.value.name
    return (
        f"{title}: with a practice due, {_spoken(lift.planned, glyphs)}; without, "
        f"{_spoken(lift.unplanned, glyphs)}; {_difference_words(lift, glyphs)}."
    )


def _why_no_rate(tally: Tally) -> str:
    return explain_no_rate(tally) if tally != Tally() else "no such night"


def _spoken(tally: Tally, glyphs: Glyphs) -> str:
    if tally.rate is None or tally.interval is None:
        return _why_no_rate(tally)
    opportunities = number_of(tally.opportunities, "opportunity", "opportunities")
    shown = f"{tally.demonstrated} of {opportunities}, {format_percent(tally.rate, glyphs)}"
    return f"{shown}, {describe_interval(tally.interval, glyphs)}"
