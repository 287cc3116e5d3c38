"""The months or years along a chart."""

from collections.abc import Sequence
from datetime import date

from modelway.domain.days.dates import MONTHS
from modelway.views.html.drawing import Mark, label

ROOM_FOR_A_MONTH, ROOM_FOR_A_YEAR = 28, 38


def ruler(
    lasts: Sequence[date], *, left: float, step: float, y: float, right: float, by_year: bool = False
) -> list[Mark]:
    """A label at the column that holds the first day of its month (or year), wherever there is room.

    `lasts` are the last days of the columns, which stand `step` apart from `left` on; no label begins later
    than `right`. The first column has one too, unless the first day of a month is close behind it.
    """
    names = [str(last.year) if by_year else MONTHS[last.month - 1][:3] for last in lasts]
    room = ROOM_FOR_A_YEAR if by_year else ROOM_FOR_A_MONTH
    places = [place for place, name in enumerate(names) if place == 0 or name != names[place - 1]]
    if len(places) > 1 and places[1] * step < room:
        places = places[1:]
    marks: list[Mark] = []
    free = left
    for place in places:
        x = left + place * step
        if free <= x <= right:
            marks.append(label(x, y, names[place]))
            free = x + room
    return marks
