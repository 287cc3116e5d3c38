"""The journal at a glance: the last fourteen nights, the practice due, and whether tonight is written."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from modelway.domain.loop.next_steps import JournalState, Tonight
from modelway.domain.loop.nights import State
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value

NIGHTS_AT_A_GLANCE = 14
AWAY_AFTER = timedelta(days=3)


class Glance(NamedTuple):
    """What `modelway` shows when called alone.

    `days` are the last fourteen, tonight's the last; `states` by value id hold the days that
    have a state; `due` are today's practices, each with its value; `last_night` is the newest night written
    before tonight. `focus` is the value that this week is given to.
    """

    day: date
    values: tuple[Value, ...]
    days: tuple[date, ...]
    states: Mapping[str, Mapping[date, State]]
    due: tuple[tuple[Practice, Value], ...]
    last_night: date | None
    state: JournalState
    focus: Value | None = None

    @property
    def is_back(self) -> bool:
        """Return True if the leader comes back after three nights or more without a word."""
        away = self.last_night is not None and self.day - self.last_night > AWAY_AFTER
        return away and self.state.tonight is Tonight.OPEN


class Today(NamedTuple):
    """What `modelway today` shows: the practices due, each with its value, in the order of the values.

    `values` are those to choose from for one more, and `offered` the one to begin with: the focus, or the one
    with the widest gap; None without any value. `focus` is the value that this week is given to.
    """

    day: date
    practices: tuple[tuple[Practice, Value], ...]
    values: tuple[Value, ...]
    offered: Value | None
    state: JournalState
    focus: Value | None = None
