"""Rates as pictures: a bar with its interval, and a line through the weeks."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from modelway.domain.days.dates import format_short_date
from modelway.domain.figures.rates import Interval
from modelway.domain.figures.weekly import WeeklyShare
from modelway.views.charts.timeline import MOST_WEEKS_BY_MONTH, fit_weeks
from modelway.views.html.drawing import Chart, Mark, circle, label, line, path
from modelway.views.html.ruler import ruler
from modelway.views.screen.figures import format_percent
from modelway.views.screen.theme import UNICODE

WIDTH = 300
BAR_LEFT, BAR_RIGHT, BAR_MIDDLE, BAR_HEIGHT = 12, 288, 16, 44
CAP, TICK = 5, 11
LINE_LEFT, LINE_RIGHT, LINE_TOP, LINE_BOTTOM, LINE_HEIGHT = 42, 292, 10, 74, 94
MOST_COLUMNS = 104
MOST_LARGE_DOTS = 40
ONE_DAY = timedelta(days=1)


def interval_bar(
    key: str, title: str, share: float, interval: Interval, *, target: float | None = None
) -> Chart:
    """A track from 0 to 100 %, on it the interval with its ends, the point, and the target as a tall tick."""
    low, high, at = _along(interval.low), _along(interval.high), _along(share)
    marks = [line(BAR_LEFT, BAR_MIDDLE, BAR_RIGHT, BAR_MIDDLE, "track")]
    marks += _scale()
    if target is not None:
        aim = _along(target)
        marks.append(line(aim, BAR_MIDDLE - TICK, aim, BAR_MIDDLE + TICK, "target"))
    marks.append(line(low, BAR_MIDDLE, high, BAR_MIDDLE, "interval"))
    marks += [line(end, BAR_MIDDLE - CAP, end, BAR_MIDDLE + CAP, "interval") for end in (low, high)]
    marks.append(circle(at, BAR_MIDDLE, 6, "point"))
    desc = "A dot at the rate on a line over its 95 % interval, on a track from 0 to 100 %"
    desc += "." if target is None else f"; a tall tick at the target, {format_percent(target, UNICODE)}."
    return Chart(key, title, desc, WIDTH, BAR_HEIGHT, tuple(marks))


def rate_line(
    key: str, title: str, weeks: Sequence[WeeklyShare], *, until: date, target: float | None = None
) -> Chart:
    """The rate of each week, or of as many together as fit; hollow where one or two answers carry it."""
    columns, together = fit_weeks(weeks, MOST_COLUMNS)
    step = (LINE_RIGHT - LINE_LEFT) / max(1, len(columns) - 1)
    radius, size = (3, "") if len(columns) <= MOST_LARGE_DOTS else (1.2, " small")
    marks = [line(LINE_LEFT, _height(level), LINE_RIGHT, _height(level), "rule") for level in (0, 0.5, 1)]
    marks += [
        label(LINE_LEFT - 6, _height(level) + 4, format_percent(level, UNICODE), "label end")
        for level in (0, 0.5, 1)
    ]
    if target is not None:
        marks.append(line(LINE_LEFT, _height(target), LINE_RIGHT, _height(target), "target dashed"))
    dots = [(LINE_LEFT + place * step, week) for place, week in enumerate(columns)]
    for told, run in groupby(dots, key=lambda dot: dot[1].rate is not None):
        if told:
            run_dots = [(x, _height(week.rate or 0)) for x, week in run]
            marks.append(path(run_dots, "through"))
    marks += [
        circle(x, _height(week.rate), radius, f"point{' thin' if week.is_thin else size}")
        for x, week in dots
        if week.rate is not None
    ]
    marks += _months(columns, step, until)
    return Chart(key, title, _weeks_in_words(columns, together), WIDTH, LINE_HEIGHT, tuple(marks))


def _along(share: float) -> float:
    return BAR_LEFT + share * (BAR_RIGHT - BAR_LEFT)


def _height(share: float) -> float:
    return LINE_BOTTOM - share * (LINE_BOTTOM - LINE_TOP)


def _scale() -> list[Mark]:
    return [
        label(BAR_LEFT, BAR_HEIGHT - 4, format_percent(0, UNICODE), "label middle"),
        label(BAR_RIGHT, BAR_HEIGHT - 4, format_percent(1, UNICODE), "label end"),
    ]


def _months(columns: Sequence[WeeklyShare], step: float, until: date) -> list[Mark]:
    """The months under the line, or the years when it spans more than sixty weeks."""
    if not columns:
        return []
    starts = [*(week.start for week in columns[1:]), until + ONE_DAY]
    return ruler(
        [start - ONE_DAY for start in starts],
        left=LINE_LEFT,
        step=step,
        y=LINE_HEIGHT - 4,
        right=LINE_RIGHT - 20,
        by_year=(until - columns[0].start).days > MOST_WEEKS_BY_MONTH * 7,
    )


def _weeks_in_words(columns: Sequence[WeeklyShare], together: int) -> str:
    span = "Week by week" if together == 1 else f"{together} weeks at a time"
    told = [
        f"{format_short_date(one.start)} {one.numerator} of {one.denominator}"
        for one in columns
        if one.denominator
    ]
    return f"{span}, by the first day: {', '.join(told)}." if told else "No week with an answer."
