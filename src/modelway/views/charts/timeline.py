"""Weeks side by side: which of them fit, and the months or years above their columns."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from rich.text import Text

from modelway.domain.days.dates import MONTHS
from modelway.domain.figures.weekly import WeeklyShare
from modelway.views.screen.text import pad
from modelway.views.screen.theme import readable

MOST_WEEKS_BY_MONTH = 60
DAYS = 7


def fit_weeks(weeks: Sequence[WeeklyShare], cells: int) -> tuple[list[WeeklyShare], int]:
    """The weeks put together, so many to a column, that they fit in the cells; and how many they are.

    The newest column is always whole, the oldest one may hold fewer weeks.
    """
    together = max(1, -(-len(weeks) // max(1, cells)))
    first = len(weeks) % together or together
    cuts = [0, *range(first, len(weeks) + 1, together)] if weeks else []
    columns = [weeks[cut:until] for cut, until in pairwise(cuts)]
    return [
        WeeklyShare(
            column[0].start, sum(one.numerator for one in column), sum(one.denominator for one in column)
        )
        for column in columns
    ], together


def ruler(starts: Sequence[date], *, until: date, width: int, left: int = 0, step: int = 1) -> Text:
    """The months above columns that begin on `starts`, or the years when they span more than sixty weeks.

    A label stands above the column that holds the first day of its month; above the first column always, and
    wherever there is room. `until` is the last day of the last column, `step` the cells of a column.
    """
    if not starts:
        return Text()
    by_year = (until - starts[0]).days > MOST_WEEKS_BY_MONTH * DAYS
    lasts = [date.fromordinal(start.toordinal() - 1) for start in starts[1:]] + [until]
    labels = [str(last.year) if by_year else MONTHS[last.month - 1][:3] for last in lasts]
    places = [place for place, label in enumerate(labels) if place == 0 or label != labels[place - 1]]
    line = ""
    for place, following in zip(places, [*places[1:], None], strict=True):
        begins = left + place * step
        # The first column gives way to the first day of a month close behind it.
        crowded = following is not None and (following - place) * step <= len(labels[place])
        fits = begins + len(labels[place]) <= readable(width) and not (crowded and place == 0)
        if fits and len(line) < begins + (not line):
            line = pad(line, begins) + labels[place]
    return Text(line, style="screen.label")
