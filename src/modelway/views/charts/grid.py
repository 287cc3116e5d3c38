"""Nights at a glance, one sign a night: a strip of the last nights, and a week with its figures."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from modelway.domain.days.dates import MONTHS, WEEKDAYS
from modelway.domain.loop.nights import State
from modelway.views.screen.layout import GAP, join_lines, wrap_behind
from modelway.views.screen.text import make_safe, pad, shorten
from modelway.views.screen.theme import Glyphs, margin, readable, state_style

MOST_FOR_A_NAME = 24
ENOUGH_FOR_A_NAME = 16
LEAST_FOR_A_NAME = 8
MONDAY = 0


class GridRow(NamedTuple):
    """One value: its name, its state on each day (None: not ended yet), its count and its rate.

    `note` is the count, "5 of 7"; `figure` the rate with its interval, "71 % (36–92 %)", or why there is
    none. Either may be empty; a strip shows the note alone.
    """

    name: str
    states: tuple[State | None, ...]
    note: str = ""
    figure: str = ""


class _Frame(NamedTuple):
    """The columns of a line, in cells from the left.

    Without cells for the name it stands in a line above the days; without a place for the figures they stand
    in a line below.
    """

    left: int
    name: int
    days: tuple[int, ...]
    figures: int | None


def strip(rows: Sequence[GridRow], days: Sequence[date], *, glyphs: Glyphs, width: int) -> Text:
    """The last nights, a line per value and a sign a night, under the dates of Mondays and weekday letters.

    `days` is in order, no more than a line holds, and as long as each row's states (ValueError otherwise).
    Weeks stand apart where there is room. No rows or no days give an empty block.
    """
    if not rows or not days:
        return join_lines([])
    tails = [[_on_one_line(row.note, glyphs)] for row in rows]
    frame = _frame(rows, days, spacings=((2, 1), (1, 1), (1, 0)), tails=tails, glyphs=glyphs, width=width)
    letters = [WEEKDAYS[day.weekday()][0] for day in days]
    ruler = [_dates_of_mondays(days, frame, width), _ruler(letters, frame)]
    return join_lines([*ruler, *_rows(rows, tails, frame, glyphs, width)])


def week_grid(rows: Sequence[GridRow], days: Sequence[date], *, glyphs: Glyphs, width: int) -> Text:
    """A week, a line per value: its days under weekday names and day numbers, then its count and its rate.

    Where the figures have no room beside the days, they stand below them. `days` is in order, at most seven,
    and as long as each row's states (ValueError otherwise). No rows or no days give an empty block.
    """
    if not rows or not days:
        return join_lines([])
    tails = [[_on_one_line(part, glyphs) for part in (row.note, row.figure)] for row in rows]
    frame = _frame(rows, days, spacings=((4, 0), (3, 0)), tails=tails, glyphs=glyphs, width=width)
    names = [WEEKDAYS[day.weekday()][:2] for day in days]
    ruler = [_ruler(names, frame), _ruler([str(day.day) for day in days], frame)]
    return join_lines([*ruler, *_rows(rows, tails, frame, glyphs, width)])


def legend(rows: Iterable[GridRow], *, glyphs: Glyphs, width: int) -> Text:
    """What the signs mean, only of those that the rows show; empty when they show none."""
    used = {state for row in rows for state in row.states}
    left = " " * margin(width)
    block: list[Text] = []
    for state in (state for state in State if state in used):
        sign = "(blank)" if state is State.REST else glyphs.state(state)
        meaning = f" {state.value.replace('_', ' ')}"
        entry = Text.assemble((sign, state_style(state)), (meaning, "screen.note"))
        if block and cell_len(block[-1].plain) + GAP + cell_len(entry.plain) <= readable(width):
            block[-1].append(" " * GAP).append_text(entry)
        else:
            block.append(Text(left).append_text(entry))
    return join_lines(block)


def _frame(
    rows: Sequence[GridRow],
    days: Sequence[date],
    *,
    spacings: Sequence[tuple[int, int]],
    tails: Sequence[Sequence[str]],
    glyphs: Glyphs,
    width: int,
) -> _Frame:
    """Return the widest frame that fits; a spacing is the step from day to day and to a new week.

    First the days draw closer, then names are shortened, then the figures move below, then the names above.
    """
    left = margin(width)
    longest = min(MOST_FOR_A_NAME, max(cell_len(make_safe(row.name, glyphs)) for row in rows))
    tail_cells = sum(GAP + cells for cells in _tail_cells(tails) if cells)
    whole = readable(width) - left - GAP
    for beside in (True, False):
        for wished in (ENOUGH_FOR_A_NAME, LEAST_FOR_A_NAME):
            for step, between_weeks in spacings:
                places, days_cells = _places(days, step, between_weeks)
                room = whole - (days_cells + tail_cells if beside else max(days_cells, tail_cells - GAP))
                if room >= min(longest, wished):
                    name = min(room, longest)
                    first = left + name + GAP
                    figures = first + days_cells + GAP if beside else None
                    return _Frame(left, name, tuple(first + place for place in places), figures)
    places, _ = _places(days, *spacings[-1])
    return _Frame(left, 0, tuple(left + place for place in places), figures=None)


def _places(days: Sequence[date], step: int, between_weeks: int) -> tuple[list[int], int]:
    """The cell of each day, the first one's being 0, and the cells of all; a two-letter name needs two."""
    places = [0]
    for day in days[1:]:
        places.append(places[-1] + step + (between_weeks if day.weekday() == MONDAY else 0))
    return places, places[-1] + min(step, 2)


def _on_one_line(text: str, glyphs: Glyphs) -> str:
    return make_safe(text.replace("\n", " "), glyphs)


def _tail_cells(tails: Sequence[Sequence[str]]) -> list[int]:
    return [max(cell_len(tail) for tail in column) for column in zip(*tails, strict=True)]


def _ruler(labels: Sequence[str], frame: _Frame) -> Text:
    """The labels, each from the cell of its day on."""
    ruler = ""
    for label, place in zip(labels, frame.days, strict=True):
        ruler = pad(ruler, place) + label
    return Text(ruler, style="screen.label")


def _dates_of_mondays(days: Sequence[date], frame: _Frame, width: int) -> Text:
    """The date of every Monday above its column, and of the first day where that leaves room."""
    mondays = [place for place, day in enumerate(days) if day.weekday() == MONDAY]
    ruler = ""
    for place in sorted({0, *mondays}):
        label = f"{days[place].day} {MONTHS[days[place].month - 1][:3]}"
        following = [frame.days[monday] - 1 for monday in mondays if monday > place]
        if frame.days[place] + len(label) <= min([readable(width), *following]):
            ruler = pad(ruler, frame.days[place]) + label
    return Text(ruler, style="screen.label")


def _rows(
    rows: Sequence[GridRow], tails: Sequence[Sequence[str]], frame: _Frame, glyphs: Glyphs, width: int
) -> list[Text]:
    """The lines of every value: its name and its signs, the figures beside them or below."""
    cells = _tail_cells(tails)
    block: list[Text] = []
    for row, tail in zip(rows, tails, strict=True):
        line = Text(" " * frame.left)
        if frame.name:
            line.append(shorten(row.name, frame.name, glyphs))
        else:
            block.append(line + Text(shorten(row.name, readable(width) - frame.left, glyphs)))
            line = Text()
        for state, place in zip(row.states, frame.days, strict=True):
            line.append(" " * (place - cell_len(line.plain)))
            line.append(glyphs.state(state), style=state_style(state))
        if frame.figures is None:
            block.append(line)
            block += _figures_below(tail, frame, glyphs, width)
        else:
            block.append(
                line.append(" " * (frame.figures - cell_len(line.plain)) + _figures_beside(tail, cells))
            )
    return block


def _figures_beside(tail: Sequence[str], cells: Sequence[int]) -> str:
    """The count, aligned at its right, and what follows it."""
    count, *others = tail
    aligned = [" " * (cells[0] - cell_len(count)) + count]
    aligned += [pad(part, room) for part, room in zip(others, cells[1:], strict=True)]
    return (" " * GAP).join(aligned)


def _figures_below(tail: Sequence[str], frame: _Frame, glyphs: Glyphs, width: int) -> list[Text]:
    """The figures in lines of their own, under the days; no line when there are none."""
    if not any(tail):
        return []
    figures = (" " * GAP).join(part for part in tail if part)
    return wrap_behind(" " * frame.days[0], figures, width=width, glyphs=glyphs, style="screen.note")
