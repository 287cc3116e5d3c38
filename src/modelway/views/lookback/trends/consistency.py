"""The screen of `modelway trends consistency`: how steadily the journal is kept, and never a reproach."""

from rich.text import Text

from modelway.domain.lookback.patterns import Steadiness
from modelway.domain.loop.next_steps import look_at, write_tonight
from modelway.views.charts.sparkline import sparkline, sparkline_key
from modelway.views.charts.timeline import fit_weeks, ruler
from modelway.views.lookback.trends.frame import (
    explain_empty,
    period_data,
    render_empty,
    render_screen,
    render_sentences,
)
from modelway.views.screen.figures import format_percent, number_of
from modelway.views.screen.layout import fields, join_lines, note, paragraph, stack
from modelway.views.screen.theme import Glyphs, margin, readable

TITLE = "Consistency"
VALUES = look_at("modelway trends", "Tonight is in here; well done. See how your values go.")
FORGIVES = (
    "The score is 0 to 1 and forgives: one missed night barely moves it, rest leaves it as it is. "
    "The streak goes on after one missed night and ends after two in a row. Filling in a night mends both."
)
MOST_IN_A_SENTENCE = 12
WELCOME = "The streak begins anew whenever you do."


def consistency_screen(steady: Steadiness, *, plain: bool = False, glyphs: Glyphs, width: int) -> Text:
    """The forgiving score and streak, the coverage, and the nights journaled week by week."""
    # A journal can be kept steadily without a value in use, and without a night in these weeks.
    empty = explain_empty(steady.scope, TITLE, answered=True)
    if empty:
        return render_empty(TITLE, steady.scope, empty, plain=plain, glyphs=glyphs, width=width)
    told = _figures(steady, glyphs)
    if plain:
        newest = steady.weeks[-MOST_IN_A_SENTENCE:]
        weekly = ", ".join(f"{week.numerator} of {week.denominator}" for week in newest)
        said = [" ".join(f"{label}: {words}." for label, words in told)]
        said += [f"Nights journaled in the newest weeks, the oldest first: {weekly}.", FORGIVES]
        said += [WELCOME] if _is_away(steady) else []
        return render_sentences(
            TITLE, steady.scope, said, offers=(write_tonight(), VALUES), glyphs=glyphs, width=width
        )
    left, period = margin(width), steady.scope.period
    weeks, together = fit_weeks(steady.weeks, readable(width) - left)
    key = sparkline_key(weeks, glyphs, noun="nights", together=together)
    return render_screen(
        TITLE,
        steady.scope,
        fields(told, glyphs=glyphs, width=width),
        join_lines(
            [
                ruler([week.start for week in weeks], until=period.end, width=width, left=left),
                Text(" " * left) + sparkline(weeks, glyphs),
            ]
        ),
        stack(
            note(f"Nights journaled, of those asked for. {key}", glyphs=glyphs, width=width),
            note(FORGIVES, glyphs=glyphs, width=width),
            gap=0,
        ),
        _welcome(steady, glyphs, width),
        offers=(write_tonight(), VALUES),
        glyphs=glyphs,
        width=width,
    )


def consistency_data(steady: Steadiness) -> dict[str, object]:
    """Data for `modelway.consistency/1`; score and streak are null before the first night."""
    coverage, found = steady.coverage, steady.consistency
    return {
        "period": period_data(steady.scope.period),
        "score": found.score if found else None,
        "streak": found.streak if found else None,
        "coverage": {
            "journaled": coverage.journaled,
            "nights": coverage.nights,
            "rest": coverage.rest,
            "rate": coverage.rate,
        },
        "weeks": [
            {
                "start": week.start.isoformat(),
                "journaled": week.numerator,
                "nights": week.denominator,
                "rate": week.rate,
            }
            for week in steady.weeks
        ],
    }


def _figures(steady: Steadiness, glyphs: Glyphs) -> list[tuple[str, str]]:
    coverage, found = steady.coverage, steady.consistency
    asked_for = coverage.nights - coverage.rest
    covered = f"{coverage.journaled} of {number_of(asked_for, 'night')} asked for"
    if coverage.rate is not None:
        covered += f", {format_percent(coverage.rate, glyphs)}"
    if coverage.rest:
        covered += f"; {number_of(coverage.rest, 'night')} of rest"
    told = [("Coverage", covered)]
    if found:
        told = [("Score", f"{found.score:.2f}"), ("Streak", number_of(found.streak, "night")), *told]
    return told


def _welcome(steady: Steadiness, glyphs: Glyphs, width: int) -> Text:
    return paragraph(WELCOME if _is_away(steady) else "", glyphs=glyphs, width=width)


def _is_away(steady: Steadiness) -> bool:
    return steady.consistency is not None and steady.consistency.streak == 0
