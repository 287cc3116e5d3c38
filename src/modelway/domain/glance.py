"""The journal at a glance: the last fourteen nights, the practice due, and whether tonight is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from modelway.domain.nights import State
from modelway.domain.practices import Practice
from modelway.domain.values import Value

NIGHTS_AT_A_GLANCE = 14
AWAY_AFTER = timedelta(days=3)


class Tonight(StrEnum):
    """How far tonight's journal is."""

    OPEN = "open"
    BEGUN = "begun"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Glance:
    """What `modelway` alone shows.

    `days` are the last fourteen, tonight's the last; `states` by value id hold those of them with something
    to say; `due` are today's practices; `last_night` is the newest night journaled before tonight.
    """

    day: date
    values: tuple[Value, ...]
    unfinished: tuple[Value, ...]
    days: tuple[date, ...]
    states: Mapping[str, Mapping[date, State]]
    due: tuple[Practice, ...]
    tonight: Tonight
    last_night: date | None

    @property
    def is_back(self) -> bool:
        """Whether the leader comes back after three nights or more without a word."""
        away = self.last_night is not None and self.day - self.last_night > AWAY_AFTER
        return away and self.tonight is Tonight.OPEN
