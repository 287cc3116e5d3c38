"""The screen of `modelway trends calendar`: the nights, and each value, as a sheet of days."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from rich.text import Text

from modelway.domain.days.dates import MONTHS
from modelway.domain.figures.states import tally_of
from modelway.domain.lookback.calendar import Calendar, CalendarNight, NightKind
from modelway.domain.loop.next_steps import look_at
from modelway.domain.loop.nights import State
from modelway.domain.loop.values import Value
from modelway.views.charts.heatmap import heatmap, room_for_weeks
from modelway.views.lookback.trends.frame import (
    describe_changes,
    explain_empty,
    pack_entries,
    period_data,
    render_empty,
    render_screen,
    render_sentences,
)
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import note, section, stack
from modelway.views.screen.theme import Glyphs, margin, state_style

Told = TypeVar("Told")

TITLE = "Calendar"
OFFERS = (look_at("modelway trends weekdays", "Is there a weekday that stands out?"),)
SHARES = ((1.0, "all demonstrated"), (0.75, "most"), (0.5, "about half"), (0.25, "few"), (0.0, "none"))


def calendar_screen(calendar: Calendar, *, plain: bool = False, glyphs: Glyphs, width: int) -> Text:
    """A sheet of all nights, then one of each value; with `plain` the months in sentences."""
    answered = any(night.kind is NightKind.JOURNALED for night in calendar.nights.values())
    empty = explain_empty(calendar.scope, calendar.values, answered=answered)
    if empty:
        return render_empty(TITLE, calendar.scope, empty, plain=plain, glyphs=glyphs, width=width)
    if plain:
        said = [_nights_sentence(calendar), *(_value_sentence(*one) for one in calendar.values)]
        return render_sentences(TITLE, calendar.scope, said, offers=OFFERS, glyphs=glyphs, width=width)
    nights = {day: _night_sign(night, glyphs) for day, night in calendar.nights.items()}
    shown = _days_shown(calendar, width)
    return render_screen(
        TITLE,
        calendar.scope,
        _hidden(calendar, glyphs, width),
        stack(
            section(
                "Nights",
                _nights_count(night for day, night in calendar.nights.items() if day >= shown),
                glyphs=glyphs,
                width=width,
            ),
            heatmap(calendar.weeks, nights, width=width),
            gap=0,
        ),
        pack_entries(
            _nights_key((night for day, night in calendar.nights.items() if day >= shown), glyphs),
            indent=margin(width),
            width=width,
        ),
        *(_value_sheet(calendar, value, states, glyphs, width) for value, states in calendar.values),
        pack_entries(_states_key(calendar, shown, glyphs), indent=margin(width), width=width),
        offers=OFFERS,
        glyphs=glyphs,
        width=width,
    )


def calendar_data(calendar: Calendar) -> dict[str, object]:
    """The calendar as data for `modelway.calendar/1`: every day that has ended or was answered."""
    return {
        "period": period_data(calendar.scope.period),
        "nights": [
            {
                "date": day.isoformat(),
                "state": night.kind.value,
                "demonstrated": night.demonstrated,
                "opportunities": night.opportunities,
            }
            for day, night in calendar.nights.items()
        ],
        "values": [
            {
                "value": value.slug,
                "days": [{"date": day.isoformat(), "state": state.value} for day, state in states.items()],
            }
            for value, states in calendar.values
        ],
    }


def _days_shown(calendar: Calendar, width: int) -> date:
    """The first day that the sheets have room for."""
    return calendar.weeks[-room_for_weeks(width) :][0]


def _hidden(calendar: Calendar, glyphs: Glyphs, width: int) -> Text:
    hidden = len(calendar.weeks) - room_for_weeks(width)
    words = ""
    if hidden > 0:
        verb = "is" if hidden == 1 else "are"
        words = (
            f"{number_of(hidden, 'earlier week')} {verb} not shown: a screen of this width holds "
            f"{room_for_weeks(width)}. With --json you get them all."
        )
    return note(words, glyphs=glyphs, width=width)


def _value_sheet(
    calendar: Calendar, value: Value, states: Mapping[date, State], glyphs: Glyphs, width: int
) -> Text:
    signs = {day: (glyphs.state(state), state_style(state)) for day, state in states.items()}
    shown = _days_shown(calendar, width)
    count = _value_count(state for day, state in states.items() if day >= shown)
    beside = "; ".join(filter(None, [describe_changes(value, None), count]))
    return stack(
        section(value.name, beside, glyphs=glyphs, width=width),
        heatmap(calendar.weeks, signs, width=width),
        gap=0,
    )


def _value_count(states: Iterable[State]) -> str:
    tally = tally_of(states)
    opportunities = number_of(tally.opportunities, "opportunity", "opportunities")
    return f"demonstrated {tally.demonstrated} of {opportunities}"


def _nights_count(nights: Iterable[CalendarNight]) -> str:
    kinds = [night.kind for night in nights]
    asked_for = len(kinds) - kinds.count(NightKind.REST)
    return f"journaled {kinds.count(NightKind.JOURNALED)} of {number_of(asked_for, 'night')}"


def _night_sign(night: CalendarNight, glyphs: Glyphs) -> tuple[str, str]:
    if night.kind is not NightKind.JOURNALED:
        state = State(night.kind.value)
        return glyphs.state(state), state_style(state)
    if not night.opportunities:
        return glyphs.no_opportunity, state_style(State.NO_OPPORTUNITY)
    share = night.demonstrated / night.opportunities
    return glyphs.night(share), state_style(State.DEMONSTRATED if share else State.MISSED)


def _nights_key(nights: Iterable[CalendarNight], glyphs: Glyphs) -> list[Text]:
    """What the signs of the nights mean, only of those that are shown."""
    used = {_night_sign(night, glyphs)[0] for night in nights}
    key = [(glyphs.night(share), words) for share, words in SHARES]
    key += [(glyphs.no_opportunity, "no opportunity"), (glyphs.unanswered, "not written")]
    key += [(glyphs.rest, "rest")]
    return [_entry(sign, words) for sign, words in key if sign in used]


def _states_key(calendar: Calendar, shown: date, glyphs: Glyphs) -> list[Text]:
    used = {state for _, states in calendar.values for day, state in states.items() if day >= shown}
    return [_entry(glyphs.state(state), state.value.replace("_", " ")) for state in State if state in used]


def _entry(sign: str, words: str) -> Text:
    return Text(f"{'(blank)' if sign == ' ' else sign} {words}", style="screen.note")


def _nights_sentence(calendar: Calendar) -> str:
    """The nights, then every month of them: a day at a time would take too long to listen to."""
    months = [
        f"{month}: {_nights_count(nights)}, demonstrated {sum(one.demonstrated for one in nights)} "
        f"of {number_of(sum(one.opportunities for one in nights), 'opportunity', 'opportunities')}."
        for month, nights in _by_month(calendar.nights).items()
    ]
    return " ".join([f"Nights: {_nights_count(calendar.nights.values())}.", *months])


def _value_sentence(value: Value, states: Mapping[date, State]) -> str:
    remark = describe_changes(value, None)
    name = f"{value.name} ({remark})" if remark else value.name
    months = [f"{month}: {_months_counts(its)}." for month, its in _by_month(states).items()]
    return " ".join([f"{name}: {_value_count(states.values())}.", *months])


def _months_counts(states: Iterable[State]) -> str:
    counts = Counter(states)
    return ", ".join(f"{state.value.replace('_', ' ')} {counts[state]}" for state in State if counts[state])


def _by_month(days: Mapping[date, Told]) -> dict[str, list[Told]]:
    months: dict[str, list[Told]] = {}
    for day, told in days.items():
        months.setdefault(f"{MONTHS[day.month - 1]} {day.year}", []).append(told)
    return months
