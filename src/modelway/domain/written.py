"""A night together with the promises it made and told of."""

from dataclasses import dataclass

from modelway.domain.nights import Night
from modelway.domain.practices import Practice


@dataclass(frozen=True, slots=True)
class WrittenNight:
    """All that was written on one night: `planned` that evening, and `reported` then."""

    night: Night
    planned: tuple[Practice, ...]
    reported: tuple[Practice, ...]
