"""A share as a bar: a track from 0 to 100 %, the interval drawn on it, and the point in it."""

from rich.cells import cell_len
from rich.text import Text

from modelway.domain.figures.rates import Interval
from modelway.views.screen.layout import GAP, wrap_behind
from modelway.views.screen.theme import Glyphs, margin, readable

BESIDE_FIGURES = 30
LONGEST = 40
NARROWEST = 11
WITH_ROOM_BESIDE = 72


def bar_cells(width: int) -> int:
    """How long the tracks of a screen are: with room for figures beside them, or else a line of their own."""
    if readable(width) >= WITH_ROOM_BESIDE:
        return BESIDE_FIGURES
    return min(LONGEST, readable(width) - bar_indent(width))


def bar_indent(width: int) -> int:
    """Where the tracks of a screen begin, under the name that they belong to."""
    return margin(width) + GAP


def bar_lines(bar: Text, figures: str, *, glyphs: Glyphs, width: int) -> list[Text]:
    """A track with its figures beside it, or below where they have no room there."""
    left = " " * bar_indent(width)
    if len(left) + cell_len(bar.plain) + GAP + cell_len(figures) <= readable(width):
        return [Text(left) + bar + Text(" " * GAP + figures)]
    return [Text(left) + bar, *wrap_behind(left, figures, width=width, glyphs=glyphs)]


def rate_bar(
    share: float | None,
    interval: Interval | None,
    *,
    cells: int,
    glyphs: Glyphs,
    target: float | None = None,
) -> Text:
    """The track of so many cells, at least eleven; without a share it is empty but for the target.

    The point stands over the ends of the interval, and they stand over the target.
    """
    cells = max(NARROWEST, cells)
    beside, upon = tuple(glyphs.track)
    signs: list[tuple[str, str]] = [(beside, "screen.rule")] * cells
    covered = range(0)
    if interval is not None:
        covered = range(_cell(interval.low, cells), _cell(interval.high, cells) + 1)
        for cell in covered:
            signs[cell] = (upon, "state.demonstrated")
    if target is not None:
        at = _cell(target, cells)
        signs[at] = (glyphs.track_target[at in covered], "screen.strong")
    if interval is not None:
        signs[covered[0]] = (glyphs.track_low, "state.demonstrated")
        signs[covered[-1]] = (glyphs.track_high, "state.demonstrated")
    if share is not None:
        signs[_cell(share, cells)] = (glyphs.track_point, "state.demonstrated")
    return Text.assemble(*signs)


def scale(cells: int, glyphs: Glyphs) -> str:
    """The ends of a track, to stand above it."""
    low, high = f"0{glyphs.percent}", f"100{glyphs.percent}"
    return low + " " * (max(NARROWEST, cells) - len(low) - len(high)) + high


def bar_key(glyphs: Glyphs, *, target: bool = False) -> str:
    """What the signs of a bar mean."""
    upon = glyphs.track[1]
    interval = f"{glyphs.track_low}{upon}{glyphs.track_point}{upon}{glyphs.track_high}"
    words = f"{interval}: the rate, and where it may well lie (95{glyphs.percent} interval)"
    return f"{words}; {glyphs.track_target[0]}: the target." if target else f"{words}."


def _cell(share: float, cells: int) -> int:
    """The cell that a share falls on, both ends of the track included."""
    return min(cells - 1, int(share * (cells - 1) + 0.5))
