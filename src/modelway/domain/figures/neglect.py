"""A value that has gone quiet: not lived although it was called for, or hardly ever called for."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from modelway.domain.figures.states import tally_of
from modelway.domain.loop.nights import State

WINDOW = timedelta(days=14)
FEWEST_OPPORTUNITIES = 2
FEWEST_WITHOUT_OPPORTUNITY = 10


class Neglect(StrEnum):
    """Why a value has gone quiet."""

    NEGLECTED = "neglected"
    DEFINITION_TOO_NARROW = "definition_too_narrow"


def neglect_of(states: Mapping[date, State], last_ended: date) -> Neglect | None:
    """Whether a value has gone quiet over the 14 nights up to the last ended one.

    Neglected: not demonstrated there, nor tonight, although there were two opportunities or more.
    Definition too narrow: no opportunity at all, said on ten nights or more. None otherwise; nights without
    an answer and nights of rest speak for neither.
    """
    since = {day: state for day, state in states.items() if day > last_ended - WINDOW}
    if State.DEMONSTRATED in since.values():
        return None
    ended = tally_of(state for day, state in since.items() if day <= last_ended)
    if ended.opportunities >= FEWEST_OPPORTUNITIES:
        return Neglect.NEGLECTED
    if ended.opportunities == 0 and ended.no_opportunity >= FEWEST_WITHOUT_OPPORTUNITY:
        return Neglect.DEFINITION_TOO_NARROW
    return None
