"""A sheet of days: weeks as columns, weekdays as rows, a sign a day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rich.text import Text

from modelway.domain.days.dates import WEEKDAYS
from modelway.views.charts.timeline import ruler
from modelway.views.screen.layout import join_lines
from modelway.views.screen.theme import ROOMY, margin, readable

LABEL = 3
DAYS = 7


def room_for_weeks(width: int) -> int:
    """How many weeks a screen so wide can show."""
    return readable(width) - margin(width) - LABEL


def heatmap(weeks: Sequence[date], signs: Mapping[date, tuple[str, str]], *, width: int) -> Text:
    """The days of these weeks, given by their first days, under their months.

    `signs` holds the sign and the style of each day; a day without any is blank. Weeks stand apart where all
    of them fit so. The newest that fit are shown; no weeks give an empty block.
    """
    shown = weeks[-room_for_weeks(width) :]
    if not shown:
        return join_lines([])
    step = 2 if width >= ROOMY and len(shown) * 2 <= room_for_weeks(width) else 1
    left = " " * margin(width)
    last = shown[-1] + timedelta(days=DAYS - 1)
    sheet = [ruler(shown, until=last, width=width, left=margin(width) + LABEL, step=step)]
    for offset in range(DAYS):
        name = WEEKDAYS[(shown[0] + timedelta(days=offset)).weekday()][:2]
        line = Text.assemble((f"{left}{name} ", "screen.label"))
        for week in shown:
            sign, style = signs.get(week + timedelta(days=offset), (" ", ""))
            line.append(sign, style=style).append(" " * (step - 1))
        sheet.append(line)
    return join_lines(sheet)
