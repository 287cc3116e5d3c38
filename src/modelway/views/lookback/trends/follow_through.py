"""The screen of `modelway trends follow-through`: practices planned, and what became of them."""

from rich.text import Text

from modelway.domain.figures.follow_through import FollowThrough
from modelway.domain.lookback.practices import DuePractices
from modelway.domain.loop.next_steps import look_at, plan_practice
from modelway.domain.loop.practices import PracticeOutcome
from modelway.views.charts.bars import bar_cells, bar_key, bar_lines, rate_bar
from modelway.views.lookback.trends.frame import (
    describe_changes,
    describe_interval,
    explain_empty,
    pack_entries,
    period_data,
    render_empty,
    render_screen,
    render_sentences,
)
from modelway.views.lookback.trends.overview import follow_through_data
from modelway.views.screen.figures import format_interval, format_percent, format_rate, number_of
from modelway.views.screen.layout import GAP, join_lines, note, stack, wrap_behind
from modelway.views.screen.theme import Glyphs, margin, practice_style

TITLE = "Words and actions"
ALL = "All values"
OFFERS = (look_at("modelway trends lift", "Do days with a practice go better?"),)
NO_PRACTICE = (
    "No practice was due in these weeks. A practice is planned in the evening, or with the command below."
)
FIRST_PRACTICE = (plan_practice(why="One small practice is enough."),)


def practices_screen(practices: DuePractices, *, plain: bool = False, glyphs: Glyphs, width: int) -> Text:
    """What became of the practices, all together and for each value; with `plain` in sentences."""
    empty = explain_empty(practices.scope, practices.values, answered=True)
    if not empty and not practices.overall.due:
        empty = NO_PRACTICE
    if empty:
        offers = FIRST_PRACTICE if empty == NO_PRACTICE else ()
        return render_empty(
            TITLE, practices.scope, empty, offers=offers, plain=plain, glyphs=glyphs, width=width
        )
    named = [(ALL, "", practices.overall)]
    named += [(one.value.name, describe_changes(one.value, None), one.counts) for one in practices.values]
    if plain:
        said = [_sentence(*one, glyphs) for one in named]
        return render_sentences(TITLE, practices.scope, said, offers=OFFERS, glyphs=glyphs, width=width)
    return render_screen(
        TITLE,
        practices.scope,
        *(_block(*one, glyphs, width) for one in named),
        note(
            f"Kept in full, of those that had a chance and were reported. {bar_key(glyphs)}",
            glyphs=glyphs,
            width=width,
        ),
        offers=OFFERS,
        glyphs=glyphs,
        width=width,
    )


def practices_data(practices: DuePractices) -> dict[str, object]:
    """Follow-through as data for `modelway.follow-through/2`."""
    return {
        "period": period_data(practices.scope.period),
        "overall": _data(practices.overall),
        "values": [{"value": one.value.slug, **_data(one.counts)} for one in practices.values],
    }


def _data(counts: FollowThrough) -> dict[str, object]:
    return {"practices": counts.due, **follow_through_data(counts)}


def _block(name: str, remark: str, counts: FollowThrough, glyphs: Glyphs, width: int) -> Text:
    left = " " * margin(width)
    below = left + " " * GAP
    title = f"{name} ({remark})" if remark else name
    block = wrap_behind(left, Text(title, style="screen.name"), width=width, glyphs=glyphs)
    if not counts.due:
        return join_lines(
            [*block, *wrap_behind(below, "no practice", width=width, glyphs=glyphs, style="screen.note")]
        )
    cells = bar_cells(width)
    figures = _figures(counts, glyphs)
    if counts.decided:
        bar = rate_bar(counts.strict, counts.interval, cells=cells, glyphs=glyphs)
        block += bar_lines(bar, figures, glyphs=glyphs, width=width)
    credit = wrap_behind(below, _credit(counts, glyphs), width=width, glyphs=glyphs, style="screen.note")
    outcomes = pack_entries(_outcomes(counts, glyphs), indent=len(below), width=width)
    return stack(join_lines(block), outcomes, join_lines(credit), gap=0)


def _figures(counts: FollowThrough, glyphs: Glyphs) -> str:
    if counts.strict is None or counts.interval is None:
        return "none decided yet"
    shown = format_rate(counts.strict, counts.interval.low, counts.interval.high, glyphs)
    return f"{shown}, {counts.kept} of {counts.decided}"


def _outcomes(counts: FollowThrough, glyphs: Glyphs) -> list[Text]:
    """The number of practices, and every outcome that occurred with its sign and its number."""
    parts: list[tuple[PracticeOutcome | None, str, int]] = [
        (PracticeOutcome.KEPT, "kept", counts.kept),
        (PracticeOutcome.PARTLY, "partly", counts.partly),
        (PracticeOutcome.NOT_KEPT, "not kept", counts.not_kept),
        (PracticeOutcome.NO_CHANCE, "no chance", counts.no_chance),
        (None, "not reported", counts.unreported),
    ]
    return [
        Text(f"{number_of(counts.due, 'practice')}:"),
        *(
            Text.assemble((glyphs.practice(outcome), practice_style(outcome)), f" {number} {words}")
            for outcome, words, number in parts
            if number
        ),
    ]


def _credit(counts: FollowThrough, glyphs: Glyphs) -> str:
    """The rate with half a point for those partly kept, and its bounds where some were not reported."""
    if counts.credited is None or counts.credited_bounds is None:
        return "too few reported to tell"
    words = f"with half credit for partly: {format_percent(counts.credited, glyphs)}"
    if not counts.unreported:
        return words
    bounds = format_interval(counts.credited_bounds.low, counts.credited_bounds.high, glyphs)
    return f"{words}, {bounds} whatever became of those not reported"


def _sentence(name: str, remark: str, counts: FollowThrough, glyphs: Glyphs) -> str:
    title = f"{name} ({remark})" if remark else name
    if not counts.due:
        return f"{title}: no practice."
    said = (
        f"{title}: {number_of(counts.due, 'practice')}; {counts.kept} kept, {counts.partly} partly, "
        f"{counts.not_kept} not kept, {counts.no_chance} without a chance, {counts.unreported} not reported."
    )
    if counts.strict is None or counts.interval is None:
        return said
    return (
        f"{said} Kept in full: {counts.kept} of {counts.decided}, {format_percent(counts.strict, glyphs)}, "
        f"{describe_interval(counts.interval, glyphs)}; {_credit(counts, glyphs)}."
    )
