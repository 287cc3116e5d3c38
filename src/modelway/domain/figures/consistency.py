"""How steadily the journal is kept: a score that forgives, and a streak that forgives."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from modelway.domain.figures.states import days_between, resting_days
from modelway.domain.loop.nights import Rest

MEMORY = 0.5 ** (1 / 13)
MISSES_THAT_BREAK = 2


class Consistency(NamedTuple):
    """The exponential score, 0–1, and the streak in journaled nights."""

    score: float
    streak: int


def consistency_of(journaled: Iterable[date], rests: Iterable[Rest], last_ended: date) -> Consistency:
    """Score and streak at the last ended night, or tonight once it is journaled.

    Args:
        journaled: dates of all nights with at least one outcome, in any order.
        rests: only those that cover all values freeze a night.
        last_ended: the last night whose day has ended.

    Returns:
        The score starts at 0 before the first journaled night. Each night keeps the share 0.5^(1/13) of it
        and a journaled night adds the remaining share of 1: 13 missed nights halve the score, 13 journaled
        ones halve its distance to 1. The streak counts journaled nights and falls to 0 at the second missed
        night in a row. A night of rest changes neither and does not part two missed nights, but one that
        was journaled counts like any other. Zeros without any night.
    """
    score, streak, misses = 0.0, 0, 0
    for was_journaled in _asked_for(set(journaled), rests, last_ended):
        score = MEMORY * score + (1 - MEMORY) * was_journaled
        misses = 0 if was_journaled else misses + 1
        streak = streak + was_journaled if misses < MISSES_THAT_BREAK else 0
    return Consistency(score, streak)


def _asked_for(journaled: set[date], rests: Iterable[Rest], last_ended: date) -> Iterator[bool]:
    """For each night that was asked for since the first one, whether it was journaled."""
    if not journaled:
        return
    first, last = min(journaled), max(last_ended, max(journaled))
    resting = resting_days(rests, first, last)
    for day in days_between(first, last):
        if day in journaled:
            yield True
        elif day <= last_ended and day not in resting:
            yield False
