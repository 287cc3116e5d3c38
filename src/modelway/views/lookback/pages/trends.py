"""The page of many weeks: strengths, each value week by week, gaps, practices, nights and tomorrow."""

from collections.abc import Iterator

from modelway.domain.figures.gaps import Gap
from modelway.domain.figures.targets import GapVerdict
from modelway.domain.figures.trend import Finding
from modelway.domain.lookback.calendar import NightKind
from modelway.domain.lookback.trends import PracticesTrend, ValueTrend
from modelway.domain.lookback.trends_report import TrendsReport
from modelway.domain.loop.next_steps import NextStep, decide_next_step
from modelway.views.html.drawing import Chart
from modelway.views.html.night_charts import night_sheet
from modelway.views.html.page import Card, GapLine, Page, render
from modelway.views.html.rate_charts import interval_bar, rate_line
from modelway.views.lookback import wording
from modelway.views.lookback.dependence import explain_dependence
from modelway.views.lookback.pages.review import HOW_TO_READ, SHARED, practice
from modelway.views.lookback.targets import changed_target
from modelway.views.lookback.trends.frame import (
    describe_changes,
    explain_empty,
    format_long_date,
    has_answers,
)
from modelway.views.lookback.trends.gaps import gap_verdict
from modelway.views.lookback.trends.overview import trend_words
from modelway.views.screen.figures import format_period, format_rate, number_of
from modelway.views.screen.theme import UNICODE

LINES = (
    "A line runs through the weekly rates; a hollow dot rests on one or two answers alone, and the dotted "
    "line is the target. A trend is tested over the single nights (Cochran and Armitage), its slope is that "
    "of Theil and Sen."
)
STEP = NextStep("modelway trends gaps", "Where is it worth looking first?")


def trends_html(report: TrendsReport) -> str:
    """The weeks as one self-contained page; without an answer it says so."""
    return render(_page(report))


def _page(report: TrendsReport) -> Page:
    trends = report.trends
    scope = trends.scope
    title = f"Trends, {format_period(scope.written or scope.period, UNICODE)}"
    answered = any(has_answers(one.series.tally) for one in trends.values)
    empty = explain_empty(scope, trends.values, answered=answered)
    if empty:
        return Page(
            title=title, lead=(empty,), step=None if report.is_shared else decide_next_step(scope.state)
        )
    sheet, key, hidden = night_sheet(
        "nights-chart", _coverage(report), report.calendar.nights, report.calendar.weeks
    )
    gaps = [one for one in report.gaps.ranked if one.gap]
    return Page(
        title=title,
        lead=(_coverage(report),),
        strengths=tuple(_strengths(report)),
        overview_title="The nights",
        overview=sheet,
        key=key,
        remarks=tuple(_remarks(report, hidden)),
        cards_title="Week by week",
        cards=tuple(_card(place, one, report) for place, one in enumerate(trends.values, start=1)),
        gaps=tuple(
            GapLine("Look here first: " if place == 0 else "", one.value.name, _gap(one))
            for place, one in enumerate(gaps)
        ),
        quiet=() if gaps else ("No value lies below its target.",),
        practice_charts=tuple(_practice_charts(trends.practices, report)),
        kept=(_kept(trends.practices),),
        ahead_title="Ahead",
        ahead=tuple(practice(*one) for one in report.ahead),
        notes=(HOW_TO_READ, LINES, *([SHARED] if report.is_shared else [])),
        step=None if report.is_shared else STEP,
    )


def _remarks(report: TrendsReport, hidden: int) -> Iterator[str]:
    if hidden:
        yield f"{hidden} earlier weeks are not drawn; the figures count them."
    hang_together = explain_dependence(one.series.tally for one in report.trends.values)
    if hang_together:
        yield hang_together


def _coverage(report: TrendsReport) -> str:
    kinds = [night.kind for night in report.calendar.nights.values()]
    journaled, rest = kinds.count(NightKind.JOURNALED), kinds.count(NightKind.REST)
    said = f"You wrote on {journaled} of {number_of(len(kinds) - rest, 'night')}"
    return f"{said}; {number_of(rest, 'night')} of rest." if rest else f"{said}."


def _strengths(report: TrendsReport) -> list[str]:
    if not report.strengths:
        return [
            "None of these nights shows a value yet. You looked all the same, and that is where it begins."
        ]
    shown = [
        f"{one.series.value.name} on {wording.as_fraction_of_nights(one.series.tally)}"
        for one in report.strengths
    ]
    said = [f"You showed {wording.join_names(shown)}."]
    rising = [one for one in report.strengths if one.trend.finding is Finding.UP]
    said += [f"{one.series.value.name} is shown {trend_words(one.trend, UNICODE)}." for one in rising]
    met = [one.value.name for one in report.gaps.ranked if one.verdict is GapVerdict.MET]
    if met:
        said.append(f"Clearly at {'its' if len(met) == 1 else 'their'} target: {wording.join_names(met)}.")
    return said


def _card(place: int, one: ValueTrend, report: TrendsReport) -> Card:
    series, tally = one.series, one.series.tally
    value, figures = series.value, wording.rate_or_why(tally, UNICODE)
    charts: list[Chart] = []
    if tally.rate is not None and tally.interval is not None:
        figures = f"{wording.as_fraction(tally)}, {figures}"
        charts = [
            interval_bar(
                f"rate-{place}", f"{value.name}: {figures}", tally.rate, tally.interval, target=value.target
            ),
            rate_line(
                f"weeks-{place}",
                f"{value.name} over {number_of(len(one.weeks), 'week')}",
                one.weeks,
                until=report.trends.scope.period.end,
                target=value.target,
            ),
        ]
    told = [trend_words(one.trend, UNICODE), describe_changes(value, series.reworded_on)]
    definition = wording.shorten_text(report.definitions.get(value.id, ""), UNICODE)
    return Card(
        value.name, definition, tuple(charts), figures, tuple(_sentence(words) for words in told if words)
    )


def _gap(one: Gap) -> str:
    told = "; ".join(
        filter(None, [gap_verdict(one, UNICODE), changed_target(one, format_long_date, UNICODE)])
    )
    return f", {wording.as_fraction_of_nights(one.tally)}: {told}."


def _practice_charts(practices: PracticesTrend, report: TrendsReport) -> list[Chart]:
    counts = practices.counts
    if counts.strict is None or counts.interval is None:
        return []
    return [
        interval_bar(
            "kept-chart", f"Practices kept: {counts.kept} of {counts.decided}", counts.strict, counts.interval
        ),
        rate_line(
            "kept-weeks",
            f"Practices kept over {number_of(len(practices.weeks), 'week')}",
            practices.weeks,
            until=report.trends.scope.period.end,
        ),
    ]


def _kept(practices: PracticesTrend) -> str:
    counts = practices.counts
    if counts.strict is None or counts.interval is None:
        return "No practice has been reported yet."
    share = format_rate(counts.strict, counts.interval.low, counts.interval.high, UNICODE)
    trend = trend_words(practices.trend, UNICODE, "practice")
    said = f"Kept in full {counts.kept} of {number_of(counts.decided, 'practice')}: {share}; {trend}."
    if counts.unreported:
        said += f" {counts.unreported} not reported."
    return f"{said} {counts.no_chance} without a chance, not counted." if counts.no_chance else said


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
