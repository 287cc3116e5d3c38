"""What came of nights that were handed in: their dates, and the earlier answers that had to give way."""

from datetime import date
from typing import NamedTuple

from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome


class Replaced(NamedTuple):
    """An answer that stood before and gave way to another: its outcome and its words.

    `about` names the value, or the night's note, which has no outcome.
    """

    about: str
    outcome: Outcome | PracticeOutcome | None
    text: str


class Recorded(NamedTuple):
    """The nights that were saved, in order, and what they replaced."""

    days: tuple[date, ...]
    replaced: tuple[Replaced, ...]
