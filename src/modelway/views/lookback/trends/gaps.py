"""The screen of `modelway trends gaps`: how far each value is from its target."""

from rich.text import Text

from modelway.domain.figures.gaps import Gap
from modelway.domain.figures.rates import percent as whole_points
from modelway.domain.figures.targets import GapVerdict
from modelway.domain.lookback.gaps import Gaps
from modelway.domain.loop.next_steps import Offer, look_at, plan_practice
from modelway.views.charts.bars import bar_cells, bar_indent, bar_key, bar_lines, rate_bar, scale
from modelway.views.lookback.dependence import explain_dependence
from modelway.views.lookback.targets import changed_target, targets_data
from modelway.views.lookback.trends.frame import (
    describe_changes,
    describe_interval,
    explain_empty,
    explain_no_rate,
    format_long_date,
    has_answers,
    interval_data,
    period_data,
    render_empty,
    render_screen,
    render_sentences,
)
from modelway.views.screen.figures import format_percent, format_rate, number_of
from modelway.views.screen.layout import GAP, join_lines, note, stack, wrap_behind
from modelway.views.screen.theme import Glyphs, margin

TITLE = "Gaps"


def gaps_screen(gaps: Gaps, *, plain: bool = False, glyphs: Glyphs, width: int) -> Text:
    """Each value in use with its bar, its rate and its verdict, the one to look at first in front.

    With `plain` the same in sentences.
    """
    answered = any(has_answers(one.tally) for one in gaps.ranked)
    empty = explain_empty(gaps.scope, gaps.ranked, answered=answered)
    if empty:
        return render_empty(TITLE, gaps.scope, empty, plain=plain, glyphs=glyphs, width=width)
    if plain:
        said = [_sentence(place, one, gaps, glyphs) for place, one in enumerate(gaps.ranked, start=1)]
        said += filter(None, [_dependence(gaps)])
        return render_sentences(TITLE, gaps.scope, said, offers=_offers(gaps), glyphs=glyphs, width=width)
    left, cells = " " * bar_indent(width), bar_cells(width)
    return render_screen(
        TITLE,
        gaps.scope,
        stack(
            join_lines([Text(left + scale(cells, glyphs), style="screen.label")]),
            _block(1, gaps.ranked[0], gaps, glyphs, width),
            gap=0,
        ),
        *(_block(place, one, gaps, glyphs, width) for place, one in enumerate(gaps.ranked[1:], start=2)),
        note(bar_key(glyphs, target=True), glyphs=glyphs, width=width),
        note(_dependence(gaps), glyphs=glyphs, width=width),
        offers=_offers(gaps),
        glyphs=glyphs,
        width=width,
    )


def _dependence(gaps: Gaps) -> str:
    return explain_dependence(one.tally for one in gaps.ranked)


def gaps_data(gaps: Gaps) -> dict[str, object]:
    """The gaps as data for `modelway.gaps/2`, in their order of rank."""
    return {
        "period": period_data(gaps.scope.period),
        "values": [
            {
                "value": one.value.slug,
                "since": since.isoformat() if (since := gaps.reworded.get(one.value.id)) else None,
                "target": one.target,
                "importance": one.importance,
                "demonstrated": one.tally.demonstrated,
                "opportunities": one.tally.opportunities,
                "rate": one.tally.rate,
                **interval_data(one.tally.interval),
                "gap": one.gap,
                "priority": one.priority,
                "verdict": one.verdict.value,
                "nights_needed": one.judged.nights_needed,
                "targets": targets_data(one),
            }
            for one in gaps.ranked
        ],
    }


def _offers(gaps: Gaps) -> tuple[Offer, ...]:
    first = gaps.ranked[0]
    if first.gap:
        return (plan_practice(first.value, "Choose one thing to do differently."),)
    return (look_at("modelway review", "See how the week adds up."),)


def _block(place: int, one: Gap, gaps: Gaps, glyphs: Glyphs, width: int) -> Text:
    """The value's place and name, its bar with its rate, and the verdict."""
    start = " " * margin(width)
    below, cells = start + " " * GAP, bar_cells(width)
    bar = rate_bar(one.tally.rate, one.tally.interval, cells=cells, glyphs=glyphs, target=one.target)
    figures = _figures(one, glyphs)
    name = Text.assemble((f"{place} ", "screen.label"))
    block = wrap_behind(
        Text(start) + name, Text(one.value.name, style="screen.name"), width=width, glyphs=glyphs
    )
    block += bar_lines(bar, figures, glyphs=glyphs, width=width)
    told = "; ".join(filter(None, [gap_verdict(one, glyphs), _remark(one, gaps, glyphs)]))
    return join_lines([*block, *wrap_behind(below, told, width=width, glyphs=glyphs, style="screen.note")])


def _remark(one: Gap, gaps: Gaps, glyphs: Glyphs) -> str:
    """What has to be known beside the figures: a new wording, or a new target."""
    remarks = (
        describe_changes(one.value, gaps.reworded.get(one.value.id)),
        changed_target(one, format_long_date, glyphs),
    )
    return "; ".join(filter(None, remarks))


def _figures(one: Gap, glyphs: Glyphs) -> str:
    tally, interval = one.tally, one.tally.interval
    if tally.rate is None or interval is None:
        return explain_no_rate(tally)
    shown = format_rate(tally.rate, interval.low, interval.high, glyphs)
    return f"{shown}, {tally.demonstrated} of {tally.opportunities}"


def gap_verdict(one: Gap, glyphs: Glyphs) -> str:
    """Return whether the target is met, with the distance to it and the weight of the value."""
    target = f"target {format_percent(one.target, glyphs)}, importance {one.importance}"
    verdict = one.verdict_words
    if one.gap is None or one.verdict is GapVerdict.MET:
        return f"{verdict}: {target}"
    if one.gap:
        return f"{verdict}: {number_of(whole_points(one.gap), 'point')} below {target}"
    return f"{verdict}, at or above so far: {target}"


def _sentence(place: int, one: Gap, gaps: Gaps, glyphs: Glyphs) -> str:
    tally, interval = one.tally, one.tally.interval
    remark = _remark(one, gaps, glyphs)
    name = f"{place}. {one.value.name}" + (f" ({remark})" if remark else "")
    verdict = gap_verdict(one, glyphs)
    if tally.rate is None or interval is None:
        return f"{name}: {explain_no_rate(tally)}; {verdict}."
    return (
        f"{name}: {tally.demonstrated} of "
        f"{number_of(tally.opportunities, 'opportunity', 'opportunities')}, "
        f"{format_percent(tally.rate, glyphs)}, {describe_interval(interval, glyphs)}; {verdict}."
    )
