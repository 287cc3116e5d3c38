"""Nights as pictures: the grid of a week, and the sheet of many weeks."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from modelway.domain.days.dates import MONTHS, WEEKDAYS
from modelway.domain.lookback.calendar import CalendarNight, NightKind
from modelway.domain.loop.nights import State
from modelway.views.html.drawing import Chart, Mark, label, sign
from modelway.views.html.ruler import ruler
from modelway.views.screen.figures import number_of
from modelway.views.screen.text import shorten
from modelway.views.screen.theme import UNICODE

Key = tuple[tuple[str, str], ...]

NAME_CELLS, NAME_WIDTH, DAY_WIDTH, ROW_HEIGHT, TOP = 20, 148, 26, 24, 22
DAYS = 7
MOST_WEEKS = 53
WEEKS_IN_A_BAND = 27
FEW_WEEKS = 14
WIDE_CELL, NARROW_CELL, SHEET_LEFT = 20, 12, 26
STEPS = ("none", "few", "about half", "most", "all demonstrated")

_OTHER_NIGHTS = {
    State.NO_OPPORTUNITY: "no opportunity",
    State.UNANSWERED: "not written",
    State.REST: "rest (blank)",
}


def week_grid(
    key: str, rows: Sequence[tuple[str, Mapping[date, State]]], days: Sequence[date]
) -> tuple[Chart, Key]:
    """Each value's row with a sign a day, and what the signs that it shows mean."""
    marks = [_day_label(day, place) for place, day in enumerate(days)]
    for number, (name, states) in enumerate(rows):
        middle = TOP + number * ROW_HEIGHT + ROW_HEIGHT / 2
        marks.append(label(0, middle + 4, shorten(name, NAME_CELLS, UNICODE), "name"))
        marks += [
            sign(_sign_of(states[day]), _column(place), middle, 16)
            for place, day in enumerate(days)
            if _is_drawn(states.get(day))
        ]
    width, height = NAME_WIDTH + len(days) * DAY_WIDTH, TOP + len(rows) * ROW_HEIGHT + 4
    desc = " ".join(_row_in_words(name, states, days) for name, states in rows)
    used = {states[day] for _, states in rows for day in days if day in states}
    title = f"{number_of(len(rows), 'value')} on {number_of(len(days), 'day')}"
    shown: Key = tuple((_sign_of(state), _words(state)) for state in State if state in used)
    return Chart(key, title, desc, width, height, tuple(marks)), shown


def night_sheet(
    key: str, title: str, nights: Mapping[date, CalendarNight], weeks: Sequence[date]
) -> tuple[Chart, Key, int]:
    """A sign a night, weeks as columns, half a year to a band; the key, and how many weeks are left out."""
    shown = weeks[-MOST_WEEKS:]
    cell = WIDE_CELL if len(shown) <= FEW_WEEKS else NARROW_CELL
    bands = [shown[first : first + WEEKS_IN_A_BAND] for first in range(0, len(shown), WEEKS_IN_A_BAND)]
    band_height = TOP + DAYS * cell + 6
    marks: list[Mark] = []
    for number, band in enumerate(bands):
        marks += _band(band, nights, top=number * band_height, cell=cell)
    seen = {day: night for day, night in nights.items() if shown and day >= shown[0]}
    used = {_night_sign(night) for night in seen.values()}
    keys = [(f"night-{step}", words) for step, words in reversed(list(enumerate(STEPS)))]
    keys += [(state.value.replace("_", "-"), words) for state, words in _OTHER_NIGHTS.items()]
    width = SHEET_LEFT + max((len(band) for band in bands), default=0) * cell
    chart = Chart(key, title, _months_in_words(seen), width, len(bands) * band_height, tuple(marks))
    return chart, tuple(one for one in keys if one[0] in used), len(weeks) - len(shown)


def _band(
    weeks: Sequence[date], nights: Mapping[date, CalendarNight], *, top: float, cell: float
) -> list[Mark]:
    marks = [
        label(
            0, top + TOP + row * cell + cell / 2 + 4, WEEKDAYS[(weeks[0] + timedelta(days=row)).weekday()][:2]
        )
        for row in range(0, DAYS, 2)
    ]
    marks += ruler(
        [week + timedelta(days=DAYS - 1) for week in weeks],
        left=SHEET_LEFT,
        step=cell,
        y=top + TOP - 8,
        right=SHEET_LEFT + len(weeks) * cell,
    )
    for column, week in enumerate(weeks):
        x = SHEET_LEFT + column * cell + cell / 2
        for row in range(DAYS):
            night = nights.get(week + timedelta(days=row))
            if night and night.kind is not NightKind.REST:
                marks.append(sign(_night_sign(night), x, top + TOP + row * cell + cell / 2, cell * 0.78))
    return marks


def _day_label(day: date, place: int) -> Mark:
    return label(_column(place), TOP - 8, WEEKDAYS[day.weekday()][:2], "label middle")


def _column(place: int) -> float:
    return NAME_WIDTH + place * DAY_WIDTH + DAY_WIDTH / 2


def _is_drawn(state: State | None) -> bool:
    return state not in (None, State.REST)


def _sign_of(state: State) -> str:
    return state.value.replace("_", "-")


def _words(state: State) -> str:
    return state.value.replace("_", " ") + (" (blank)" if state is State.REST else "")


def _row_in_words(name: str, states: Mapping[date, State], days: Sequence[date]) -> str:
    told = [
        f"{WEEKDAYS[day.weekday()]} {states[day].value.replace('_', ' ')}" for day in days if day in states
    ]
    return f"{name}: {', '.join(told) or 'nothing yet'}."


def _night_sign(night: CalendarNight) -> str:
    """A night's sign: how much of what it called for was demonstrated, in quarters."""
    if night.kind is not NightKind.JOURNALED:
        return night.kind.value
    if not night.opportunities:
        return "no-opportunity"
    share = night.demonstrated / night.opportunities
    return f"night-{UNICODE.night_levels.index(UNICODE.night(share))}"


def _months_in_words(nights: Mapping[date, CalendarNight]) -> str:
    months: dict[str, list[CalendarNight]] = {}
    for day, night in nights.items():
        months.setdefault(f"{MONTHS[day.month - 1]} {day.year}", []).append(night)
    told = [
        f"{month}: {sum(one.kind is NightKind.JOURNALED for one in its)} of {number_of(len(its), 'night')} "
        f"journaled, demonstrated {sum(one.demonstrated for one in its)} of "
        f"{number_of(sum(one.opportunities for one in its), 'opportunity', 'opportunities')}."
        for month, its in months.items()
    ]
    return " ".join(told) or "No night yet."
