"""A line through time in one row: a sign a week, as high as its rate."""

from collections.abc import Iterable

from rich.text import Text

from modelway.domain.figures.weekly import WeeklyShare
from modelway.views.screen.theme import Glyphs


def sparkline(weeks: Iterable[WeeklyShare], glyphs: Glyphs) -> Text:
    """A sign for each week; one on too few answers is a mere dot at its height, one without any is blank."""
    line = Text()
    for week in weeks:
        if week.rate is None:
            line.append(" ")
        else:
            style = "state.unanswered" if week.is_thin else "state.demonstrated"
            line.append(glyphs.level(week.rate, thin=week.is_thin), style=style)
    return line


def sparkline_key(weeks: Iterable[WeeklyShare], glyphs: Glyphs, *, noun: str, together: int = 1) -> str:
    """What the signs of a line mean, only of those it shows; `noun` is what a rate is counted of."""
    shown = list(weeks)
    span = "week" if together == 1 else f"{together} weeks"
    key = [f"{glyphs.levels[0]} to {glyphs.levels[-1]}: the rate of a {span}, from 0 to 100{glyphs.percent}"]
    if together > 1:
        key = [f"One sign: {span}, {glyphs.levels[0]} to {glyphs.levels[-1]} for 0 to 100{glyphs.percent}"]
    if any(week.is_thin for week in shown):
        few = glyphs.thin_levels[0] + " to " + glyphs.thin_levels[-1]
        key.append(f"{few}: the same from one or two {noun} alone")
    if any(not week.denominator for week in shown):
        key.append("blank: none")
    return "; ".join(key) + "."
