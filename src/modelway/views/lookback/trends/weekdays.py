"""The screen of `modelway trends weekdays`: what stands out on a day of the week, or that nothing does."""

from rich.text import Text

from modelway.domain.days.dates import WEEKDAYS
from modelway.domain.figures.rates import Share, find_rate_interval
from modelway.domain.figures.weekdays import FEWEST_NIGHTS, WeekdayComparison
from modelway.domain.lookback.patterns import WeekdayPatterns
from modelway.domain.loop.next_steps import look_at
from modelway.views.charts.bars import bar_cells, bar_key, bar_lines, rate_bar
from modelway.views.lookback.trends.frame import (
    describe_changes,
    explain_empty,
    has_answers,
    period_data,
    render_empty,
    render_screen,
    render_sentences,
)
from modelway.views.screen.figures import format_rate, number_of
from modelway.views.screen.layout import join_lines, note, paragraph, stack, wrap_behind
from modelway.views.screen.theme import Glyphs, margin

TITLE = "Weekdays"
OFFERS = (look_at("modelway trends lift", "Does a practice go with better days?"),)
OTHERS = "other days"


def weekdays_screen(patterns: WeekdayPatterns, *, plain: bool = False, glyphs: Glyphs, width: int) -> Text:
    """The weekdays that stand out with both rates, or that none does; with `plain` in sentences."""
    answered = any(has_answers(one.tally) for one in patterns.series)
    empty = explain_empty(patterns.scope, patterns.series, answered=answered)
    if empty:
        return render_empty(TITLE, patterns.scope, empty, plain=plain, glyphs=glyphs, width=width)
    if plain:
        said = [_sentence(patterns, one, glyphs) for one in patterns.clear]
        said += [_what_was_compared(patterns), _wordings(patterns)]
        return render_sentences(
            TITLE, patterns.scope, filter(None, said), offers=OFFERS, glyphs=glyphs, width=width
        )
    key = bar_key(glyphs) if patterns.clear else ""
    return render_screen(
        TITLE,
        patterns.scope,
        *(_block(patterns, one, glyphs, width) for one in patterns.clear),
        stack(
            paragraph(_what_was_compared(patterns), glyphs=glyphs, width=width),
            note(_wordings(patterns), glyphs=glyphs, width=width),
            note(key, glyphs=glyphs, width=width),
            gap=0,
        ),
        offers=OFFERS,
        glyphs=glyphs,
        width=width,
    )


def weekdays_data(patterns: WeekdayPatterns) -> dict[str, object]:
    """Every comparison as data for `modelway.weekdays/1`."""
    return {
        "period": period_data(patterns.scope.period),
        "opportunities": patterns.opportunities,
        "comparisons": [
            {
                "value": patterns.value_of(one).slug,
                "weekday": WEEKDAYS[one.weekday].lower(),
                "demonstrated": one.demonstrated,
                "opportunities": one.opportunities,
                "other_demonstrated": one.other_demonstrated,
                "other_opportunities": one.other_opportunities,
                "p": one.p,
                "adjusted_p": one.adjusted_p,
                "stands_out": one.stands_out,
            }
            for one in patterns.comparisons
        ],
    }


def _block(patterns: WeekdayPatterns, one: WeekdayComparison, glyphs: Glyphs, width: int) -> Text:
    title = f"{patterns.value_of(one).name}: {WEEKDAYS[one.weekday]}s stand out"
    block = wrap_behind(" " * margin(width), Text(title, style="screen.name"), width=width, glyphs=glyphs)
    for label, shown, n in (
        (f"{WEEKDAYS[one.weekday]}s", one.demonstrated, one.opportunities),
        (OTHERS, one.other_demonstrated, one.other_opportunities),
    ):
        bar = rate_bar(shown / n, find_rate_interval(Share(shown, n)), cells=bar_cells(width), glyphs=glyphs)
        block += bar_lines(bar, f"{label}: {_rate(shown, n, glyphs)}", glyphs=glyphs, width=width)
    return join_lines(block)


def _rate(shown: int, n: int, glyphs: Glyphs) -> str:
    interval = find_rate_interval(Share(shown, n))
    return (
        f"{format_rate(shown / n, interval.low, interval.high, glyphs)}, {shown} of {n}" if interval else ""
    )


def _sentence(patterns: WeekdayPatterns, one: WeekdayComparison, glyphs: Glyphs) -> str:
    return (
        f"{patterns.value_of(one).name} stands out on {WEEKDAYS[one.weekday]}s: "
        f"{_rate(one.demonstrated, one.opportunities, glyphs)}; on other days "
        f"{_rate(one.other_demonstrated, one.other_opportunities, glyphs)}."
    )


def _what_was_compared(patterns: WeekdayPatterns) -> str:
    """Say how much was compared, and that nothing stands out where that is so."""
    answers = number_of(patterns.opportunities, "answer")
    pairs = number_of(len(patterns.comparisons), "pair")
    if not patterns.comparisons:
        return (
            f"Too few nights to compare weekdays: it takes {FEWEST_NIGHTS} opportunities of a value on one "
            f"weekday, and so far there are {answers} in all. Give it some weeks."
        )
    compared = f"{pairs} of a value and a weekday compared, from {answers}"
    if not patterns.clear:
        return (
            f"No weekday stands out: {compared}. As far as one can tell, every day is as good as the others."
        )
    return f"{compared}; what is left unsaid is within chance (Fisher's test, Holm's adjustment)."


def _wordings(patterns: WeekdayPatterns) -> str:
    said = [
        f"{one.value.name}: {words}"
        for one in patterns.series
        if (words := describe_changes(one.value, one.reworded_on))
    ]
    return f"{'; '.join(said)}." if said else ""
