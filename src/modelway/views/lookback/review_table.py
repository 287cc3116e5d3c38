"""The values of a period too long for a grid: counts, rate, verdict and change; for a month, its nights."""

from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from modelway.domain.lookback.review import Review, ValueReview
from modelway.views.charts.grid import GridRow, legend, strip
from modelway.views.lookback import wording
from modelway.views.screen.layout import GAP, join_lines, section, stack, wrap_behind
from modelway.views.screen.text import make_safe, pad, shorten
from modelway.views.screen.theme import Glyphs, margin, readable

LONGEST_STRIP = 31
MOST_FOR_A_NAME = 24
LEAST_FOR_A_NAME = 8


class _Row(NamedTuple):
    """One value: its name, its count, its rate, its verdict, and what changed."""

    name: str
    counts: str
    rate: str
    verdict: str
    change: str


def value_table(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """Each value in a line, and under it how it stands against the period before; no values, an empty block.

    Where a line has no room for all of it, the figures stand below the name. Up to a month the nights stand
    above, a sign a night, if a line holds them.
    """
    if not review.values:
        return join_lines([])
    rows = [_row(one, glyphs) for one in review.values]
    return stack(
        _nights(review, glyphs=glyphs, width=width),
        stack(
            section("Your values", _against(review, glyphs), glyphs=glyphs, width=width),
            *(_block(row, rows, glyphs=glyphs, width=width) for row in rows),
            gap=0,
        ),
    )


def _nights(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    if review.period.length > min(LONGEST_STRIP, readable(width) - margin(width)):
        return join_lines([])
    days = list(review.period.days())
    rows = [GridRow(one.value.name, tuple(one.states.get(day) for day in days)) for one in review.values]
    return stack(
        stack(
            section("Your nights", glyphs=glyphs, width=width),
            strip(rows, days, glyphs=glyphs, width=width),
            gap=0,
        ),
        legend(rows, glyphs=glyphs, width=width),
    )


def _against(review: Review, glyphs: Glyphs) -> str:
    """What the changes are against; empty where nothing can be compared."""
    compared = any(one.change for one in review.values)
    return f"against {wording.name_period_before(review, glyphs)}" if compared else ""


def _row(one: ValueReview, glyphs: Glyphs) -> _Row:
    count = wording.as_fraction(one.tally) if one.tally.opportunities else ""
    verdict = one.gap.verdict.words if one.tally.opportunities else ""
    change = wording.describe_change(one, glyphs)
    return _Row(
        make_safe(one.value.name, glyphs), count, wording.rate_or_why(one.tally, glyphs), verdict, change
    )


def _block(row: _Row, rows: list[_Row], *, glyphs: Glyphs, width: int) -> Text:
    left = " " * margin(width)
    count, figure, verdict = (
        max(cell_len(cells) for cells in column)
        for column in zip(*((one.counts, one.rate, one.verdict) for one in rows), strict=True)
    )
    room = readable(width) - len(left) - count - figure - verdict - 3 * GAP
    longest = min(MOST_FOR_A_NAME, max(cell_len(one.name) for one in rows))
    below = left + " " * GAP
    if room >= min(longest, LEAST_FOR_A_NAME):
        name = min(longest, room)
        line = Text(left).append(pad(shorten(row.name, name, glyphs), name), "screen.name")
        line.append(" " * (GAP + count - cell_len(row.counts)) + row.counts)
        line.append(" " * GAP + pad(row.rate, figure) + " " * GAP + row.verdict)
        block = [line]
    else:
        figures = ", ".join(part for part in (row.counts, row.rate) if part)
        told = f"{figures}: {row.verdict}" if row.verdict else figures
        name_line = Text(row.name, style="screen.name")
        block = [
            *wrap_behind(left, name_line, width=width, glyphs=glyphs),
            *wrap_behind(below, told, width=width, glyphs=glyphs),
        ]
    if row.change:
        block += wrap_behind(below, row.change, width=width, glyphs=glyphs, style="screen.note")
    return join_lines(block)
