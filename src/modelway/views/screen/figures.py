"""How figures are written: in whole points, with their interval and their n."""

from modelway.domain.days.periods import Period
from modelway.domain.figures.rates import percent as whole_points
from modelway.views.screen.theme import Glyphs


def format_percent(share: float, glyphs: Glyphs) -> str:
    """A share as "71 %"; below zero with a minus sign."""
    return f"{_signed(whole_points(share), glyphs)}{glyphs.percent}"


def format_interval(low: float, high: float, glyphs: Glyphs) -> str:
    """Two shares as "36–92 %"; with a bound below zero as "−19 to 62 %"."""
    first, last = _signed(whole_points(low), glyphs), _signed(whole_points(high), glyphs)
    between = " to " if min(low, high) < 0 else glyphs.range_dash
    return f"{first}{between}{last}{glyphs.percent}"


def format_rate(share: float, low: float, high: float, glyphs: Glyphs) -> str:
    """A rate with its interval as "71 % (36–92 %)"; its n ("5 of 7") stands beside it."""
    return f"{format_percent(share, glyphs)} ({format_interval(low, high, glyphs)})"


def number_of(number: int, one: str, many: str | None = None) -> str:
    """A number and its noun: "1 night", "3,650 nights"; the plural takes an s unless `many` is given."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def format_period(period: Period, glyphs: Glyphs) -> str:
    """The period as a screen says it: "16–22 November 2026"."""
    return period.words.replace("–", glyphs.range_dash)


def _signed(number: int, glyphs: Glyphs) -> str:
    return f"{glyphs.minus}{-number}" if number < 0 else str(number)
