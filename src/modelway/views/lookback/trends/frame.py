"""What all looks at the weeks share: title, next step, and the screen for an empty period."""

from collections.abc import Iterable, Sequence, Sized
from datetime import date

from rich.cells import cell_len
from rich.text import Text

from modelway.domain.days.dates import MONTHS, format_date
from modelway.domain.days.periods import Period
from modelway.domain.figures.rates import Interval
from modelway.domain.figures.states import Tally
from modelway.domain.lookback.trends import Scope
from modelway.domain.loop.next_steps import Offer, decide_next_step
from modelway.domain.loop.values import Value
from modelway.views.screen.figures import format_percent, format_period
from modelway.views.screen.layout import GAP, heading, join_lines, next_step, paragraph, stack
from modelway.views.screen.theme import Glyphs, readable


def render_screen(
    title: str, scope: Scope, *blocks: Text, offers: Sequence[Offer], glyphs: Glyphs, width: int
) -> Text:
    """Render a screen: title and period, the blocks, and the first of `offers` that can be done now."""
    return stack(
        heading(title, format_period(_period_shown(scope), glyphs), glyphs=glyphs, width=width),
        *blocks,
        next_step(*decide_next_step(scope.state, *offers), glyphs=glyphs, width=width),
    )


def render_sentences(
    title: str, scope: Scope, sentences: Iterable[str], *, offers: Sequence[Offer], glyphs: Glyphs, width: int
) -> Text:
    """Render the same for a screen reader: whole sentences, without signs or columns."""
    spoken = _period_shown(scope).words.replace(" – ", " to ").replace("–", " to ")
    command, why = decide_next_step(scope.state, *offers)
    said = [f"{title}, {spoken}.", *sentences, f"{why} Next: {command}"]
    return stack(*(paragraph(one, glyphs=glyphs, width=width, indent=0) for one in said))


def explain_empty(scope: Scope, values: Sized, *, answered: bool) -> str:
    """Explain why there is nothing to look back on; empty when there is something.

    `answered` tells whether anything was answered in the period.
    """
    if not len(values):
        return "There is no value in use, so there is nothing to look back on."
    if scope.first_night is None:
        return "Your first night is still to come. After it, this fills night by night."
    if scope.written is None:
        return f"Nothing was written by then: your first night is {format_date(scope.first_night)}."
    if not answered:
        return "Nothing was written in these weeks. All that you wrote before is kept: --all shows it."
    return ""


def has_answers(tally: Tally) -> bool:
    """Return True if a value was answered at all, even by "no opportunity"."""
    return bool(tally.opportunities or tally.no_opportunity)


def pack_entries(entries: Iterable[Text], *, indent: int, width: int) -> Text:
    """Put short entries beside each other, on as many lines as they need; no entry is broken."""
    block: list[Text] = []
    for entry in entries:
        if block and cell_len(block[-1].plain) + GAP + cell_len(entry.plain) <= readable(width):
            block[-1].append(" " * GAP).append_text(entry)
        else:
            block.append(Text(" " * indent).append_text(entry))
    return join_lines(block)


def render_empty(
    title: str,
    scope: Scope,
    why: str,
    *,
    offers: Sequence[Offer] = (),
    plain: bool,
    glyphs: Glyphs,
    width: int,
) -> Text:
    """Render the screen of a period with nothing to look back on; `why` says so."""
    if plain:
        return render_sentences(title, scope, [why], offers=offers, glyphs=glyphs, width=width)
    return render_screen(
        title, scope, paragraph(why, glyphs=glyphs, width=width), offers=offers, glyphs=glyphs, width=width
    )


def describe_changes(value: Value, reworded_on: date | None) -> str:
    """Describe what changed about a value: a new wording, or that it is retired; empty for neither."""
    notes = []
    if reworded_on:
        notes.append(f"new wording since {format_long_date(reworded_on)}")
    if value.retired_on:
        notes.append(f"retired {format_long_date(value.retired_on)}")
    return ", ".join(notes)


def format_long_date(day: date) -> str:
    """A day within a sentence: "3 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def explain_no_rate(tally: Tally) -> str:
    """Explain why there is no rate: no opportunity, or no answer."""
    return "no opportunity" if tally.no_opportunity else "no answers"


def describe_interval(interval: Interval, glyphs: Glyphs) -> str:
    """An interval in words: "likely between 36 % and 92 %"."""
    return (
        f"likely between {format_percent(interval.low, glyphs)} and {format_percent(interval.high, glyphs)}"
    )


def interval_data(interval: Interval | None) -> dict[str, float | None]:
    """The two ends of an interval as JSON, null where there is none."""
    return {"low": interval.low if interval else None, "high": interval.high if interval else None}


def period_data(period: Period) -> dict[str, str]:
    """A period as JSON."""
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def _period_shown(scope: Scope) -> Period:
    """Return the period that is shown: from the first night on, or all of it where that lies outside."""
    return scope.written or scope.period
