"""What observers see beside the leader's own record, over a stretch of weeks."""

from typing import NamedTuple

from modelway.domain.lookback.trends import Scope
from modelway.domain.teaching.observers import ObserverGap


class ObserverGaps(NamedTuple):
    """The values that observers answered about, and how many of them were asked and have answered."""

    scope: Scope
    gaps: tuple[ObserverGap, ...]
    asked: int
    answered: int
